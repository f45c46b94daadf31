"""What an act costs: statements and transactions of the store, from the click to the page as it is then.

The bounds are what was measured when they were written; who needs more looks first whether something is read twice.
"""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app.enums import Stage
from app.services.base import settings
from app.services.people import custom_fields, customers
from app.services.people.custom_fields import FieldDraft
from app.services.rules.spine.sales import Wish
from app.ui.customers.page import CustomersPage
from app.ui.selling.page import SellingPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.statements import Statements
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

pytestmark = pytest.mark.usefixtures("family_file")


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    made = open_window()
    made.reminders._timer.stop()  # it looks by itself every twenty seconds, whatever is being counted
    assert made.desk is not None
    settings.write(made.desk.store, made.desk.actor, "nothing", 1)  # the first reads the end of the audit chain as well
    made.desk.hub.settle()
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> CustomersPage:
    """The customers with the sample family chosen, and nothing left to do."""
    window.go("customers")
    made = cast(CustomersPage, window.pages["customers"])
    qtbot.waitUntil(made.isVisible)
    qtbot.wait(100)  # the views are counted
    return made


def test_a_phone_edited_through_the_window(qtbot: QtBot, page: CustomersPage) -> None:
    """Named fault: 43 statements in 12 transactions, most of them to see what had just been saved."""
    pane = page.family.members
    page.family.tabs.setCurrentWidget(pane)
    pane.table.selectRow(0)

    def act(dialog: FormDialog) -> None:
        fill(qtbot, dialog, phone="13912345678")
        click(qtbot, dialog.button)

    with Statements() as cost:
        in_dialog(FormDialog, act, lambda: pane.edit(pane.table.current()))
        qtbot.wait(50)
    cost.at_most(12, 3)
    row = page.table.current()
    assert row is not None and row.phone == "13912345678"
    assert page.family.detail is not None and page.family.detail.customer.phone == "13912345678"
    assert row == customers.row(page.desk.store, row.id)


def test_a_household_chosen_in_the_list(page: CustomersPage) -> None:
    id = page.desk.household_id
    page.desk.choose_household(None)
    with Statements() as cost:
        page.desk.choose_household(id)
    assert page.family.detail is not None
    cost.at_most(4, 1)


def test_the_page_of_customers_shown_again_when_nothing_happened(window: MainWindow, page: CustomersPage) -> None:
    window.go("today")
    with Statements() as cost:
        window.go("customers")
        assert page.isVisible()
    cost.at_most(0, 0)


def test_an_activity_recorded_in_a_familys_page(qtbot: QtBot, page: CustomersPage) -> None:
    pane = page.family.history
    page.family.tabs.setCurrentWidget(pane)
    type_text(qtbot, pane.bar.note, "hello")
    with Statements() as cost:
        click(qtbot, pane.bar.button)
        qtbot.wait(50)
    cost.at_most(20, 5)


def test_labels_and_fields_are_read_once_and_again_when_they_change(page: CustomersPage) -> None:
    desk = page.desk
    with Statements() as cost:
        page.refresh_now()
        page.refresh_now()
    assert not [text for text in cost.texts if "FROM label" in text or "FROM custom_field" in text]
    titles = len(page.model.columns)
    custom_fields.add(desk.store, desk.actor, FieldDraft("Car"))
    desk.hub.settle()
    assert len(page.model.columns) == titles + 1
    with Statements() as cost:
        page.refresh_now()
    assert not [text for text in cost.texts if "FROM custom_field" in text]
    assert page.model.columns[-1].title == "Car"


def test_a_sale_moved_back_a_stage(qtbot: QtBot, window: MainWindow) -> None:
    window.go("selling")
    page = cast(SellingPage, window.pages["selling"])
    qtbot.waitUntil(page.isVisible)
    qtbot.wait(50)
    row = page.sales.model.row(0)

    def act(dialog: FormDialog) -> None:
        fill(qtbot, dialog, reason="once more")
        click(qtbot, dialog.button)

    with Statements() as cost:
        in_dialog(FormDialog, act, lambda: page.sales.ask_stage(row, Wish(Stage.S2_MET)))
        qtbot.wait(50)
    assert page.sales.model.row(0).stage == Stage.S2_MET
    cost.at_most(29, 3)

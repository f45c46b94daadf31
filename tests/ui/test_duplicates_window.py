"""Duplicates by clicks: told while somebody is added, found in the store, merged, parted, said to be different."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.people import customers, duplicates
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.ui.base.desk import Desk
from app.ui.customers.page import CustomersPage
from app.ui.shared.duplicates import DuplicatesDialog, EntryDialog
from app.ui.shared.duplicates.merge import MergeDialog
from tests.ui.acting import click, fill, in_dialog, take_back_last
from tests.ui.conftest import OpenWindow

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LANGUAGES = pytest.mark.parametrize("language", list(Language))


def add(desk: Desk, name: str, phone: str, city: str = "") -> str:
    draft = HouseholdDraft(MemberDraft(name, phone=phone), contact=ContactDraft(city=city))
    return customers.add(desk.store, desk.actor, draft).id


@pytest.fixture
def page(open_window: OpenWindow, language: Language) -> CustomersPage:
    window = open_window(language)
    window.go("customers")
    found = window.findChild(CustomersPage)
    assert isinstance(found, CustomersPage)
    return found


@LANGUAGES
@pytest.mark.parametrize("anyway", [True, False])
def test_somebody_who_may_be_known_is_told_before_saving(qtbot: QtBot, page: CustomersPage, anyway: bool) -> None:
    known = add(page.desk, "王芳", "13800001111")

    def act(dialog: EntryDialog) -> None:
        fill(qtbot, dialog, name="王方", phone="13800001111")
        click(qtbot, dialog.button)
        assert dialog.isVisible()
        assert dialog.twins.isVisible()
        assert "王芳" in dialog.twin_buttons[0].text()
        assert "138****1111" in dialog.twin_buttons[0].text()
        click(qtbot, dialog.button if anyway else dialog.twin_buttons[0])

    page.refresh_now()
    in_dialog(EntryDialog, act, page.add)
    assert customers.count(page.desk.store) == (2 if anyway else 1)
    assert (page.desk.household_id == known) is not anyway


@LANGUAGES
def test_an_identity_number_tells_birthday_and_sex(qtbot: QtBot, page: CustomersPage) -> None:
    def act(dialog: EntryDialog) -> None:
        fill(qtbot, dialog, name="王芳", id_number="110105194912310021")
        click(qtbot, dialog.button)
        assert dialog.isVisible()
        fill(qtbot, dialog, id_number="11010519491231002x")
        click(qtbot, dialog.button)

    in_dialog(EntryDialog, act, page.add)
    found = customers.household(page.desk.store, customers.page(page.desk.store)[0].id).customer
    assert (found.id_number, str(found.birth_date), found.sex) == ("11010519491231002X", "1949-12-31", "F")


def dialog_of(qtbot: QtBot, desk: Desk, language: Language) -> DuplicatesDialog:
    desk.preferences.language = language
    dialog = DuplicatesDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
    return dialog


@LANGUAGES
def test_a_pair_is_merged_field_by_field_and_parted(qtbot: QtBot, desk: Desk, language: Language) -> None:
    left, right = add(desk, "王芳", "13800001111", "杭州"), add(desk, "王方", "13800001111", "宁波")
    dialog = dialog_of(qtbot, desk, language)
    QAbstractItemModelTester(dialog.model, FATAL)
    assert dialog.model.rowCount() == 1

    def choose(merging: MergeDialog) -> None:
        assert set(merging.radios) == {"name", "city"}
        click(qtbot, merging.radios["city"][1])
        click(qtbot, merging.button)

    in_dialog(MergeDialog, choose, lambda: click(qtbot, dialog.merge_button))
    row = customers.row(desk.store, left)
    assert (row.name, row.city, customers.count(desk.store)) == ("王芳", "宁波", 1)
    assert dialog.model.rowCount() == 0
    dialog.past_table.setFocus()
    qtbot.keyClick(dialog.past_table, Qt.Key.Key_Down)
    click(qtbot, dialog.part_button)
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
    assert (customers.row(desk.store, left).city, customers.row(desk.store, right).city) == ("杭州", "宁波")
    assert dialog.model.rowCount() == 1


def test_the_other_one_can_be_kept(qtbot: QtBot, desk: Desk) -> None:
    left, right = add(desk, "王芳", "13800001111"), add(desk, "王芳", "13800001111", "宁波")
    dialog = dialog_of(qtbot, desk, Language.EN)

    def choose(merging: MergeDialog) -> None:
        click(qtbot, merging.swap_button)
        click(qtbot, merging.button)

    in_dialog(MergeDialog, choose, lambda: click(qtbot, dialog.merge_button))
    assert customers.row(desk.store, right).city == "宁波"
    assert [pair.id for pair in duplicates.scan(desk.store)] == []
    assert left not in [row.id for row in customers.page(desk.store)]


@LANGUAGES
def test_two_who_are_not_the_same_stay_apart(qtbot: QtBot, desk: Desk, language: Language) -> None:
    add(desk, "王芳", "13800001111")
    add(desk, "李强", "13800001111")
    dialog = dialog_of(qtbot, desk, language)
    click(qtbot, dialog.different_button)
    assert dialog.model.rowCount() == 0
    assert not dialog.merge_button.isEnabled()
    assert dialog_of(qtbot, desk, language).model.rowCount() == 0
    take_back_last(desk)
    assert dialog_of(qtbot, desk, language).model.rowCount() == 1


@LANGUAGES
def test_the_list_opens_the_search_for_duplicates(qtbot: QtBot, page: CustomersPage) -> None:
    add(page.desk, "王芳", "13800001111")
    page.refresh_now()
    click(qtbot, page.list.duplicates_button)
    assert page.acts.duplicates is not None
    qtbot.waitUntil(lambda: not page.desk.tasks.busy(), timeout=20_000)
    assert page.acts.duplicates.isVisible()
    qtbot.keyClick(page.acts.duplicates, Qt.Key.Key_Escape)
    assert not page.acts.duplicates.isVisible()

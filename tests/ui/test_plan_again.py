"""A product replaced by another that answers the same need, and an earlier proposal put on the table again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.enums import Language, ProductKind
from app.services.offers import proposals
from app.ui.base import formats
from app.ui.combinations.changing.change import ChangeDialog
from app.ui.combinations.page import CombinationsPage
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interactive_plan import button, opened, solved, undo


@pytest.fixture
def page(qtbot: QtBot, open_family: OpenWindow) -> CombinationsPage:
    return opened(qtbot, open_family(Language.EN))


def test_a_product_is_replaced_from_a_list_that_shows_its_effect(qtbot: QtBot, page: CombinationsPage) -> None:
    before = page.plans["balanced"]
    seen: list[str] = []

    def act(dialog: ChangeDialog) -> None:
        model = dialog.table.model()
        assert model.rowCount() > 1, "several to choose from"
        dialog.table.setFocus()
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        chosen = dialog.table.current()
        row = dialog.table.currentIndex().row()
        seen.extend([chosen.product, *(str(model.index(row, column).data()) for column in range(4))])
        type_text(qtbot, dialog.reason, "the family knows it")
        click(qtbot, dialog.swap)

    in_dialog(ChangeDialog, act, lambda: click(qtbot, button(page, "Change")))
    after = page.plans["balanced"]
    code, name, total, more, cover = seen
    assert page.products[code].name_en == name
    assert page.products[code].kind != ProductKind.WAIVER
    (fresh,) = [i for i in after.items if (i.product, i.insured) not in {(b.product, b.insured) for b in before.items}]
    assert (fresh.product, formats.money(fresh.sum)) == (code, total)
    assert more.lstrip("+") == formats.money(after.premium - before.premium)
    assert page.bench is not None
    gain = float(after.objective - before.objective) / page.bench.best_objective
    assert cover == f"{gain:+.1%}"
    reasons = {change.product: change.reason for change in page.bench.changes("balanced")}
    assert reasons[code] == "the family knows it"
    undo(qtbot, page)
    assert page.plans["balanced"] == before


def test_an_earlier_proposal_is_put_on_the_table_changed_and_saved_anew(qtbot: QtBot, page: CombinationsPage) -> None:
    click(qtbot, page.heads["balanced"].button)
    kept = page.kept.table.current()
    wanted = page.plans["balanced"].items
    page.bar.budget.line.selectAll()
    type_text(qtbot, page.bar.budget.line, "6000")
    solved(qtbot, page, lambda: qtbot.keyClick(page.bar.budget.line, Qt.Key.Key_Return))
    smaller = page.plans["balanced"]
    assert smaller.items != wanted
    click(qtbot, page.bar.view_buttons[2])
    solved(qtbot, page, lambda: click(qtbot, page.kept.reopen_button))
    assert page.views.currentIndex() == 0
    assert page.plans["balanced"].items == wanted
    said = page.window().findChildren(type(page.family.who))
    assert any(f"{kept.number} is on the table again" in label.text() for label in said if label.isVisible())
    assert page.bench is not None
    assert {change.reason for change in page.bench.changes("balanced")} == {f"As in {kept.number}"}
    click(qtbot, page.heads["balanced"].button)
    rows = proposals.of_household(page.desk.store, kept.household_id)
    assert [row.premium for row in rows] == [kept.premium, kept.premium]
    undo(qtbot, page)
    undo(qtbot, page)
    assert page.plans["balanced"] == smaller


def test_enter_on_a_proposal_puts_it_on_the_table(qtbot: QtBot, page: CombinationsPage) -> None:
    click(qtbot, page.heads["essential"].button)
    click(qtbot, page.bar.view_buttons[2])
    page.kept.table.setFocus()
    solved(qtbot, page, lambda: qtbot.keyClick(page.kept.table, Qt.Key.Key_Return))
    assert page.views.currentIndex() == 0

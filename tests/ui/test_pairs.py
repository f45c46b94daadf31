"""Pairs of products: made by hand and from what is sold together, counted in the plans, switched off, taken back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.combinations import preferences
from app.services.offers.combinations.preferences import PairSetting
from app.ui.combinations.changing.why import WhyDialog
from app.ui.combinations.page import CombinationsPage
from app.ui.library.page import LibraryPage
from app.ui.shared.pairs.dialog import PairsDialog
from app.ui.shared.pairs.line import PairLine
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.services.portfolio_store import fill
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interactive_plan import SOLVED, button, menu_act, opened, undo


def choose(qtbot: QtBot, line: PairLine, at: int, code: str) -> None:
    """Type a product's code, as one does who knows it."""
    box = line.boxes[at]
    box.setFocus()
    editor = box.lineEdit()
    assert editor is not None
    editor.selectAll()
    type_text(qtbot, editor, code)
    completer = box.completer()
    assert completer is not None
    if completer.popup().isVisible():
        qtbot.keyClick(completer.popup(), Qt.Key.Key_Escape)


def solved(qtbot: QtBot, page: CombinationsPage, start: Callable[[], object]) -> None:
    """Run ``start``, after which the family is read again, and wait for its new plans."""
    before = page.bench
    start()
    qtbot.waitUntil(lambda: page.bench is not before and bool(page.plans), timeout=SOLVED)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_a_pair_is_counted_shown_and_switched_off(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window(language))
    store, plan = page.desk.store, page.plans["balanced"]
    item = plan.items[0]
    mine = [one.product for one in plan.items if one.insured == item.insured]
    other = next(code for code in mine if code != item.product)

    def make(dialog: PairsDialog) -> None:
        qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
        click(qtbot, dialog.button)
        assert dialog.isVisible() and "1" in dialog.notice.text, "a pair of nothing is refused, with its number"
        choose(qtbot, dialog.lines[0], 0, item.product)
        choose(qtbot, dialog.lines[0], 1, "nonsense")
        click(qtbot, dialog.button)
        assert "nonsense" in dialog.notice.text
        choose(qtbot, dialog.lines[0], 1, other)
        dialog.lines[0].bonus.selectAll()
        type_text(qtbot, dialog.lines[0].bonus, "0.25")
        qtbot.keyClick(dialog.lines[0].bonus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    solved(qtbot, page, lambda: in_dialog(PairsDialog, make, lambda: click(qtbot, page.bar.pairs_button)))
    pair = PairSetting((item.product, other), Fraction(1, 4))
    assert preferences.read(store).pairs == (pair,)
    assert page.plans["balanced"].bonus >= Fraction(1, 4)
    told = [label.text() for label in page.comparison.findChildren(QLabel)]
    share = f"+{0.25 / page.bench.best_objective:.1%}" if page.bench else ""
    assert any(share in text for text in told)

    def explained(dialog: WhyDialog) -> None:
        assert any(share[1:] in label.text() and " + " in label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    more, name = ("更多", "均衡") if language == Language.ZH else ("More", "Balanced")
    page.comparison.ensureWidgetVisible(button(page, more, name))
    click(qtbot, button(page, more, name))
    in_dialog(WhyDialog, explained, lambda: menu_act(page, 0))

    def switch_off(dialog: PairsDialog) -> None:
        dialog.lines[0].on.setFocus()
        qtbot.keyClick(dialog.lines[0].on, Qt.Key.Key_Space)
        click(qtbot, dialog.button)

    solved(qtbot, page, lambda: in_dialog(PairsDialog, switch_off, lambda: click(qtbot, page.bar.pairs_button)))
    assert page.plans["balanced"].bonus == 0
    assert [one.on for one in preferences.read(store).pairs] == [False]
    solved(qtbot, page, lambda: undo(qtbot, page))
    assert preferences.read(store).pairs == (pair,)


def test_what_is_sold_together_becomes_a_pair_by_one_click(
    qtbot: QtBot, store_file: Path, open_window: OpenWindow
) -> None:
    with contextlib.closing(Store.open(store_file, PASSWORD)) as store:
        fill(store, Actor("A001", "李敏"))
    window = open_window(Language.EN)
    window.go("library")
    page = cast(LibraryPage, window.pages["library"])
    qtbot.waitUntil(page.isVisible)

    def take(dialog: PairsDialog) -> None:
        first, pair = next(iter(dialog.suggestions.items()))
        click(qtbot, first)
        assert not first.isEnabled(), "a pair is not made twice"
        assert [box.currentData() for box in dialog.lines[0].boxes] == [pair.first, pair.second]
        dialog.remove(dialog.lines[0])
        assert first.isEnabled()
        click(qtbot, first)
        qtbot.keyClick(dialog.counts, Qt.Key.Key_Space)
        click(qtbot, dialog.button)

    in_dialog(PairsDialog, take, lambda: click(qtbot, page.acts.pairs))
    kept = preferences.read(page.desk.store)
    known = {row.product.code for row in catalogue.listing(page.desk.store)}
    assert len(kept.pairs) == 1 and set(kept.pairs[0].products) <= known
    assert not kept.pairs_count

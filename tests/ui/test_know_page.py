"""The tab of know-how by clicks: the first step, a card written, found by what the customer said, approved, used."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app.enums import CardKind, CardOutcome, CardState, Language
from app.services.knowledge import cards
from app.services.rules.knowledge.cards import CardDraft
from app.ui.know.page import KnowPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow


@pytest.fixture
def window(open_family: OpenWindow, language: Language) -> MainWindow:
    made = open_family(language)
    made.go("know")
    return made


def page_of(window: MainWindow) -> KnowPage:
    return cast(KnowPage, window.pages["know"])


@pytest.mark.parametrize("language", list(Language))
def test_a_card_is_written_found_by_the_customers_words_approved_and_used(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    assert window.desk is not None
    assert not page.table.isVisible(), "an empty page says the first step"

    def write(dialog: FormDialog) -> None:
        fill(qtbot, dialog, title_zh="我再考虑考虑", body_zh="先认同。", words="再说吧")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, write, page.acts.make)
    qtbot.waitUntil(page.table.isVisible)
    cards.add(window.desk.store, window.desk.actor, CardDraft(CardKind.SCRIPT, "开场白", body_zh="您好。"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    type_text(qtbot, page.search, "再说吧")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    row = page.table.current()
    assert row is not None and row.draft.title_zh == "我再考虑考虑" and row.state == CardState.DRAFT
    click(qtbot, page.acts.approve)
    qtbot.waitUntil(lambda: page.model.row(0).state == CardState.APPROVED)
    cards.use(window.desk.store, window.desk.actor, row.id, CardOutcome.MOVED)
    qtbot.waitUntil(lambda: "1" in str(page.model.index(0, 3).data()))


def test_a_fault_stands_at_its_field(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)

    def write(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.isVisible()
        dialog.done(0)

    in_dialog(FormDialog, write, page.acts.make)
    assert cards.Listing(page.desk.store).count() == 0

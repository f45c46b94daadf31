"""Today by clicks: the first use, the cards, a long list on demand, a tick."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, ActivityStatus, Language
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.people import customers
from app.ui.base.desk import Desk
from app.ui.shell.main_window import MainWindow
from app.ui.today.card import SHOWN, Card
from app.ui.today.page import TodayPage
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
LANGUAGES = [Language.ZH, Language.EN]


def opened(qtbot: QtBot, window: MainWindow) -> tuple[TodayPage, Desk]:
    window.go("today")
    assert window.desk is not None
    page = cast(TodayPage, window.pages["today"])
    qtbot.waitUntil(page.isVisible)
    return page, window.desk


def shown_again(qtbot: QtBot, page: TodayPage) -> None:
    page.refresh_now()
    qtbot.waitUntil(page.cards["due"].isVisible)


def press(qtbot: QtBot, page: TodayPage, text: str) -> None:
    qtbot.mouseClick(next(b for b in page.findChildren(QPushButton) if b.text() == text), LEFT)


def plan(desk: Desk, days: int, note: str, minute: int | None = None, family: str | None = None) -> None:
    draft = ActivityDraft(
        ActivityKind.VISIT, desk.today() + timedelta(days=days), ActivityStatus.PLANNED, family, minute, note
    )
    activities.add(desk.store, desk.actor, draft)


@pytest.mark.parametrize(
    ("language", "words"), [(Language.ZH, "打开示例家庭"), (Language.EN, "Open the sample family")]
)
def test_the_first_use_offers_the_sample_family(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: str
) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)
    press(qtbot, page, words)
    assert window.current_tab == "customers"
    assert desk.household_id == customers.search(desk.store, "王芳")[0].id


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "新增客户"), (Language.EN, "Add customer")])
def test_the_first_use_offers_a_new_customer(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: str
) -> None:
    window = open_window(language)
    page, _ = opened(qtbot, window)
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(100, close)
    press(qtbot, page, words)
    assert len(seen) == 1
    assert window.current_tab == "customers"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("family_file")
def test_each_line_stands_in_its_card_with_time_and_note(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)
    for days, note in ((-2, "was missed"), (0, "bring the form"), (3, "later")):
        plan(desk, days, note, minute=9 * 60 + 30)
    shown_again(qtbot, page)
    for key, note in (("overdue", "was missed"), ("due", "bring the form"), ("coming", "later")):
        texts = [label.text() for label in page.cards[key].findChildren(QLabel)]
        assert note in texts
        assert any("09:30" in text for text in texts)


def test_the_rest_of_a_long_list_is_a_click_away_and_stays_open(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    page, desk = opened(qtbot, window)
    for number in range(SHOWN + 3):
        plan(desk, 2, f"call {number}")
    shown_again(qtbot, page)

    def visible(card: Card) -> int:
        notes = [label for label in card.findChildren(QLabel) if label.text().startswith("call ")]
        return sum(label.isVisible() for label in notes)

    card = page.cards["coming"]
    assert card.more.text() == "and 3 more"
    assert visible(card) == SHOWN
    qtbot.mouseClick(card.more, LEFT)
    assert visible(card) == SHOWN + 3
    shown_again(qtbot, page)
    card = page.cards["coming"]
    assert visible(card) == SHOWN + 3
    qtbot.mouseClick(card.more, LEFT)
    assert visible(card) == SHOWN


def test_a_short_list_offers_no_more(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    page, desk = opened(qtbot, window)
    plan(desk, 0, "one")
    shown_again(qtbot, page)
    assert not page.cards["due"].more.isVisible()


@pytest.mark.usefixtures("family_file")
def test_a_tick_finishes_and_plans_the_next_step(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    page, desk = opened(qtbot, window)
    family = customers.search(desk.store, "王芳")[0].id
    plan(desk, -1, "the visit", family=family)
    shown_again(qtbot, page)
    card = page.cards["overdue"]
    before = len(card.lines)
    tick = next(b for b in card.findChildren(QPushButton) if b.toolTip() == "Done")
    assert tick.width() >= 24, "the tick is not clipped"

    def save() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        qtbot.mouseClick(next(b for b in dialog.findChildren(QPushButton) if b.isDefault()), LEFT)

    QTimer.singleShot(100, save)
    qtbot.mouseClick(tick, LEFT)
    assert len(page.cards["overdue"].lines) == before - 1


@pytest.mark.usefixtures("family_file")
def test_a_line_opens_the_family(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    page, desk = opened(qtbot, window)
    family = customers.search(desk.store, "王芳")[0].id
    plan(desk, 0, "visit", family=family)
    shown_again(qtbot, page)
    link = next(b for b in page.cards["due"].findChildren(QPushButton) if "王芳" in b.text())
    qtbot.mouseClick(link, LEFT)
    assert window.current_tab == "customers"
    assert desk.household_id == family

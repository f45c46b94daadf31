"""The calendar of Today by clicks, drags and keys: what is moved is moved in the store, and taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, ActivityStatus, Frequency, Language, SeriesScope
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow, series
from app.services.rules.day.recurrence import Rule
from app.ui.base.desk import Desk
from app.ui.shared.activity.form import ActivityDialog
from app.ui.shared.activity.scope import ScopeDialog
from app.ui.shell.main_window import MainWindow
from app.ui.today.calendar import geometry
from app.ui.today.calendar.block import Block
from app.ui.today.calendar.geometry import Span
from app.ui.today.page import DAY, LIST, WEEK, TodayPage
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLANNED = ActivityStatus.PLANNED


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 300)), max_size=12))
def test_blocks_that_overlap_never_share_a_column(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(str(at), start, start + length) for at, (start, length) in enumerate(pairs)]
    found = geometry.lanes(spans)
    assert set(found) == {span.id for span in spans}
    for one in spans:
        for other in spans:
            if one.id < other.id and one.start < other.end and other.start < one.end:
                assert found[one.id].column != found[other.id].column
                assert found[one.id].of == found[other.id].of
        assert found[one.id].column < found[one.id].of


@pytest.mark.parametrize(
    ("minute", "by", "to"),
    [(600, 15, 615), (600, -15, 585), (607, 15, 615), (607, -15, 600), (0, -15, 0), (1425, 15, 1425), (5, -15, 0)],
)
def test_a_step_goes_to_the_quarter(minute: int, by: int, to: int) -> None:
    assert geometry.moved(minute, by) == to


@pytest.mark.parametrize(
    ("minute", "duration", "by", "to"), [(600, 60, 15, 75), (600, None, 15, 75), (600, 15, -15, 15), (1410, 30, 15, 30)]
)
def test_a_length_stays_within_its_day(minute: int, duration: int | None, by: int, to: int) -> None:
    assert geometry.stretched(minute, duration, by) == to


def opened(qtbot: QtBot, window: MainWindow, view: str = WEEK) -> tuple[TodayPage, Desk]:
    window.go("today")
    assert window.desk is not None
    page = cast(TodayPage, window.pages["today"])
    qtbot.waitUntil(page.isVisible)
    qtbot.mouseClick(page.views[view], LEFT)
    bar = page.calendar.area.verticalScrollBar()
    qtbot.waitUntil(lambda: view == LIST or bar.value() > 0)  # the working day is in sight
    return page, window.desk


def next_monday(desk: Desk) -> date:
    today = desk.today()
    return today + timedelta(days=7 - today.weekday())


def plan(desk: Desk, day: date, minute: int | None = 600, duration: int | None = 60, note: str = "谈") -> ActivityRow:
    draft = ActivityDraft(ActivityKind.VISIT, day, PLANNED, None, minute, note, duration=duration)
    return activities.add(desk.store, desk.actor, draft)


def stands(desk: Desk, row: ActivityRow) -> tuple[date, int | None, int | None]:
    now = activities.one(desk.store, row.id)
    return now.on_date, now.at_minute, now.duration


def block_of(page: TodayPage, row: ActivityRow) -> Block:
    block = page.calendar.block_of(row.id)
    assert block is not None
    return block


def drag(widget: QWidget, start: QPoint, by: QPoint) -> None:
    """In steps, as a hand does it."""
    QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, start)
    origin = widget.mapToGlobal(start)
    for part in range(1, 6):
        QTest.mouseMove(widget, widget.mapFromGlobal(origin + by * part / 5))
        QApplication.processEvents()
    QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, widget.mapFromGlobal(origin + by))


@pytest.mark.parametrize("language", list(Language))
def test_dragging_moves_lengthens_and_is_taken_back(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)
    monday = next_monday(desk)
    row = plan(desk, monday)
    page.calendar.go_to(monday)
    grid = page.calendar.grid
    width = grid.column(1).width()
    drag(block_of(page, row), QPoint(20, 10), QPoint(2 * width, grid.y_of(90)))
    assert stands(desk, row) == (monday + timedelta(days=2), 690, 60)
    block = block_of(page, row)
    drag(block, QPoint(20, block.height() - 2), QPoint(0, grid.y_of(30)))
    assert stands(desk, row) == (monday + timedelta(days=2), 690, 90)
    window.foot.undo()
    window.foot.undo()
    assert stands(desk, row) == (monday, 600, 60)
    assert block_of(page, row).geometry().left() >= grid.column(0).left()


def test_escape_gives_a_drag_up(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.EN))
    row = plan(desk, next_monday(desk))
    page.calendar.go_to(row.on_date)
    block = block_of(page, row)
    place = block.geometry()
    QTest.mousePress(block, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, 10))
    QTest.mouseMove(block, QPoint(20, 150))
    assert block.geometry() != place
    qtbot.keyClick(block, Qt.Key.Key_Escape)
    assert block.geometry() == place
    QTest.mouseRelease(block, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, 150))
    assert stands(desk, row) == (row.on_date, 600, 60)


def test_keys_alone_move_lengthen_finish_and_take_out(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    page, desk = opened(qtbot, window)
    monday = next_monday(desk)
    row = plan(desk, monday)
    page.calendar.go_to(monday)
    block_of(page, row).setFocus()
    steps = [
        (Qt.Key.Key_Down, ALT, (monday, 615, 60)),
        (Qt.Key.Key_Right, ALT, (monday + timedelta(days=1), 615, 60)),
        (Qt.Key.Key_Up, ALT, (monday + timedelta(days=1), 600, 60)),
        (Qt.Key.Key_Down, ALT | SHIFT, (monday + timedelta(days=1), 600, 75)),
        (Qt.Key.Key_Left, ALT, (monday, 600, 75)),
        (Qt.Key.Key_Left, ALT, (monday - timedelta(days=1), 600, 75)),
    ]
    for key, held, expected in steps:
        block = block_of(page, row)
        assert block.hasFocus(), "the keys stay with the block that was moved"
        qtbot.keyClick(block, key, held)
        assert stands(desk, row) == expected
    assert page.calendar.days[-1] == monday - timedelta(days=1), "the week before came into view"
    qtbot.keyClick(block_of(page, row), Qt.Key.Key_Delete)
    assert activities.one(desk.store, row.id).status == ActivityStatus.CANCELLED
    assert page.calendar.block_of(row.id) is None
    window.foot.undo()
    assert page.calendar.block_of(row.id) is not None


def test_a_done_activity_cannot_be_dragged_into_the_future(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH), DAY)
    draft = ActivityDraft(ActivityKind.CALL, desk.today(), ActivityStatus.DONE, None, 600)
    row = activities.add(desk.store, desk.actor, draft)
    page.calendar.go_to(desk.today())
    block_of(page, row).setFocus()
    qtbot.keyClick(block_of(page, row), Qt.Key.Key_Right, ALT)
    assert page.notice.text
    assert stands(desk, row) == (desk.today(), 600, None)


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_an_empty_time_begins_an_activity(qtbot: QtBot, open_window: OpenWindow, how: str) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH))
    monday = next_monday(desk)
    page.calendar.go_to(monday)
    grid = page.calendar.grid

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ActivityDialog)
        type_text(qtbot, dialog.form.fields["place"].editor, "Cafe")
        qtbot.keyClick(dialog.form.fields["place"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    QTimer.singleShot(100, fill)
    if how == "mouse":
        at = QPoint(grid.column(2).center().x(), grid.y_of(14 * 60) + 5)
        qtbot.mouseClick(grid, LEFT, pos=at)
        qtbot.mouseDClick(grid, LEFT, pos=at)
    else:
        grid.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, *[Qt.Key.Key_Down] * 10):
            qtbot.keyClick(grid, key)
        assert "14:00" in grid.accessibleName()
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    (row,) = activities.between(desk.store, desk.actor.code, monday, monday + timedelta(days=6))
    assert (row.on_date, row.at_minute, row.duration, row.place) == (monday + timedelta(days=2), 840, 60, "Cafe")
    assert page.calendar.block_of(row.id) is not None


def test_going_through_the_calendar(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.EN))
    calendar, today = page.calendar, desk.today()
    monday = today - timedelta(days=today.weekday())
    qtbot.mouseClick(calendar.next, LEFT)
    assert calendar.days[0] == monday + timedelta(days=7)
    qtbot.keyClick(calendar.grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(calendar.grid, Qt.Key.Key_PageUp)
    assert calendar.days[0] == monday - timedelta(days=7)
    qtbot.keyClick(calendar.grid, Qt.Key.Key_Home, ALT)
    assert calendar.days[0] == monday
    calendar.date.setText("2028-02-29")
    qtbot.keyClick(calendar.date, Qt.Key.Key_Return)
    assert (calendar.days[0], calendar.days[-1]) == (date(2028, 2, 28), date(2028, 3, 5))
    assert "week 9" in calendar.title.text()
    qtbot.mouseClick(calendar.strip.heads[1], LEFT)
    assert (page.view, calendar.days) == (DAY, [date(2028, 2, 29)])
    calendar.date.setText("soon")
    qtbot.keyClick(calendar.date, Qt.Key.Key_Return)
    assert calendar.days == [date(2028, 2, 29)]
    calendar.grid.setFocus()
    qtbot.keyClick(calendar.grid, Qt.Key.Key_1, ALT)
    assert page.view == LIST


def test_what_has_no_time_stands_above_and_gets_one_by_a_key(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH))
    monday = next_monday(desk)
    rows = [plan(desk, monday, None, None, f"全天{number}") for number in range(5)]
    page.calendar.go_to(monday)
    strip = page.calendar.strip
    assert (len(strip.blocks), len(strip.rest)) == (2, 1)
    assert all(block.accessibleName() for block in page.calendar.blocks)
    row = strip.blocks[0].row
    drag(strip.blocks[0], QPoint(10, 8), QPoint(3 * page.calendar.grid.column(0).width(), 0))
    assert stands(desk, row) == (monday + timedelta(days=3), None, None)
    block_of(page, row).setFocus()
    qtbot.keyClick(block_of(page, row), Qt.Key.Key_Down, ALT)
    assert stands(desk, row)[1] == 9 * 60
    qtbot.mouseClick(strip.rest[0] if strip.rest else strip.heads[0], LEFT)
    assert page.view == DAY
    assert len(page.calendar.strip.blocks) == len(rows) - 1


@pytest.mark.parametrize(
    ("scope", "minutes"),
    [(SeriesScope.THIS, [600, 615, 600]), (SeriesScope.FOLLOWING, [600, 615, 615]), (SeriesScope.ALL, [615] * 3)],
)
def test_a_recurring_one_asks_which_days_are_meant(
    qtbot: QtBot, open_window: OpenWindow, scope: SeriesScope, minutes: list[int]
) -> None:
    window = open_window(Language.ZH)
    page, desk = opened(qtbot, window)
    monday = next_monday(desk)
    draft = ActivityDraft(ActivityKind.CALL, monday, PLANNED, None, 600)
    series.add(desk.store, desk.actor, draft, Rule(Frequency.DAILY, count=3))
    page.calendar.go_to(monday)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ScopeDialog)
        dialog.choices[scope].click()
        qtbot.mouseClick(dialog.button, LEFT)

    second = next(block for block in page.calendar.grid.blocks if block.row.on_date == monday + timedelta(days=1))
    second.setFocus()
    QTimer.singleShot(100, choose)
    qtbot.keyClick(second, Qt.Key.Key_Down, ALT)

    def now() -> list[int | None]:
        rows = activities.between(desk.store, desk.actor.code, monday, monday + timedelta(days=6))
        return [row.at_minute for row in rows]

    assert now() == minutes
    window.foot.undo()
    assert now() == [600] * 3


@pytest.mark.parametrize(("width", "dark"), [(1024, False), (1366, True)])
@pytest.mark.usefixtures("family_file")
def test_a_full_week_is_laid_out_inside_its_columns(
    qtbot: QtBot, open_window: OpenWindow, width: int, dark: bool
) -> None:
    window = open_window(Language.EN, dark=dark)
    window.resize(width, 768)
    page, desk = opened(qtbot, window)
    monday = next_monday(desk)
    for day in range(7):
        for minute in (480, 500, 540, 615, 1425):
            plan(desk, monday + timedelta(days=day), minute, 90)
    page.calendar.go_to(monday)
    grid = page.calendar.grid
    assert len(grid.blocks) == 35
    for block in grid.blocks:
        room = grid.column(page.calendar.days.index(block.row.on_date))
        assert room.contains(block.geometry()), block.accessibleName()
        assert block.width() >= 30
    assert page.calendar.height() > 300

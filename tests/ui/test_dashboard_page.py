"""The dashboard by clicks, drags and keys: arranging cards, reading and opening numbers, pictures, periods."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, Language, PeriodKind, Stage
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import progress
from app.services.figures.progress import Card, Scope
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.rules.base import periods
from app.services.tables.paper.html import to_html
from app.ui.progress import picture
from app.ui.progress.dashboard import arrangement
from app.ui.progress.dashboard.arrangement import DEFAULT, Place
from app.ui.progress.dashboard.board import KEPT, Board
from app.ui.progress.dashboard.cards import words_of
from app.ui.progress.dashboard.choosing import ChooseCards
from app.ui.progress.dashboard.drill import DrillDialog
from app.ui.progress.dashboard.frame import CardFrame
from app.ui.progress.page import ProgressPage
from app.ui.shared.paper.dialog import PaperDialog
from app.ui.shared.paper.printing import write_picture
from app.ui.shell.main_window import MainWindow
from app.ui.widgets import plot as plots
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style, ink
from app.ui.widgets.plot.model import rounded
from app.ui.widgets.plot.pictures import image
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])
FROM = ContactDraft(source="转介绍")


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    """One family that was proposed to, and three calls of this week, the last one with a time."""
    made = open_window(Language(language))
    assert made.desk is not None
    store, actor, day = made.desk.store, made.desk.actor, made.desk.today()
    row = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳"), contact=FROM, stage=Stage.S4_PROPOSED))
    for minute in (None, None, 570):
        draft = ActivityDraft(ActivityKind.CALL, day, household_id=row.id, at_minute=minute)
        activities.add(store, actor, draft)
    return made


@pytest.fixture
def board(qtbot: QtBot, window: MainWindow) -> Board:
    window.go("progress")
    page = window.pages["progress"]
    assert isinstance(page, ProgressPage)
    counted(qtbot, page)
    window.activateWindow()
    QApplication.processEvents()
    return page.board


def page_of(window: MainWindow) -> ProgressPage:
    page = window.pages["progress"]
    assert isinstance(page, ProgressPage)
    return page


def counted(qtbot: QtBot, page: ProgressPage) -> None:
    """Until every card has its answer."""
    charts = [frame for frame in page.board.frames.values() if frame.content is None]

    def answered() -> bool:
        return all(frame.answer and frame.answer.scope.period == page.bar.period for frame in charts)

    qtbot.waitUntil(lambda: answered() and not page.desk.tasks.busy(), timeout=10_000)


def cards(board: Board) -> list[Card]:
    return [place.card for place in board.places]


def drag(handle: QWidget, onto: QWidget, part: float) -> None:
    """Pressed on the handle, moved in steps, let go over ``part`` of the width of another card."""
    start = handle.rect().center()
    target = handle.mapFromGlobal(onto.mapToGlobal(QPoint(round(onto.width() * part), onto.height() // 2)))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(handle, start + (target - start) * step)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=target)


def test_a_card_is_dragged_to_another_place(qtbot: QtBot, board: Board) -> None:
    first, second = cards(board)[:2]
    drag(board.frames[first].handle, board.frames[second], 0.8)
    assert cards(board)[:2] == [second, first]
    qtbot.waitUntil(lambda: board.frames[second].x() < board.frames[first].x())
    drag(board.frames[first].handle, board.frames[second], 0.2)
    assert cards(board)[:2] == [first, second]
    kept = arrangement.read(board.desk.preferences.text(KEPT))
    assert kept == board.places


@LANGUAGES
def test_a_card_is_moved_and_resized_by_keys_and_menu(qtbot: QtBot, board: Board) -> None:
    first, second = cards(board)[:2]
    frame = board.frames[first]
    frame.handle.setFocus()
    qtbot.keyClick(frame.handle, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert cards(board)[:2] == [second, first]
    qtbot.keyClick(frame.handle, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert cards(board)[:2] == [first, second]
    choose(qtbot, frame, 2)
    assert board.places[0].width == 2
    assert board._grid.itemAtPosition(0, 1).widget() is frame
    choose(qtbot, frame, 2)
    assert board.places[0].width == 1


def choose(qtbot: QtBot, frame: CardFrame, number: int) -> None:
    """An entry of the card's menu, by its keys."""

    def press() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        for _ in range(number + 1):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(50, press)
    click(qtbot, frame.menu_button)


@LANGUAGES
def test_cards_are_chosen_from_a_list_and_set_back(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    page = page_of(window)

    def tick(dialog: ChooseCards) -> None:
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)  # the first one is taken off
        dialog.list.setCurrentRow(dialog.list.count() - 1)
        assert dialog.about.text()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        click(qtbot, dialog.done_button)

    in_dialog(ChooseCards, tick, lambda: click(qtbot, page.cards_button))
    assert Card.FIGURES not in cards(board) and cards(board)[-1] == Card.SATISFACTION
    counted(qtbot, page)
    in_dialog(ChooseCards, lambda dialog: click(qtbot, dialog.reset), lambda: click(qtbot, page.cards_button))
    assert board.places == DEFAULT
    assert page.table.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert Card.FIGURES not in cards(board)


def test_a_card_taken_off_comes_back_with_undo(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    before = board.places
    choose(qtbot, board.frames[Card.SOURCES], 6)
    assert Card.SOURCES not in cards(board)
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert board.places == before
    counted(qtbot, page_of(window))


def test_an_arrangement_that_cannot_be_read_is_the_first_one() -> None:
    for text in ("", "{", "[1]", '[["gone", 1, ""]', "null", "[[1,2]]"):
        assert arrangement.read(text) == DEFAULT
    assert arrangement.read('[["weeks", 2, ""], ["gone", 1, ""], ["weeks", 1, ""], ["hours", 9, "x"]]') == (
        Place(Card.WEEKS), Place(Card.HOURS, 1, "x"),
    )  # fmt: skip
    assert arrangement.read(arrangement.write(DEFAULT)) == DEFAULT
    assert [len(line) for line in arrangement.lines(DEFAULT)] == [2, 2, 2, 2, 1]


@LANGUAGES
def test_a_click_on_a_bar_opens_its_rows_and_a_row_its_family(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    frame = board.frames[Card.WEEKS]
    board.ensureWidgetVisible(frame)
    view = frame.view
    qtbot.waitUntil(lambda: bool(view.spots))
    calls = next(spot for spot in reversed(view.spots) if spot.key and spot.key[1] == "call")

    def look(dialog: DrillDialog) -> None:
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert dialog.model.rowCount() == 3
        assert "3" in dialog.sum.text()
        assert dialog.model.index(0, 1).data() == "王芳"
        dialog.table.setCurrentIndex(dialog.model.index(0, 0))
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    where = calls.area.center().toPoint()
    in_dialog(DrillDialog, look, lambda: qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=where))
    qtbot.waitUntil(lambda: window.pages["customers"].isVisible())
    assert window.desk is not None and window.desk.household_id is not None


def test_keys_go_through_the_numbers_and_open_one(qtbot: QtBot, board: Board) -> None:
    view = board.frames[Card.SOURCES].view
    board.ensureWidgetVisible(view)
    qtbot.waitUntil(lambda: bool(view.spots))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current is view.spots[0]
    assert "转介绍" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current is view.spots[-1]
    in_dialog(
        DrillDialog,
        lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape),
        lambda: qtbot.keyClick(view, Qt.Key.Key_Return),
    )


@LANGUAGES
def test_the_table_of_a_chart_has_the_same_numbers(qtbot: QtBot, board: Board) -> None:
    for card in (Card.FUNNEL, Card.HOURS, Card.DURATIONS):
        frame = board.frames[card]
        board.ensureWidgetVisible(frame)
        click(qtbot, frame.table_button)
        twin, answer = frame.twin, frame.answer
        assert twin is not None and answer is not None and twin.isVisible()
        QAbstractItemModelTester(twin.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert twin.rows.rowCount() == len(answer.places)
        assert twin.rows.columnCount() == 1 + len(answer.series)
        twin.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        click(qtbot, frame.table_button)
        assert frame.view.isVisible() and frame.twin is None
    frame = board.frames[Card.FUNNEL]
    click(qtbot, frame.table_button)
    twin, answer = frame.twin, frame.answer
    assert twin is not None and answer is not None
    twin.setCurrentIndex(twin.rows.index(answer.places.index("S4"), 1))
    twin.setFocus()
    in_dialog(
        DrillDialog,
        lambda dialog: (dialog.model.rowCount() == 1 or pytest.fail("one family")) and dialog.close(),
        lambda: qtbot.keyClick(twin, Qt.Key.Key_Return),
    )


@LANGUAGES
def test_the_switch_of_the_funnel_says_how_it_counts(qtbot: QtBot, board: Board, language: Language) -> None:
    frame = board.frames[Card.FUNNEL]
    by_period = frame.title.text()
    frame.views.setFocus()
    qtbot.keyClick(frame.views, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: frame.title.text() != by_period, timeout=5_000)
    assert frame.answer is not None and frame.answer.scope.view == "cohort"
    assert arrangement.read(board.desk.preferences.text(KEPT)) == board.places
    words = {Language.ZH: ("期间", "同批"), Language.EN: ("by period", "cohort")}[language]
    assert words[0] in by_period and words[1] in frame.title.text()


@LANGUAGES
def test_periods_are_walked_through(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    page = page_of(window)
    bar, today = page.bar, page.desk.today()
    assert bar.period.kind == PeriodKind.WEEK and not bar.now.isEnabled()
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        bar.kinds.setFocus()
        qtbot.keyClick(bar.kinds, Qt.Key.Key_Down)
        assert bar.period == periods.of(kind, today)
        counted(qtbot, page)
        assert board.scope is not None and board.scope.period == bar.period
    click(qtbot, bar.before)
    assert bar.period.last.year == today.year - 1
    click(qtbot, bar.now)
    qtbot.keyClick(bar.kinds, Qt.Key.Key_Down)
    assert bar.period.kind == PeriodKind.RANGE and bar.first.isVisible()
    for editor, day in ((bar.first, today - timedelta(days=2)), (bar.last, today)):
        editor.setFocus()
        editor.selectAll()
        type_text(qtbot, editor, day.isoformat())
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert (bar.period.first, bar.period.last) == (today - timedelta(days=2), today)
    bar.first.selectAll()
    type_text(qtbot, bar.first, (today + timedelta(days=9)).isoformat())
    qtbot.keyClick(bar.first, Qt.Key.Key_Return)
    assert page.notice.text.startswith("⚠")
    assert bar.period.last == today
    counted(qtbot, page)


@LANGUAGES
def test_a_card_is_copied_and_saved(
    qtbot: QtBot,
    board: Board,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = board.frames[Card.WEEKS]
    frame.view.setFocus()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(frame.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() > 1000 and shades(copied) > 5
    for number, ending in ((4, "png"), (5, "svg")):
        path = tmp_path / f"card.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, path=path, **_kwargs: (str(path), ""))
        choose(qtbot, frame, number)
        assert path.stat().st_size > 1000
    assert shades(QImage(str(tmp_path / "card.png"))) > 5
    text = (tmp_path / "card.svg").read_text(encoding="utf-8")
    assert text.startswith("<?xml") and frame.title.text() in text
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(tmp_path / "no" / "card.svg"), "")
    )
    choose(qtbot, frame, 5)
    notice = cast(Any, board.window()).pages["progress"].notice
    assert notice.text.startswith("⚠") or (tmp_path / "no" / "card.svg").exists()


def shades(drawn: QImage) -> int:
    return len({drawn.pixel(x, y) for x in range(0, drawn.width(), 9) for y in range(0, drawn.height(), 9)})


@LANGUAGES
@pytest.mark.usefixtures("board")
def test_the_picture_of_the_week_has_no_name_of_a_customer(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    def look(dialog: PaperDialog) -> None:
        html = to_html(dialog.paper, 780)
        assert "王芳" not in html and window.desk is not None and window.desk.actor.name not in html
        assert str(page_of(window).week) in html and html.count("<img") >= 2
        version = progress.overview(dialog_store(window), "A001", page_of(window).bar.period).version
        assert version in html
        dialog.save(tmp_path / "week.png", write_picture)
        dialog.close()

    in_dialog(PaperDialog, look, lambda: click(qtbot, page_of(window).picture_button))
    assert QImage(str(tmp_path / "week.png")).height() > 1500
    assert picture.masked("李敏") == "李*" and picture.masked("") == ""


def dialog_store(window: MainWindow) -> Any:
    assert window.desk is not None
    return window.desk.store


@LANGUAGES
def test_an_empty_store_says_the_first_step(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    window.go("progress")
    page = page_of(window)
    counted(qtbot, page)
    for card in Card:
        assert words_of(card, language).name() and words_of(card, language).explains()
    frame = page.board.frames[Card.FORECAST]
    assert frame.plot is None and not frame.table_button.isEnabled()
    frame.first_step.emit(frame.words.tab)
    qtbot.waitUntil(lambda: window.pages["selling"].isVisible())


@pytest.mark.parametrize("dark", [False, True])
@LANGUAGES
@pytest.mark.usefixtures("family_file")
def test_every_card_is_drawn_in_both_languages_and_themes(
    open_window: OpenWindow, language: Language, dark: bool
) -> None:
    window = open_window(language, dark=dark)
    assert window.desk is not None
    store, today = window.desk.store, window.desk.today()
    scope = Scope("A001", periods.of(PeriodKind.YEAR, today), today)
    drawn = 0
    for card in Card:
        if card == Card.FIGURES:
            continue
        words = words_of(card, language)
        for view in [code for code, _ in words.views()] or [""]:
            answer = progress.answer(store, card, scope.seen_as(view))
            if answer.empty:
                continue
            plot = words.plot(answer)
            assert plot.title and plot.said and plot.axis.title and plot.note and "{" not in plot.said
            assert shades(image(plot)) > 3
            drawn += 1
    assert drawn > 5


# -- the painter ------------------------------------------------------------------------------------------------------
def painted(plot: Plot, width: int = 600, height: int = 300) -> list[plots.Spot]:
    ground = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(ground)
    try:
        return plots.paint(painter, plot, QRectF(0, 0, width, height), ink.ink(paper=True))
    finally:
        painter.end()


def test_bars_stand_in_proportion_and_stack() -> None:
    def series(name: str, *values: float) -> Series:
        return Series(name, tuple(Mark(n, v, f"{v}", key=(f"p{n}", name)) for n, v in enumerate(values)))

    plot = Plot("t", "s", Shape.COLUMNS, ("a", "b"), (series("x", 10, 20), series("y", 30, 0)), Axis("count"))
    areas = {spot.key: spot.area for spot in painted(plot)}
    assert areas["p1", "x"].height() == pytest.approx(2 * areas["p0", "x"].height())
    assert areas["p0", "y"].height() == pytest.approx(3 * areas["p0", "x"].height())
    assert areas["p0", "y"].bottom() == pytest.approx(areas["p0", "x"].top())
    assert ("p1", "y") not in areas
    rows = Plot("t", "s", Shape.ROWS, ("a", "b"), (series("x", 10, -20),), Axis("count"))
    areas = {spot.key: spot.area for spot in painted(rows)}
    assert areas["p1", "x"].right() == pytest.approx(areas["p0", "x"].left())


def test_lines_and_spans_stand_at_their_values() -> None:
    marks = tuple(Mark(n, v, "", key=(f"p{n}", "l")) for n, v in enumerate((0.0, 5.0, 10.0)))
    plot = Plot("t", "s", Shape.COLUMNS, ("a", "b", "c"), (Series("l", marks, Style.LINE),), Axis("count"))
    heights = [spot.area.center().y() for spot in painted(plot)]
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2])
    span = Mark(0, 6.0, "", low=4.0, high=8.0, key=("p0", "s"))
    box = Plot("t", "s", Shape.ROWS, ("a",), (Series("s", (span,), Style.SPAN),), Axis("days"))
    (spot,) = painted(box)
    assert spot.area.width() > 10 and spot.area.contains(QPointF(spot.area.center()))


def colours(plot: Plot, area: QRectF) -> set[str]:
    """What is painted inside the area of a picture 600 wide, 300 high."""
    ground = QImage(600, 300, QImage.Format.Format_RGB32)
    ground.fill(ink.ink(paper=True).ground)
    painter = QPainter(ground)
    plots.paint(painter, plot, QRectF(0, 0, 600, 300), ink.ink(paper=True))
    painter.end()
    points = (
        (x, y) for x in range(int(area.left()), int(area.right())) for y in range(int(area.top()), int(area.bottom()))
    )
    return {ground.pixelColor(x, y).name() for x, y in points}


@pytest.mark.parametrize("shape", [Shape.COLUMNS, Shape.ROWS])
def test_what_stands_behind_is_wider_than_what_stands_before_it(shape: Shape) -> None:
    """Few places have broad bars: both were as broad as bars may be, and the one behind could not be told."""
    behind = Series("all", (Mark(0, 10.0, "10", "3 / 10", key=("p", "all")),), Style.BEHIND)
    before = Series("some", (Mark(0, 3.0, "3", key=("p", "some")),))
    areas = {spot.key: spot.area for spot in painted(Plot("t", "s", shape, ("a",), (behind, before), Axis("count")))}
    wide, narrow = areas["p", "all"], areas["p", "some"]
    side = QRectF.width if shape == Shape.COLUMNS else QRectF.height
    assert side(narrow) < 0.7 * side(wide)
    assert wide.center().x() == pytest.approx(narrow.center().x()) or wide.center().y() == pytest.approx(
        narrow.center().y()
    )


def test_a_goal_is_a_line_beyond_the_bars_and_bare_rows_have_no_ticks() -> None:
    def plot(goal: float | None, *, bare: bool) -> Plot:
        marks = (Mark(0, 0.5, "50%", "50%", key=("p", "x")),)
        axis = Axis("share", whole=False, most=1.0, goal=goal, bare=bare)
        return Plot("t", "s", Shape.ROWS, ("a",), (Series("x", marks),), axis)

    ground = {ink.ink(paper=True).ground.name()}
    (bar,) = (spot.area for spot in painted(plot(1.0, bare=True)))
    beyond = QRectF(bar.right() + 60, 10, 600 - bar.right() - 60, 280)
    assert colours(plot(1.0, bare=True), beyond) > ground
    assert colours(plot(None, bare=True), beyond) == ground
    (ticked,) = (spot.area for spot in painted(plot(1.0, bare=False)))
    assert ticked.center().y() < bar.center().y(), "ticks take room below"


@pytest.mark.parametrize(
    ("least", "most", "ticks"),
    [(0, 0, (0, 1)), (0, 7, (0, 2, 4, 6, 8)), (0, 100, (0, 25, 50, 75, 100)), (-5, 10, (-5, 0, 5, 10)),
     (0, 1_000_000, (0, 250_000, 500_000, 750_000, 1_000_000))],
)  # fmt: skip
def test_scales_end_at_round_numbers(least: float, most: float, ticks: tuple[float, ...]) -> None:
    assert rounded(least, most, whole=True).ticks == ticks

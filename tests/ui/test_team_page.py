"""The team tab by real clicks: drop a folder, read who reported, drill to the rows, open what was found."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.models import ApprovalRequest
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.rules.measures.kpis import MAIN_METRICS
from app.services.rules.spine.funnel import PATH
from app.services.team import roster
from app.services.team.meetings import keeping as meetings
from app.services.team.rollup import FindingKind, adding, behind, keeping, lead
from app.services.team.rollup.team import orders_of
from app.ui.base.desk import Desk
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.shared.paper import PaperDialog
from app.ui.team.due import DueDialog
from app.ui.team.page import TeamPage
from app.ui.team.roster import RosterDialog
from app.ui.team.who import WhoDialog
from app.ui.today.page import TodayPage
from app.ui.widgets.forms.dialog import FormDialog
from app.words import say
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.keys import type_text
from tests.services.weekly_files import LAST, WEEK, change, entry, team_store, write
from tests.ui.acting import click, fill, in_dialog, take_back_last
from tests.ui.conftest import OpenWindow


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    store: Store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    folder = tmp_path_factory.mktemp("files")
    write(store, folder, LAST)
    write(store, folder, WEEK, ("A001", "A002"))
    store.close()
    change(folder / f"周报-A002-{WEEK}.xlsx", lambda book: entry(book, "funnel.S2.closing", 77))
    yield folder


@pytest.fixture
def files(originals: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(originals, tmp_path / "files"))


def drop(page: TeamPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.view.dropEvent(event)


def rolled(qtbot: QtBot, page: TeamPage, *paths: Path) -> None:
    drop(page, *paths)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy() and page.view.kept is not None, timeout=30_000)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TeamPage:
    made = TeamPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


def cells(page: TeamPage, column: str) -> list[str]:
    at = [one.key for one in page.view.model.columns].index(column)
    return [page.view.model.index(row, at).data() for row in range(page.view.model.rowCount())]


def test_a_dropped_folder_becomes_the_week_and_a_workbook_beside_the_files(
    qtbot: QtBot, page: TeamPage, files: Path
) -> None:
    assert page.view._stack.currentIndex() == 1  # nothing yet: what to do is said
    rolled(qtbot, page, files)
    assert page.week == WEEK
    assert cells(page, "code") == ["A001", "A002", "A003"]
    assert [text[0] for text in cells(page, "state")] == ["✓", "▲", "▲"]
    assert cells(page, "calls")[2] == "—"
    assert (files / adding.workbook_name(WEEK, Language.ZH)).is_file()
    assert page.open_button.isVisible()
    assert keeping.weeks_kept(page.desk.store) == [WEEK]


def test_two_people_with_one_code_are_asked_about_once(
    qtbot: QtBot, page: TeamPage, files: Path, tmp_path: Path
) -> None:
    """Another store's A001 counts by itself until the lead says who it is; the week is rolled up again with that."""
    me = Actor("A001", "赵云")
    with contextlib.closing(founding.found(tmp_path / "z.db", PASSWORD, me, cost=CHEAP, clock=lambda: NOW)) as other:
        (files / "other").mkdir()
        write(other, files / "other", WEEK, ("A001",))
    rolled(qtbot, page, files)
    assert cells(page, "code") == ["A001", "A001-2", "A002", "A003"]
    row = next(row for row in range(page.view.findings.rowCount()) if "赵云" in page.view.findings.index(row, 2).data())
    page.view.checks.selectRow(row)

    def say(dialog: WhoDialog) -> None:
        fill(qtbot, dialog, code="A009")
        click(qtbot, dialog.button)

    in_dialog(WhoDialog, say, lambda: click(qtbot, page.view.who))
    qtbot.waitUntil(lambda: cells(page, "code") == ["A001", "A002", "A003", "A009"], timeout=30_000)
    assert not page.view.who.isVisible()


def test_the_roster_says_who_is_missing(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    """Entered by hand in its dialog, and taken out again with Ctrl+Z's way."""

    def add(dialog: FormDialog) -> None:
        fill(qtbot, dialog, code="A077", name="Zhou", joined_on="2026-01-05")
        click(qtbot, dialog.button)

    dialog = RosterDialog(page.desk, page)
    dialog.show()
    in_dialog(FormDialog, add, lambda: click(qtbot, dialog.add_button))
    assert [row.draft.joined_on for row in roster.everybody(page.desk.store)] == [date(2026, 1, 5)]
    rolled(qtbot, page, files)
    assert page.view.kept is not None and page.view.kept.agents_with(FindingKind.MISSING) == ["A077"]
    dialog.table.selectRow(0)
    click(qtbot, dialog.remove_button)
    assert roster.everybody(page.desk.store) == []
    take_back_last(page.desk)
    assert [row.draft.code for row in roster.everybody(page.desk.store)] == ["A077"]
    dialog.close()


def test_dropped_files_count_without_their_folder(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files / f"周报-A001-{WEEK}.xlsx")
    assert cells(page, "code") == ["A001"]


def test_a_double_click_on_a_figure_shows_as_many_rows(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    view = page.view.table
    at = [one.key for one in page.view.model.columns].index("visits")
    index = page.view.model.index(0, at)
    seen: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FileRowsDialog)
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        seen.append(dialog.model.rowCount())
        dialog.reject()

    QTimer.singleShot(1_500, look)
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert seen == [int(index.data())]


def test_a_bar_of_an_agent_is_opened_by_keys_and_holds_as_many_rows(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    view = page.view.activity.view
    view.grab()  # painted: now its numbers have their places
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    spot = view.current
    assert spot is not None and spot.key is not None

    def look(dialog: FileRowsDialog) -> None:
        assert f"· {dialog.model.rowCount()}" in spot.text
        dialog.reject()

    in_dialog(FileRowsDialog, look, lambda: qtbot.keyClick(view, Qt.Key.Key_Return))


def test_charts_of_the_team_say_its_figures(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    kept = page.view.kept
    assert kept is not None
    reached, funnel = page.view.targets.plot, page.view.funnel.plot
    assert reached is not None and funnel is not None
    by_name = {one.definition.called(page.desk.language): one for one in kept.team.figures if one.target}
    drawn = {reached.places[mark.place]: mark.value for series in reached.series for mark in series.marks}
    assert drawn == {name: float(one.rate or 0) for name, one in by_name.items() if one.definition.metric}
    assert [mark.value for mark in funnel.series[0].marks] == [
        row.closing for row in kept.team.funnel if row.stage in PATH
    ]


@pytest.mark.parametrize("figure", ["calls", "premium", "all", "covered", "stale", "plan"])
def test_every_figure_has_its_rows(qtbot: QtBot, page: TeamPage, files: Path, figure: str) -> None:
    rolled(qtbot, page, files)
    kept = page.view.kept
    assert kept is not None
    found = behind.behind(kept, "A001", figure, Language.EN)
    report = kept.team.agents[0]
    wanted: dict[str, Any] = {"all": report.activities, "stale": report.stale, "calls": report.measures()["call"],
                              "premium": report.measures()["closing"], "covered": report.number("rows.needs"),
                              "plan": report.number("rows.plan")}  # fmt: skip
    assert len(found.rows) == wanted[figure]


def test_a_file_that_is_gone_is_said(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    shutil.rmtree(files)
    page.view.table.setCurrentIndex(page.view.model.index(0, 4))
    page.view.table.opened.emit(page.view.model.row(0))
    assert "A001" in page.notice.text


def test_findings_of_one_agent_only(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    everything = page.view.findings.rowCount()
    page.view.table.select_id("A003")
    qtbot.mouseClick(page.view.scope, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert page.view.findings.rowCount() == 1 < everything
    qtbot.mouseClick(page.view.scope, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert page.view.findings.rowCount() == everything
    QAbstractItemModelTester(page.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(page.view.findings, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_an_empty_folder_says_why_and_changes_nothing(qtbot: QtBot, page: TeamPage, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    drop(page, folder)
    qtbot.waitUntil(lambda: bool(page.notice.text), timeout=10_000)
    assert str(folder) in page.notice.text
    assert page.choose.isEnabled() and keeping.weeks_kept(page.desk.store) == []


def test_the_due_time_is_kept_and_a_wrong_one_stays_beside_its_field(qtbot: QtBot, page: TeamPage) -> None:
    dialog = DueDialog(page.desk, page)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"day": 0, "time": "25:00"})
    dialog.submit()
    assert dialog.result() == 0
    dialog.form.set_values({"day": 0, "time": "20:30"})
    dialog.submit()
    assert lead.due(page.desk.store) == (0, 20 * 60 + 30)


@pytest.mark.parametrize("language", Language)
def test_the_tab_speaks_both_languages(qtbot: QtBot, open_window: OpenWindow, files: Path, language: Language) -> None:
    window = open_window(language)
    window.go("team")
    page = window.pages["team"]
    assert isinstance(page, TeamPage)
    rolled(qtbot, page, files)
    assert ("缺交" if language == Language.ZH else "missing") in cells(page, "state")[2]
    page.shift(-2)
    assert page.week == Week(2026, 46) and page.view.kept is None


def test_any_figure_of_the_team_is_its_rows_in_three_clicks(
    qtbot: QtBot, page: TeamPage, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figure, the row, the file: each row says its file, sheet and row."""
    rolled(qtbot, page, files)
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    assert set(page.view.totals.figures) == {metric.value for metric in MAIN_METRICS}

    def look(dialog: FileRowsDialog) -> None:
        wanted = sum(int(text) for text in cells(page, "visits") if text != "—")
        assert dialog.model.rowCount() == wanted > 0
        place = dialog.table.visualRect(dialog.model.index(0, 1)).center()
        qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert f"周报-A001-{WEEK}.xlsx" in dialog.table.current().place
        click(qtbot, dialog.file_button)
        dialog.reject()

    in_dialog(
        FileRowsDialog, look, lambda: _wait(qtbot, page, lambda: click(qtbot, page.view.totals.figures["visits"]))
    )
    assert [path.name for path in opened] == [f"周报-A001-{WEEK}.xlsx"]


def _wait(qtbot: QtBot, page: TeamPage, act: Callable[[], object]) -> None:
    """The files are read beside the window."""
    act()
    qtbot.waitUntil(lambda: not page.desk.tasks.busy(), timeout=30_000)


def test_a_second_folder_is_added_and_taken_back(qtbot: QtBot, page: TeamPage, files: Path, tmp_path: Path) -> None:
    other = tmp_path / "later"
    other.mkdir()
    shutil.move(files / f"周报-A002-{WEEK}.xlsx", other / "A002.xlsx")
    rolled(qtbot, page, files)
    assert cells(page, "state")[1][0] == "▲"
    drop(page, other)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy() and cells(page, "calls")[1] != "—", timeout=30_000)
    assert cells(page, "code") == ["A001", "A002", "A003"] and "A002" not in page.view.summary.text()
    assert not page.view.old.isVisible()
    take_back_last(page.desk)
    assert cells(page, "calls")[1] == "—"
    assert page.view.old.isVisible() and "2" in page.view.old.text() and "1" in page.view.old.text()
    click(qtbot, page.view.write_again)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy(), timeout=30_000)
    assert not page.view.old.isVisible()
    assert page.view.kept is not None and page.view.kept.workbook is not None
    rows = openpyxl.load_workbook(page.view.kept.workbook)["各代理人"].iter_rows(min_row=5, values_only=True)
    assert {str(row[0]) for row in rows if row[3] is not None} == {"A001", "合计"}, (
        "the workbook is of one report again"
    )


def test_a_workbook_that_cannot_be_saved_goes_elsewhere(
    qtbot: QtBot, page: TeamPage, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / adding.workbook_name(WEEK, page.desk.language)).mkdir()  # no file can be written there
    drop(page, files)
    qtbot.waitUntil(lambda: page.elsewhere.isVisible(), timeout=30_000)
    assert page.notice.text and keeping.weeks_kept(page.desk.store) == []
    out = tmp_path / "elsewhere.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), "Excel (*.xlsx)"))
    click(qtbot, page.elsewhere)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy() and page.view.kept is not None, timeout=30_000)
    assert out.is_file() and not page.elsewhere.isVisible()


def test_review_keeps_what_was_typed_when_another_is_clicked(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.review)
    review = page.review
    first, second = (review.agents.rows.row(number).id for number in (0, 1))
    review.agents.select_id(first)
    qtbot.keyClicks(review.form.fields["strengths"].editor, "calls early")
    review.agents.select_id(second)
    assert review.form.values()["strengths"] == ""
    review.agents.select_id(first)
    assert review.form.values()["strengths"] == "calls early"
    click(qtbot, review.save_button)
    assert review.written[first].draft.strengths == "calls early"
    review.agents.select_id(second)
    assert review.form.values()["strengths"] == ""


# -- the meeting --------------------------------------------------------------------------------------------------
def test_an_action_is_added_shown_on_today_and_ticked_there(qtbot: QtBot, open_window: OpenWindow, files: Path) -> None:
    window = open_window(Language.EN)
    window.go("team")
    page = window.pages["team"]
    assert isinstance(page, TeamPage)
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.meeting)
    meeting = page.meeting
    assert "Results of the week" in meeting.view.toPlainText()
    type_text(qtbot, meeting.bar.text, "Go along with A003")
    type_text(qtbot, meeting.bar.due.editor, "soon")
    qtbot.mouseClick(meeting.bar.button, Qt.MouseButton.LeftButton)
    assert page.notice.isVisible() and meeting.model.rowCount() == 0
    meeting.bar.due.set_value(page.desk.today())
    qtbot.keyClick(meeting.bar.text, Qt.Key.Key_Return)
    assert meeting.model.rowCount() == 1
    QAbstractItemModelTester(meeting.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.go("today")
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    assert [line.text for line in today.cards["actions"].lines] == ["Go along with A003"]
    today.cards["actions"].lines[0].finish()  # type: ignore[misc]
    assert "actions" not in today.cards
    window.foot.undo()
    assert [line.text for line in today.cards["actions"].lines] == ["Go along with A003"]


def test_what_is_typed_is_kept_when_the_page_is_left(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.meeting)
    decisions = page.meeting.form.fields["decisions"].editor
    type_text(qtbot, decisions, "One")
    qtbot.keyClick(decisions, Qt.Key.Key_Return)
    type_text(qtbot, decisions, "Two")
    page.shift(-1)
    kept = meetings.of_week(page.desk.store, WEEK)
    assert kept is not None and kept.decisions == ("One", "Two")
    page.shift(1)
    assert page.meeting.form.values()["decisions"] == "One\nTwo"


def test_the_minutes_open_as_a_paper(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.meeting)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog)
        seen.append(dialog.view.toPlainText())
        dialog.reject()

    QTimer.singleShot(500, look)
    qtbot.mouseClick(page.meeting.minutes_button, Qt.MouseButton.LeftButton)
    assert str(WEEK) in seen[0]


# -- coaching and review ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", Language)
def test_an_agent_is_looked_at_trained_and_reviewed(
    qtbot: QtBot, open_window: OpenWindow, files: Path, language: Language
) -> None:
    window = open_window(language)
    window.go("team")
    page = window.pages["team"]
    assert isinstance(page, TeamPage)
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.coaching)
    view = page.coaching
    assert view.model.rowCount() == 3 and view.steps.rowCount() == 5

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        type_text(qtbot, dialog.form.fields["title"].editor, "Opening")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(500, fill)
    qtbot.mouseClick(view.add_button, Qt.MouseButton.LeftButton)
    assert view.trainings.rowCount() == 1
    type_text(qtbot, view.bar.text, "Two visits together")
    view.bar.due.set_value(page.desk.today())
    qtbot.mouseClick(view.bar.button, Qt.MouseButton.LeftButton)
    assert view.agreed.rowCount() == 1
    page.parts.setCurrentWidget(page.review)
    review = page.review
    assert review.agents.rows.rowCount() == 3
    review.form.fields["rating"].set_value(4)
    qtbot.mouseClick(review.save_button, Qt.MouseButton.LeftButton)
    assert review.written[review.table.current().id].draft.rating == 4
    for model in (view.model, view.steps, view.trainings, view.agreed, review.agents.rows, review.campaigns.rows):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_campaign_is_planned_and_its_result_noted(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.review)
    review = page.review

    def plan() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)  # title and end are missing: it stays
        dialog.form.set_values(dialog.form.values() | {"title": "Talk", "ends_on": page.desk.today()})
        type_text(qtbot, dialog.form.fields["planned_cost"].editor, "5000")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(500, plan)
    qtbot.mouseClick(review.campaigns.add_button, Qt.MouseButton.LeftButton)
    assert review.campaigns.rows.rowCount() == 1
    row = review.campaigns.rows.row(0)

    def result() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        type_text(qtbot, dialog.form.fields["cost"].editor, "4600")
        type_text(qtbot, dialog.form.fields["cases"].editor, "4")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(500, result)
    review.campaigns.table.opened.emit(row)
    assert review.campaigns.rows.row(0).cost_per_case == 115_000


def test_recognition_can_be_switched_off(qtbot: QtBot, page: TeamPage, files: Path) -> None:
    rolled(qtbot, page, files)
    page.parts.setCurrentWidget(page.review)
    assert page.review.recognised.isChecked()
    page.review.recognised.click()
    page.parts.setCurrentWidget(page.coaching)
    assert page.coaching.praise == []
    page.parts.setCurrentWidget(page.meeting)
    assert "wins" not in {point.key for point in page.meeting.points}


@pytest.mark.parametrize("language", list(Language))
def test_an_order_that_waits_is_opened_from_today(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    assert window.desk is not None
    desk = window.desk
    window.go("team")
    qtbot.waitUntil(window.pages["team"].isVisible)
    with desk.store.write(desk.actor, "team.rollup") as session:
        for number in ("OR1", "OR2"):
            session.add(
                ApprovalRequest(
                    store_id="S9", agent_code="A909", agent_name="Zhou", order_id=number, revision=1, number=number,
                    household_code="H1", premium=120000, submitted_on=desk.today(), content={"lines": []},
                    received_at=NOW,
                )
            )  # fmt: skip
    desk.hub.settle()
    window.go("today")
    shown = window.pages["today"]
    assert isinstance(shown, TodayPage)
    qtbot.waitUntil(lambda: "approvals" in shown.cards)
    lines = shown.cards["approvals"].lines
    assert [line.text for line in lines] == [
        say("today.approvals.line", language, name="Zhou", number=number) for number in ("OR1", "OR2")
    ]
    lines[1].open()
    page = window.pages["team"]
    assert isinstance(page, TeamPage)
    qtbot.waitUntil(page.isVisible)
    assert page.parts.currentWidget() is page.orders
    assert page.orders.table.current().number == "OR2"
    page.orders.decide(page.orders.table.current(), approved=True)
    desk.hub.settle()
    window.go("today")
    assert [line.text for line in shown.cards["approvals"].lines] == [
        say("today.approvals.line", language, name="Zhou", number="OR1")
    ]


def test_orders_by_agent_open_their_file(
    qtbot: QtBot, page: TeamPage, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One agent's orders come to the sum beside them, and a double click opens the file they came with."""
    rolled(qtbot, page, files)
    assert page.view.kept is not None
    page.parts.setCurrentWidget(page.orders)
    view = page.orders
    for report in page.view.kept.team.agents:
        view.agent.setFocus()
        view.agent.setCurrentIndex(view.agent.findData(report.code))
        view.agent.activated.emit(view.agent.currentIndex())
        rows = [view.orders.row(number) for number in range(view.orders.rowCount())]
        assert {row.order["id"] for row in rows} == {order["id"] for order in orders_of(report)}
        total = f"{sum(order['premium'] for order in orders_of(report)) / 100:,.2f}".removesuffix(".00")
        assert total in view.sum.text()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()).name))
    row = view.orders.row(0)
    place = view.orders_table.visualRect(view.orders.index(0, 1)).center()
    qtbot.mouseClick(view.orders_table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.orders_table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(opened) == {f"周报-{row.code}-{WEEK}.xlsx"}
    shutil.rmtree(files)
    view.open_file(row)
    assert row.name in page.notice.text

"""The progress tab by clicks and keys: figures against targets, charts, the sentence, the workbook in one click."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, Language, Metric, Stage
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.team.weekly import words
from app.ui.progress.kpis.definitions import KpiDialog
from app.ui.progress.kpis.rows import RowsDialog
from app.ui.progress.page import ProgressPage
from app.ui.progress.said import WordsDialog
from app.ui.progress.targets.table import TargetsDialog
from app.ui.shell.main_window import MainWindow
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_targets_window import type_into

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    """One family and one call this week."""
    made = open_window(Language(language))
    assert made.desk is not None
    store, actor = made.desk.store, made.desk.actor
    row = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳"), stage=Stage.S4_PROPOSED))
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, made.desk.today(), household_id=row.id))
    made.go("progress")
    return made


@pytest.fixture
def page(window: MainWindow) -> ProgressPage:
    page = window.pages["progress"]
    assert isinstance(page, ProgressPage)
    return page


def actual(page: ProgressPage, code: str) -> str:
    for number in range(page.model.rowCount()):
        if page.model.row(number).id == code:
            return str(page.model.index(number, 1).data())
    raise AssertionError(code)


@LANGUAGES
def test_an_activity_counts_at_once(qtbot: QtBot, window: MainWindow, page: ProgressPage) -> None:
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert actual(page, "calls") == "1"
    window.go("today")
    today = window.pages["today"]
    click(qtbot, today.bar.button)  # type: ignore[attr-defined]
    window.go("progress")
    assert actual(page, "calls") == "2"


@LANGUAGES
def test_targets_are_set_and_what_is_left_reads_well(qtbot: QtBot, page: ProgressPage, language: Language) -> None:
    nothing = page.message.text()

    def type_it(dialog: TargetsDialog) -> None:
        for id, text in (("calls", "31"), ("visits", "1"), ("proposals", "3"), ("premium", "10000")):
            type_into(qtbot, dialog.table, id, 1, text)
        click(qtbot, dialog.close_button)

    in_dialog(TargetsDialog, type_it, lambda: click(qtbot, page.targets_button))
    text = page.message.text()
    assert text != nothing
    wanted = {
        Language.ZH: ("30 次电话", "1 次拜访", "3 份建议书", "保费 10,000 元"),
        Language.EN: ("30 calls", "1 visit,", "3 proposals", "10,000 yuan"),
    }
    assert all(part in text + "," for part in wanted[language]), text
    click(qtbot, page.bar.before)
    assert text.split(":")[0] != page.message.text().split(":")[0]
    click(qtbot, page.bar.now)
    assert page.message.text() == text


@LANGUAGES
def test_a_figure_opens_its_rows_and_the_definitions(qtbot: QtBot, page: ProgressPage) -> None:
    def look(rows: RowsDialog) -> None:
        assert rows.model.rowCount() == 1
        click(qtbot, rows.close_button)

    page.table.setFocus()
    assert page.table.select_id("calls")
    in_dialog(RowsDialog, look, lambda: qtbot.keyClick(page.table, Qt.Key.Key_Return))
    in_dialog(KpiDialog, lambda dialog: click(qtbot, dialog.close_button), lambda: click(qtbot, page.kpi_button))


@LANGUAGES
def test_the_week_before_is_one_click_away(qtbot: QtBot, page: ProgressPage) -> None:
    title = page.bar.title.text()
    assert not page.bar.now.isEnabled()
    click(qtbot, page.bar.before)
    assert actual(page, "calls") == "0"
    assert page.bar.title.text() != title
    click(qtbot, page.bar.after)
    assert page.bar.title.text() == title


class Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@LANGUAGES
def test_the_weekly_workbook_is_written_and_opened(
    qtbot: QtBot,
    page: ProgressPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "week.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(path), ""))
    assert not page.open_button.isVisible()
    click(qtbot, page.export_button)
    qtbot.waitUntil(lambda: page.notice.text.startswith("✓"), timeout=20_000)
    assert len([sheet for sheet in load_workbook(path).worksheets if sheet.sheet_state == "visible"]) == 10
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        click(qtbot, page.open_button)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [path.as_posix()]


def test_a_workbook_that_cannot_be_written_is_said(
    qtbot: QtBot, page: ProgressPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "missing" / "week.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(path), ""))
    click(qtbot, page.export_button)
    qtbot.waitUntil(lambda: page.notice.text.startswith("⚠") or path.exists(), timeout=20_000)
    assert page.export_button.isEnabled()


def test_a_closing_counts_its_premium(page: ProgressPage) -> None:
    store, actor, day = page.desk.store, page.desk.actor, page.desk.today()
    household = customers.search(store, "王芳")[0]
    activities.add(store, actor, ActivityDraft(ActivityKind.CLOSING, day, household_id=household.id, premium=12_000_00))
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, day - timedelta(days=7)))
    page.refresh_now()
    assert actual(page, Metric.PREMIUM) == "12,000"
    assert actual(page, "calls") == "1"


@LANGUAGES
def test_words_on_the_week_are_typed_and_kept(qtbot: QtBot, page: ProgressPage) -> None:
    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WordsDialog)
        type_text(qtbot, dialog.form.fields["difficulties"].editor, "few appointments")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(500, type_it)
    qtbot.mouseClick(page.words_button, Qt.MouseButton.LeftButton)
    assert words.of_week(page.desk.store, page.desk.actor.code, page.week).difficulties == "few appointments"

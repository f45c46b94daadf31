"""Progress of a team by clicks: any figure is its agents' parts, their rows, and the file, in three clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.base import agents
from app.services.base.store import Store
from app.services.team import roster
from app.services.team.rollup import adding
from app.services.team.roster import RosterDraft
from app.ui.progress.page import ProgressPage
from app.ui.progress.team.view import TeamFiguresView
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.widgets.tables.table_view import TableView
from tests.services.weekly_files import LAST, ME, WEEK, team_store, write
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    store: Store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    folder = tmp_path_factory.mktemp("files")
    write(store, folder, LAST)
    write(store, folder, WEEK, ("A001", "A002"))
    store.close()
    yield folder


@pytest.fixture
def page(open_window: OpenWindow, files: Path, language: Language) -> ProgressPage:
    window = open_window(language)
    assert window.desk is not None
    store, actor = window.desk.store, window.desk.actor
    agents.change_profile(store, actor, agents.profile(store), lead=True)
    roster.save(store, ME, RosterDraft("A003", "周宁"))
    adding.roll_up_and_keep(store, actor, files, language=language, week=WEEK)
    window.go("progress")
    made = window.pages["progress"]
    assert isinstance(made, ProgressPage)
    return made


def choose(qtbot: QtBot, page: ProgressPage, code: str) -> TeamFiguresView:
    """As the keyboard chooses from the box."""
    page.whose.setFocus()
    down = page.whose.findData(code) - page.whose.currentIndex()
    for _ in range(abs(down)):
        qtbot.keyClick(page.whose, Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)
    assert page.whose.chosen == code
    return page.team


def double(qtbot: QtBot, table: TableView, row: int) -> None:
    place = table.visualRect(table.rows.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("language", Language)
def test_figure_agent_file_are_three_clicks(qtbot: QtBot, page: ProgressPage, monkeypatch: pytest.MonkeyPatch) -> None:
    team = choose(qtbot, page, "*")
    assert team.isVisible() and not page.export_button.isVisible() and not page.bar.kinds.isEnabled()
    assert page.week == WEEK and "周宁" in page.message.text()
    QAbstractItemModelTester(team.parts.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(QUrl(url).toLocalFile())))
    place = team.table.visualRect(team.table.rows.index(team.table.rows.find("visits") or 0, 0)).center()
    qtbot.mouseClick(team.table.viewport(), Qt.MouseButton.LeftButton, pos=place)  # one
    assert team.head.text() == ("拜访" if page.desk.language == Language.ZH else "Visits")
    wanted = team.parts.rows.row(0).actual

    def look(dialog: FileRowsDialog) -> None:
        assert dialog.model.rowCount() == wanted > 0
        double(qtbot, dialog.table, 0)  # three
        dialog.reject()

    in_dialog(FileRowsDialog, look, lambda: double(qtbot, team.parts, 0))  # two
    assert opened and {path.name for path in opened} == {f"周报-A001-{WEEK}.xlsx"}


@pytest.mark.parametrize("language", [Language.ZH])
def test_a_figure_opens_the_rows_of_all(qtbot: QtBot, page: ProgressPage) -> None:
    team = choose(qtbot, page, "*")
    row = team.table.rows.row(team.table.rows.find("visits") or 0)

    def act() -> None:
        team.table.select_id("visits")
        team.table.setFocus()
        qtbot.keyClick(team.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not page.desk.tasks.busy(), timeout=30_000)

    def look(dialog: FileRowsDialog) -> None:
        assert dialog.model.rowCount() == row.figure.actual
        dialog.reject()

    in_dialog(FileRowsDialog, look, act)


@pytest.mark.parametrize("language", [Language.ZH])
def test_one_agent_and_back_to_ones_own(qtbot: QtBot, page: ProgressPage) -> None:
    own = page.message.text()
    team = choose(qtbot, page, "A002")
    assert [team.parts.rows.row(n).id for n in range(team.parts.rows.rowCount())] == ["A002"]
    choose(qtbot, page, "A003")
    assert team.empty.isVisible() and not page.message.text()
    choose(qtbot, page, "")
    click(qtbot, page.bar.now)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy(), timeout=30_000)
    assert page.board.isVisible() and page.export_button.isVisible() and page.bar.kinds.isEnabled()
    assert page.message.text() == own


def test_who_leads_nobody_has_no_choice(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    window.go("progress")
    page = window.pages["progress"]
    assert isinstance(page, ProgressPage)
    qtbot.waitUntil(page.isVisible, timeout=10_000)
    assert page.export_button.isVisible() and not page.whose.isVisible()

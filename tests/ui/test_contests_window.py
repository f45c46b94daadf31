"""Contests in the window: off at first, planned, ranked, and taken to the wall and to the phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPdfWriter
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.tables.paper import Paper
from app.services.team.contests import keeping, poster
from app.services.team.contests.keeping import ContestDraft
from app.services.team.rollup import adding
from app.ui.base.desk import Desk
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.shared.paper.printing import DOTS, WALL, fitted, write_pdf, write_picture
from app.ui.team.contests import ContestsDialog
from app.ui.widgets.forms.dialog import FormDialog
from tests.services.team.test_contests import FIRST, report
from tests.services.weekly_files import LAST, WEEK, team_store, write
from tests.ui.acting import click, in_dialog

MILLIMETRES = {"A4": (210, 297), "A3": (297, 420)}


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> ContestsDialog:
    with desk.store.write(desk.actor, "test.fill") as session:
        for code, calls in (("A1", 10), ("A2", 30), ("A3", 10)):
            session.add(report(code, FIRST, call=calls))
    made = ContestsDialog(desk, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_off_planned_ranked_and_looked_into(qtbot: QtBot, dialog: ContestsDialog) -> None:
    assert not dialog.on.isChecked() and not dialog.add_button.isEnabled()
    dialog.on.click()
    assert dialog.add_button.isEnabled()

    def plan(form: FormDialog) -> None:
        form.form.set_values(
            form.form.values() | {"title": "Calls", "starts_on": FIRST.monday, "ends_on": FIRST.sunday, "kpi": "calls"}
        )
        click(qtbot, form.button)

    in_dialog(FormDialog, plan, lambda: click(qtbot, dialog.add_button))
    assert dialog.board is not None
    assert [dialog.ranks.index(row, 0).data() for row in range(3)] == ["★ 1", "★ 2", "★ 2"]
    dialog.standings.select_id("A2")
    assert str(FIRST) in dialog.weeks.text() and "30" in dialog.weeks.text()
    click(qtbot, dialog.remove_button)
    assert dialog.model.rowCount() == 0 and dialog.board is None


def paper(dialog: ContestsDialog, sheet: str) -> Paper:
    desk = dialog._desk
    keeping.switch(desk.store, desk.actor, True)
    keeping.save(desk.store, desk.actor, ContestDraft(sheet or "x", date(2026, 11, 2), date(2026, 11, 8), "calls"))
    dialog.show_list()
    assert dialog.board is not None
    return poster.write(dialog.board, Language.ZH, sheet=sheet)


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_the_poster_is_one_page_of_its_sheet(dialog: ContestsDialog, tmp_path: Path, sheet: str) -> None:
    assert write_pdf(paper(dialog, sheet), tmp_path / "wall.pdf") == 1
    box = (tmp_path / "wall.pdf").read_bytes().split(b"/MediaBox [")[1].split(b"]")[0].split()
    size = tuple(round(float(one) / 72 * 25.4) for one in box[2:])
    assert size == MILLIMETRES[sheet]


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_a_short_poster_is_larger_and_still_whole(dialog: ContestsDialog, tmp_path: Path, sheet: str) -> None:
    """Three ranks are read from farther off than thirty; nothing is off the sheet."""
    few = paper(dialog, sheet)
    many = replace(few, blocks=[block for _ in range(12) for block in few.blocks])
    writer = QPdfWriter(str(tmp_path / "wall.pdf"))
    writer.setResolution(DOTS)
    page = QPageSize(QPageSize.PageSizeId[sheet])
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(45, 45, 45, 45)))
    scales = []
    for one in (few, many):
        scale, document, body = fitted(one, writer, 48.0)
        scales.append(scale)
        assert document.idealWidth() <= body.width() + 1
    assert scales[0] > 1.3 * WALL[sheet] and scales[1] == WALL[sheet]
    assert write_pdf(few, tmp_path / "few.pdf") == 1 < write_pdf(many, tmp_path / "many.pdf")


def test_a_rank_opens_the_rows_of_its_weeks(
    qtbot: QtBot, dialog: ContestsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two weeks' calls stand in two files; a week whose file is gone says so in a row."""
    desk = dialog._desk
    files, other = tmp_path / "files", team_store(tmp_path / "s.db")
    files.mkdir()
    for week in (LAST, WEEK):
        write(other, files, week, ("A001",))
    other.close()
    for week in (LAST, WEEK):
        adding.roll_up_and_keep(desk.store, desk.actor, files, language=Language.ZH, week=week)
    keeping.switch(desk.store, desk.actor, True)
    keeping.save(desk.store, desk.actor, ContestDraft("两周", LAST.monday, WEEK.sunday, "calls", agents=("A001",)))
    dialog.show_list()
    assert dialog.board is not None
    (one,) = dialog.board.ranked
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()).name))

    def look(rows: FileRowsDialog) -> None:
        assert rows.model.rowCount() == one.value > 0
        assert {rows.model.row(n).cells[0] for n in range(rows.model.rowCount())} == {str(LAST), str(WEEK)}
        rows.open_file(rows.model.row(0))
        rows.reject()

    dialog.standings.select_id("A001")
    dialog.standings.setFocus()
    in_dialog(FileRowsDialog, look, lambda: qtbot.keyClick(dialog.standings, Qt.Key.Key_Return))
    assert opened == [f"周报-A001-{LAST}.xlsx"]
    (files / opened[0]).unlink()

    def look_again(rows: FileRowsDialog) -> None:
        (row,) = [rows.model.row(n) for n in range(rows.model.rowCount()) if rows.model.row(n).cells[0] == str(LAST)]
        assert "A001" in row.cells[1]
        rows.reject()

    in_dialog(FileRowsDialog, look_again, lambda: dialog.open_rows(one))


def test_the_picture_is_as_wide_as_a_phone(dialog: ContestsDialog, tmp_path: Path) -> None:
    assert write_picture(paper(dialog, ""), tmp_path / "phone.png") < 800

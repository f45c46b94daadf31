"""The matrix tab by clicks and keys: lists behind numbers, filter, sort, edit in place, decline, notes, Excel."""

from __future__ import annotations

import itertools
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Coverage, Language, NeedStatus
from app.services import matrix
from app.services.base.store import Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.matrix import MatrixRow
from app.services.people import customers, policies
from app.services.people.policies import CoverRow, PolicyDraft
from app.ui.base import labels
from app.ui.matrix.lists import CODES
from app.ui.matrix.page import MatrixPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.tables.date_editor import DateEditor
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


@pytest.fixture(scope="module")
def family_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample family with its confirmed needs, made once."""
    path = tmp_path_factory.mktemp("family") / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    store = Store.open(path, PASSWORD)
    demo.sample_family(store)
    store.close()
    return path


@pytest.fixture
def store_file(family_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "needfolio.db"
    shutil.copyfile(family_file, path)
    shutil.copyfile(keyslot_path(family_file), keyslot_path(path))
    return path


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    made = open_window(Language(language))
    made.go("matrix")
    return made


@pytest.fixture
def page(window: MainWindow) -> MatrixPage:
    page = window.pages["matrix"]
    assert isinstance(page, MatrixPage)
    return page


def shown(page: MatrixPage) -> list[MatrixRow]:
    return [page.model.row(number) for number in range(page.model.rowCount())]


def column(page: MatrixPage, key: str) -> int:
    return [column.key for column in page.model.columns].index(key)


def cell(page: MatrixPage, row: int, key: str) -> QPoint:
    index = page.model.index(row, column(page, key))
    page.table.scrollTo(index)
    return page.table.visualRect(index).center()


def edit(qtbot: QtBot, page: MatrixPage, key: str, kind: type[Any], row: int = 0) -> Any:
    """A double click opens the editor of a cell."""
    at = cell(page, row, key)
    viewport = page.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    editors = viewport.findChildren(kind)
    assert editors, f"no editor for {key}"
    return editors[-1]


def enter(qtbot: QtBot, editor: QWidget) -> None:
    """Qt commits an editor when the key's event is over."""
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def undo(qtbot: QtBot, window: MainWindow) -> None:
    window.pages["matrix"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@LANGUAGES
def test_each_number_is_the_length_of_its_list(qtbot: QtBot, page: MatrixPage) -> None:
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    whole = len(shown(page))
    assert whole > 3
    for code in CODES:
        chip = page.lists.buttons[code]
        number = int(chip.text().rsplit(" ", 1)[1])
        click(qtbot, chip)
        assert len(shown(page)) == number, code
        assert chip.toolTip()
        click(qtbot, chip)
        assert len(shown(page)) == whole


@LANGUAGES
def test_filters_narrow_list_and_counts_together(qtbot: QtBot, page: MatrixPage, language: Language) -> None:
    whole = shown(page)
    medical = labels.event("medical", language)
    type_text(qtbot, page.search, medical)
    assert shown(page) == [row for row in whole if row.event == "medical"]
    counts = sum(int(page.lists.buttons[c].text().rsplit(" ", 1)[1]) for c in CODES if c.startswith("coverage."))
    assert counts == len(shown(page))
    page.search.clear()
    for _ in range(page.kind.findData("death")):
        qtbot.keyClick(page.kind, Qt.Key.Key_Down)
    assert {row.event for row in shown(page)} == {"death"}
    assert f"{len(shown(page))}" in page.shown.text()


def test_a_click_on_the_header_sorts_by_priority(qtbot: QtBot, page: MatrixPage) -> None:
    header = page.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column(page, "priority")) + 12, header.height() // 2)
    for reverse in (False, True):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        found = [row.priority for row in shown(page)]
        assert found == sorted(found, reverse=reverse)


@LANGUAGES
def test_no_title_is_cut(page: MatrixPage) -> None:
    header = page.table.horizontalHeader()
    for number, one in enumerate(page.model.columns):
        if page.table.isColumnHidden(number):
            continue  # for want of room, or of use
        assert header.sectionSize(number) >= header.fontMetrics().horizontalAdvance(one.title) + 16, one.key


@LANGUAGES
def test_a_status_is_changed_in_place_counted_and_undone(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    row = shown(page)[0]
    done = page.lists.buttons["date.done"].text()
    box = edit(qtbot, page, "status", QComboBox)
    assert box.currentData() == row.status
    qtbot.waitUntil(lambda: box.view().isVisible())
    for _ in range(box.findData(NeedStatus.DONE) - box.currentIndex()):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    enter(qtbot, box.view())
    page.table.setFocus()
    assert matrix.one(page.desk.store, row.id, page.desk.today()).status == NeedStatus.DONE
    assert page.lists.buttons["date.done"].text() != done
    undo(qtbot, window)
    assert matrix.one(page.desk.store, row.id, page.desk.today()).status == row.status
    assert page.lists.buttons["date.done"].text() == done


@LANGUAGES
def test_a_date_is_typed_cleared_refused_and_undone(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    def kept() -> Any:
        return matrix.one(page.desk.store, row.id, page.desk.today()).planned_finish

    row = shown(page)[0]
    before = kept()
    editor = edit(qtbot, page, "planned_finish", DateEditor)
    type_text(qtbot, editor, "20271231")
    enter(qtbot, editor)
    assert kept().isoformat() == "2027-12-31"
    editor = edit(qtbot, page, "planned_finish", DateEditor)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    enter(qtbot, editor)
    assert kept() is None
    editor = edit(qtbot, page, "planned_finish", DateEditor)
    type_text(qtbot, editor, "soon")
    enter(qtbot, editor)
    assert kept() is None
    assert "soon" in page.notice.text
    editor = edit(qtbot, page, "planned_finish", DateEditor)
    enter(qtbot, editor)  # opened and left: nothing changes
    assert kept() is None
    undo(qtbot, window)
    undo(qtbot, window)
    assert kept() == before


def test_a_calendar_gives_the_day_that_is_clicked(qtbot: QtBot, page: MatrixPage) -> None:
    editor = edit(qtbot, page, "planned_finish", DateEditor)
    click(qtbot, editor.button)
    day = editor.calendar.selectedDate().addDays(1)
    editor.calendar.setSelectedDate(day)
    editor.calendar.clicked.emit(day)
    assert editor.text() == day.toString("yyyy-MM-dd")


def test_a_text_is_edited_in_place(qtbot: QtBot, page: MatrixPage) -> None:
    row = shown(page)[0]
    page.needs.columns.set_shown("owner_code", True)
    editor = edit(qtbot, page, "owner_code", QLineEdit)
    editor.selectAll()
    type_text(qtbot, editor, "007")
    enter(qtbot, editor)
    assert matrix.one(page.desk.store, row.id, page.desk.today()).owner_code == "007"


@LANGUAGES
def test_declining_needs_a_reason_expires_and_is_undone(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    row, today = shown(page)[0], page.desk.today()
    until = today + timedelta(days=30)

    def type_it(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.form._errors["declined_reason"].isVisible()
        fill(qtbot, dialog, declined_reason="单位已有", declined_until="2020-01-01")
        click(qtbot, dialog.button)
        assert dialog.form._errors["declined_until"].isVisible()
        fill(qtbot, dialog, declined_until=until.isoformat())
        click(qtbot, dialog.button)

    in_dialog(FormDialog, type_it, lambda: click(qtbot, page.detail.decline))
    store = page.desk.store
    assert matrix.one(store, row.id, today).coverage == Coverage.DECLINED
    assert matrix.one(store, row.id, until + timedelta(days=1)).coverage != Coverage.DECLINED
    assert "单位已有" in page.detail.facts.text()
    click(qtbot, page.detail.take_back)
    assert matrix.one(store, row.id, today).coverage == row.coverage
    undo(qtbot, window)
    assert matrix.one(store, row.id, today).declined_until == until
    undo(qtbot, window)
    assert matrix.one(store, row.id, today).coverage == row.coverage


@LANGUAGES
def test_the_chain_shows_answers_and_a_policy_with_its_state(page: MatrixPage) -> None:
    row = next(row for row in shown(page) if row.answers)
    page.table.select_id(row.id)
    assert page.detail.answers.head.text().endswith(f"  {row.answers}")
    assert row.number in page.detail.title.text()


@LANGUAGES
def test_a_stage_note_is_kept_with_enter_and_undone(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    row, notes = shown(page)[0], page.detail.notes
    notes.stage.setCurrentIndex(1)
    notes.stage.activated.emit(1)
    type_text(qtbot, notes.line, "缺口已核对")
    qtbot.keyClick(notes.line, Qt.Key.Key_Return)
    assert matrix.chain_of(page.desk.store, row.id).stage_notes == {"analysis": {"input": "缺口已核对"}}
    assert notes.kept() == "缺口已核对"
    undo(qtbot, window)
    assert matrix.chain_of(page.desk.store, row.id).stage_notes == {}


def test_a_changed_income_makes_links_suspect_until_someone_says_why_they_hold(qtbot: QtBot, page: MatrixPage) -> None:
    row = next(row for row in shown(page) if row.answers)
    store, actor = page.desk.store, page.desk.actor
    matrix.update_need(store, actor, row.id, {"description": "房贷已还清"})
    page.refresh_now()
    page.table.select_id(row.id)
    suspects = matrix.one(store, row.id, page.desk.today()).suspects
    if not suspects:
        pytest.fail("a material change left every link valid")
    links = [entry.link_id for entry in matrix.chain_of(store, row.id).answers]

    def say_why(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.form._errors["reason"].isVisible()
        fill(qtbot, dialog, reason="金额不变")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, say_why, lambda: page.clear_suspects(links))
    assert matrix.one(store, row.id, page.desk.today()).suspects == 0


def test_a_selected_state_keeps_its_colour(qtbot: QtBot, page: MatrixPage) -> None:
    from app.ui.base import theme

    index = page.model.index(0, column(page, "coverage"))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, 0, "coverage"))
    qtbot.waitUntil(lambda: page.table.selectionModel().isSelected(index))
    wanted = {QColor(index.data(Qt.ItemDataRole.ForegroundRole)).name(), QColor(theme.colours().selection).name()}

    def seen() -> bool:
        picture = page.table.viewport().grab(page.table.visualRect(index)).toImage()
        points = itertools.product(range(picture.width()), range(picture.height()))
        return wanted <= {picture.pixelColor(x, y).name() for x, y in points}

    qtbot.waitUntil(seen)


@LANGUAGES
def test_out_to_excel_and_back_shows_what_changes_before_it_is_written(
    qtbot: QtBot,
    page: MatrixPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "matrix.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(path), ""))
    click(qtbot, page.export_button)
    qtbot.waitUntil(lambda: page.notice.text.startswith("✓"))
    rows = shown(page)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index(matrix.column_title("notes", language)) + 1, "客户要求年底前定下来")
    sheet.cell(3, titles.index(matrix.column_title("status", language)) + 1, "???")
    book.save(path)
    click(qtbot, page.import_button)
    wizard = page.exchange.wizard
    assert wizard is not None
    wizard.take_file(path)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 1 and not wizard.busy)
    click(qtbot, wizard.next_button)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 2 and not wizard.busy)
    assert wizard.plan is not None
    assert [row.verdict.value for row in wizard.plan.rows[:2]] == ["updated", "rejected"]
    assert wizard.plan.rows[0].fields["notes"][1] == "客户要求年底前定下来"
    assert matrix.one(page.desk.store, rows[0].id, page.desk.today()).notes == rows[0].notes
    click(qtbot, wizard.write_button)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 3 and not wizard.busy)
    click(qtbot, wizard.next_button)
    qtbot.waitUntil(lambda: shown(page)[0].notes == "客户要求年底前定下来")
    assert shown(page)[1].status == rows[1].status


def test_only_this_family_and_other_tabs_hear_of_an_edit(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    household = customers.search(store, "王芳")[0]
    detail = customers.household(store, household.id)
    draft = PolicyDraft(detail.customer.id, "定期寿险", (CoverRow("death", 100_000_00),))
    policies.add(store, actor, household.id, draft)
    QApplication.processEvents()  # the policy's own notice
    heard: list[object] = []
    page.desk.hub.changed.connect(heard.append)
    window.go("matrix", household.id)
    assert page.only_family.isChecked()
    assert {row.household_id for row in shown(page)} == {household.id}
    editor = edit(qtbot, page, "owner", QLineEdit)
    editor.selectAll()
    type_text(qtbot, editor, "赵主管")
    enter(qtbot, editor)
    assert len(heard) == 1


def test_what_is_dragged_is_found_again(qtbot: QtBot, window: MainWindow, page: MatrixPage) -> None:
    from app.ui.widgets.splitter import KeptSplitter

    splitter = page.findChild(KeptSplitter)
    assert splitter is not None
    splitter.setSizes([250, 250])
    handle = splitter.handle(1)
    middle = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, middle - QPoint(0, 40))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 40))
    sizes = splitter.sizes()
    assert sizes[0] < sizes[1]
    window.rebuild()
    window.go("matrix")
    again = window.pages["matrix"].findChild(KeptSplitter)
    assert again is not None
    qtbot.waitUntil(lambda: again.sizes() == sizes)

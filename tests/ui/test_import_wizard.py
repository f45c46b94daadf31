"""The wizard by clicks and keys: file, columns, preview, result, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Language, Verdict
from app.services import matrix
from app.services.front import imports as batches
from app.services.matrix import named
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.tables.tabular import read_tables
from app.ui.base.desk import Desk
from app.ui.shared.imports import ImportWizard, customers_wizard, matrix_wizard
from app.ui.shared.imports.openers import MatrixPicker
from tests.keys import type_text
from tests.services.reading import import_customers, import_matrix
from tests.ui.acting import click

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LANGUAGES = pytest.mark.parametrize("language", list(Language))
LIST = """客户名单,,,,
姓名,联系方式,生日,城市,血型
王方,13800001111,,杭州,A
李雷,138 0000 2222,1988年7月9日,上海,B
韩梅梅,打不通,1990.3.5,上海,O
合计,,,,
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "名单.csv"
    file.write_bytes(LIST.encode("gb18030"))
    return file


def shown(qtbot: QtBot, wizard: ImportWizard) -> ImportWizard:
    qtbot.addWidget(wizard)
    wizard.show()
    wizard.activateWindow()
    QApplication.processEvents()
    return wizard


def opened(qtbot: QtBot, desk: Desk, language: Language = Language.ZH) -> ImportWizard:
    desk.preferences.language = language
    return shown(qtbot, customers_wizard(desk, None))


def at_step(qtbot: QtBot, wizard: ImportWizard, step: int) -> None:
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == step and not wizard.busy, timeout=20_000)


def forward(qtbot: QtBot, wizard: ImportWizard, step: int) -> None:
    button = wizard.write_button if wizard.stack.currentIndex() == 2 else wizard.next_button
    qtbot.waitUntil(button.isEnabled, timeout=20_000)
    click(qtbot, button)
    at_step(qtbot, wizard, step)


def verdicts(wizard: ImportWizard) -> list[str]:
    assert wizard.plan is not None
    return [row.verdict.value for row in wizard.plan.rows]


@LANGUAGES
def test_from_a_file_to_its_result_and_back(
    qtbot: QtBot, desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    wizard = opened(qtbot, desk, language)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    click(qtbot, wizard.source.choose_button)
    at_step(qtbot, wizard, 1)
    assert wizard.columns.encoding.currentData() == "gb18030"
    assert not wizard.columns.missing.isVisible()
    QAbstractItemModelTester(wizard.columns.model, FATAL)
    forward(qtbot, wizard, 2)
    QAbstractItemModelTester(wizard.preview.model, FATAL)
    assert verdicts(wizard) == ["added", "added", "rejected", "ignored"]
    assert "2" in wizard.write_button.text()
    assert customers.count(desk.store) == 0
    forward(qtbot, wizard, 3)
    assert customers.count(desk.store) == 2
    assert wizard.outcome.counts[Verdict.REJECTED].text() == "1"
    assert "打不通" in wizard.outcome.told.toPlainText()
    saved = tmp_path / "rejected.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(saved), ""))
    click(qtbot, wizard.outcome.save_button)
    assert "打不通" in str(read_tables(saved).sheets[0].rows[1].cells)
    click(qtbot, wizard.outcome.undo_button)
    qtbot.waitUntil(lambda: not wizard.outcome.undo_button.isVisible(), timeout=20_000)
    assert customers.count(desk.store) == 0
    qtbot.waitUntil(wizard.next_button.isEnabled, timeout=20_000)
    click(qtbot, wizard.next_button)
    assert not wizard.isVisible()


def test_a_double_click_on_next_writes_nothing(qtbot: QtBot, desk: Desk, path: Path) -> None:
    """Where "next" stood, nothing stands that writes, nor where it stood that wrote, anything that closes."""
    wizard = opened(qtbot, desk)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)

    def again(button: QWidget, step: int) -> None:
        at = button.mapTo(wizard, button.rect().center())
        click(qtbot, button)
        at_step(qtbot, wizard, step)
        qtbot.mouseClick(wizard.childAt(at) or wizard, Qt.MouseButton.LeftButton)
        assert (wizard.stack.currentIndex(), wizard.busy, wizard.isVisible()) == (step, False, True)

    again(wizard.next_button, 2)
    assert customers.count(desk.store) == 0
    again(wizard.write_button, 3)


def test_a_yellow_cell_is_mended_in_place(qtbot: QtBot, desk: Desk, path: Path) -> None:
    wizard = opened(qtbot, desk)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    view, model = wizard.preview.table, wizard.preview.model
    at = next(number for number, column in enumerate(model.columns) if column.key == "phone")
    cell = model.index(2, at)
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert model.index(1, at).data(Qt.ItemDataRole.BackgroundRole) is None
    view.scrollTo(cell)
    for press in (qtbot.mouseClick, qtbot.mouseDClick):
        press(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(cell).center())
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    type_text(qtbot, editor, "13800003333")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: verdicts(wizard) == ["added", "added", "added", "ignored"] and not wizard.busy)
    forward(qtbot, wizard, 3)
    assert customers.search(desk.store, "13800003333")[0].name == "韩梅梅"


@LANGUAGES
def test_a_twin_stands_beside_its_row(qtbot: QtBot, desk: Desk, path: Path, language: Language) -> None:
    known = customers.add(desk.store, desk.actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111")))
    wizard = opened(qtbot, desk, language)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    click(qtbot, wizard.preview.chips["look"])
    assert wizard.preview.model.rowCount() == 1
    panel = wizard.preview.panel
    assert panel.isVisible()
    click(qtbot, panel.buttons["skip"])
    at_step(qtbot, wizard, 2)
    assert verdicts(wizard)[0] == "ignored"
    click(qtbot, wizard.preview.chips["ignored"])
    click(qtbot, panel.buttons[""])
    at_step(qtbot, wizard, 2)
    click(qtbot, wizard.preview.chips["look"])
    click(qtbot, panel.buttons[known.id])
    at_step(qtbot, wizard, 2)
    assert verdicts(wizard)[0] == "updated"
    forward(qtbot, wizard, 3)
    assert customers.row(desk.store, known.id).name == "王方"


def test_header_and_columns_are_chosen_and_remembered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Notiz\nWer,Ruf\n王芳,13800001111\n", encoding="utf-8")
    wizard = opened(qtbot, desk)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    assert not wizard.next_button.isEnabled()
    assert wizard.columns.missing.isVisible()
    raw = wizard.columns.raw
    first = raw.visualRect(raw.model().index(0, 1)).center()
    qtbot.mouseClick(raw.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert wizard.job is not None
    assert wizard.job.header.at == 0
    raw = wizard.columns.raw
    second = raw.visualRect(raw.model().index(1, 1)).center()
    qtbot.mouseClick(raw.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert [column.name for column in wizard.job.file_columns()] == ["Wer", "Ruf"]
    for row, field in enumerate(("name", "phone")):
        table = wizard.columns.table
        index = table.model().index(row, 2)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
        box = table.findChildren(QComboBox)[-1]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
        QApplication.processEvents()
    assert wizard.job.columns == {"name": 0, "phone": 1}
    forward(qtbot, wizard, 2)
    forward(qtbot, wizard, 3)
    again = opened(qtbot, desk)
    again.take_file(path)
    at_step(qtbot, again, 1)
    assert again.job is not None
    assert again.job.columns == {"name": 0, "phone": 1}
    assert again.job.remembered


@LANGUAGES
def test_a_block_is_pasted(qtbot: QtBot, desk: Desk, language: Language) -> None:
    QGuiApplication.clipboard().setText("姓名\t电话\n王芳\t13800001111\n")
    wizard = opened(qtbot, desk, language)
    wizard.source.choose_button.setFocus()
    qtbot.keyClick(wizard.source.choose_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    at_step(qtbot, wizard, 1)
    wizard.reject()
    wizard = opened(qtbot, desk, language)
    click(qtbot, wizard.source.paste_button)
    at_step(qtbot, wizard, 1)
    assert not wizard.columns.encoding.isHidden()
    forward(qtbot, wizard, 2)
    forward(qtbot, wizard, 3)
    assert customers.count(desk.store) == 1


def test_a_file_is_dropped(qtbot: QtBot, desk: Desk, path: Path) -> None:
    wizard = opened(qtbot, desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    wizard.source.dropEvent(drop)
    at_step(qtbot, wizard, 1)


@LANGUAGES
def test_an_old_import_is_undone_from_the_list(qtbot: QtBot, desk: Desk, path: Path, language: Language) -> None:
    import_customers(desk.store, desk.actor, path)
    wizard = opened(qtbot, desk, language)
    assert not wizard.source.undo_button.isEnabled()
    wizard.source.table.setFocus()
    qtbot.keyClick(wizard.source.table, Qt.Key.Key_Down)
    click(qtbot, wizard.source.undo_button)
    qtbot.waitUntil(lambda: batches.batches(desk.store)[0].undone and not wizard.busy, timeout=20_000)
    assert customers.count(desk.store) == 0
    assert not wizard.source.undo_button.isEnabled()
    assert wizard.notice.text.startswith("✓")


def test_an_undo_that_is_refused_says_who_was_changed(qtbot: QtBot, desk: Desk, path: Path) -> None:
    import_customers(desk.store, desk.actor, path)
    row = customers.search(desk.store, "李雷")[0]
    customers.add_member(desk.store, desk.actor, row.id, MemberDraft("李小雷"))
    wizard = opened(qtbot, desk)
    wizard.source.table.selectRow(0)
    click(qtbot, wizard.source.undo_button)
    qtbot.waitUntil(lambda: "李雷" in wizard.notice.text, timeout=20_000)
    assert customers.count(desk.store) == 2


def test_a_cancelled_import_leaves_nothing_behind(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话\n" + "".join(f"人{n},138{n:08d}\n" for n in range(20_000)), encoding="utf-8")
    wizard = opened(qtbot, desk)
    wizard.take_file(path)
    click(qtbot, wizard.cancel_button)
    qtbot.waitUntil(lambda: not wizard.busy, timeout=20_000)
    assert wizard.stack.currentIndex() in (0, 1)
    wizard.take_file(path)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 1 and not wizard.busy, timeout=20_000)
    click(qtbot, wizard.next_button)
    click(qtbot, wizard.cancel_button)
    qtbot.waitUntil(lambda: not wizard.busy, timeout=20_000)
    assert customers.count(desk.store) == 0
    assert batches.batches(desk.store) == []


def test_a_file_that_is_no_table_is_said_and_another_can_be_chosen(
    qtbot: QtBot, desk: Desk, path: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "a.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    wizard = opened(qtbot, desk)
    wizard.take_file(wrong)
    qtbot.waitUntil(lambda: "a.pdf" in wizard.notice.text and not wizard.busy, timeout=20_000)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    assert not wizard.notice.text


@LANGUAGES
def test_a_requirement_table_into_a_new_matrix(qtbot: QtBot, desk: Desk, tmp_path: Path, language: Language) -> None:
    desk.preferences.language = language
    path = tmp_path / "需求.csv"
    path.write_text("编号,名称,状态\nCF1,一,○\nCF1.1,二,△\nCF2.1,三,×\n", encoding="utf-8")
    wizard = shown(qtbot, matrix_wizard(desk, None))
    picker = wizard.findChild(MatrixPicker)
    assert picker is not None
    picker.choice.setCurrentIndex(picker.choice.count() - 1)
    picker.choice.activated.emit(picker.choice.currentIndex())
    wizard.take_file(path)
    assert wizard.notice.text
    type_text(qtbot, picker.form.fields["name"].editor, "一期")
    type_text(qtbot, picker.form.fields["purpose"].editor, "上线")
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    forward(qtbot, wizard, 3)
    assert "CF2" in wizard.outcome.told.toPlainText()
    assert [info.draft.name for info in named.matrices(desk.store)][1:] == ["一期"]
    rows = matrix.rows(desk.store, desk.today(), matrix="一期")
    assert [(row.number, row.status.value) for row in rows] == [
        ("CF1", "done"), ("CF1.1", "in_progress"), ("CF2.1", "not_started")]  # fmt: skip
    path.write_text("编号,名称,状态\nCF1,一,○\nCF1.1,二 改,△\n", encoding="utf-8")
    wizard = shown(qtbot, matrix_wizard(desk, None, "一期"))
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    assert verdicts(wizard) == ["unchanged", "updated"]
    wizard.preview.table.selectRow(1)
    assert wizard.preview.panel.isVisible()
    forward(qtbot, wizard, 3)
    assert "CF2.1" in wizard.outcome.told.toPlainText()


def test_both_sides_of_a_conflict_are_shown(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "需求.csv"
    path.write_text("编号,名称,备注\nR1,一,旧\n", encoding="utf-8")
    import_matrix(desk.store, desk.actor, path, matrix="一期")
    need = matrix.rows(desk.store, desk.today(), matrix="一期")[0]
    matrix.update_need(desk.store, desk.actor, need.id, {"notes": "这里"})
    path.write_text("编号,名称,备注\nR1,一,那里\n", encoding="utf-8")
    wizard = shown(qtbot, matrix_wizard(desk, None, "一期"))
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    assert verdicts(wizard) == ["rejected"]
    click(qtbot, wizard.preview.panel.buttons["take"])
    at_step(qtbot, wizard, 2)
    assert verdicts(wizard) == ["updated"]
    forward(qtbot, wizard, 3)
    assert matrix.one(desk.store, need.id, desk.today()).notes == "那里"


def test_sheets_and_two_header_rows_can_be_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["说明"])
    second = book.create_sheet("名单")
    for row in (["本人", None], ["姓名", "电话"], ["王芳", "13800001111"]):
        second.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    wizard = opened(qtbot, desk)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    assert wizard.columns.sheet.currentText() == "名单"
    assert wizard.job is not None
    wizard.columns.header_chosen.emit(0, 1)
    assert not wizard.columns.two_rows.isChecked()
    click(qtbot, wizard.columns.two_rows)
    assert wizard.job.header.names == ("本人 姓名", "本人 电话")
    wizard.columns.sheet.setCurrentText("Sheet")
    wizard.columns.sheet.activated.emit(0)
    assert wizard.job.reading.sheet.name == "Sheet"
    assert not wizard.next_button.isEnabled()


def test_a_blank_template_is_saved_from_the_first_step_and_comes_in_by_it(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = opened(qtbot, desk, Language.ZH)
    path = tmp_path / "客户名单模板.xlsx"
    offered = []

    def dialog(*given: object) -> tuple[str, str]:
        offered.append(Path(str(given[2])).name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    click(qtbot, wizard.source.blank_button)
    assert offered == [path.name]
    assert path.name in wizard.notice.text
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    click(qtbot, wizard.source.choose_button)
    at_step(qtbot, wizard, 1)
    forward(qtbot, wizard, 2)
    assert verdicts(wizard) == ["ignored"]


def test_a_text_in_big5_is_read_and_the_encoding_shown(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名單.csv"
    path.write_bytes("姓名,電話,備註\n陳大文,0912345678,喜歡喝茶，想了解醫療險\n林美玲,,孩子讀國小\n".encode("big5"))
    wizard = opened(qtbot, desk, Language.ZH)
    wizard.take_file(path)
    at_step(qtbot, wizard, 1)
    assert wizard.columns.encoding.currentText() == "Big5"
    forward(qtbot, wizard, 2)
    assert wizard.plan is not None
    assert [row.name for row in wizard.plan.rows] == ["陳大文", "林美玲"]


def test_words_of_a_closed_list_are_mapped_and_the_rest_of_a_row_taken(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "名单.csv"
    rows = ["姓名,手机,性别,血型", "王方,13800001111,♀,A", "李雷,1380000222,♀,B", "合计：2人,,,"]
    file.write_text("\n".join(rows), encoding="utf-8")
    wizard = opened(qtbot, desk)
    wizard.take_file(file)
    at_step(qtbot, wizard, 1)
    assert list(wizard.columns.words.boxes) == ["sex:♀"]
    assert wizard.columns.words.isVisible()
    wizard.grab().save(str(tmp_path / "words.png"))
    box = wizard.columns.words.boxes["sex:♀"]
    box.setFocus()
    box.setCurrentIndex(box.findText("女"))
    box.activated.emit(box.currentIndex())
    assert wizard.columns.words.boxes["sex:♀"].currentText() == "女"
    forward(qtbot, wizard, 2)
    assert verdicts(wizard) == ["added", "rejected", "ignored"]
    assert "血型" in wizard.preview.told.text()
    wizard.preview.table.setCurrentIndex(wizard.preview.model.index(1, 0))
    wizard.grab().save(str(tmp_path / "preview.png"))
    click(qtbot, wizard.preview.panel.buttons["rest"])
    qtbot.waitUntil(lambda: not wizard.busy and verdicts(wizard)[1] == "added", timeout=20_000)
    forward(qtbot, wizard, 3)
    assert "手机号是 11 位" in wizard.outcome.told.toPlainText()
    assert customers.count(desk.store) == 2
    again = opened(qtbot, desk)
    again.take_file(file)
    at_step(qtbot, again, 1)
    assert again.columns.words.boxes["sex:♀"].currentText() == "女", "what was chosen is remembered"

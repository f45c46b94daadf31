"""Requirements written by hand in the window: line after line, a block, order by keys, the form, a matrix put away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services import matrix
from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import entering, named
from app.services.matrix.blocks import NewNeed
from app.services.matrix.findings import FindingKind
from app.services.matrix.named import MatrixDraft
from app.ui.matrix.away import AwayDialog
from app.ui.matrix.need.tested import TestsDialog
from app.ui.matrix.page import FINDINGS, MatrixPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

NAME = "预约小程序"
LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


@pytest.fixture
def language() -> Language:
    return Language.ZH


@pytest.fixture
def page(open_window: OpenWindow, language: Language) -> MatrixPage:
    window: MainWindow = open_window(language)
    assert window.desk is not None
    named.create(window.desk.store, window.desk.actor, MatrixDraft(NAME))
    window.go("matrix")
    page = window.pages["matrix"]
    assert isinstance(page, MatrixPage)
    page.choice.current = NAME
    page.refresh_now()
    return page


def lines(page: MatrixPage) -> list[tuple[str, str]]:
    """As the list shows them."""
    columns = [column.key for column in page.model.columns]
    at = [columns.index(key) for key in ("number", "description")]
    return [
        (str(page.model.index(row, at[0]).data()), str(page.model.index(row, at[1]).data()))
        for row in range(page.model.rowCount())
    ]


def write(qtbot: QtBot, page: MatrixPage, text: str) -> None:
    line = page.needs.by_hand.line.line
    line.setFocus()
    type_text(qtbot, line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


@LANGUAGES
def test_type_enter_next(qtbot: QtBot, page: MatrixPage) -> None:
    entry = page.needs.by_hand.line
    assert page.needs.or_empty.currentIndex() == 1 and entry.isVisible()
    click(qtbot, page.needs.or_empty.empty.buttons[0])
    assert entry.line.hasFocus() and entry.number.text() == "R001"
    write(qtbot, page, "book a visit")
    assert page.needs.or_empty.currentIndex() == 0 and entry.line.hasFocus() and not entry.line.text()
    qtbot.keyClick(entry.line, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    write(qtbot, page, "choose a time")
    qtbot.keyClick(entry.line, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    write(qtbot, page, "cancel")
    write(qtbot, page, "   ")
    assert [(number.strip(), text) for number, text in lines(page)] == [
        ("R001", "book a visit"), ("R002", "choose a time"), ("R003", "cancel"),
    ]  # fmt: skip
    assert lines(page)[1][0] != "R002"  # it stands in
    assert page.table.current().number == "R003"


def test_a_block_is_pasted_by_keys_and_by_the_button(qtbot: QtBot, page: MatrixPage) -> None:
    QGuiApplication.clipboard().setText("预约\n\t选时间\n取消\n")
    entry = page.needs.by_hand.line
    entry.line.setFocus()
    qtbot.keyClick(entry.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert [text for _, text in lines(page)] == ["预约", "选时间", "取消"]
    click(qtbot, entry.paste)
    assert len(lines(page)) == 6
    QGuiApplication.clipboard().setText("一句")
    entry.line.setFocus()
    qtbot.keyClick(entry.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entry.line.text() == "一句" and len(lines(page)) == 6
    QGuiApplication.clipboard().clear()
    click(qtbot, entry.paste)
    assert len(lines(page)) == 6 and page.notice.isVisible()


def test_the_chosen_row_is_moved_by_keys_and_copied_from_the_menu(qtbot: QtBot, page: MatrixPage) -> None:
    for text in ("a", "b", "c"):
        write(qtbot, page, text)
    page.table.setFocus()
    alt = Qt.KeyboardModifier.AltModifier

    def press(key: Qt.Key) -> list[str]:
        qtbot.keyClick(page.table, key, alt)
        QApplication.processEvents()
        return [text for _, text in lines(page)]

    assert press(Qt.Key.Key_Up) == ["a", "c", "b"]
    assert page.table.current().description == "c"
    press(Qt.Key.Key_Right)
    assert page.table.current().parent == "R001"
    page.detail.actions_of["duplicate"].trigger()
    QApplication.processEvents()
    assert [text for _, text in lines(page)] == ["a", "c", "c", "b"]
    assert page.table.current().number == "R004"
    press(Qt.Key.Key_Left)
    assert page.table.current().parent == ""


def test_the_form_refuses_a_ring_beside_its_field(qtbot: QtBot, page: MatrixPage) -> None:
    write(qtbot, page, "goal")
    entering.add(page.desk.store, page.desk.actor, NAME, [NewNeed("below", 1)], page.table.current().id)
    QApplication.processEvents()
    page.table.selectRow(0)
    refused: list[bool] = []

    def act(dialog: FormDialog) -> None:
        fill(qtbot, dialog, acceptance="done in two clicks", parent="R002")
        dialog.submit()
        refused.append(dialog.isVisible())
        dialog.form.fields["parent"].set_value("")
        dialog.submit()

    in_dialog(FormDialog, act, page.detail.actions_of["describe"].trigger)
    row = matrix.one(page.desk.store, page.table.current().id, page.desk.today())
    assert refused == [True] and (row.acceptance, row.parent) == ("done in two clicks", "")


def test_a_requirement_without_a_goal_is_described_from_the_finding(qtbot: QtBot, page: MatrixPage) -> None:
    entering.add(page.desk.store, page.desk.actor, NAME, [NewNeed("g", type="goal"), NewNeed("r")])
    QApplication.processEvents()
    page.views.setCurrentIndex(FINDINGS)
    click(qtbot, page.findings.chips[FindingKind.NO_GOAL])
    assert page.findings.findings.rows.rowCount() == 1

    def act(dialog: FormDialog) -> None:
        fill(qtbot, dialog, parent="R001")
        dialog.submit()

    in_dialog(FormDialog, act, lambda: click(qtbot, page.findings.step))
    QApplication.processEvents()
    assert page.findings.findings.rows.rowCount() == 0


def test_a_matrix_is_put_away_after_its_impact_and_brought_back(qtbot: QtBot, page: MatrixPage) -> None:
    write(qtbot, page, "a")
    in_dialog(AwayDialog, lambda dialog: click(qtbot, dialog.close_button), page.choice.away.trigger)
    assert page.choice.current == NAME
    in_dialog(AwayDialog, lambda dialog: click(qtbot, dialog.go), page.choice.away.trigger)
    assert page.choice.current == ALL_CUSTOMERS and page.choice.box.findData(NAME) < 0
    assert not page.needs.by_hand.line.isVisible()
    page.choice.archived.aboutToShow.emit()
    page.choice.archived.actions()[0].trigger()
    assert page.choice.current == NAME and len(lines(page)) == 1


def test_a_test_case_is_written_and_its_result_recorded(qtbot: QtBot, page: MatrixPage) -> None:
    write(qtbot, page, "choose a time")
    seen: list[list[str]] = []

    def state(dialog: TestsDialog) -> list[str]:
        return [row.state.value for row in (dialog.table.rows.row(at) for at in range(dialog.table.rows.rowCount()))]

    def act(dialog: TestsDialog) -> None:
        assert not dialog.record.isEnabled()
        answer(dialog.write, description="free slots are listed", steps="open; pick a day")
        seen.append(state(dialog))
        assert "open; pick a day" in dialog.steps.text()
        answer(dialog.run, note="all listed")
        seen.append(state(dialog))
        dialog.accept()

    def answer(start: Callable[[], None], **texts: str) -> None:
        def type_it(form: FormDialog) -> None:
            fill(qtbot, form, **texts)
            form.submit()

        in_dialog(FormDialog, type_it, start)

    in_dialog(TestsDialog, act, page.detail.actions_of["tests"].trigger)
    assert seen == [["not_run"], ["passed"]]
    page.refresh_now()
    assert [text for _, text in lines(page)] == ["choose a time", "free slots are listed"]

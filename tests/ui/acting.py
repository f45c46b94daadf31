"""What a person does: click, fill a form, answer a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from tests import undoing
from tests.keys import type_text


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def take_back_last(desk: Desk) -> None:
    """What Ctrl+Z does in the window, for the test of one page."""
    undoing.take_back_last(desk.store, desk.actor)
    QApplication.processEvents()


def in_dialog(kind: type[Any], act: Callable[[Any], None], start: Callable[[], object]) -> None:
    """Run ``act`` in the dialog that ``start`` opens, now or after some work; one left open is a failure, no hang."""
    faults: list[BaseException] = []
    ended: list[bool] = []
    timer = QTimer(interval=10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        timer.stop()
        try:
            assert isinstance(dialog, kind), dialog
            act(dialog)
            assert not dialog.isVisible(), "the dialog is still open"
        except BaseException as fault:
            faults.append(fault)
            dialog.done(0)  # closing it would ask whether to throw away what was typed, and wait for ever
        ended.append(True)

    timer.timeout.connect(look)
    timer.start()
    start()
    for _ in range(500):
        if ended:
            break
        QTest.qWait(10)
    timer.stop()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.activateWindow()  # a window manager does this for a person
    QApplication.processEvents()
    if faults:
        raise faults[0]
    assert ended, "no dialog came"


def fill(qtbot: QtBot, dialog: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        editor = dialog.form.fields[name].editor
        editor.setFocus()
        editor.selectAll()  # type: ignore[attr-defined]
        type_text(qtbot, editor, text)

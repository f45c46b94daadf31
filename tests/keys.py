"""Typing as a person does: keys, and for Chinese what an input method commits."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def type_text(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Into the widget, or into the editor it hands its focus to."""
    target = widget.focusProxy() or widget
    target.setFocus()
    for letter in text:
        if letter.isascii():
            qtbot.keyClick(target, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)

"""A line that tells of a pasted block."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class PastingLine(QLineEdit):
    """A pasted text of several lines is told whole instead of being pressed into one."""

    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\n" in text.strip():
            self.pasted.emit(text)
        else:
            super().keyPressEvent(event)

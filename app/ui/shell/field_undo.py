"""Undo and redo inside a text field: the keys are its own once something was typed into it, not before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Text = QLineEdit | QTextEdit | QPlainTextEdit
KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FieldUndo(QObject):
    """Follows the focus. Qt lets a field claim Ctrl+Z even when nothing was typed into it: an empty search box would
    keep the last thing done from being taken back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        text = text_of(watched)
        if text is None or has_own(text) or not any(map(event.matches, KEYS)):
            return False
        event.ignore()  # the window's own shortcut hears it then
        return True

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        for widget in (old, now):
            if widget is not None:
                widget.removeEventFilter(self)
        if now is not None and text_of(now) is not None:
            now.installEventFilter(self)


def text_of(widget: QObject | None) -> Text | None:
    """The field somebody may type into here."""
    if isinstance(widget, QAbstractSpinBox):
        widget = widget.lineEdit()
    return widget if isinstance(widget, Text) and not widget.isReadOnly() else None


def has_own(text: Text) -> bool:
    """Whether there is anything to take back or to do again in it."""
    steps = text if isinstance(text, QLineEdit) else text.document()
    return steps.isUndoAvailable() or steps.isRedoAvailable()

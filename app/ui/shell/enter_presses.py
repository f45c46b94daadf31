"""Enter presses the button that has the focus, in pages as in dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """Follows the focus: only a button that had it when the key came is pressed. A field that hands its focus to one
    because of that very key presses nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or event.key() not in ENTER or not isinstance(watched, QPushButton):
            return False
        watched.click()
        return True

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        for widget in (old, now):
            if widget is not None:
                widget.removeEventFilter(self)
        if isinstance(now, QPushButton) and isinstance(now.window(), QMainWindow):
            now.installEventFilter(self)

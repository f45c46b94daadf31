"""The last row of a named matrix: type, Enter, the next one; or a pasted block."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.enums import Language, NeedType
from app.ui.base import labels, theme
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.keys import on_key
from app.ui.widgets.pasting_line import PastingLine
from app.ui.widgets.plain import Label, plain

INDENT = 18  # pixels for each level


class EntryLine(QWidget):
    """Signals only; ``entered`` with the words, how deep they stand, and their type or nothing."""

    entered = Signal(str, int, str)
    pasted = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._deepest, self.level = 0, 0
        self.number = Label()
        self.number.setProperty("kind", "muted")
        self.line = PastingLine()
        self.line.setPlaceholderText(
            self.tr("New requirement: type, press Enter, type the next. Alt+→ puts it below the one before.")
        )
        self.line.setAccessibleName(self.tr("New requirement"))
        self.line.returnPressed.connect(self._enter)
        self.line.pasted.connect(self.pasted)
        self.out = self._button("left", self.tr("One level out (Alt+←)"), -1)
        self.under = self._button("right", self.tr("Below the one before (Alt+→)"), 1)
        self.type = ComboBox()
        self.type.setAccessibleName(self.tr("Item type"))
        self.type.addItem("—", "")
        for value, words in labels.choices(NeedType, language):
            self.type.addItem(words, value)
        self.paste = QPushButton(self.tr("Paste lines"))
        told = self.tr("Each line on the clipboard becomes a requirement; indented lines stand below the one before.")
        self.paste.setToolTip(plain(told))
        self.paste.clicked.connect(lambda: self.pasted.emit(QGuiApplication.clipboard().text()))
        on_key(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Right), self.line, lambda: self._step(1))
        on_key(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self.line, lambda: self._step(-1))
        self._row = QHBoxLayout(self)
        for widget in (self.out, self.under, self.number):
            self._row.addWidget(widget)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.type)
        self._row.addWidget(self.paste)
        self._show_level()

    def ready(self, number: str, deepest: int) -> None:
        """For the next one: its number, and how deep it may stand."""
        self.number.setText(number)
        self._deepest = deepest
        self.level = min(self.level, deepest)
        self._show_level()

    def _enter(self) -> None:
        if text := self.line.text().strip():
            self.entered.emit(text, self.level, self.type.currentData())

    def _step(self, by: int) -> None:
        self.level = max(0, min(self._deepest, self.level + by))
        self._show_level()

    def _show_level(self) -> None:
        self._row.setContentsMargins(self.level * INDENT, 2, 0, 0)
        self.out.setEnabled(self.level > 0)
        self.under.setEnabled(self.level < self._deepest)

    def _button(self, icon: str, words: str, by: int) -> QPushButton:
        button = QPushButton(theme.icon(icon), "")
        button.setProperty("kind", "compact")
        button.setIconSize(QSize(14, 14))
        button.setToolTip(plain(words))
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._step(by))
        return button

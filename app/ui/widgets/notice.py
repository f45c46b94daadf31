"""The line at the top of a page that says what is wrong, or what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.base import theme


class Notice(QFrame):
    """Hidden until something is to be said; the cross hides it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(theme.icon("close"), "")
        close.setProperty("kind", "compact")
        close.setAutoDefault(False)  # in a dialog, Enter anywhere would close the message as it comes
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def show_problem(self, text: str) -> None:
        self._show("⚠  " + text, "problem")

    def show_done(self, text: str) -> None:
        self._show("✓  " + text, "notice")

    def clear(self) -> None:
        self.hide()
        self._label.clear()

    def _show(self, text: str, kind: str) -> None:
        self._label.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

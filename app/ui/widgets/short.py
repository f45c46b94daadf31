"""Words that stand in one line beside others."""

from __future__ import annotations

from PySide6.QtCore import QSize

from app.ui.widgets.plain import Label


class ShortLabel(Label):
    """Asks for one line, in a layout that goes on in the next; takes two only where a whole line is too narrow."""

    def __init__(self, text: str, kind: str = "") -> None:
        super().__init__(text)
        if kind:
            self.setProperty("kind", kind)
        self.ensurePolished()
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics()
        return QSize(line.horizontalAdvance(self.text()) + 3, line.height())

"""Words in one line that end in … where the room ends; the whole is in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.widgets.plain import Label, plain


def in_lines(metrics: QFontMetrics, text: str, room: int, lines: int) -> str:
    """The text broken into at most so many ``lines`` of ``room`` pixels, at a space where one is near; what the last
    has no room for ends in an ellipsis."""
    parts = []
    while lines > 1 and metrics.horizontalAdvance(text) > room:
        fits = next(n for n in range(len(text) - 1, -1, -1) if n == 0 or metrics.horizontalAdvance(text[:n]) <= room)
        space = text.rfind(" ", 0, fits + 1)
        at = space if space > fits * 2 // 3 else max(1, fits)
        parts.append(text[:at].rstrip())
        text, lines = text[at:].lstrip(), lines - 1
    whole = metrics.horizontalAdvance(text) <= room
    return "\n".join([*parts, text if whole else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)])


class ElidedLabel(Label):
    """Never asks for more room than a few characters, and takes what there is."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

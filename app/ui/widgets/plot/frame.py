"""What every part of the painter works with: the painter, the room, and the numbers found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui.widgets.plot.ink import SMALL, Ink, letters
from app.ui.widgets.plot.model import Key, Mark, Plot

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one number is drawn, what it says, and what it opens."""

    area: QRectF
    text: str
    key: Key | None


@dataclass(slots=True)
class Frame:
    """``room`` shrinks as axes and legend take their part of it."""

    painter: QPainter
    plot: Plot
    ink: Ink
    room: QRectF
    spots: list[Spot] = field(default_factory=list)

    def font(self, *, strong: bool = False, size: int = SMALL) -> QFont:
        return letters(size, strong=strong)

    def width(self, text: str, *, size: int = SMALL) -> float:
        return QFontMetricsF(letters(size)).horizontalAdvance(text)

    def write(
        self, area: QRectF, text: str, colour: QColor, align: Qt.AlignmentFlag = LEFT, *, size: int = SMALL
    ) -> None:
        """In one line; what does not fit ends with dots."""
        font = letters(size)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        self.painter.drawText(area, align | Qt.TextFlag.TextSingleLine, fitting)

    def rule(self, start: QPointF, end: QPointF, colour: QColor, width: float = 1.0) -> None:
        self.painter.setPen(QPen(colour, width))
        self.painter.drawLine(start, end)

    def fill(self, area: QRectF, colour: QColor) -> None:
        self.painter.fillRect(area, colour)

    def found(self, area: QRectF, series: str, mark: Mark) -> None:
        place = self.plot.places[mark.place]
        self.spots.append(Spot(area, " · ".join(part for part in (place, series, mark.text) if part), mark.key))

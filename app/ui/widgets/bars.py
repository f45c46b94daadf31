"""Need, have and gap as bars: painted, quick, and always with the figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.base import theme

ROW = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """``need`` and ``have`` in one unit; ``words`` name it, ``figure`` is what is said at the right."""

    key: str
    words: str
    need: float
    have: float
    figure: str
    missing: str = ""
    """What is not known of it, said instead of a bar."""


class GapBars(QWidget):
    """A click, or arrow keys and Enter, chooses a bar."""

    chosen = Signal(str)

    def __init__(self, accessible_name: str, *, scale: float = 1.0) -> None:
        """``scale`` makes everything larger, for a screen that two people read."""
        super().__init__()
        self._scale, self._row = scale, round(ROW * scale)
        self._bars: Sequence[Bar] = ()
        self._current = 0
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def bars(self) -> Sequence[Bar]:
        return self._bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self._current = min(self._current, max(0, len(bars) - 1))
        self.setFixedHeight(max(self._row, self._row * len(bars)))
        self.update()

    @property
    def current(self) -> str | None:
        return self._bars[self._current].key if self._bars else None

    def sizeHint(self) -> QSize:
        return QSize(320, max(self._row, self._row * len(self._bars)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, bar in enumerate(self._bars):
            self._paint(painter, number, bar)

    def _paint(self, painter: QPainter, number: int, bar: Bar) -> None:
        colours = theme.colours()
        top, width, scale = number * self._row, self.width(), self._scale
        if number == self._current and self.hasFocus():
            painter.fillRect(QRectF(0, top, width, self._row), QColor(colours.accent_soft))
        painter.setPen(QColor(colours.text))
        text = QRectF(6, top + 4 * scale, width - 12, 20 * scale)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, bar.words)
        enough = bar.have >= bar.need and not bar.missing
        painter.setPen(QColor(colours.good if enough else colours.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.figure)
        whole = QRectF(6, top + 27 * scale, width - 12, 11 * scale)
        if bar.missing:
            painter.setPen(QColor(colours.warn))
            below = whole.adjusted(0, -4 * scale, 0, 6 * scale)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, bar.missing)
            return
        most = max(bar.need, bar.have, 1.0)
        painter.setPen(QPen(QColor(colours.line)))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(whole, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        need = QRectF(whole.left(), whole.top(), whole.width() * bar.need / most, whole.height())
        painter.setBrush(QColor(colours.warn))
        painter.setOpacity(0.35)
        painter.drawRoundedRect(need, 4, 4)
        painter.setOpacity(1)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(
            QRectF(whole.left(), whole.top(), whole.width() * bar.have / most, whole.height()), 4, 4
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().y() // self._row)
        if 0 <= number < len(self._bars):
            self._current = number
            self.update()
            self.chosen.emit(self._bars[number].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if (step := steps.get(Qt.Key(event.key()))) and self._bars:
            self._current = (self._current + step) % len(self._bars)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self.chosen.emit(self._bars[self._current].key)
        else:
            super().keyPressEvent(event)

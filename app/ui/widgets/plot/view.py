"""A plot in the window: each number is pointed at by mouse or arrow keys, and opened by a click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.widgets.plain import plain
from app.ui.widgets.plot.ink import ink
from app.ui.widgets.plot.model import Plot
from app.ui.widgets.plot.painter import Spot, paint

HEIGHT = 230
STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PlotView(QWidget):
    """``chosen`` gives the key of the number that was opened."""

    chosen = Signal(object)

    def __init__(self, height: int = HEIGHT) -> None:
        super().__init__()
        self.plot: Plot | None = None
        self.spots: list[Spot] = []
        self._current = -1
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_plot(self, plot: Plot) -> None:
        self.plot = plot
        self._current = -1
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(plot.said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    @property
    def current(self) -> Spot | None:
        """The number the keys are on."""
        return self.spots[self._current] if 0 <= self._current < len(self.spots) else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.plot is None:
            return
        painter = QPainter(self)
        colours = ink()
        self.spots = paint(painter, self.plot, QRectF(self.rect()).adjusted(2, 2, -2, -2), colours)
        if self.hasFocus() and (spot := self.current) is not None:
            painter.setPen(QPen(colours.text, 2))
            painter.drawRect(spot.area.adjusted(-1, -1, 1, 1))

    def spot_at(self, point: QPointF) -> Spot | None:
        """The last one painted lies on top."""
        return next((spot for spot in reversed(self.spots) if spot.area.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = self.spots.index(spot)
            self.update()
            self._open(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        opens = spot is not None and spot.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain(spot.text if spot else ""), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not self.spots:
            super().keyPressEvent(event)
        elif key in STEPS:
            self._go(self._current + STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.spots) - 1)
        elif key in OPEN and self.current is not None:
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def _go(self, number: int) -> None:
        """Say the number where a mouse would point; a reader of the screen hears it as the description."""
        self._current = min(max(0, number), len(self.spots) - 1)
        spot = self.spots[self._current]
        self.setAccessibleDescription(spot.text)
        QToolTip.showText(self.mapToGlobal(spot.area.center().toPoint()), plain(spot.text), self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _open(self, spot: Spot) -> None:
        if spot.key is not None:
            self.chosen.emit(spot.key)

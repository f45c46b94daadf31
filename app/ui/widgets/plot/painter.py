"""The one painter: a plot into a rectangle of any paint device."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.ui.widgets.plot import bars, grid
from app.ui.widgets.plot.frame import Frame, Spot
from app.ui.widgets.plot.ink import Ink
from app.ui.widgets.plot.model import Plot, Shape

__all__ = ["Spot", "paint"]


def paint(painter: QPainter, plot: Plot, room: QRectF, ink: Ink) -> list[Spot]:
    """Axes, marks and legend, without the title. Returns where each number is, in the order keys go through them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = Frame(painter, plot, ink, QRectF(room))
    {Shape.COLUMNS: bars.paint_columns, Shape.ROWS: bars.paint_rows, Shape.GRID: grid.paint_grid}[plot.shape](frame)
    painter.restore()
    return frame.spots

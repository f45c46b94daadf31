"""A grid of shades: places from top to bottom, series from left to right, the number in each cell where it has room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from app.ui.widgets.plot.frame import CENTRE, RIGHT, Frame

LINE, GAP = 16.0, 8.0
TALLEST = 30.0
KEY = 120.0


def paint_grid(frame: Frame) -> None:
    """The darkest cell is the largest number; the scale of shades stands under the grid."""
    plot = frame.plot
    names = max((frame.width(name) for name in plot.places), default=0.0) + GAP
    body = frame.room.adjusted(names, LINE + 2, 0, -(LINE + 6))
    rows, columns = max(1, len(plot.places)), max(1, len(plot.series))
    tall, wide = min(TALLEST, body.height() / rows), body.width() / columns
    for number, name in enumerate(plot.places):
        area = QRectF(frame.room.left(), body.top() + number * tall, names - GAP, tall)
        frame.write(area, name, frame.ink.text, RIGHT)
    _heads(frame, body, wide)
    values = [mark.value for series in plot.series for mark in series.marks if mark.value is not None]
    most = max([plot.axis.most, *values], default=1.0) or 1.0
    for column, series in enumerate(plot.series):
        for mark in series.marks:
            if mark.value is None and mark.key is None:
                continue
            cell = QRectF(body.left() + column * wide, body.top() + mark.place * tall, wide, tall)
            inner = cell.adjusted(0.5, 0.5, -0.5, -0.5)
            shade = frame.ink.shade((mark.value or 0) / most)
            frame.fill(inner, shade)
            if not mark.value:
                frame.fill(QRectF(inner.left(), inner.bottom() - 1, inner.width(), 1), frame.ink.line)
            if mark.label and frame.width(mark.label) + 2 <= wide and tall >= LINE - 3:
                frame.write(inner, mark.label, frame.ink.on(shade), CENTRE)
            head = plot.heads[column] if column < len(plot.heads) else series.name
            frame.found(cell, head or series.name, mark)
    _key(frame, body.top() + rows * tall + 6, most)


def _heads(frame: Frame, body: QRectF, wide: float) -> None:
    spare = 0.0
    for column, head in enumerate(frame.plot.heads):
        middle, width = body.left() + (column + 0.5) * wide, frame.width(head) + 4
        left = min(max(frame.room.left(), middle - width / 2), frame.room.right() - width)
        if head and left >= spare:
            frame.write(QRectF(left, frame.room.top(), width, LINE), head, frame.ink.muted, CENTRE)
            spare = left + width


def _key(frame: Frame, top: float, most: float) -> None:
    """From nothing to the most, in words and shades."""
    axis, left = frame.plot.axis, frame.room.left()
    title, low, high = axis.title, axis.format(0), axis.format(most)
    for text in (title, low):
        width = frame.width(text) + GAP
        frame.write(QRectF(left, top, width, LINE), text, frame.ink.muted)
        left += width
    for step in range(12):
        frame.fill(QRectF(left + step * KEY / 12, top + 3, KEY / 12, LINE - 6), frame.ink.shade(step / 11))
    frame.rule(QPointF(left, top + LINE - 3), QPointF(left + KEY, top + LINE - 3), frame.ink.line)
    frame.write(QRectF(left + KEY + GAP, top, frame.width(high) + GAP, LINE), high, frame.ink.muted)

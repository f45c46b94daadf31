"""Columns and rows: stacked bars, lines and spans over one axis of values."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from app.ui.widgets.plot.frame import CENTRE, LEFT, RIGHT, Frame
from app.ui.widgets.plot.model import Mark, Scale, Series, Shape, Style, scale_of

LINE, TICK, GAP = 16.0, 6.0, 8.0
WIDEST, NARROWEST = 70.0, 2.0  # of the room of a place, of a bar
NAMES = 0.36  # of the room, at the most, for the words of rows
LABEL = 8.0


def paint_columns(frame: Frame) -> None:
    _legend(frame)
    scale = scale_of(frame.plot)
    texts = [frame.plot.axis.format(tick) for tick in scale.ticks]
    left = max(frame.width(text) for text in texts) + GAP
    frame.write(QRectF(frame.room.left(), frame.room.top(), frame.room.width(), LINE), frame.plot.axis.title,
                frame.ink.muted)  # fmt: skip
    bottom = LINE + TICK + (LINE if frame.plot.place_title else 0)
    top = LABEL + (LINE if frame.plot.axis.title else 0)
    body = frame.room.adjusted(left, top, -4, -bottom)
    for tick, text in zip(scale.ticks, texts, strict=True):
        y = body.bottom() - scale.share(tick) * body.height()
        frame.rule(QPointF(body.left(), y), QPointF(body.right(), y), frame.ink.line)
        frame.write(QRectF(frame.room.left(), y - LINE / 2, left - GAP, LINE), text, frame.ink.muted, RIGHT)
    _place_words(frame, body)
    if frame.plot.place_title:
        last = QRectF(body.left(), frame.room.bottom() - LINE, body.width(), LINE)
        frame.write(last, frame.plot.place_title, frame.ink.muted, RIGHT)
    _draw(frame, body, scale)


def paint_rows(frame: Frame) -> None:
    _legend(frame)
    scale = scale_of(frame.plot)
    names = min(max((frame.width(name) for name in frame.plot.places), default=0.0) + GAP, NAMES * frame.room.width())
    labels = max((frame.width(mark.label) for series in frame.plot.series for mark in series.marks), default=0.0)
    bare = frame.plot.axis.bare
    body = frame.room.adjusted(names, 2, -(labels + GAP + 4), -2 if bare else -(2 * LINE + 2))
    spare = 0.0
    for tick in () if bare else scale.ticks:
        x = body.left() + scale.share(tick) * body.width()
        text = frame.plot.axis.format(tick)
        frame.rule(QPointF(x, body.top()), QPointF(x, body.bottom()), frame.ink.line)
        width = frame.width(text) + 4
        if x - width / 2 >= spare:
            frame.write(QRectF(x - width / 2, body.bottom() + 2, width, LINE), text, frame.ink.muted, CENTRE)
            spare = x + width / 2 + 4
    if not bare:
        title = QRectF(body.left(), body.bottom() + LINE, frame.room.right() - body.left(), LINE)
        frame.write(title, frame.plot.axis.title, frame.ink.muted)
    step = body.height() / max(1, len(frame.plot.places))
    for number, name in enumerate(frame.plot.places):
        area = QRectF(frame.room.left(), body.top() + number * step, names - GAP, step)
        frame.write(area, name, frame.ink.text, RIGHT)
    _draw(frame, body, scale)


def _draw(frame: Frame, body: QRectF, scale: Scale) -> None:
    behind = [series for series in frame.plot.series if series.style == Style.BEHIND]
    stacked = [series for series in frame.plot.series if series.style == Style.BAR]
    for series in behind:
        _bars(frame, body, scale, [series], 0.72)
    _bars(frame, body, scale, stacked, 0.44 if behind else 0.66)
    for series in frame.plot.series:
        if series.style in (Style.LINE, Style.DASHED):
            _line(frame, body, scale, series)
        elif series.style == Style.SPAN:
            _spans(frame, body, scale, series)
    if frame.plot.axis.goal is not None:
        _goal(frame, body, scale.share(frame.plot.axis.goal))


def _goal(frame: Frame, body: QRectF, share: float) -> None:
    """A dashed line across all places."""
    frame.painter.setPen(QPen(frame.ink.muted, 1, Qt.PenStyle.DashLine))
    if frame.plot.shape == Shape.COLUMNS:
        y = body.bottom() - share * body.height()
        frame.painter.drawLine(QPointF(body.left(), y), QPointF(body.right(), y))
    else:
        x = body.left() + share * body.width()
        frame.painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))


def _legend(frame: Frame) -> None:
    """A line of small squares with names, more lines where they do not fit; one series needs none."""
    if len(frame.plot.series) < 2:
        return
    x, y = frame.room.left(), frame.room.top()
    for series in frame.plot.series:
        width = frame.width(series.name) + 26
        if x + width > frame.room.right() and x > frame.room.left():
            x, y = frame.room.left(), y + LINE
        colour = _colour(frame, series)
        if series.style == Style.SPAN and frame.plot.shape == Shape.COLUMNS:
            frame.rule(QPointF(x + 6, y + 3), QPointF(x + 6, y + 13), frame.ink.text, 1.4)
            for end in (y + 3, y + 13):
                frame.rule(QPointF(x + 2, end), QPointF(x + 10, end), frame.ink.text, 1.4)
        elif series.style in (Style.LINE, Style.DASHED):
            pen = QPen(colour, 2, Qt.PenStyle.DashLine if series.style == Style.DASHED else Qt.PenStyle.SolidLine)
            frame.painter.setPen(pen)
            frame.painter.drawLine(QPointF(x, y + LINE / 2), QPointF(x + 14, y + LINE / 2))
        else:
            frame.fill(QRectF(x + 1, y + 3, 10, 10), colour)
        frame.write(QRectF(x + 17, y, width, LINE), series.name, frame.ink.text)
        x += width
    frame.room = frame.room.adjusted(0, y - frame.room.top() + LINE + 4, 0, 0)


def _place_words(frame: Frame, body: QRectF) -> None:
    """Under the columns, as many as have room; the first is always among them."""
    names = frame.plot.places
    if not names:
        return
    step = body.width() / len(names)
    every = 1
    widest = max(frame.width(name) for name in names) + GAP
    while every * step < widest and every < len(names):
        every += 1
    for number in range(0, len(names), every):
        middle = body.left() + (number + 0.5) * step
        left = max(frame.room.left(), min(middle - widest / 2, frame.room.right() - widest))
        frame.write(QRectF(left, body.bottom() + TICK, widest, LINE), names[number], frame.ink.muted, CENTRE)


def _bars(frame: Frame, body: QRectF, scale: Scale, stack: list[Series], part: float) -> None:
    ends: dict[tuple[int, bool], float] = {}
    for series in stack:
        colour = _colour(frame, series)
        for mark in series.marks:
            if mark.value is None:
                continue
            side = mark.place, mark.value < 0
            start = ends.get(side, 0.0)
            ends[side] = start + mark.value
            area = _area(frame, body, scale, mark.place, start, ends[side], part)
            frame.fill(area, colour)
            if mark.label:
                _label(frame, area, mark.label)
            if mark.value or len(stack) == 1:
                frame.found(_reachable(frame, area), series.name, mark)


def _area(frame: Frame, body: QRectF, scale: Scale, place: int, start: float, end: float, part: float) -> QRectF:
    low, high = sorted((scale.share(start), scale.share(end)))
    count = max(1, len(frame.plot.places))
    if frame.plot.shape == Shape.COLUMNS:
        step = body.width() / count
        wide = max(NARROWEST, min(WIDEST, step) * part)
        left = body.left() + (place + 0.5) * step - wide / 2
        return QRectF(left, body.bottom() - high * body.height(), wide, (high - low) * body.height())
    step = body.height() / count
    thick = max(NARROWEST, min(WIDEST / 2, step) * part)
    top = body.top() + (place + 0.5) * step - thick / 2
    return QRectF(body.left() + low * body.width(), top, (high - low) * body.width(), thick)


def _reachable(frame: Frame, area: QRectF) -> QRectF:
    """A bar of nothing can be pointed at too."""
    if frame.plot.shape == Shape.COLUMNS:
        return area if area.height() >= 3 else area.adjusted(0, -4, 0, 0)
    return area if area.width() >= 3 else area.adjusted(0, 0, 6, 0)


def _label(frame: Frame, area: QRectF, text: str) -> None:
    width = frame.width(text) + 2
    if frame.plot.shape == Shape.COLUMNS:
        place = QRectF(area.center().x() - width / 2, area.top() - LINE, width, LINE)
        frame.write(place, text, frame.ink.text, CENTRE)
    else:
        frame.write(QRectF(area.right() + 5, area.center().y() - LINE / 2, width, LINE), text, frame.ink.text, LEFT)


def _points(frame: Frame, body: QRectF, scale: Scale, marks: tuple[Mark, ...]) -> Iterator[tuple[Mark, QPointF]]:
    step = body.width() / max(1, len(frame.plot.places))
    for mark in marks:
        if mark.value is not None:
            x = body.left() + (mark.place + 0.5) * step
            yield mark, QPointF(x, body.bottom() - scale.share(mark.value) * body.height())


def _line(frame: Frame, body: QRectF, scale: Scale, series: Series) -> None:
    found = list(_points(frame, body, scale, series.marks))
    dashed = series.style == Style.DASHED
    frame.painter.setPen(QPen(_colour(frame, series), 2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    frame.painter.drawPolyline(QPolygonF([point for _, point in found]))
    close = body.width() / max(1, len(frame.plot.places))
    for mark, point in found:
        if not dashed and close > LABEL:
            frame.painter.setBrush(_colour(frame, series))
            frame.painter.setPen(Qt.PenStyle.NoPen)
            frame.painter.drawEllipse(point, 3, 3)
        if mark.label:
            _label(frame, QRectF(point.x() - 1, point.y() - 4, 2, 4), mark.label)
        if mark.key is not None:
            half = max(2.0, min(8.0, close / 2))
            frame.found(QRectF(point.x() - half, point.y() - 8, 2 * half, 16), series.name, mark)
    frame.painter.setBrush(Qt.BrushStyle.NoBrush)


def _spans(frame: Frame, body: QRectF, scale: Scale, series: Series) -> None:
    """From low to high with a stroke at the value: an interval over a column, quartiles along a row."""
    upright = frame.plot.shape == Shape.COLUMNS
    for mark in series.marks:
        if mark.value is None or mark.low is None or mark.high is None:
            continue
        area = _area(frame, body, scale, mark.place, mark.low, mark.high, 0.5)
        colour = _colour(frame, series)
        if upright:
            middle = area.center().x()
            for y in (area.top(), area.bottom()):
                frame.rule(QPointF(middle - 5, y), QPointF(middle + 5, y), frame.ink.text, 1.4)
            frame.rule(QPointF(middle, area.top()), QPointF(middle, area.bottom()), frame.ink.text, 1.4)
        else:
            soft = QColor(colour)
            soft.setAlphaF(0.45)
            frame.fill(area.adjusted(0, 0, 2, 0), soft)
            x = body.left() + scale.share(mark.value) * body.width()
            frame.rule(QPointF(x, area.top() - 2), QPointF(x, area.bottom() + 2), frame.ink.text, 2)
            end = QRectF(area.left(), area.top(), max(area.width(), x - area.left()), area.height())
            _label(frame, end, mark.label)
            frame.found(_reachable(frame, area).adjusted(-2, -2, 2, 2), series.name, mark)


def _colour(frame: Frame, series: Series) -> QColor:
    return frame.ink.line if series.style == Style.BEHIND else frame.ink.tone(series.tone)

"""The hours of one or several days: lines, the time now, a cursor, and the blocks upon them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.enums import Language
from app.services.day.activities import ActivityRow
from app.ui.base import formats, labels, theme
from app.ui.today.calendar import geometry
from app.ui.today.calendar.block import Block
from app.ui.today.calendar.geometry import DAY, GUTTER, SHORTEST, STEP, lanes, snapped, span_of

HOUR = 52  # pixels
GAP = 3
SLOT = 30  # minutes the cursor goes by


class HourGrid(QWidget):
    """Arrows move the cursor, Enter or a double click begins an activity there; Tab goes to the blocks."""

    create_asked = Signal(object, object)  # day, minute
    move_asked = Signal(object, object, object, object)  # row, day, minute, duration
    block_made = Signal(object)
    leave_asked = Signal(int)  # the cursor left at the left (-1) or right (1) edge
    looked_at = Signal(int)  # a y that should be visible

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.days: list[date] = []
        self.blocks: list[Block] = []
        self._today = date.min
        self.cursor_day, self.cursor_minute = 0, 9 * 60
        self.setMinimumHeight(24 * HOUR)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say_cursor()
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.update)  # the line of the time now goes on
        self._minute.start()

    def sizeHint(self) -> QSize:
        return QSize(600, 24 * HOUR)

    def show_days(self, days: Sequence[date], rows: Sequence[ActivityRow], today: date) -> None:
        self.days, self._today = list(days), today
        self.cursor_day = min(self.cursor_day, len(self.days) - 1)
        for block in self.blocks:
            block.hide()
            block.deleteLater()
        self.blocks = []
        for row in rows:
            if row.at_minute is not None:
                block = Block(self, row, self._language, today=today)
                block.dragged.connect(self._drag)
                block.resized.connect(self._resize)
                block.dropped.connect(self._drop)
                self.blocks.append(block)
                self.block_made.emit(block)
        self._place()
        for block in self.blocks:
            block.show()
        self._say_cursor()
        self.update()

    # -- where things are -----------------------------------------------------------------------------------
    def column(self, number: int) -> QRect:
        """The room of a day."""
        left, width = geometry.column(self.width(), len(self.days), number)
        return QRect(left, 0, width, 24 * HOUR)

    def day_at(self, x: int) -> int:
        return geometry.day_at(self.width(), len(self.days), x)

    @staticmethod
    def y_of(minute: int) -> int:
        return minute * HOUR // 60

    @staticmethod
    def minute_at(y: int) -> float:
        return y * 60 / HOUR

    def _place(self) -> None:
        for number, day in enumerate(self.days):
            of_day = {b.row.id: b for b in self.blocks if b.row.on_date == day and not b.dragging}
            spans = [span_of(id, b.row.at_minute or 0, b.row.duration) for id, b in of_day.items()]
            room, beside = self.column(number), lanes(spans)
            for span in spans:
                lane = beside[span.id]
                width = (room.width() - 2 * GAP) // lane.of
                top = self.y_of(span.start)
                of_day[span.id].setGeometry(
                    room.left() + GAP + lane.column * width, top + 1, width, self.y_of(span.end) - top - 1
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # -- dragging -------------------------------------------------------------------------------------------
    def _drag(self, block: Block, corner: QPoint) -> None:
        """The block goes along in quarters of an hour, in the column the pointer is in."""
        room = self.column(self.day_at(corner.x() + block.width() // 2))
        minute = snapped(self.minute_at(corner.y()))
        block.setGeometry(room.left() + GAP, self.y_of(minute) + 1, room.width() - 2 * GAP, block.height())
        self.looked_at.emit(block.y())

    def _resize(self, block: Block, height: int) -> None:
        end = snapped(self.minute_at(block.y() + height))
        start = block.row.at_minute or 0
        end = DAY if self.minute_at(block.y() + height) > DAY - STEP / 2 else max(end, start + SHORTEST)
        block.resize(block.width(), self.y_of(end) - self.y_of(start) - 1)

    def _drop(self, block: Block) -> None:
        row = block.row
        if block.given_up:
            self._place()
            return
        day = self.days[self.day_at(block.x() + block.width() // 2)]
        minute = snapped(self.minute_at(block.y()))
        length = snapped(self.minute_at(block.height() + 1))
        shown = span_of(row.id, row.at_minute or 0, row.duration)
        duration = row.duration if length == shown.end - shown.start else max(SHORTEST, length)
        if self.y_of(row.at_minute or 0) + 1 == block.y():
            minute = row.at_minute or 0
        if (day, minute, duration) == (row.on_date, row.at_minute, row.duration):
            self._place()
        else:
            self.move_asked.emit(row, day, minute, duration)

    # -- the cursor -----------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if at.x() >= GUTTER and self.days:
            self._go(self.day_at(at.x()), int(self.minute_at(at.y())) // SLOT * SLOT)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= GUTTER and self.days:
            self.create_asked.emit(self.days[self.cursor_day], self.cursor_minute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = SLOT if key == Qt.Key.Key_Down else -SLOT
            self._go(self.cursor_day, max(0, min(DAY - SLOT, self.cursor_minute + step)))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if 0 <= self.cursor_day + step < len(self.days):
                self._go(self.cursor_day + step, self.cursor_minute)
            else:
                self.cursor_day = 0 if step > 0 else len(self.days) - 1
                self.leave_asked.emit(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.days:
            self.create_asked.emit(self.days[self.cursor_day], self.cursor_minute)
        else:
            super().keyPressEvent(event)

    def _go(self, day: int, minute: int) -> None:
        self.cursor_day, self.cursor_minute = day, max(0, min(DAY - SLOT, minute))
        self._say_cursor()
        self.looked_at.emit(self.y_of(self.cursor_minute))
        self.update()

    def _say_cursor(self) -> None:
        name = self.tr("Hours of the day")
        if self.days:
            day = self.days[self.cursor_day]
            weekday = labels.say(f"weekday.{day.weekday()}", self._language)
            name = f"{name}: {day:%m-%d} {weekday} {formats.minute(self.cursor_minute)}"
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- painting -------------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        for number, day in enumerate(self.days):
            room = self.column(number)
            if day == self._today:
                painter.fillRect(room, QColor(colours.raised))
            painter.setPen(QColor(colours.line))
            painter.drawLine(room.topLeft(), room.bottomLeft())
        self._hours(painter)
        if self.hasFocus() and self.days:
            room = self.column(self.cursor_day)
            slot = QRect(room.left() + 1, self.y_of(self.cursor_minute), room.width() - 2, self.y_of(SLOT))
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(slot.adjusted(1, 1, -1, -1))
        self._now(painter)

    def _hours(self, painter: QPainter) -> None:
        colours = theme.colours()
        half = QPen(QColor(colours.line), 1, Qt.PenStyle.DotLine)
        for hour in range(24):
            y = self.y_of(hour * 60)
            painter.setPen(QColor(colours.line))
            painter.drawLine(GUTTER, y, self.width(), y)
            painter.setPen(half)
            painter.drawLine(GUTTER, y + HOUR // 2, self.width(), y + HOUR // 2)
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRect(0, y + 1, GUTTER - 8, 18), Qt.AlignmentFlag.AlignRight, f"{hour}:00")

    def _now(self, painter: QPainter) -> None:
        if self._today not in self.days:
            return
        now = datetime.now().astimezone()
        room = self.column(self.days.index(self._today))
        y = self.y_of(now.hour * 60 + now.minute)
        painter.setPen(QPen(QColor(theme.colours().bad), 2))
        painter.drawLine(room.left(), y, room.right(), y)

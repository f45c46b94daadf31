"""Above the hours: the days with their weekdays, and what has no time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import Language
from app.services.day.activities import ActivityRow
from app.ui.base import labels
from app.ui.today.calendar import geometry
from app.ui.today.calendar.block import Block
from app.ui.today.calendar.geometry import GUTTER

HEAD = 30
LINE = 24
MOST = 3  # lines of a day; the rest are in the view of that day


class Strip(QWidget):
    """A click on a day shows it alone; a double click below its head begins an activity without a time."""

    day_asked = Signal(object)
    create_asked = Signal(object, object)
    move_asked = Signal(object, object, object, object)
    block_made = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setAccessibleName(self.tr("All day"))
        self.days: list[date] = []
        self.blocks: list[Block] = []
        self.heads: list[QPushButton] = []
        self.rest: list[QPushButton] = []
        self._lines: dict[str, int] = {}

    def show_days(self, days: Sequence[date], rows: Sequence[ActivityRow], today: date) -> None:
        self.days = list(days)
        for widget in (*self.blocks, *self.heads, *self.rest):
            widget.hide()
            widget.deleteLater()
        self.blocks, self.rest, self._lines = [], [], {}
        self.heads = [self._head(day, today) for day in self.days]
        most = MOST if len(self.days) > 1 else 2 * MOST
        for day in self.days:
            of_day = [row for row in rows if row.on_date == day and row.at_minute is None]
            shown = of_day if len(of_day) <= most else of_day[: most - 1]
            for line, row in enumerate(shown):
                self._lines[row.id] = line
                self._add(Block(self, row, self._language, today=today))
            if len(shown) < len(of_day):
                self.rest.append(self._more(day, len(of_day) - len(shown), most - 1))
        used = max(self._lines.values(), default=-1) + 1 + (1 if self.rest else 0)
        self.setFixedHeight(HEAD + max(1, min(used, most)) * LINE + 4)
        self._place()
        for widget in (*self.heads, *self.blocks, *self.rest):
            widget.show()

    def _add(self, block: Block) -> None:
        block.dragged.connect(self._drag)
        block.dropped.connect(self._drop)
        self.blocks.append(block)
        self.block_made.emit(block)

    def _head(self, day: date, today: date) -> QPushButton:
        weekday = labels.say(f"weekday.{day.weekday()}", self._language)
        short = weekday if self._language == Language.ZH or len(self.days) == 1 else weekday[:3]
        head = QPushButton(f"{short} {day.month}-{day.day}", self)
        head.setProperty("kind", "today" if day == today else "head")
        head.setAccessibleName(f"{weekday} {day.isoformat()}")
        head.clicked.connect(self._asks(day))
        return head

    def _more(self, day: date, count: int, line: int) -> QPushButton:
        button = QPushButton(self.tr("and {count} more").format(count=count), self)
        button.setProperty("kind", "link")
        button.setProperty("day", self.days.index(day))
        button.setProperty("line", line)
        button.clicked.connect(self._asks(day))
        return button

    def _asks(self, day: date) -> Callable[[], None]:
        return lambda: self.day_asked.emit(day)

    def _place(self) -> None:
        for number, head in enumerate(self.heads):
            room = self._column(number)
            head.setGeometry(room.left() + 1, 0, room.width() - 2, HEAD - 2)
        for block in self.blocks:
            room = self._column(self.days.index(block.row.on_date))
            top = HEAD + self._lines[block.row.id] * LINE
            block.setGeometry(room.left() + 2, top, room.width() - 4, LINE - 2)
        for button in self.rest:
            room = self._column(int(button.property("day")))
            button.setGeometry(room.left() + 2, HEAD + int(button.property("line")) * LINE, room.width() - 4, LINE - 2)

    def _column(self, number: int) -> QRect:
        left, width = geometry.column(self.width(), len(self.days), number)
        return QRect(left, HEAD, width, self.height() - HEAD)

    def _day_at(self, x: int) -> date:
        return self.days[geometry.day_at(self.width(), len(self.days), x)]

    def _drag(self, block: Block, corner: QPoint) -> None:
        room = self._column(self.days.index(self._day_at(corner.x() + block.width() // 2)))
        block.move(room.left() + 2, block.y())

    def _drop(self, block: Block) -> None:
        day = self._day_at(block.x() + block.width() // 2)
        if block.given_up or day == block.row.on_date:
            self._place()
        else:
            self.move_asked.emit(block.row, day, None, block.row.duration)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if at.y() > HEAD and at.x() >= GUTTER and self.days:
            self.create_asked.emit(self._day_at(at.x()), None)

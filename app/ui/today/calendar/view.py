"""The calendar: a day or a week, gone through by buttons, keys or a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Language
from app.services.day.activities import ActivityRow
from app.services.rules.base import weeks
from app.ui.base import labels, theme
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.today.calendar.block import Block
from app.ui.today.calendar.grid import HOUR, HourGrid
from app.ui.today.calendar.strip import Strip
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.tables.date_editor import DateEditor

FIRST_HOUR = 8  # where the day is opened at


class CalendarView(QWidget):
    """Shows what it is given; ``asked`` says that other days are wanted."""

    asked = Signal()
    day_asked = Signal(object)
    create_asked = Signal(object, object)
    move_asked = Signal(object, object, object, object)
    opened = Signal(object)
    finish_asked = Signal(object)
    take_out_asked = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.day = desk.today()
        self.span = 7
        self.strip = Strip(desk.language)
        self.grid = HourGrid(desk.language)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.grid)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid.looked_at.connect(lambda y: self.area.ensureVisible(0, y, 0, HOUR))
        self.grid.leave_asked.connect(lambda step: self.go_to(self.grid.days[0] + timedelta(days=step * self.span)))
        for part in (self.strip, self.grid):
            part.create_asked.connect(self.create_asked)
            part.move_asked.connect(self.move_asked)
            part.block_made.connect(self._connect)
        self.strip.day_asked.connect(self.day_asked)
        self._scrolled = False
        self._focus_on: str | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.previous = self._button("left", self.tr("Earlier"), "PgUp", lambda: self._step(-1))
        self.next = self._button("right", self.tr("Later"), "PgDown", lambda: self._step(1))
        self.to_today = QPushButton(self.tr("Today"))
        self.to_today.setToolTip(plain(self.to_today.text() + " (Alt+Home)"))
        self.to_today.clicked.connect(lambda: self.go_to(self.desk.today()))
        self._shortcut("Alt+Home", lambda: self.go_to(self.desk.today()))
        self.title = Label()
        self.title.setProperty("kind", "heading")
        self.first = QPushButton(self.tr("Nothing planned here: plan something…"))
        self.first.setProperty("kind", "link")
        self.first.clicked.connect(lambda: self.create_asked.emit(max(self.desk.today(), self.day), None))
        self.first.hide()
        self.date = DateEditor()
        self.date.setMaximumWidth(130)
        self.date.setAccessibleName(self.tr("Go to a day"))
        self.date.setToolTip(plain(self.date.accessibleName()))
        self.date.returnPressed.connect(self._go_typed)
        self.date.picked.connect(self._go_typed)
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self.previous, self.to_today, self.next, self.title, self.first):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.date)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, self.area.verticalScrollBar().sizeHint().width() + 1, 0)
        above.addWidget(self.strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(above)
        layout.addWidget(self.area, 1)

    @property
    def days(self) -> list[date]:
        first = self.day if self.span == 1 else self.day - timedelta(days=self.day.weekday())
        return [first + timedelta(days=at) for at in range(self.span)]

    @property
    def blocks(self) -> list[Block]:
        return [*self.strip.blocks, *self.grid.blocks]

    def block_of(self, id: str) -> Block | None:
        return next((block for block in self.blocks if block.row.id == id), None)

    def go_to(self, day: date) -> None:
        self.day = day
        self.asked.emit()

    def show_rows(self, rows: Sequence[ActivityRow]) -> None:
        """The activities of :attr:`days`. Whoever had the keys keeps them, also after a move."""
        focused = next((block.row.id for block in self.blocks if block.hasFocus()), None)
        self._focus_on = self._focus_on or focused
        days, today = self.days, self.desk.today()
        self.first.setVisible(not rows)
        self.strip.show_days(days, rows, today)
        self.grid.show_days(days, rows, today)
        self.title.setText(self._title(days))
        self.date.set_value(self.day)
        self.date.deselect()
        block = self.block_of(self._focus_on) if self._focus_on else None
        if block is not None:
            block.setFocus()
        self._focus_on = None
        if not self._scrolled:
            self._scrolled = True
            later(self, lambda: self.area.verticalScrollBar().setValue(FIRST_HOUR * HOUR - 8))

    def keep_focus(self, id: str) -> None:
        """The block with this id gets the keys when the days are shown again."""
        self._focus_on = id

    def _title(self, days: list[date]) -> str:
        first, last = days[0], days[-1]
        chinese = self.desk.language == Language.ZH
        if len(days) == 1:
            weekday = labels.say(f"weekday.{first.weekday()}", self.desk.language)
            return f"{first.year}年{first.month}月{first.day}日 {weekday}" if chinese else f"{weekday} {first}"
        week = weeks.week_of(first)
        if chinese:
            return f"{first.year}年{first.month}月{first.day}日 – {last.month}月{last.day}日 · 第{week.number}周"
        return f"{first} – {last:%m-%d} · week {week.number}"

    def _step(self, by: int) -> None:
        self.go_to(self.day + timedelta(days=by * self.span))

    def _go_typed(self) -> None:
        try:
            day = self.date.value()
        except ValueError:
            day = None
        self.date.setProperty("wrong", "true" if day is None else "false")
        self.date.style().unpolish(self.date)
        self.date.style().polish(self.date)
        if day is not None:
            self.go_to(day)
            self.grid.setFocus()

    def _connect(self, block: Block) -> None:
        block.opened.connect(self.opened)
        block.finish_asked.connect(self.finish_asked)
        block.take_out_asked.connect(self.take_out_asked)
        block.move_asked.connect(self.move_asked)
        block.menu_asked.connect(self.menu_asked)

    def _button(self, icon: str, name: str, key: str, act: object) -> QPushButton:
        button = QPushButton(theme.icon(icon), "")
        button.setProperty("kind", "compact")
        button.setAccessibleName(name)
        button.setToolTip(plain(f"{name} ({key})"))
        button.clicked.connect(act)
        self._shortcut(key, act)
        return button

    def _shortcut(self, key: str, act: object) -> None:
        QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # type: ignore[call-overload]

"""Today: twenty seconds before the door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.enums import ActivityStatus
from app.services import today
from app.services.activities import ActivityRow
from app.services.interviews.keeping import Unfinished
from app.ui import formats, labels
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.widgets.activity_form import ActivityBar, finish
from app.ui.widgets.empty import EmptyState

SHOWN = 8


class TodayPage(Page):
    """Cards of what needs the agent, each line one click from the family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = ActivityBar(desk)
        self.bar.added.connect(self._added)
        self.bar.refused.connect(self.show_error)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        day = self.desk.today()
        found = today.of_agent(self.desk.store, self.desk.actor.code, day)
        if found.empty:
            self.area.setWidget(
                EmptyState(
                    self.tr("A quiet day"),
                    self.tr("Nothing is overdue or planned. Plan a call above, or start with a family."),
                    [(self.tr("Go to the customers"), lambda: self.desk.hub.go("customers"))],
                )
            )
            return
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setSpacing(12)
        cards = [
            self._card("⚠ " + self.tr("Overdue"), found.overdue, self._activity, tone="bad"),
            self._card("◉ " + self.tr("Today"), found.due, self._activity),
            self._card("○ " + self.tr("In the next seven days"), found.coming, self._activity),
            self._card("⚠ " + self.tr("Needs past their date"), found.late_needs, self._need, tone="bad"),
            self._card("✎ " + self.tr("Unfinished interviews"), found.interviews, self._interview),
            self._card("♥ " + self.tr("Birthdays"), found.birthdays, self._birthday),
        ]
        for at, card in enumerate(cards):
            grid.addWidget(card, at // 3, at % 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(2, 1)
        self.area.setWidget(inside)

    def _card(self, title: str, rows: Sequence[Any], line: Callable[[Any], QWidget], tone: str = "") -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(14, 10, 14, 10)
        head = QLabel(f"{title}  {len(rows)}")
        head.setProperty("kind", "heading")
        layout.addWidget(head)
        for row in rows[:SHOWN]:
            layout.addWidget(line(row))
        if not rows:
            nothing = QLabel(self.tr("None"))
            nothing.setProperty("kind", "muted")
            layout.addWidget(nothing)
        if len(rows) > SHOWN:
            more = QLabel(self.tr("and {count} more").format(count=len(rows) - SHOWN))
            more.setProperty("kind", "muted")
            layout.addWidget(more)
        layout.addStretch()
        return card

    def _line(self, day: str, text: str, open_it: Callable[[], object], *buttons: QPushButton) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        when = QLabel(day)
        when.setProperty("kind", "muted")
        link = QPushButton(text)
        link.setProperty("kind", "link")
        link.setToolTip(text)
        link.clicked.connect(lambda: open_it())
        link.setMinimumWidth(60)
        row.addWidget(when)
        row.addWidget(link, 1, Qt.AlignmentFlag.AlignLeft)
        for button in buttons:
            row.addWidget(button)
        return holder

    def _activity(self, row: ActivityRow) -> QWidget:
        finish = QPushButton("✓")
        finish.setFixedWidth(34)
        finish.setToolTip(self.tr("Done"))
        finish.setAccessibleName(self.tr("Done: {what}").format(what=row.household_name))
        finish.clicked.connect(lambda: self.finish(row))
        text = f"{labels.of(row.kind, self.desk.language)}  {row.household_name}"
        return self._line(f"{row.on_date:%m-%d}", text, lambda: self._open(row.household_id), finish)

    def _need(self, row: today.LateNeed) -> QWidget:
        text = f"{row.household} · {labels.event(row.event, self.desk.language)}"
        return self._line(f"{row.planned_finish:%m-%d}", text, lambda: self.desk.hub.go("matrix", row.household_id))

    def _interview(self, row: Unfinished) -> QWidget:
        return self._line(
            formats.day(row.held_on)[5:], row.name, lambda: self.desk.hub.go("interview", row.household_id)
        )

    def _birthday(self, row: today.Birthday) -> QWidget:
        text = self.tr("{name} turns {age}").format(name=row.name, age=row.age)
        return self._line(f"{row.on:%m-%d}", text, lambda: self._open(row.household_id))

    def _open(self, household_id: str | None) -> None:
        if household_id is not None:
            self.desk.choose_household(household_id)
            self.desk.hub.go("customers", household_id)

    def finish(self, row: ActivityRow) -> None:
        with self.guard():
            if finish(self.desk, self, row):
                self._changed(row.household_id)

    def _added(self, row: ActivityRow) -> None:
        done = row.status == ActivityStatus.DONE
        self.desk.hub.tell(self.tr("Recorded.") if done else self.tr("Planned."))
        self._changed(row.household_id)

    def _changed(self, household_id: str | None) -> None:
        self.desk.hub.announce(Change(ChangeKind.ACTIVITY, household_id))

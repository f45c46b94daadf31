"""The cards of Today in three columns, most pressing at the top left; each line is one click from the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.day.actions import ActionRow
from app.services.day.activities import ActivityRow
from app.services.day.today_groups import Group, GroupLine
from app.services.front.today import Birthday, LateNeed, TodayRow
from app.services.needs.interviews.keeping import Unfinished
from app.services.needs.life_events import ReviewReason
from app.services.selling.orders import OrderRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.today_cards import CaseCard, ClockCard
from app.ui.today.card import Card, Heading, Line
from app.ui.widgets.notice import Guard

POST = "post"  # it has a window, and no tab


class Board(QWidget):
    """Shows one :class:`TodayRow`; ``unfolded`` remembers by key which cards show all their lines."""

    finish_asked = Signal(object)  # ActivityRow
    action_done = Signal(object)  # ActionRow

    def __init__(self, desk: Desk, found: TodayRow, unfolded: dict[str, bool], guard: Guard) -> None:
        super().__init__()
        self.desk = desk
        self.clocks, self._guard = ClockCard(desk, guard, found.clocks), guard
        self._unfolded = unfolded
        self.cards: dict[str, Card] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 8, 4)
        row.setSpacing(12)
        for place, cards in enumerate(self._columns(found)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in (*cards, *(self._group(group) for group in found.groups if group.column == place)):
                column.addWidget(card)
            column.addStretch()
            row.addLayout(column, 1)

    def _columns(self, found: TodayRow) -> Iterable[Sequence[QWidget]]:
        """What has a card of its own, column by column; a few only when they have lines."""
        left: list[QWidget] = [
            self._card("overdue", "▲", self.tr("Overdue"), "wrong", found.overdue, self._activity),
            self.clocks,
            self._card("late", "▲", self.tr("Needs past their date"), "wrong", found.late_needs, self._need),
        ]
        if found.orders:
            left.insert(0, self._card("orders", "↩", self.tr("Orders returned"), "wrong", found.orders, self._order))
        middle: list[QWidget] = [self._card("due", "●", self.tr("Today"), "good", found.due, self._due)]
        if found.actions:
            middle.append(self._card("actions", "◆", self.tr("Actions agreed"), "warn", found.actions, self._action))
        middle += [
            self._card("interviews", "◐", self.tr("Unfinished interviews"), "warn", found.interviews, self._interview),
            self._card("reviews", "↻", self.tr("Look at the needs again"), "warn", found.reviews, self._review),
        ]
        if found.cases:
            middle.insert(1, CaseCard(self.desk, self._guard, found.cases))
        right: list[QWidget] = [
            self._card("coming", "○", self.tr("In the next seven days"), "muted", found.coming, self._activity),
            self._card("birthdays", "♥", self.tr("Birthdays"), "warn", found.birthdays, self._birthday),
        ]
        return left, middle, right

    def _card(
        self, key: str, mark: str, title: str, tone: str, rows: Sequence[Any], line: Callable[[Any], Line]
    ) -> Card:
        heading = Heading(key, mark, title, tone)
        card = Card(heading, [line(row) for row in rows], unfold=self._unfolded.get(key, False))
        card.unfolded.connect(self._unfolded.__setitem__)
        self.cards[key] = card
        return card

    def _group(self, group: Group) -> Card:
        title = labels.say(group.code, self.desk.language)
        return self._card(group.key, group.mark, title, group.tone.value, group.lines, self._group_line)

    def _group_line(self, row: GroupLine) -> Line:
        return Line(f"{row.on:%m-%d}", row.words(self.desk.language), lambda: self._go(row), row.note)

    def _go(self, row: GroupLine) -> None:
        if row.tab == POST:
            from app.ui.shared.post.dialog import PostDialog

            PostDialog(self.desk, self.window()).exec()
            return
        if row.household_id is not None:
            self.desk.choose_household(row.household_id)
        self.desk.hub.go(row.tab, row.id or row.household_id)

    def _due(self, row: ActivityRow) -> Line:
        return replace(self._activity(row), when=formats.minute(row.at_minute) or self.tr("all day"))

    def _activity(self, row: ActivityRow) -> Line:
        return Line(
            f"{row.on_date:%m-%d} {formats.minute(row.at_minute)}".strip(),
            f"{labels.of(row.kind, self.desk.language)}  {row.household_name}".strip(),
            lambda: self._open(row.household_id),
            row.note,
            lambda: self.finish_asked.emit(row),
        )

    def _need(self, row: LateNeed) -> Line:
        text = f"{row.household} · {labels.event(row.event, self.desk.language)}"
        return Line(
            f"{row.planned_finish:%m-%d}", text, lambda: self.desk.hub.go("matrix", row.household_id), row.number
        )

    def _order(self, row: OrderRow) -> Line:
        return Line(f"{row.latest:%m-%d}", row.household, lambda: self.desk.hub.go("selling", row.id), row.number)

    def _action(self, row: ActionRow) -> Line:
        late = "▲ " if row.late(self.desk.today()) else ""
        owner = "" if row.owner_code == self.desk.actor.code else row.owner_name or row.owner_code
        tab = "matrix" if row.review_id else "team"
        return Line(
            f"{late}{row.due_on:%m-%d}", row.text, lambda: self.desk.hub.go(tab), owner,
            lambda: self.action_done.emit(row),
        )  # fmt: skip

    def _interview(self, row: Unfinished) -> Line:
        return Line(f"{row.held_on:%m-%d}", row.name, lambda: self.desk.hub.go("interview", row.household_id))

    def _review(self, row: ReviewReason) -> Line:
        year = self.tr("the analysis is a year old")
        why = year if row.kind is None else labels.of(row.kind, self.desk.language)
        text = f"{row.household} · {why}"
        return Line(f"{row.on:%y-%m-%d}", text, lambda: self._look_again(row.household_id), row.note)

    def _look_again(self, household_id: str) -> None:
        """To the interview: its analysis shows what changed, and a new one is started there."""
        self.desk.choose_household(household_id)
        self.desk.hub.go("interview", household_id)

    def _birthday(self, row: Birthday) -> Line:
        turns, lunar = self.tr("{name} turns {age}"), self.tr("{name}: lunar birthday")
        text = lunar.format(name=row.name) if row.age is None else turns.format(name=row.name, age=row.age)
        return Line(f"{row.on:%m-%d}", text, lambda: self._open(row.household_id))

    def _open(self, household_id: str | None) -> None:
        if household_id is not None:
            self.desk.choose_household(household_id)
            self.desk.hub.go("customers", household_id)

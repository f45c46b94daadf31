"""Today: twenty seconds before the door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.enums import ActivityStatus
from app.services import customers, today
from app.services.activities import ActivityRow
from app.services.interviews.keeping import Unfinished
from app.services.life_events import ReviewReason
from app.services.meetings import actions
from app.services.meetings.actions import ActionRow
from app.services.orders import OrderRow
from app.services.today import Birthday, LateNeed, TodayRow
from app.ui import labels
from app.ui.change_hub import NEW, Change, ChangeKind
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.today.card import Card, Heading, Line
from app.ui.widgets.activity_form import ActivityBar, finish
from app.ui.widgets.empty import EmptyState


class TodayPage(Page):
    """Cards of what needs the agent, each line one click from the family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = ActivityBar(desk)
        self.bar.added.connect(self._added)
        self.bar.refused.connect(self.show_error)
        self.cards: dict[str, Card] = {}
        self._unfolded: dict[str, bool] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        found = today.of_agent(self.desk.store, self.desk.actor.code, self.desk.today())
        self.cards = {}
        self.area.setWidget(self._empty() if found.empty else self._board(found))

    def _empty(self) -> QWidget:
        if customers.count(self.desk.store):
            return EmptyState(
                self.tr("A quiet day"),
                self.tr("Nothing is overdue or planned. Plan a call above, or start with a family."),
                [(self.tr("Go to the customers"), lambda: self.desk.hub.go("customers"))],
            )
        return EmptyState(
            self.tr("Welcome"),
            self.tr("Look around with the sample family, or begin with your first customer."),
            [
                (self.tr("Open the sample family"), self.add_sample),
                (self.tr("Add customer"), lambda: self.desk.hub.go("customers", NEW)),
            ],
        )

    def add_sample(self) -> None:
        from app.services import demo

        with self.guard():
            household_id = demo.sample_family(self.desk.store)
            self.desk.hub.announce(Change(ChangeKind.EVERYTHING))
            self._open(household_id)

    def _board(self, found: TodayRow) -> QWidget:
        """Three columns that each grow as they need, most pressing at the top left."""
        board = QWidget()
        columns = QHBoxLayout(board)
        columns.setContentsMargins(0, 4, 8, 4)
        columns.setSpacing(12)
        for pair in (
            (
                self._card(Heading("overdue", "▲", self.tr("Overdue"), "wrong"), found.overdue, self._activity),
                self._card(
                    Heading("late", "▲", self.tr("Needs past their date"), "wrong"), found.late_needs, self._need
                ),
            ),
            (
                self._card(Heading("due", "●", self.tr("Today"), "good"), found.due, self._due),
                self._card(
                    Heading("interviews", "◐", self.tr("Unfinished interviews"), "warn"),
                    found.interviews,
                    self._interview,
                ),
                self._card(
                    Heading("reviews", "↻", self.tr("Look at the needs again"), "warn"), found.reviews, self._review
                ),
            ),
            (
                self._card(
                    Heading("coming", "○", self.tr("In the next seven days"), "muted"), found.coming, self._activity
                ),
                self._card(Heading("birthdays", "♥", self.tr("Birthdays"), "warn"), found.birthdays, self._birthday),
            ),
        ):
            cards = list(pair)
            if pair[0].heading.key == "due" and found.actions:
                heading = Heading("actions", "◆", self.tr("Actions agreed"), "warn")
                cards.insert(1, self._card(heading, found.actions, self._action))
            if pair[0].heading.key == "overdue" and found.orders:
                heading = Heading("orders", "↩", self.tr("Orders returned"), "wrong")
                cards.insert(0, self._card(heading, found.orders, self._order))
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
            columns.addLayout(column, 1)
        return board

    def _card(self, heading: Heading, rows: Sequence[Any], line: Callable[[Any], Line]) -> Card:
        card = Card(heading, [line(row) for row in rows], unfold=self._unfolded.get(heading.key, False))
        card.unfolded.connect(self._unfolded.__setitem__)
        self.cards[heading.key] = card
        return card

    def _due(self, row: ActivityRow) -> Line:
        return replace(self._activity(row), when=_time(row) or self.tr("all day"))

    def _activity(self, row: ActivityRow) -> Line:
        return Line(
            f"{row.on_date:%m-%d} {_time(row)}".strip(),
            f"{labels.of(row.kind, self.desk.language)}  {row.household_name}".strip(),
            lambda: self._open(row.household_id),
            row.note,
            lambda: self.finish(row),
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
        return Line(
            f"{late}{row.due_on:%m-%d}", row.text, lambda: self.desk.hub.go("team"), owner,
            lambda: self.finish_action(row),
        )  # fmt: skip

    def finish_action(self, row: ActionRow) -> None:
        """Done today; the foot offers to take it back."""
        store, actor = self.desk.store, self.desk.actor
        with self.guard():
            actions.finish(store, actor, row.id, row.version, self.desk.today())
            self.desk.hub.announce(Change(ChangeKind.TEAM))

            def undo() -> None:
                actions.reopen(store, actor, row.id, row.version + 1)
                self.desk.hub.announce(Change(ChangeKind.TEAM))

            self.desk.hub.offer_undo(self.tr("Done: {what}").format(what=row.text), undo)

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
        text = self.tr("{name} turns {age}").format(name=row.name, age=row.age)
        return Line(f"{row.on:%m-%d}", text, lambda: self._open(row.household_id))

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


def _time(row: ActivityRow) -> str:
    return "" if row.at_minute is None else f"{row.at_minute // 60:02d}:{row.at_minute % 60:02d}"

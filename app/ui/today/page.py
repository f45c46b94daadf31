"""Today: twenty seconds before the door."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from app.enums import ActivityStatus
from app.services import customers, today
from app.services.activities import ActivityRow
from app.services.meetings import actions
from app.services.meetings.actions import ActionRow
from app.services.rules.weeks import week_of
from app.services.targets import still
from app.ui.change_hub import NEW, Change, ChangeKind
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.today.board import Board
from app.ui.today.card import Card
from app.ui.widgets.activity_form import ActivityBar, finish
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty import EmptyState


class TodayPage(Page):
    """Cards of what needs the agent, each line one click from the family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = ActivityBar(desk)
        self.bar.added.connect(self._added)
        self.bar.refused.connect(self.show_error)
        self.board: Board | None = None
        self.cards: dict[str, Card] = {}
        self._unfolded: dict[str, bool] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.body.addWidget(self.bar)
        self.still = ElidedLabel()
        self.still.setProperty("kind", "heading")
        self.body.addWidget(self.still)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        self._say_what_is_left()
        found = today.of_agent(self.desk.store, self.desk.actor.code, self.desk.today())
        if found.empty:
            self.board, self.cards = None, {}
            self.area.setWidget(self._empty())
            return
        board = Board(self.desk, found, self._unfolded, self.guard)
        board.finish_asked.connect(self.finish)
        board.action_done.connect(self.finish_action)
        self.board, self.cards = board, board.cards
        self.area.setWidget(board)

    def _say_what_is_left(self) -> None:
        """Of this week's targets; nothing while none are set or all are reached."""
        found = still.of_week(self.desk.store, self.desk.actor.code, week_of(self.desk.today()))
        what = still.listed(found.missing, self.desk.language)
        self.still.setText(self.tr("Still to do this week: {what}").format(what=what))
        self.still.setVisible(bool(what))

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

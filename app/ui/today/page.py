"""Today: twenty seconds before the door, as a list, a day or a week."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QWidget

from app.services.day import actions, activities
from app.services.day.actions import ActionRow
from app.services.day.activities import ActivityRow, series
from app.services.figures.targets import still
from app.services.front import today
from app.services.people import customers
from app.services.rules.base.weeks import week_of
from app.ui.base.change_hub import NEW
from app.ui.base.desk import Desk
from app.ui.shared.activity.acts import Acts
from app.ui.shared.page import Page
from app.ui.today.board import Board
from app.ui.today.calendar.view import CalendarView
from app.ui.today.card import Card
from app.ui.today.more import MoreMenu
from app.ui.today.quick_line import QuickLine
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.activity_form import ActivityBar
from app.ui.widgets.plain import plain

LIST, DAY, WEEK = "list", "day", "week"
VIEWS = (LIST, DAY, WEEK)
SPANS = {DAY: 1, WEEK: 7}


class TodayPage(Page):
    """Cards of what needs the agent, each line one click from the family; or the calendar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.acts = Acts(desk, self)
        self.quick = QuickLine(desk, self.guard)
        self.bar = ActivityBar(desk, self.guard)
        self.bar.added.connect(self.acts.added)
        self.board: Board | None = None
        self.cards: dict[str, Card] = {}
        self._unfolded: dict[str, bool] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.calendar = CalendarView(desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.calendar)
        self.body.addLayout(self._head())
        self.body.addWidget(self.bar)
        self.still = ElidedLabel()
        self.still.setProperty("kind", "heading")
        self.body.addWidget(self.still)
        self.body.addWidget(self.stack, 1)
        self._connect_calendar()
        kept = desk.preferences.text("today_view", LIST)
        self._show_view(kept if kept in VIEWS else LIST)

    def _head(self) -> QHBoxLayout:
        self.views: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        for number, (view, words) in enumerate(
            ((LIST, self.tr("List")), (DAY, self.tr("Day view")), (WEEK, self.tr("Week view")))
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setToolTip(plain(f"{words} (Alt+{number + 1})"))
            button.clicked.connect(lambda _=False, view=view: self.show_view(view))
            keys = QShortcut(QKeySequence(f"Alt+{number + 1}"), self, lambda view=view: self.show_view(view))
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            group.addButton(button)
            self.views[view] = button
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.new = QPushButton(self.tr("New…"))
        self.new.setToolTip(self.tr("New activity with all its fields") + " (Ctrl+N)")
        self.new.clicked.connect(lambda: self._create(self.calendar.day, None))
        keys = QShortcut(QKeySequence.StandardKey.New, self, self.new.click)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.more = QPushButton(self.tr("More"))
        self.more_menu = MoreMenu(self.desk, self, self.acts, self.calendar)
        self.more.setMenu(self.more_menu)
        head.addWidget(self.quick, 1)
        for button in (self.new, self.more):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _connect_calendar(self) -> None:
        calendar = self.calendar
        calendar.asked.connect(self.refresh_now)
        calendar.day_asked.connect(self._show_day)
        calendar.create_asked.connect(self._create)
        calendar.move_asked.connect(self._move)
        calendar.opened.connect(self.acts.edit)
        calendar.finish_asked.connect(self.finish)
        calendar.take_out_asked.connect(self.acts.take_out)
        calendar.menu_asked.connect(self.acts.menu)

    # -- views ----------------------------------------------------------------------------------------------
    def show_view(self, view: str) -> None:
        """The list, the day or the week; remembered on this machine."""
        self.desk.preferences.set_text("today_view", view)
        self._show_view(view)
        self.refresh_now()

    def _show_view(self, view: str) -> None:
        self.view = view
        self.views[view].setChecked(True)
        self.bar.setVisible(view == LIST)
        self.calendar.span = SPANS.get(view, 7)
        self.stack.setCurrentWidget(self.area if view == LIST else self.calendar)

    def _show_day(self, day: date) -> None:
        self.calendar.day = day
        self.show_view(DAY)

    def refresh(self) -> None:
        store, actor = self.desk.store, self.desk.actor
        series.ensure(store, actor, max(self.desk.today(), *self.calendar.days) + series.AHEAD)
        if self.view != LIST:
            self.still.hide()
            days = self.calendar.days
            self.calendar.show_rows(activities.between(store, actor.code, days[0], days[-1]))
            return
        self._say_what_is_left()
        found = today.of_agent(store, actor.code, self.desk.today())
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
        from app.services.front import demo

        with self.guard():
            household_id = demo.sample_family(self.desk.store)
            self.desk.choose_household(household_id)
            self.desk.hub.go("customers", household_id)

    # -- acts -----------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        """An activity's form, on its day."""
        if id is not None and id != NEW:
            with self.guard():
                row = activities.one(self.desk.store, id)
                self.calendar.day = row.on_date
                self.acts.edit(row)

    def finish(self, row: ActivityRow) -> None:
        self.acts.finish(row)

    def finish_action(self, row: ActionRow) -> None:
        """Done today; the foot offers to take it back."""
        store, actor = self.desk.store, self.desk.actor
        with self.guard():
            actions.finish(store, actor, row.id, row.version, self.desk.today())

            self.desk.hub.offer_undo(self.tr("Done: {what}").format(what=row.text))

    def _create(self, day: date, minute: int | None) -> None:
        with self.guard():
            self.acts.new(day, minute)

    def _move(self, row: ActivityRow, day: date, minute: int | None, duration: int | None) -> None:
        """A block that goes out of sight is followed."""
        self.calendar.keep_focus(row.id)
        if day not in self.calendar.days:
            self.calendar.day = day
        self.acts.move(row, day, minute, duration)
        if not self.notice.isHidden():
            self.refresh()  # blocks go back to their places; what was refused stays to be read

"""Selling: opportunities on a board or in a list, orders, services to policies, and what is to be expected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QStackedWidget

from app import words
from app.errors import NeedfolioError
from app.services.people import customers
from app.services.selling import opportunities, orders
from app.services.selling.opportunities import Show
from app.services.selling.policy_services import ServicesShown
from app.ui.base import formats
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.selling.forecast import ForecastView
from app.ui.selling.orders.answers import ask_answers
from app.ui.selling.orders.view import OrdersView
from app.ui.selling.sales.view import SalesView
from app.ui.selling.services.view import ServicesView
from app.ui.shared.page import Page
from app.ui.shared.trade import order_words, trade_of
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.plain import caption

BOARD, LIST, ORDERS, FORECAST, SERVICES = range(5)
MOST_OFFERED = 20
SHOWN_BY = (
    ChangeKind.OPPORTUNITY,
    ChangeKind.ORDER,
    ChangeKind.PROPOSAL,
    ChangeKind.INTERVIEW,
    ChangeKind.ACTIVITY,
    ChangeKind.HOUSEHOLD,
    ChangeKind.POLICY,
    ChangeKind.SETTING,
)


class SellingPage(Page):
    """One service call for the mode that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sales = SalesView(desk, self.moving)
        self.orders = OrdersView(desk, self.moving)
        self.forecast = ForecastView(desk)
        self.services = ServicesView(desk)
        self.empty = EmptyState(
            self.tr("No opportunities yet"),
            self.tr(
                "A sale begins with the first appointment. Choose a customer and record one, or begin a sale here."
            ),
            [
                (self.tr("Choose a customer"), lambda: desk.hub.go("customers")),
                (self.tr("New opportunity"), self.begin),
            ],
        )
        self.stack = QStackedWidget()
        for widget in (self.sales, self.orders, self.forecast, self.services, self.empty):
            self.stack.addWidget(widget)
        self.mode = BOARD
        self.body.addLayout(self._head())
        self.body.addWidget(self.stack, 1)
        self.sales.ordered.connect(self.make_order)
        self.orders.sale_asked.connect(self.open)

    def refresh(self) -> None:
        if self.mode == ORDERS:
            self.orders.show_rows()
            self.stack.setCurrentWidget(self.orders)
            return
        if self.mode == SERVICES:
            self.services.show_rows(ServicesShown(self.which_box.currentData()))
            self.stack.setCurrentWidget(self.services)
            return
        if self.mode == FORECAST:
            board = opportunities.forecast(self.desk.store, self.desk.actor.code, self.desk.today())
            self.forecast.show_board(board)
            self.stack.setCurrentWidget(self.forecast if board.rows else self.empty)
            return
        show = Show.BOARD if self.mode == BOARD else Show(self.show_box.currentData())
        found = self.sales.show_rows(show)
        self.sales.views.setCurrentIndex(0 if self.mode == BOARD else 1)
        nothing = not found.rows and (show == Show.BOARD or not self._any_sale())
        self.stack.setCurrentWidget(self.empty if nothing else self.sales)

    def _any_sale(self) -> bool:
        """Whether there is any at all; a list of open ones may be empty beside many that ended."""
        desk = self.desk
        return bool(opportunities.board(desk.store, desk.actor.code, desk.today(), Show.BOARD).rows)

    def react(self, change: Change) -> None:
        if change.touches(*SHOWN_BY):
            self.reread()

    def open(self, id: str | None) -> None:
        """An order's id opens the order; any other is an opportunity's."""
        if id is None:
            return
        with self.guard():
            try:
                orders.detail(self.desk.store, id)
            except NeedfolioError:
                self.set_mode(BOARD)
                self.sales.show_sale(id)
            else:
                self.set_mode(ORDERS)
                self.orders.choose(id)

    def set_mode(self, mode: int) -> None:
        self.mode = mode
        self.modes.button(mode).setChecked(True)
        self.show_box.setVisible(mode == LIST)
        self.which_box.setVisible(mode == SERVICES)
        self.make_button.setVisible(mode == ORDERS)
        self.approval_button.setVisible(mode == ORDERS)
        self.answers_button.setVisible(mode == ORDERS)
        self.new_button.setVisible(mode in (BOARD, LIST))
        self.refresh_now()

    def begin(self) -> None:
        """A new sale to the family at hand."""
        if self.desk.household_id is None:
            self.notice.show_problem(self.tr("Choose a customer first, in “Customers” or with Ctrl+K."))
            return
        with self.guard():
            row = customers.row(self.desk.store, self.desk.household_id)
            self.sales.begin(row.id, row.name)

    def walk_in(self) -> None:
        """An order of the family at hand without a proposal."""
        if self.desk.household_id is None:
            self.notice.show_problem(self.tr("Choose a customer first, in “Customers” or with Ctrl+K."))
            return
        self.set_mode(ORDERS)
        self.orders.walk_in(self.desk.household_id)

    def make_order(self, proposal_id: str) -> None:
        self.set_mode(ORDERS)
        self.orders.make(proposal_id)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """What is missing stands at the top; the card goes back to where it was."""
        done = False
        with self.guard():
            yield
            done = True
        if not done:
            self.reread()

    def _offer(self) -> None:
        """The accepted proposals nobody has ordered, as a menu."""
        self.menu.clear()
        ready = orders.ready(self.desk.store, self.desk.actor.code)[:MOST_OFFERED]
        for one in ready:
            text = f"{one.number}  {one.household}  {formats.money(one.premium)}"
            self.menu.addAction(caption(text)).triggered.connect(lambda _checked=False, id=one.id: self.make_order(id))
        if not ready:
            self.menu.addAction(self.tr("No accepted proposal waits for it")).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Sale without a proposal…")).triggered.connect(self.walk_in)

    def _head(self) -> QHBoxLayout:
        _, many, make = order_words(trade_of(self.desk))
        self.modes = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        for mode, text in (
            (BOARD, self.tr("Board")),
            (LIST, self.tr("List")),
            (ORDERS, many),
            (SERVICES, self.tr("Policy services")),
            (FORECAST, self.tr("Forecast")),
        ):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(mode == BOARD)
            button.clicked.connect(lambda _checked=False, mode=mode: self.set_mode(mode))
            self.modes.addButton(button, mode)
            head.addWidget(button)
        self.show_box = ComboBox()
        self.show_box.setAccessibleName(self.tr("Which opportunities"))
        for show in (Show.OPEN, Show.WON, Show.PAUSED, Show.LOST, Show.BOARD):
            self.show_box.addItem(words.say(f"show.{show.value}", self.desk.language), show.value)
        self.show_box.activated.connect(self.refresh_now)
        self.show_box.hide()
        head.addSpacing(10)
        head.addWidget(self.show_box)
        self.which_box = ComboBox()
        self.which_box.setAccessibleName(self.tr("Which services"))
        for which in ServicesShown:
            self.which_box.addItem(words.say(f"services_shown.{which.value}", self.desk.language), which.value)
        self.which_box.activated.connect(self.refresh_now)
        self.which_box.hide()
        head.addWidget(self.which_box)
        head.addStretch(1)
        self.approval_button = QPushButton(self.tr("Approval"))
        self.approval_button.clicked.connect(self.orders.ask_approval)
        self.answers_button = QPushButton(self.tr("Take the lead's answers…"))
        self.answers_button.clicked.connect(lambda: ask_answers(desk=self.desk, parent=self, guard=self.guard))
        self.make_button = QPushButton(make + "   ")
        self.make_button.setProperty("kind", "primary")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._offer)
        self.make_button.setMenu(self.menu)
        self.new_button = QPushButton(self.tr("New opportunity"))
        self.new_button.setProperty("kind", "primary")
        self.new_button.clicked.connect(self.begin)
        self.approval_button.hide()
        self.answers_button.hide()
        self.make_button.hide()
        for button in (self.approval_button, self.answers_button, self.make_button, self.new_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return head

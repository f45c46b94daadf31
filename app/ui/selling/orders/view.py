"""Orders: the list at the left, one of them at the right; every step asks for what it needs and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.enums import OrderKind, OrderState
from app.services.offers import catalogue
from app.services.people import customers
from app.services.rules.selling.orders import WORK
from app.services.selling import orders
from app.services.selling.orders import OrderDetail, OrderRow, say_step
from app.ui.base.desk import Desk
from app.ui.selling import forms
from app.ui.selling.columns import USUAL_OF_ORDERS, order_columns
from app.ui.selling.orders.forms import underwriting_form, verdicts_of_form, walk_in_form, walk_in_of_form
from app.ui.selling.orders.pane import OrderPane
from app.ui.shared.trade import order_words, trade_of
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView


class OrdersView(QWidget):
    """``guard`` shows what is refused, and what is shown is read anew."""

    sale_asked = Signal(str)

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.model = RowTableModel(order_columns(desk))
        self.table = TableView(self.model)
        self.table.setAccessibleName(order_words(trade_of(desk))[1])
        ColumnChoice(self.table, desk.preferences, "orders/columns", USUAL_OF_ORDERS)
        self.pane = OrderPane(desk)
        parts: list[QWidget] = [self.table, self.pane]
        both = KeptSplitter(Qt.Orientation.Horizontal, desk.preferences, "orders", parts, [640, 660])
        goods = trade_of(desk) == OrderKind.GOODS
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(
            EmptyState(
                self.tr("Nothing ordered yet") if goods else self.tr("No orders yet"),
                self.tr("It begins with a proposal the customer has accepted. Keep one in “Combinations” first."),
                [(self.tr("Go to combinations"), lambda: desk.hub.go("combinations"))],
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.chosen.connect(self._show_row)
        self.pane.stepped.connect(self.ask_step)
        self.pane.asked.connect(self._act)

    def show_rows(self) -> None:
        current = self.table.current()
        rows = orders.of_agent(self.desk.store, self.desk.actor.code)
        self.model.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows and not self.table.select_id(current.id if current else None):
            self.table.setCurrentIndex(self.model.index(0, 0))

    def choose(self, id: str) -> None:
        self.table.select_id(id)

    def make(self, proposal_id: str) -> None:
        """A draft of an accepted proposal, opened."""
        with self._guard():
            detail = orders.from_proposal(self.desk.store, self.desk.actor, proposal_id)
            self.desk.hub.settle()
            self.choose(detail.row.id)

    def ask_step(self, state: OrderState) -> None:
        """Before an order goes on unapproved, an agent alone says once who approves."""
        detail = self._detail()
        unapproved = detail.row.state == OrderState.SUBMITTED and state in WORK.values()
        if unapproved and orders.must_be_said(self.desk.store) and not self.ask_approval():
            return

        def save(values: Mapping[str, Any]) -> None:
            step = forms.step_of_form(state, values, self.desk.today())
            row = detail.row
            orders.move(self.desk.store, self.desk.actor, row.id, step, row.version, revision=row.revision)
            told = say_step(row.kind, state, self.desk.language)
            text = self.tr("{number}: {step}").format(number=row.number, step=told)
            self.desk.hub.offer_undo(text)

        mains = [line for line in detail.lines if line.main_id is None and not line.left_out]
        form = forms.step_form(self.desk.language, state, self.desk.today(), mains)
        title = say_step(detail.row.kind, state, self.desk.language)
        FormDialog(self, f"{title} · {detail.row.number}", form, save).exec()

    def ask_approval(self) -> bool:
        """Who approves orders, and from which premium on; whether it was said."""

        def save(values: Mapping[str, Any]) -> None:
            orders.set_approval(self.desk.store, self.desk.actor, forms.approval_of_form(values))

        form = forms.approval_form(self.desk.language, orders.approval_from(self.desk.store))
        return bool(FormDialog(self, self.tr("Approval of orders"), form, save).exec())

    def _change(self) -> None:
        detail = self._detail()

        def save(values: Mapping[str, Any]) -> None:
            draft = forms.order_of_form(values, detail)
            row, reason = detail.row, values.get("reason", "")
            orders.change(self.desk.store, self.desk.actor, row.id, draft, row.version, reason)

        form = forms.order_form(self.desk.language, detail)
        FormDialog(self, f"{order_words(detail.row.kind)[0]} {detail.row.number}", form, save, width=920).exec()

    def underwrite(self) -> None:
        """What the insurer said, line by line."""
        detail = self._detail()

        def save(values: Mapping[str, Any]) -> None:
            row = detail.row
            verdicts = verdicts_of_form(values)
            orders.underwrite(self.desk.store, self.desk.actor, row.id, verdicts, row.version, values["reason"])
            text = self.tr("{number}: {step}").format(
                number=row.number, step=words.say("order_action.underwritten", self.desk.language)
            )
            self.desk.hub.offer_undo(text)

        form = underwriting_form(self.desk.language, detail)
        title = f"{words.say('order_action.underwritten', self.desk.language)} · {detail.row.number}"
        FormDialog(self, title, form, save, width=1000).exec()

    def walk_in(self, household_id: str) -> None:
        """A sale to the family at hand without a proposal."""
        with self._guard():
            family = customers.household(self.desk.store, household_id)
            people = [(member.id, member.name) for member in family.members]
            form = walk_in_form(self.desk.language, people, catalogue.products(self.desk.store))

        def save(values: Mapping[str, Any]) -> None:
            draft = walk_in_of_form(values)
            detail = orders.walk_in(self.desk.store, self.desk.actor, household_id, draft)
            self.desk.hub.settle()
            self.choose(detail.row.id)

        title = self.tr("Sale without a proposal: {name}").format(name=family.row.name)
        FormDialog(self, title, form, save, width=900).exec()

    def _undo(self, order_id: str) -> None:
        with self._guard():
            orders.undo(self.desk.store, self.desk.actor, order_id)

    def _act(self, key: str) -> None:
        row = self._detail().row
        acts: dict[str, Callable[[], object]] = {
            "change": self._change,
            "underwrite": self.underwrite,
            "undo": lambda: self._undo(row.id),
            "sale": lambda: self.sale_asked.emit(row.opportunity_id),
        }
        acts[key]()

    def _show_row(self, row: OrderRow | None) -> None:
        if row is not None:
            self.desk.choose_household(row.household_id)
            self.pane.show_detail(orders.detail(self.desk.store, row.id))

    def _detail(self) -> OrderDetail:
        assert self.pane.detail is not None
        return self.pane.detail

"""Orders of the team: those that wait for the lead's word with what changed, and all that are under way, by agent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Language, OrderState
from app.errors import Place, bad_input
from app.services.base.product_names import in_english
from app.services.team import approvals
from app.services.team.approvals import ApprovalState, RequestRow, sending
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.team import orders_of
from app.services.team.weekly.orders import approval_words, products_of
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.team.request import RequestPane, open_path
from app.ui.widgets.badge import Badge
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

MARKS = {
    ApprovalState.OPEN: ("▲", "bad"),
    ApprovalState.APPROVED: ("✓", "good"),
    ApprovalState.RETURNED: ("↩", "warn"),
}
FOLDER = "answers_folder"
USUAL = ("agent", "number", "approval", "premium", "state", "products", "customer")


class TeamOrdersView(QWidget):
    """Requests at the top left, all orders of the week below, the chosen request at the right."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self._orders: list[OrderLine] = []
        self._english: dict[str, str] = {}
        self._kept: KeptWeek | None = None
        self.waiting = Label()
        self.waiting.setProperty("kind", "heading")
        self.send_button = QPushButton(self.tr("Answers to the agents…"))
        self.send_button.setToolTip(
            self.tr("One file for each agent with your decisions, which the agent takes in Selling")
        )
        self.send_button.clicked.connect(self.send)
        self.model = RowTableModel(self._request_columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Orders to approve"))
        self.table.chosen.connect(self._show)
        self.agent = ComboBox()
        self.agent.setAccessibleName(self.tr("Whose orders"))
        self.agent.activated.connect(lambda _: self._show_orders())
        self.sum = Label()
        self.sum.setProperty("kind", "muted")
        self.orders = RowTableModel(self._order_columns())
        self.orders_table = TableView(self.orders)
        self.orders_table.setAccessibleName(self.tr("Orders of the week"))
        self.orders_table.setToolTip(self.tr("Double-click to open the weekly file it came with"))
        self.orders_table.opened.connect(self.open_file)
        ColumnChoice(self.orders_table, desk.preferences, "team-orders/columns", USUAL)
        self.pane = RequestPane(desk)
        self.pane.decide = self.decide
        self._lay_out()

    def show_week(self, kept: KeptWeek | None) -> None:
        self._kept = kept
        if self.desk.language == Language.EN:
            self._english = in_english(self.desk.store)
        chosen = self.table.current()
        rows = approvals.everything(self.desk.store)
        count = sum(1 for row in rows if row.waits)
        self.waiting.setText(
            self.tr("{count} orders wait for you", n=count).format(count=count)
            if count
            else self.tr("No order waits for you")
        )
        self.send_button.setEnabled(any(row.state != ApprovalState.OPEN and row.sent_at is None for row in rows))
        self.model.set_rows(rows)
        if rows and not self.table.select_id(chosen.id if chosen else None):
            self.table.select_id(rows[0].id)
        self._show(self.table.current())
        people = [(one.code, one.name or one.code) for one in kept.team.agents] if kept else []
        self._orders = [
            OrderLine(f"{one.code}/{order['id']}", one.code, one.name or one.code, order)
            for one in (kept.team.agents if kept else ())
            for order in orders_of(one)
        ]
        now = self.agent.currentData()
        self.agent.clear()
        self.agent.addItem(self.tr("The whole team"), "")
        for code, name in people:
            self.agent.addItem(name, code)
        self.agent.setCurrentIndex(max(0, self.agent.findData(now)))
        self._show_orders()

    def open(self, id: str | None) -> None:
        """The request with this id, ready for a decision."""
        self.table.select_id(id)
        self._show(self.table.current())
        self.table.setFocus()

    def decide(self, row: RequestRow, *, approved: bool) -> None:
        """Approve at once; a return asks why."""
        if approved:
            with self._guard():
                approvals.decide(self.desk.store, self.desk.actor, row.id, approved=True, version=row.version)
                self.desk.hub.offer_undo(self.tr("Order {number} is approved.").format(number=row.number))
            return
        form = Form(self.desk.language)
        form.add("reason", self.tr("Why it is returned"), NotesField(height=80))

        def save(values: Mapping[str, Any]) -> None:
            approvals.decide(
                self.desk.store, self.desk.actor, row.id, approved=False, version=row.version, reason=values["reason"]
            )
            self.desk.hub.offer_undo(self.tr("Order {number} is returned.").format(number=row.number))

        FormDialog(self, self.tr("Return order {number}").format(number=row.number), form, save).exec()

    def send(self) -> None:
        """Files of answers, one for each agent who has new ones."""
        folder = self.desk.preferences.text(FOLDER, str(Path.home()))
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the answers"), folder)
        if not chosen:
            return
        self.desk.preferences.set_text(FOLDER, chosen)
        with self._guard():
            paths = sending.write_files(self.desk.store, self.desk.actor, Path(chosen), self.desk.language)
            names = labels.listed((path.name for path in paths), self.desk.language)
            self.desk.hub.tell(self.tr("Saved: {path}").format(path=names))

    def open_file(self, row: OrderLine) -> None:
        """The weekly file of the order's agent."""
        path = self._kept.paths.get(row.code) if self._kept else None
        with self._guard():
            if path is None or not path.is_file():
                raise bad_input("rollup_file_gone", Place(file=path.name if path else None), agent=row.name)
            open_path(path)

    def _show(self, row: RequestRow | None) -> None:
        self.pane.show_request(row)

    def _show_orders(self) -> None:
        code = self.agent.currentData() or ""
        rows = [row for row in self._orders if code in ("", row.code)]
        self.orders.set_rows(rows)
        premium = formats.money(sum(int(row.order["premium"]) for row in rows))
        text = self.tr("{count} orders, {premium} yuan in the first year", n=len(rows))
        self.sum.setText(text.format(count=len(rows), premium=premium))

    def _request_columns(self) -> list[Column]:
        language = self.desk.language

        def badge(row: RequestRow) -> Badge:
            mark, tone = MARKS.get(row.state, ("–", "calm"))
            return Badge(mark, say(f"approval_state.{row.state.value}", language), tone)

        def changed(row: RequestRow) -> str:
            if row.changes is None:
                return self.tr("first time")
            return self.tr("{count} changes", n=len(row.changes)).format(count=len(row.changes))

        return [
            Column("state", self.tr("State"), lambda row: row.state.value, width=92, badge=badge),
            Column("agent", self.tr("Agent"), lambda row: row.agent_name or row.agent_code, width=80),
            Column("number", self.tr("Order"), lambda row: row.number, width=84),
            Column("premium", self.tr("First year"), lambda row: row.premium, formats.money, number=True, width=92),
            Column("submitted", self.tr("Submitted"), lambda row: row.submitted_on, formats.day, width=96),
            Column("changed", self.tr("Since you decided"), changed, width=104),
        ]

    def _order_columns(self) -> list[Column]:
        language = self.desk.language

        def state(row: OrderLine) -> str:
            return labels.of(OrderState(row.order["state"]), language)

        def products(row: OrderLine) -> str:
            return products_of(row.order, language, self._english)

        def approval(row: OrderLine) -> str:
            return approval_words(row.order, language)

        return [
            Column("agent", self.tr("Agent"), lambda row: row.name, width=80),
            Column("number", self.tr("Order"), lambda row: row.order["number"], width=84),
            Column("customer", self.tr("Customer"), lambda row: row.order["household"], width=84),
            Column("products", self.tr("Products"), products, width=170, tip=products),
            Column("premium", self.tr("First year"), lambda row: row.order["premium"], formats.money, number=True,
                   width=92),
            Column("state", self.tr("State"), state, width=104),
            Column("approval", say("weekly.column.approval", language), approval, width=150, tip=approval),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        top, below = QWidget(), QWidget()
        for holder, head, table in (
            (top, (self.waiting, None, self.send_button), self.table),
            (below, (Label(self.tr("All orders of the week")), self.agent, self.sum, None), self.orders_table),
        ):
            column, line = QVBoxLayout(holder), QHBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            for widget in head:
                if widget is None:
                    line.addStretch()
                else:
                    line.addWidget(widget)
            column.addLayout(line)
            column.addWidget(table, 1)
        lists = KeptSplitter(
            Qt.Orientation.Vertical, self.desk.preferences, "team-orders-lists", [top, below], [260, 260]
        )
        both = KeptSplitter(
            Qt.Orientation.Horizontal, self.desk.preferences, "team-orders", [lists, self.pane], [760, 480]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(both)


class OrderLine:
    """An order of a weekly file with an id, as tables want it."""

    def __init__(self, id: str, code: str, name: str, order: Mapping[str, Any]) -> None:
        self.id, self.code, self.name, self.order = id, code, name, order

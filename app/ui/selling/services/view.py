"""All policy services of one's customers: which are under way, which the insurer should have answered; their steps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.enums import ServiceState
from app.services.rules.selling.services import OPEN
from app.services.selling import policy_services
from app.services.selling.policy_services import ServiceRow, ServicesShown
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.policy_steps import ask_step, late_badge, said, state_badge
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.primary import highlight
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

USUAL = ("number", "household", "kind", "state", "due", "policy", "asked")


class ServicesView(QWidget):
    """A table with the steps of the chosen one below it; a double click opens the family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Policy services"))
        ColumnChoice(self.table, desk.preferences, "services/columns", USUAL)
        self.steps: dict[ServiceState, QPushButton] = {}
        line = QHBoxLayout()
        self.family_button = QPushButton(self.tr("To the family"))
        self.family_button.clicked.connect(self._open)
        line.addWidget(self.family_button)
        line.addStretch()
        for state in (ServiceState.WITHDRAWN, ServiceState.REFUSED, ServiceState.RETURNED, ServiceState.SUBMITTED,
                      ServiceState.DONE):  # fmt: skip
            button = QPushButton(words.say(f"service_step.{state.value}", desk.language))
            button.clicked.connect(partial(self.step, state))
            self.steps[state] = button
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.nothing = EmptyState(
            self.tr("No policy services here"),
            self.tr("Ask for one beside a policy: a new address, beneficiaries, a loan, a surrender."),
            [(self.tr("Choose a customer"), lambda: desk.hub.go("customers"))],
        )
        self.stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.table.chosen.connect(self._fit)
        self.table.opened.connect(self._open)

    def show_rows(self, which: ServicesShown) -> None:
        """Those of ``which``; the cursor stays on its row."""
        current: ServiceRow | None = self.table.current()
        rows = policy_services.of_agent(self.desk.store, self.desk.actor.code, which, self.desk.today())
        self.model.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows and not self.table.select_id(current.id if current else None):
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._fit(self.table.current())

    def step(self, state: ServiceState) -> None:
        """Take a step of the chosen one; a step that changes the policy changes it at once."""
        row: ServiceRow | None = self.table.current()
        if row is not None:
            ask_step(self, self.desk, row, state)

    def _open(self) -> None:
        row: ServiceRow | None = self.table.current()
        if row is not None:
            self.desk.hub.go("customers", row.household_id)

    def _fit(self, row: ServiceRow | None) -> None:
        """Only steps there are; the likely one is highlighted."""
        following = row.following if row is not None else ()
        for state, button in self.steps.items():
            button.setVisible(state in following)
        self.family_button.setEnabled(row is not None)
        highlight(tuple(self.steps.values()), self.steps[following[0]] if following else None)

    def _columns(self) -> list[Column]:
        desk = self.desk
        return [
            Column("number", self.tr("No."), lambda row: row.number, width=80),
            Column("household", self.tr("Customer"), lambda row: row.household, width=90),
            Column("kind", self.tr("What is asked for"), lambda row: labels.of(row.kind, desk.language), width=130),
            Column("asked", self.tr("To be"), lambda row: said(row, desk.language), width=170,
                   tip=lambda row: said(row, desk.language)),
            Column("state", self.tr("State"), lambda row: row.state.value, width=120,
                   badge=lambda row: state_badge(row, desk)),
            Column("due", self.tr("Answer by"), lambda row: row.due_on if row.state in OPEN else None,
                   lambda day: formats.day(day) if day else "", badge=lambda row: late_badge(row, desk), width=120),
            Column("policy", self.tr("Policy"), lambda row: f"{row.policy} {row.policy_number}".strip(), width=210),
            Column("insured", self.tr("Insured"), lambda row: row.insured, width=90),
            Column("asked_on", self.tr("Asked on"), lambda row: row.asked_on, formats.day, width=110),
            Column("ended_on", self.tr("Ended on"), lambda row: row.ended_on,
                   lambda day: formats.day(day) if day else "", width=110),
            Column("reason", self.tr("Reason"), lambda row: row.reason, width=150, tip=lambda row: row.reason),
        ]  # fmt: skip

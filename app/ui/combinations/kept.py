"""The proposals kept of a family, and what the family decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.enums import OrderKind, OrderState, ProposalState
from app.errors import NeedfolioError
from app.services.offers import proposals, suitability
from app.services.offers.proposals import ProposalRow
from app.services.selling import orders
from app.services.selling.orders import OrderRow
from app.services.tables.paper import Paper
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.combinations.suitability.assessing import assess_kept
from app.ui.combinations.suitability.findings import badge_of
from app.ui.shared.paper import paper_dialog
from app.ui.shared.trade import order_words
from app.ui.widgets.badge import Badge
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.primary import highlight
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MARKS = {
    ProposalState.DRAFT: ("○", "calm"),
    ProposalState.PRESENTED: ("◐", "accent"),
    ProposalState.ACCEPTED: ("●", "good"),
    ProposalState.REJECTED: ("✕", "bad"),
    ProposalState.CHANGE_REQUESTED: ("◇", "warn"),
}


# A proposal refused for one of these is assessed first.
ASSESSED_FIRST = {"suitability_missing", "suitability_stop", "recording_missing"}


class Proposals(QWidget):
    """A table with the decisions below it; only those that the chosen proposal's state allows can be pressed."""

    decided = Signal()
    said = Signal(str)
    reopened = Signal(object)  # ProposalRow
    plans_asked = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self._desk, self._guard = desk, guard
        self._household_id: str | None = None
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Proposals"))
        self.table.chosen.connect(self._enable)
        self.decisions: dict[ProposalState, QPushButton] = {}
        line = QHBoxLayout()
        self.paper_button = QPushButton(self.tr("The paper"))
        self.paper_button.setToolTip(self.tr("The proposal as PDF, Word or one long picture"))
        self.paper_button.clicked.connect(self.show_paper)
        self.suitability_button = QPushButton(self.tr("Suitability"))
        self.suitability_button.clicked.connect(self.assess)
        self.reopen_button = QPushButton(self.tr("On the table again"))
        self.reopen_button.setToolTip(self.tr("Its products at today's prices, to be changed and saved anew"))
        self.reopen_button.clicked.connect(self.reopen)
        self.table.opened.connect(self.reopen)
        line.addWidget(self.paper_button)
        line.addWidget(self.suitability_button)
        line.addWidget(self.reopen_button)
        line.addStretch()
        for state, text in (
            (ProposalState.PRESENTED, self.tr("Presented")),
            (ProposalState.ACCEPTED, self.tr("Accept")),
            (ProposalState.REJECTED, self.tr("Reject")),
            (ProposalState.CHANGE_REQUESTED, self.tr("Change requested")),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, state=state: self.decide(state))
            self.decisions[state] = button
            line.addWidget(button)
        self.order_button = QPushButton()
        self.order_button.clicked.connect(self.order)
        self.order_button.hide()
        line.addWidget(self.order_button)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(
            EmptyState(
                self.tr("No proposals yet"),
                self.tr("Save one of the plans above: it is kept with its prices, its needs and the day."),
                [(self.tr("See the plans"), self.plans_asked.emit)],
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_household(self, household_id: str, chosen: str | None = None) -> None:
        """The family's proposals, the latest first; the cursor on ``chosen``, else on the first."""
        self._household_id = household_id
        rows = proposals.of_household(self._desk.store, household_id)
        self.model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows and not self.table.select_id(chosen):
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._enable(self.table.current())

    def decide(self, state: ProposalState) -> None:
        """Record the decision; one that needs a reason asks for it first."""
        row: ProposalRow | None = self.table.current()
        if row is None:
            return
        if state not in proposals.NEED_REASON:
            self._record(row, state, "")
            return
        form = Form(self._desk.language)
        form.add("reason", self.tr("Reason"), NotesField())
        title = f"{labels.of(state, self._desk.language)} {row.number}"

        def save(values: Mapping[str, Any]) -> None:
            self._save(row, state, values["reason"])

        FormDialog(self, title, form, save).exec()

    def order(self) -> None:
        """What follows an accepted proposal: its order, made where there is none yet."""
        row: ProposalRow | None = self.table.current()
        if row is None:
            return
        with self._guard():
            made = self._order_of(row)
            id = made.id if made else orders.from_proposal(self._desk.store, self._desk.actor, row.id).row.id
            self._desk.hub.go("selling", id)

    def show_paper(self) -> None:
        """The proposal as it was kept."""
        row: ProposalRow | None = self.table.current()
        if row is None:
            return
        with self._guard():
            store, language = self._desk.store, self._desk.language
            detail = proposals.licensed(store, proposals.read(store, row.id))

            def write() -> tuple[Paper, Paper]:
                now = proposals.licensed(store, detail)
                return proposals.write_proposal(now, language), proposals.write_phone(now, language)

            licensed = bool(detail.facts["agent"]["licence"])
            paper_dialog(self, self._desk, write, lambda paper: f"{row.number} {paper.title}", licensed=licensed).exec()

    def reopen(self) -> None:
        """The chosen proposal goes back on the table; it stays as it was kept."""
        row: ProposalRow | None = self.table.current()
        if row is not None:
            self.reopened.emit(row)

    def assess(self) -> bool:
        """Whether the chosen proposal's suitability was recorded."""
        row: ProposalRow | None = self.table.current()
        if row is None:
            return False
        recorded = False
        with self._guard():
            told = suitability.known(self._desk.store, row.household_id)
            recorded = assess_kept(self, self._desk, row, told)
        if recorded:
            self.show_household(row.household_id, row.id)
            self.said.emit(self.tr("The suitability of {number} is recorded.").format(number=row.number))
        return recorded

    def _record(self, row: ProposalRow, state: ProposalState, reason: str) -> None:
        """What becomes final without an assessment asks for it first, and goes on when it is recorded."""
        with self._guard():
            try:
                self._save(row, state, reason)
            except NeedfolioError as error:
                if not {problem.code for problem in error.problems} & ASSESSED_FIRST:
                    raise
                if self.assess():
                    self._save(row, state, "")

    def _save(self, row: ProposalRow, state: ProposalState, reason: str) -> None:
        proposals.decide(self._desk.store, self._desk.actor, row.id, state, reason, row.version)
        self._show_change(row)

        said = self.tr("{number}: {state}.").format(number=row.number, state=labels.of(state, self._desk.language))
        self._desk.hub.offer_undo(said)

    def _show_change(self, row: ProposalRow) -> None:
        if self._household_id == row.household_id:
            self.show_household(row.household_id, row.id)
        self.decided.emit()

    def _enable(self, row: ProposalRow | None) -> None:
        allowed = proposals.ALLOWED[row.state] if row is not None else ()
        for state, button in self.decisions.items():
            button.setEnabled(state in allowed)
        for button in (self.paper_button, self.suitability_button, self.reopen_button):
            button.setEnabled(row is not None)
        accepted = row is not None and row.state == ProposalState.ACCEPTED
        self.order_button.setVisible(accepted)
        if row is not None and accepted:
            self.order_button.setText(self._order_words(row))
        buttons = (*self.decisions.values(), self.paper_button, self.reopen_button, self.order_button)
        highlight(buttons, None if row is None else self._likely(row.state))

    def _likely(self, state: ProposalState) -> QPushButton:
        """The next step: it is presented, decided, applied for; what was refused goes on the table again."""
        return {
            ProposalState.DRAFT: self.decisions[ProposalState.PRESENTED],
            ProposalState.PRESENTED: self.decisions[ProposalState.ACCEPTED],
            ProposalState.ACCEPTED: self.order_button,
            ProposalState.REJECTED: self.reopen_button,
            ProposalState.CHANGE_REQUESTED: self.reopen_button,
        }[state]

    def _order_of(self, row: ProposalRow) -> OrderRow | None:
        """The order made of a proposal that is alive."""
        dead = (OrderState.WITHDRAWN, OrderState.DECLINED)
        made = orders.of_household(self._desk.store, row.household_id)
        return next((one for one in made if one.proposal == row.number and one.state not in dead), None)

    def _order_words(self, row: ProposalRow) -> str:
        made = self._order_of(row)
        if made is not None:
            return f"{order_words(made.kind)[0]} {made.number}"
        goods = orders.kind_of(self._desk.store, row.id) == OrderKind.GOODS
        return self.tr("Order it") if goods else self.tr("Apply for it")

    def _columns(self) -> list[Column]:
        language = self._desk.language

        def state(row: ProposalRow) -> Badge:
            mark, tone = MARKS[row.state]
            return Badge(mark, labels.of(row.state, language), tone)

        def verdict(row: ProposalRow) -> Badge:
            if row.suitability is None:
                return Badge("○", self.tr("not assessed"), "calm")
            return badge_of(row.suitability, language)

        return [
            Column("number", self.tr("Number"), lambda row: row.number, width=84),
            Column("plan", self.tr("Plan"), lambda row: labels.plan(row.plan_name, language), width=84),
            Column("state", self.tr("State"), lambda row: row.state.value, badge=state, width=130),
            Column("suitability", self.tr("Suitability"), lambda row: row.suitability or "", badge=verdict, width=180),
            Column("premium", self.tr("Premium a year"), lambda row: row.premium,
                   lambda fen: formats.money(fen, cents=True), number=True, width=130),
            Column("items", self.tr("Items"), lambda row: row.items, number=True, width=70),
            Column("day", self.tr("Priced on"), lambda row: row.as_of, formats.day, width=110),
            Column("reason", self.tr("Reason"), lambda row: row.reason, width=150, tip=lambda row: row.reason),
        ]  # fmt: skip

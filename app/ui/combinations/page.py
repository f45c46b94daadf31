"""Combinations: three plans line by line, the curve of what premium buys, and the proposals kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import Language, ProposalState
from app.errors import NeedfolioError
from app.services import catalogue, combinations, proposals
from app.services.proposals import Basis, ProposalRow
from app.services.rules.combinations import Answer, Item, Plan
from app.services.rules.products import Product
from app.ui import formats, labels, theme
from app.ui.change_hub import Change, ChangeKind
from app.ui.combinations.change import ChangeDialog
from app.ui.combinations.columns import PlanColumn
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.task_runner import Progress
from app.ui.widgets.chart import Chart
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.fields import MoneyField
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView


class CombinationsPage(Page):
    """Solved on a worker; a change by hand is priced at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.based: Basis | None = None
        self.products: dict[str, Product] = {}
        self.plans: dict[str, Plan] = {}
        self.answer: Answer | None = None
        self.who = QLabel()
        self.who.setProperty("kind", "title")
        self.budget = MoneyField()
        self.budget.setMaximumWidth(130)
        self.budget.editor.setAccessibleName(self.tr("Budget a year"))
        self.budget.line.returnPressed.connect(self.solve)
        self.solve_button = QPushButton(self.tr("Compute"))
        self.solve_button.setProperty("kind", "primary")
        self.solve_button.clicked.connect(self.solve)
        self.columns = [PlanColumn(desk.language) for _ in range(3)]
        for column in self.columns:
            column.save.connect(self.save)
            column.change.connect(self.change)
            column.remove.connect(self.remove)
        self.chart = Chart(self.tr("What each further yuan covers"), 200)
        self.model = RowTableModel(self._proposal_columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Proposals"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self.body.addWidget(self._stack)

    # -- loading --------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        self.desk.choose_household(id)

    def refresh(self) -> None:
        household_id = self.desk.household_id
        if household_id is None:
            self._show_empty(
                self.tr("Whose plans?"),
                self.tr("Choose a family first."),
                [(self.tr("Choose a customer"), lambda: self.desk.hub.go("customers"))],
            )
            return
        self.based = proposals.basis(self.desk.store, household_id, self.desk.today())
        self.products = {row.product.code: row.product for row in catalogue.listing(self.desk.store)}
        if not self.based.needs:
            self._show_empty(
                self.tr("{name} has no confirmed needs yet").format(name=self.based.name),
                self.tr("Plans are made from needs the customer has confirmed in an interview."),
                [(self.tr("Needs interview"), lambda: self.desk.hub.go("interview", household_id))],
            )
            return
        if not self.products:
            self._show_empty(
                self.tr("No products to choose from"),
                self.tr("Import a catalogue in the library first."),
                [(self.tr("Go to the library"), lambda: self.desk.hub.go("library"))],
            )
            return
        self._stack.setCurrentIndex(0)
        self.who.setText(self.tr("{name}: {count} needs").format(name=self.based.name, count=len(self.based.needs)))
        self.budget.set_value(self.based.budget)
        self._show_proposals()
        self.solve()

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.NEED, ChangeKind.PRODUCT, ChangeKind.HOUSEHOLD, ChangeKind.EVERYTHING):
            self.refresh_now()

    # -- solving --------------------------------------------------------------------------------------------
    def solve(self) -> None:
        """Three plans and the curve for the budget typed."""
        if self.based is None or self.budget.problem() is not None:
            return
        from dataclasses import replace

        request = replace(self.based.request, budget=self.budget.value() or self.based.budget)
        found = tuple(self.products.values())
        self.solve_button.setEnabled(False)

        def work(progress: Progress) -> Answer:
            return combinations.combine(request, found, step=progress.step)

        based = self.based

        def done(answer: Answer) -> None:
            self.solve_button.setEnabled(True)
            if self.based is based:
                self.answer = answer
                self.plans = {plan.name: plan for plan in answer.plans}
                self._show_plans()

        self.desk.tasks.run(self.tr("Computing the combinations"), work, done, self._failed)

    def _failed(self, error: NeedfolioError | None) -> None:
        self.solve_button.setEnabled(True)
        self.show_error(error)

    # -- changing -------------------------------------------------------------------------------------------
    def evaluate(self, name: str, items: Sequence[Item]) -> Plan:
        assert self.based is not None
        budget = self.plans[name].budget
        return combinations.evaluate(self.based.request, list(self.products.values()), name, items, budget=budget)

    def remove(self, name: str, item: Item) -> None:
        with self.guard():
            left = combinations.without(self.plans[name].items, item, list(self.products.values()))
            self._replace(self.evaluate(name, left))

    def change(self, name: str, item: Item) -> None:
        assert self.based is not None
        plan = self.plans[name]
        with self.guard():
            others = combinations.replacements(self.based.request, list(self.products.values()), plan, item)
            dialog = ChangeDialog(
                self,
                self.desk.language,
                plan,
                item,
                self.products[item.product],
                others,
                self._name,
                lambda items: self.evaluate(name, items),
            )
            if dialog.exec() and dialog.result_plan is not None:
                self._replace(dialog.result_plan)

    def _replace(self, plan: Plan) -> None:
        """Show a changed plan; Ctrl+Z brings the old one back."""
        old = self.plans[plan.name]
        self.plans[plan.name] = plan
        self._show_plans()

        def undo() -> None:
            self.plans[old.name] = old
            self._show_plans()

        more = formats.money(plan.premium - old.premium)
        self.desk.hub.offer_undo(self.tr("The plan is changed; premium {more}.").format(more=more), undo)

    # -- proposals ------------------------------------------------------------------------------------------
    def save(self, name: str) -> None:
        assert self.based is not None
        with self.guard():
            row = proposals.save(self.desk.store, self.desk.actor, self.based, self.plans[name])
            self.notice.show_done(self.tr("Proposal {number} is saved.").format(number=row.number))
            self._show_proposals()
            self.desk.hub.announce(Change(ChangeKind.PROPOSAL, row.household_id))

    def decide(self, state: ProposalState) -> None:
        row: ProposalRow | None = self.table.current()
        if row is None:
            return
        reason = ""
        if state in proposals.NEED_REASON:
            reason, said = QInputDialog.getText(self, labels.of(state, self.desk.language), self.tr("Reason"))
            if not said:
                return
        with self.guard():
            proposals.decide(self.desk.store, self.desk.actor, row.id, state, reason, row.version)
            self._show_proposals()
            self.desk.hub.announce(Change(ChangeKind.PROPOSAL, row.household_id))

    def _show_proposals(self) -> None:
        assert self.desk.household_id is not None
        rows = proposals.of_household(self.desk.store, self.desk.household_id)
        self.model.set_rows(rows)
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    # -- showing --------------------------------------------------------------------------------------------
    def _show_plans(self) -> None:
        assert self.based is not None
        needs = {need.id: need for need in self.based.needs}
        best = sum(float(need.weight) for need in self.based.request.needs)
        balanced = {(item.product, item.insured, item.sum) for item in self.plans["balanced"].items}
        for column, plan in zip(self.columns, self.plans.values(), strict=True):
            column.show_plan(plan, self.products, self.based.people, needs, best, balanced)
        self.chart.show_chart(self._draw)

    def _draw(self, axes: Any) -> None:
        """Weighted share covered against yearly premium: the curve, the three plans, and the family's budget."""
        assert self.answer is not None and self.based is not None
        colours = theme.colours()
        best = sum(float(need.weight) for need in self.based.request.needs) or 1.0
        points = [(p.premium / 100, 100 * float(p.objective) / best) for p in self.answer.frontier]
        axes.plot(*zip(*points, strict=True), color=colours.accent, marker="o", markersize=3, linewidth=1.5)
        for plan in self.plans.values():
            place = plan.premium / 100, 100 * float(plan.objective) / best
            axes.plot(*place, marker="D", markersize=8, color=colours.warn, markeredgecolor=colours.surface)
            axes.annotate(labels.plan(plan.name, self.desk.language), place, textcoords="offset points",
                          xytext=(8, -13), fontsize=9, color=colours.text)  # fmt: skip
        budget = (self.budget.value() or self.based.budget) / 100
        axes.axvline(budget, color=colours.bad, linewidth=1, linestyle="--")
        axes.annotate(
            self.tr("budget"), (budget, 0), textcoords="offset points", xytext=(4, 4), fontsize=9, color=colours.bad
        )
        axes.set_xlabel(self.tr("premium a year (yuan)"))
        axes.set_ylabel(self.tr("weighted needs covered (%)"))
        axes.set_ylim(0, 105)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")

    def _name(self, code: str) -> str:
        product = self.products[code]
        return product.name_zh if self.desk.language == Language.ZH else product.name_en

    def _show_empty(self, title: str, text: str, steps: list[Any]) -> None:
        self.based = None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(EmptyState(title, text, steps))
        self._stack.setCurrentIndex(1)

    def _proposal_columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("number", self.tr("Number"), lambda row: row.number, width=80),
            Column("plan", self.tr("Plan"), lambda row: labels.plan(row.plan_name, language), width=90),
            Column("state", self.tr("State"), lambda row: labels.of(row.state, language), width=110),
            Column(
                "premium", self.tr("Premium a year"), lambda row: row.premium, formats.money, number=True, width=110
            ),
            Column("day", self.tr("Priced on"), lambda row: row.as_of, formats.day, width=100),
            Column("reason", self.tr("Reason"), lambda row: row.reason, width=160),
        ]

    def _at_work(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.who)
        head.addStretch()
        head.addWidget(QLabel(self.tr("Budget a year (yuan)")))
        head.addWidget(self.budget)
        head.addWidget(self.solve_button)
        inside = QWidget()
        three = QHBoxLayout(inside)
        three.setContentsMargins(0, 0, 8, 0)
        three.setSpacing(10)
        for column in self.columns:
            three.addWidget(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.chart)
        below.addWidget(self._proposals())
        below.setSizes([700, 600])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(area)
        both.addWidget(below)
        both.setSizes([380, 230])
        both.setChildrenCollapsible(False)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(both, 1)
        return whole

    def _proposals(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self.table, 1)
        line = QHBoxLayout()
        self.decisions: dict[ProposalState, QPushButton] = {}
        for state, text in (
            (ProposalState.PRESENTED, self.tr("Presented")),
            (ProposalState.ACCEPTED, self.tr("Accept")),
            (ProposalState.REJECTED, self.tr("Reject")),
            (ProposalState.CHANGE_REQUESTED, self.tr("Change requested")),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda checked=False, state=state: self.decide(state))
            self.decisions[state] = button
            line.addWidget(button)
        line.addStretch()
        layout.addLayout(line)
        return holder

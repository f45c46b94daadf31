"""Combinations: three plans line by line, the curve of what premium buys, and the proposals kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.enums import Language
from app.errors import NeedfolioError, bad_input
from app.services import catalogue, combinations, proposals, suitability
from app.services.proposals import Basis
from app.services.rules.combinations import Answer, Item, Plan
from app.services.rules.products import Product
from app.services.suitability import Known
from app.ui import formats
from app.ui.change_hub import Change, ChangeKind
from app.ui.combinations.assessing import assess_on_table
from app.ui.combinations.change import ChangeDialog
from app.ui.combinations.compare import BASE, SIDE, Comparison
from app.ui.combinations.curve import BudgetCurve
from app.ui.combinations.findings import badge_of
from app.ui.combinations.heads import PlanHead
from app.ui.combinations.kept import Proposals
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.task_runner import Progress
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.fields import MoneyField

NAMES = ("essential", "balanced", "full")
SCROLL_BAR = 10


class CombinationsPage(Page):
    """Solved on a worker; a change by hand is priced at once. The heads of the plans stay, what is below changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.based: Basis | None = None
        self.products: dict[str, Product] = {}
        self.plans: dict[str, Plan] = {}
        self.answer: Answer | None = None
        self.told = Known()
        self.who, self.count = QLabel(), QLabel()
        self.who.setProperty("kind", "title")
        self.budget = MoneyField()
        self.budget.setMaximumWidth(130)
        self.budget.editor.setAccessibleName(self.tr("Budget a year"))
        self.budget.line.returnPressed.connect(self.solve)
        self.solve_button = QPushButton(self.tr("Compute"))
        self.solve_button.setProperty("kind", "primary")
        self.solve_button.clicked.connect(self.solve)
        self.heads = {name: PlanHead(desk.language, chosen=name == BASE) for name in NAMES}
        for head in self.heads.values():
            head.save.connect(self.save)
            head.assess.connect(self.assess)
        self.comparison = Comparison(desk.language)
        self.comparison.change.connect(self.change)
        self.comparison.remove.connect(self.remove)
        self.curve = BudgetCurve(desk.language)
        self.curve.budget_chosen.connect(self.use_budget)
        self.kept = Proposals(desk)
        self.kept.decided.connect(self._name_views)
        self.kept.failed.connect(self.show_error)
        self.kept.said.connect(self.notice.show_done)
        self.views = QStackedWidget()
        self.view_buttons: list[QPushButton] = []
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
        self.who.setText(self.based.name)
        self.count.setText(self.tr("{count} needs").format(count=len(self.based.needs)))
        self.budget.set_value(self.based.budget)
        self.kept.show_household(household_id)
        self.told = suitability.known(self.desk.store, household_id)
        self._name_views()
        self._forget()
        self.solve()

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.NEED, ChangeKind.PRODUCT, ChangeKind.HOUSEHOLD, ChangeKind.EVERYTHING):
            self.refresh_now()

    # -- solving --------------------------------------------------------------------------------------------
    def use_budget(self, fen: int) -> None:
        """The budget line was dragged."""
        self.budget.set_value(fen)
        self.solve()

    def budget_now(self) -> int:
        """What is typed; what the family said when nothing is."""
        assert self.based is not None
        typed: int | None = self.budget.value()
        return self.based.budget if typed is None else typed

    def solve(self) -> None:
        """Three plans and the curve for the budget typed."""
        if self.based is None:
            return
        problem = self.budget.problem()
        self.budget.mark(problem is not None)
        if problem is not None:
            self.show_error(NeedfolioError([problem]))
            return
        self.notice.clear()
        request = replace(self.based.request, budget=self.budget_now())
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
        """Show a changed plan; Ctrl+Z brings the old one back, while the same answer is on the table."""
        old, answer = self.plans[plan.name], self.answer
        self.plans[plan.name] = plan
        self._show_plans()

        def undo() -> None:
            if self.answer is not answer:
                raise bad_input("changed_meanwhile")
            self.plans[old.name] = old
            self._show_plans()

        more = formats.money(plan.premium - old.premium)
        self.desk.hub.offer_undo(self.tr("The plan is changed; premium {more}.").format(more=more), undo)

    def save(self, name: str) -> None:
        """Keep a plan as a proposal; Ctrl+Z takes it back."""
        assert self.based is not None
        with self.guard():
            saved = proposals.keep(self.desk.store, self.desk.actor, self.based, self.plans[name])
            self._show_kept(saved.row.household_id, saved.row.id)
            text = self.tr("Proposal {number} is saved.").format(number=saved.row.number)
            self.notice.show_done(text)

            def undo() -> None:
                proposals.undo_save(self.desk.store, self.desk.actor, saved)
                self._show_kept(saved.row.household_id, None)

            self.desk.hub.offer_undo(text, undo)

    def assess(self, name: str) -> None:
        """The suitability of a plan on the table."""
        assert self.based is not None
        with self.guard():
            names = {code: self._name(code) for code in self.products}
            self.told = assess_on_table(self, self.desk, self.based, self.plans[name], names, self.told)
            self._show_suitability()

    # -- showing --------------------------------------------------------------------------------------------
    def show_view(self, number: int) -> None:
        """0 the lines, 1 the curve, 2 the proposals."""
        self.view_buttons[number].setChecked(True)
        self.views.setCurrentIndex(number)
        self._draw_curve()

    def _show_plans(self) -> None:
        assert self.based is not None
        best = sum(float(need.weight) for need in self.based.request.needs)
        for name, head in self.heads.items():
            head.show_plan(self.plans[name], best)
        self._show_suitability()
        self.comparison.show_plans(list(self.plans.values()), self.based, self.products)
        self._draw_curve()

    def _show_suitability(self) -> None:
        assert self.based is not None
        plans = list(self.plans.values())
        found = suitability.assess_plans(self.desk.store, self.desk.actor, self.based, plans, self.told)
        for plan, one in zip(plans, found, strict=True):
            self.heads[plan.name].show_suitability(badge_of(one.verdict, self.desk.language))

    def _show_kept(self, household_id: str, chosen: str | None) -> None:
        if self.based is not None and self.based.household_id == household_id:
            self.kept.show_household(household_id, chosen)
            self._name_views()
        self.desk.hub.announce(Change(ChangeKind.PROPOSAL, household_id))

    def _draw_curve(self) -> None:
        """Only when it is looked at: the chart library is large."""
        if self.views.currentWidget() is not self.curve or self.answer is None or self.based is None:
            return
        best = sum(float(need.weight) for need in self.based.request.needs)
        self.curve.show_answer(self.answer, list(self.plans.values()), best, self.budget_now())

    def _forget(self) -> None:
        self.answer, self.plans = None, {}
        for head in self.heads.values():
            head.show_plan(None, 0)
        waiting = QLabel(self.tr("Three plans are being computed…"))
        waiting.setProperty("kind", "muted")
        waiting.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.comparison.setWidget(waiting)

    def _name_views(self) -> None:
        count = self.kept.model.rowCount()
        texts = (self.tr("Line by line"), self.tr("Premium and cover"), self.tr("Proposals ({count})"))
        for button, text in zip(self.view_buttons, texts, strict=True):
            button.setText(text.format(count=count))

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

    def _at_work(self) -> QWidget:
        for view in (self.comparison, self.curve, self.kept):
            self.views.addWidget(view)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._top())
        layout.addLayout(self._heads())
        layout.addWidget(self.views, 1)
        return whole

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        group = QButtonGroup(self)
        for number in range(3):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.clicked.connect(lambda checked=False, number=number: self.show_view(number))
            group.addButton(button)
            self.view_buttons.append(button)
            top.addWidget(button)
        top.addStretch()
        top.addWidget(QLabel(self.tr("Budget a year (yuan)")))
        top.addWidget(self.budget)
        top.addWidget(self.solve_button)
        return top

    def _heads(self) -> QHBoxLayout:
        """As wide as the columns of the comparison below."""
        side = QWidget()
        side.setFixedWidth(SIDE)
        words = QVBoxLayout(side)
        words.setContentsMargins(10, 6, 4, 0)
        hint = QLabel(self.tr("Bold: differs from the balanced plan"))
        hint.setWordWrap(True)
        for label in (self.count, hint):
            label.setProperty("kind", "muted")
        for label in (self.who, self.count, hint):
            words.addWidget(label)
        words.addStretch()
        heads = QHBoxLayout()
        heads.setContentsMargins(0, 0, SCROLL_BAR, 0)
        heads.setSpacing(10)
        heads.addWidget(side)
        for head in self.heads.values():
            heads.addWidget(head, 1)
        return heads

"""Combinations: three plans line by line, the curve of what premium buys, and the proposals kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.proposals import Basis
from app.services.rules.offers.combinations import Plan
from app.services.rules.offers.products import Product
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.combinations.acts import Acts
from app.ui.combinations.bar import KEPT, LINES, PlanBar
from app.ui.combinations.bench import Bench, State, Table
from app.ui.combinations.changing.wishes import Chips
from app.ui.combinations.compare import Comparison
from app.ui.combinations.curve import BudgetCurve
from app.ui.combinations.heads import PlanHeads
from app.ui.combinations.kept import Proposals
from app.ui.combinations.lacking import lacking, no_family, waiting
from app.ui.combinations.reopening import Reopening
from app.ui.combinations.solving import Solving
from app.ui.combinations.suitability.assessing import assess_on_table
from app.ui.combinations.turned import Turned
from app.ui.combinations.years import show_years
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState


class CombinationsPage(Page):
    """Solved on a worker; a change by hand is priced at once. The heads of the plans stay, what is below changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table = Table()
        self.bar = PlanBar()
        self.family = PlanHeads(desk.language)
        self.heads = self.family.heads
        self.comparison = Comparison(desk.language)
        self.curve = BudgetCurve(desk.language)
        self.kept = Proposals(desk, self.guard)
        self.chips = Chips(desk.language)
        self.acts, self.reopening = Acts(self, self.table), Reopening(self, self.table)
        self.solving = Solving(self, self.table)
        self.views = QStackedWidget()
        self.turned = Turned(self, self.table)
        self._connect()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        acts = self.acts
        for head in self.heads.values():
            head.save.connect(acts.save)
            head.assess.connect(self.assess)
            head.years.connect(lambda name: show_years(self, self.table.at_hand, name))
        for signal, act in (
            (self.comparison.change, acts.change),
            (self.comparison.remove, acts.remove),
            (self.comparison.pin, acts.pin),
            (self.comparison.forbid, acts.forbid),
            (self.comparison.why, acts.explain),
            (self.comparison.add, acts.add),
            (self.comparison.mend, acts.mend),
            (self.comparison.ask, acts.ask),
            (self.chips.dropped, acts.drop_wish),
            (acts.changed, self.show_state),
            (acts.put_back, self._put_back),
            (acts.solve_asked, self._solve_around),
            (acts.kept, self.show_kept),
            (self.reopening.solve_asked, self._solve_around),
            (self.reopening.laid, self._reopened),
            (self.solving.working, self.bar.solve_button.setDisabled),
            (self.solving.solved, self.show_state),
            (self.solving.failed, self.show_error),
            (self.bar.view_chosen, self.show_view),
            (self.bar.others_asked, self._show_others),
            (self.bar.pairs_asked, acts.edit_pairs),
            (self.bar.customer_asked, self.show_customer),
            (self.bar.solve_asked, self.solve),
            (self.curve.budget_chosen, self.use_budget),
            (self.turned.budget_chosen, self.use_budget),
            (self.turned.left, self.show_state),
            (self.kept.decided, self._name_views),
            (self.kept.reopened, self.reopening.reopen),
            (self.kept.said, self.notice.show_done),
            (self.kept.plans_asked, lambda: self.show_view(LINES)),
        ):
            signal.connect(act)

    # -- what is on the table -------------------------------------------------------------------------------
    @property
    def bench(self) -> Bench | None:
        return self.table.bench

    @property
    def based(self) -> Basis | None:
        return None if self.bench is None else self.bench.based

    @property
    def plans(self) -> Mapping[str, Plan]:
        return {} if self.bench is None else self.bench.state.plans

    @property
    def products(self) -> dict[str, Product]:
        return {} if self.bench is None else self.bench.products

    def show_customer(self) -> bool:
        """Turn the screen to the family, with its plans on it; False when there are none yet."""
        return self.bench is not None and self.turned.enter(self.budget_now())

    def show_proposal(self, proposal_id: str) -> None:
        """One of the kept proposals of the family at hand."""
        if self.based is not None:
            self.kept.show_household(self.based.household_id, proposal_id)
            self.show_view(KEPT)

    # -- loading --------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        self.desk.choose_household(id)

    def refresh(self) -> None:
        if (household_id := self.desk.household_id) is None:
            self._show_instead(no_family(self.desk))
            return
        based = proposals.basis(self.desk.store, household_id, self.desk.today())
        products = {row.product.code: row.product for row in catalogue.listing(self.desk.store)}
        if (missing := lacking(self.desk, based, products)) is not None:
            self._show_instead(missing)
            return
        wishes = self.bench.state.wishes if self.bench and self.bench.based.household_id == household_id else ()
        self.table.bench = bench = Bench(based, products, suitability.known(self.desk.store, household_id))
        bench.state = State(budget=based.budget, wishes=wishes)
        bench.hints = proposals.hints_of(self.desk.store, household_id, self.desk.language)
        self._stack.setCurrentIndex(0)
        self.family.show_family(based.name, len(based.needs))
        self.bar.show_budget(based.budget, goods=bench.goods)
        self.kept.show_household(household_id)
        self._forget()
        self.solve()

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.NEED, ChangeKind.PRODUCT, ChangeKind.HOUSEHOLD, ChangeKind.SETTING):
            self.reread()
        elif change.touches(ChangeKind.PROPOSAL):
            self._reread_kept()

    # -- solving --------------------------------------------------------------------------------------------
    def use_budget(self, fen: int) -> None:
        """The budget line was moved; Ctrl+Z moves it back."""
        if self.bench is None:
            return
        before = self.bench.state
        self.bar.budget.set_value(fen)
        self.solve()
        self.acts.offer(self.tr("The budget is changed."), before)

    def budget_now(self) -> int:
        """What is typed; what the family said when nothing is."""
        typed: int | None = self.bar.budget.value()
        return self.table.at_hand.based.budget if typed is None else typed

    def solve(self, then: Callable[[], None] | None = None) -> None:
        """Three plans and the curve for the budget typed, around what is pinned and not wanted; ``then`` when they are
        on the table."""
        if self.bench is None:
            return
        problem = self.bar.budget.problem()
        self.bar.budget.mark(problem is not None)
        if problem is not None:
            self.show_error(NeedfolioError([problem]))
            return
        self.notice.clear()
        self.solving.solve(self.budget_now(), self.budget_now, then)

    def assess(self, name: str) -> None:
        """The suitability of a plan on the table."""
        bench = self.table.at_hand
        with self.guard():
            names = bench.names(self.desk.language)
            assess_on_table(self, self.desk, bench.based, self.plans[name], names, bench.told)

    # -- showing --------------------------------------------------------------------------------------------
    def show_view(self, number: int) -> None:
        """LINES, CURVE or KEPT."""
        self.bar.view_buttons[number].setChecked(True)
        self.views.setCurrentIndex(number)
        self._draw_curve()

    def show_state(self) -> None:
        """All of what is on the table."""
        bench = self.table.at_hand
        for name, head in self.heads.items():
            head.show_plan(self.plans.get(name), bench.best_objective, goods=bench.goods, named=bench.budget_named)
        self.chips.show_wishes(bench)
        if self.plans:
            self.comparison.show_plans(bench)
            self._show_suitability(bench)
        self.turned.show_state(self.budget_now())
        self._draw_curve()

    def _solve_around(self, then: Callable[[], None] | None = None) -> None:
        """The wishes are others: shown at once, the plans when they are computed."""
        self.chips.show_wishes(self.table.at_hand)
        self.solve(then)

    def _put_back(self) -> None:
        self.bar.budget.set_value(self.table.at_hand.state.budget)
        self.show_state()

    def _reopened(self, words: str, before: State) -> None:
        self.show_state()
        self.show_view(LINES)
        self.acts.offer(words, before)

    def _show_others(self) -> None:
        if self.bench is not None:
            self.acts.show_alternatives(self.budget_now())

    def _reread_kept(self) -> None:
        """The proposals, and what the family told of itself; what is on the table stays."""
        bench = self.bench
        if bench is None:
            return
        household_id, chosen = bench.based.household_id, self.kept.table.current()
        bench.told = suitability.known(self.desk.store, household_id)
        self.show_kept(household_id, None if chosen is None else chosen.id)
        self._show_suitability(bench)

    def show_kept(self, household_id: str, chosen: str | None) -> None:
        """After a proposal was kept, or taken back."""
        if self.based is not None and self.based.household_id == household_id:
            self.kept.show_household(household_id, chosen)
            self._name_views()

    def _show_suitability(self, bench: Bench) -> None:
        desk, plans = self.desk, [*self.plans.values()]
        found = suitability.assess_plans(desk.store, desk.actor, bench.based, plans, bench.told)
        bench.verdicts = {name: one.verdict for name, one in zip(self.plans, found, strict=True)}
        self.family.show_suitability(bench.verdicts)

    def _draw_curve(self) -> None:
        """Only when it is looked at: the chart library is large."""
        bench = self.bench
        if self.views.currentWidget() is not self.curve or bench is None or bench.state.answer is None:
            return
        self.curve.show_answer(bench.state.answer, list(self.plans.values()), bench.best_objective, self.budget_now())

    def _forget(self) -> None:
        self._name_views()
        self.chips.hide()
        for head in self.heads.values():
            head.show_plan(None, 0)
        self.comparison.setWidget(waiting())

    def _name_views(self) -> None:
        self.bar.name_views(self.kept.model.rowCount())

    def _show_instead(self, missing: EmptyState) -> None:
        self.table.bench = None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(missing)
        self._stack.setCurrentIndex(1)

    def _at_work(self) -> QWidget:
        for view in (self.comparison, self.curve, self.kept):
            self.views.addWidget(view)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.chips)
        layout.addWidget(self.family)
        layout.addWidget(self.views, 1)
        return whole

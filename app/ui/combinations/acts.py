"""What the agent does to the plans on the table: every act shows its effect, keeps its reason, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.enums import ProposalState
from app.errors import NeedfolioError, Place, bad_input
from app.services.offers import combinations, proposals
from app.services.offers.combinations import Override, WhyThis, Wish
from app.services.offers.proposals import Changed
from app.services.rules.offers.combinations import Item, NeedCover, Plan
from app.ui.base import formats, labels
from app.ui.base.task_runner import Progress
from app.ui.combinations.bench import Bench, State, Table
from app.ui.combinations.changing.change import ChangeDialog
from app.ui.combinations.changing.choices import AddDialog
from app.ui.combinations.changing.others import AlternativesDialog
from app.ui.combinations.changing.why import WhyDialog
from app.ui.combinations.changing.wishes import ask_reasons, ask_wish
from app.ui.shared.page import Page
from app.ui.shared.pairs import edit_pairs
from app.ui.shared.person import ask_member


class Acts(QObject):
    """Works on what is on the table and says what became of it. ``page`` is where refusals are shown."""

    changed = Signal()  # the table holds other plans than are shown
    put_back = Signal()  # an earlier state of the table holds again, with its budget
    solve_asked = Signal()  # the wishes are others: the plans are to be computed
    kept = Signal(str, object)  # the proposals of the household are others; the one to be chosen, or None

    def __init__(self, page: Page, table: Table) -> None:
        super().__init__(page)
        self._page, self._desk, self._table = page, page.desk, table
        self._language = page.desk.language

    def _name(self, code: str) -> str:
        return self._table.at_hand.name(code, self._language)

    # -- changes of one plan, priced at once ------------------------------------------------------------------
    def remove(self, name: str, item: Item) -> None:
        """One click; the reason is asked when the plan is saved."""
        bench = self._table.at_hand
        with self._page.guard():
            left = combinations.without(bench.state.plans[name].items, item, bench.catalogue)
            self._put(bench.evaluate(name, left))

    def change(self, name: str, item: Item) -> None:
        bench = self._table.at_hand
        plan = bench.state.plans[name]
        with self._page.guard():
            best = bench.state.best.get(name)
            others = combinations.replacements(bench.request(), bench.catalogue, plan, item, before=best)
            dialog = ChangeDialog(
                self._page,
                self._language,
                plan,
                item,
                bench.products[item.product],
                others,
                self._name,
                lambda items: bench.evaluate(name, items),
                best=bench.best_objective,
                goods=bench.goods,
            )
            if dialog.exec() and dialog.result_plan is not None:
                self._put(dialog.result_plan, dialog.result_key, dialog.result_reason)

    def add(self, name: str, cover: NeedCover) -> None:
        """A product for a need the plan leaves open."""
        bench = self._table.at_hand
        plan = bench.state.plans[name]
        with self._page.guard():
            best = bench.state.best.get(name)
            others = combinations.additions(bench.request(), bench.catalogue, plan, cover, before=best)
            who = bench.based.people[cover.need.member]
            title = self.tr("Add for {need}").format(
                need=f"{who} · {labels.event(cover.need.event, self._language)} ({labels.plan(name, self._language)})"
            )
            dialog = AddDialog(self._page, title, plan, others, self._name, bench.best_objective)
            if dialog.exec() and dialog.result_row is not None:
                row = dialog.result_row
                self._put(row.plan, (row.product, cover.need.member), dialog.result_reason)

    def mend(self, member_id: str, field: str) -> None:
        """What is missing of a person is filled in where it is kept; the page then reads and solves anew."""
        household_id = self._table.at_hand.based.household_id
        with self._page.guard():
            ask_member(self._page, self._desk, household_id, member_id, lambda _id: None, field)

    def ask(self) -> None:
        """What a need rests on and nobody said is asked in an interview."""
        self._desk.hub.go("interview", self._table.at_hand.based.household_id)

    def _put(self, plan: Plan, key: tuple[str, str] | None = None, reason: str = "") -> None:
        bench = self._table.at_hand
        before = bench.state
        bench.put(plan, key, reason)
        self.changed.emit()
        more = formats.money(plan.premium - before.plans[plan.name].premium)
        self.offer(self.tr("The plan is changed; premium {more}.").format(more=more), before)

    # -- wishes: the solver works around them -----------------------------------------------------------------
    def pin(self, _name: str, item: Item) -> None:
        """Pin an item with its sum in every plan; pinned already, it is let go."""
        if self._table.at_hand.pinned(item):
            self.drop_wish(item.product, item.insured)
            return
        self._ask(Wish.PIN, item, self.tr("Pin {item}"), self.tr("Why it stays"))

    def forbid(self, _name: str, item: Item) -> None:
        """Not this product for this person, in any plan."""
        self._ask(Wish.FORBID, item, self.tr("Without {item}"), self.tr("Why not"))

    def _ask(self, kind: Wish, item: Item, title: str, label: str) -> None:
        who = f"{self._name(item.product)} ({self._table.at_hand.based.people[item.insured]})"

        def save(reason: str) -> None:
            total = item.sum if kind == Wish.PIN else None
            wish = Override(kind, item.product, item.insured, total, reason)
            if not reason.strip():
                raise bad_input("required", Place(field="reason"))
            self._wish(lambda bench: bench.wish(wish), title.format(item=who))

        ask_wish(self._page, self._language, title.format(item=who), label, save)

    def drop_wish(self, product: str, insured: str) -> None:
        self._wish(lambda bench: bench.drop_wish(product, insured), self.tr("The wish is dropped."))

    def _wish(self, act: Callable[[Bench], None], words: str) -> None:
        bench = self._table.at_hand
        before = bench.state
        act(bench)
        self.solve_asked.emit()
        self.offer(words, before)

    def offer(self, words: str, before: State) -> None:
        """Ctrl+Z puts ``before`` back, as long as the same family is on the table."""
        bench = self._table.at_hand
        after = bench.state

        def put(state: State) -> None:
            if self._table.bench is not bench:
                raise bad_input("changed_meanwhile")
            bench.state = state
            self.put_back.emit()

        self._desk.hub.offer_step(words, lambda: put(before), lambda: put(after))

    # -- explanations -----------------------------------------------------------------------------------------
    def explain(self, name: str, item: Item) -> None:
        """The price and what it closes at once; the next best when it is computed."""
        bench = self._table.at_hand
        plan, request, found = bench.state.plans[name], bench.request(), bench.catalogue
        dialog = WhyDialog(self._page, self._language, bench, plan, item)

        def work(_progress: Progress) -> WhyThis:
            return combinations.why_this(request, found, plan, item)

        def failed(error: NeedfolioError | None) -> None:
            dialog.show_problem("\n".join(labels.explain(error, self._language)) if error else "—")

        self._desk.tasks.run(self.tr("Looking for the next best"), work, dialog.show_why, failed)
        dialog.exec()

    def show_alternatives(self, budget: int) -> None:
        """Plans of other products within ``budget``."""
        bench = self._table.bench
        if bench is None or not bench.state.plans:
            return
        request, found = bench.request(budget), bench.catalogue

        def work(_progress: Progress) -> tuple[Plan, ...]:
            return combinations.alternatives(request, found, "balanced", budget)

        def done(plans: tuple[Plan, ...]) -> None:
            if self._table.bench is not bench:
                return
            dialog = AlternativesDialog(self._page, self._language, bench, plans)
            if dialog.exec() and dialog.chosen is not None:
                self._take(bench, dialog.chosen)

        self._desk.tasks.run(self.tr("Looking for other plans"), work, done, self._page.show_error)

    def _take(self, bench: Bench, plan: Plan) -> None:
        """A plan the solver made is no change by hand: it is compared with itself."""
        before = bench.state
        bench.put(plan)
        bench.state = replace(bench.state, best={**bench.state.best, plan.name: plan})
        self.changed.emit()
        self.offer(self.tr("Another plan is taken."), before)

    def edit_pairs(self) -> None:
        """Pairs are the store's; saved, the plans are computed anew."""
        with self._page.guard():
            edit_pairs(self._page, self._desk)

    # -- keeping ----------------------------------------------------------------------------------------------
    def save(self, name: str) -> None:
        """Keep a plan as a proposal; what was changed by hand needs its reasons first."""
        bench = self._table.at_hand
        changes = bench.changes(name)
        if all(change.reason.strip() for change in changes):
            with self._page.guard():
                self._keep(name, changes)
            return
        title = self.tr("Why the plan was changed")
        ask_reasons(self._page, self._language, bench, title, changes, lambda told: self._keep(name, told))

    def _keep(self, name: str, changes: Sequence[Changed]) -> None:
        bench = self._table.at_hand
        latest = next(iter(proposals.of_household(self._desk.store, bench.based.household_id)), None)
        asked = latest if latest is not None and latest.state == ProposalState.CHANGE_REQUESTED else None
        saved = proposals.save(
            self._desk.store, self._desk.actor, bench.based, bench.state.plans[name], changes,
            replaces=asked.id if asked else None, asked=bench.request(bench.state.plans[name].budget),
        )  # fmt: skip
        self.kept.emit(saved.household_id, saved.id)
        text = self.tr("Proposal {number} is saved.").format(number=saved.number)
        self._page.notice.show_done(text)
        self._desk.hub.offer_undo(text)

"""The integer programme behind a combination, solved by HiGHS to proven optimality.

Each candidate (a product for a person) has a switch y and whole steps k; its sum is min·y + step·k. Premiums are
fen and linear in y and k; where one step is not a whole number of fen, an integer variable holds the rounded
premium. What comes back is priced again exactly, and a result over the budget is never returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from typing import Any

from app.enums import Event, ProductKind
from app.services.rules.combinations import Choice, Item, Lock, NeedGap, Request, covers_of, price, waives
from app.services.rules.eligibility import Person, broken_rule, minor_death_cap
from app.services.rules.pricing import exact_premium, rate_of, round_half_up
from app.services.rules.products import Product

Terms = dict[int, float]
TOLERANCE = 1e-9
MOST_STEPS = 10**7


@dataclass(slots=True)
class Candidate:
    """A product that may be sold to a person, with the columns that stand for it."""

    product: Product
    person: Person
    steps: int  # the most whole steps above the least sum
    locked: int | None = None  # the sum insisted on
    on: int = -1
    step: int = -1
    rounded: int = -1
    cost: Terms = field(default_factory=dict)  # premium in fen over columns

    def sum_terms(self) -> Terms:
        terms = {self.on: float(self.product.sum_min)}
        if self.step >= 0:
            terms[self.step] = float(self.product.sum_step)
        return terms


@dataclass(frozen=True, slots=True)
class Solution:
    """``bound`` is the proven upper bound of the objective."""

    items: tuple[Item, ...]
    objective: Fraction
    bound: float
    optimal: bool

    @property
    def premium(self) -> int:
        return sum(item.premium for item in self.items)


class Programme:
    """Columns and rows, handed to HiGHS once; the three goals and each budget only change bounds and costs."""

    def __init__(self, request: Request, candidates: list[Candidate]) -> None:
        self.request = request
        self.candidates = candidates
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[Terms, float, float]] = []
        self.covered: dict[str, int] = {}
        for candidate in candidates:
            self._add_candidate(candidate)
        for waiver in [c for c in candidates if c.product.kind == ProductKind.WAIVER]:
            self._add_waiver(waiver)
        self._add_needs()
        self._add_riders()
        self._add_limits()
        self.premium = _merge(candidate.cost for candidate in candidates)
        self.reached = {
            column: float(need.weight) for need in request.needs if (column := self.covered.get(need.key)) is not None
        }
        self.budget_row = self._row(self.premium, -inf, inf)
        self.reached_row = self._row(self.reached, -inf, inf)
        self.premium_row = self._row(self.premium, -inf, inf)
        self._highs: Any = _load(self) if candidates else None

    # -- building -------------------------------------------------------------------------------------------
    def _column(self, lower: float, upper: float, *, whole: bool) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def _row(self, terms: Terms, lower: float, upper: float) -> int:
        self.rows.append((terms, lower, upper))
        return len(self.rows) - 1

    def _add_candidate(self, candidate: Candidate) -> None:
        product, locked = candidate.product, candidate.locked
        candidate.on = self._column(0 if locked is None else 1, 1, whole=True)
        if product.kind == ProductKind.WAIVER:
            return
        if candidate.steps:
            fixed = None if locked is None else (locked - product.sum_min) // product.sum_step
            candidate.step = self._column(fixed or 0, candidate.steps if fixed is None else fixed, whole=True)
            self._row({candidate.step: 1, candidate.on: -candidate.steps}, -inf, 0)
        rate = rate_of(product, candidate.person.sex, candidate.person.age)
        assert rate is not None
        least, step = exact_premium(product, product.sum_min, rate), exact_premium(product, product.sum_step, rate)
        exact = {candidate.on: float(least)}
        if candidate.step >= 0:
            exact[candidate.step] = float(step)
        if candidate.step < 0:
            candidate.cost = {candidate.on: float(round_half_up(least))}
        elif least.denominator == 1 and step.denominator == 1:
            candidate.cost = exact
        else:
            self._round(candidate, exact, max(least.denominator, step.denominator))

    def _round(self, candidate: Candidate, exact: Terms, denominator: int) -> None:
        """An integer column held to HALF_UP of ``exact``: above it by at most ½, below it by less than ½."""
        candidate.rounded = self._column(0, inf, whole=True)
        slack = max(min(1 / (2 * denominator), 0.01), 1e-5)
        terms = {candidate.rounded: 1.0} | {column: -value for column, value in exact.items()}
        self._row(terms, -0.5 + slack, 0.5)
        candidate.cost = {candidate.rounded: 1.0}

    def _add_waiver(self, waiver: Candidate) -> None:
        """Its sum is what the accompanied items cost, when it is on; its premium that times its rate."""
        rate = rate_of(waiver.product, waiver.person.sex, waiver.person.age)
        assert rate is not None
        waived = _merge(c.cost for c in self.candidates if waives(waiver.product, c.product))
        most = sum(self._most_premium(c) for c in self.candidates if waives(waiver.product, c.product))
        waiver.step = self._column(0, most, whole=False)
        minus = {column: -value for column, value in waived.items()}
        self._row({waiver.step: 1.0} | minus, -inf, 0)
        self._row({waiver.step: 1.0, waiver.on: -most}, -inf, 0)
        self._row({waiver.step: 1.0, waiver.on: -most} | minus, -most, inf)
        self._row(
            {waiver.on: 1.0} | {c.on: -1.0 for c in self.candidates if waives(waiver.product, c.product)}, -inf, 0
        )
        per_fen = Fraction(rate) / Fraction(waiver.product.rate_unit)
        self._round(waiver, {waiver.step: float(per_fen)}, per_fen.denominator)

    def _most_premium(self, candidate: Candidate) -> int:
        rate = rate_of(candidate.product, candidate.person.sex, candidate.person.age)
        assert rate is not None
        most = candidate.product.sum_min + candidate.steps * candidate.product.sum_step
        return round_half_up(exact_premium(candidate.product, most, rate)) + 1

    def _cover_terms(self, member: str, event: str) -> Terms:
        parts = []
        for candidate in self.candidates:
            factor = sum(float(cover.factor) for cover in candidate.product.covers if cover.event == event)
            if candidate.person.key == member and factor:
                waiver = candidate.product.kind == ProductKind.WAIVER
                terms = {candidate.step: 1.0} if waiver else candidate.sum_terms()
                parts.append({column: value * factor for column, value in terms.items()})
        return _merge(parts)

    def _add_needs(self) -> None:
        for need in self.request.needs:
            cover = self._cover_terms(need.member, need.event)
            if not cover or need.gap <= 0:
                continue
            column = self._column(0, 1, whole=False)  # the covered share: large sums and small meet one tolerance
            self.covered[need.key] = column
            scaled = {place: -value / need.gap for place, value in cover.items()}
            self._row({column: 1.0} | scaled, -inf, 0)
            self._row({place: -value for place, value in scaled.items()}, -inf, float(1 + self.request.overshoot))

    def _add_riders(self) -> None:
        for rider in self.candidates:
            if rider.product.kind != ProductKind.RIDER:
                continue
            mains = [c for c in self.candidates if c.person == rider.person and c.product.code in rider.product.mains]
            if len(mains) == 1:
                self._attach(rider, mains[0], rider.on)
                continue
            carriers = {self._column(0, 1, whole=True): main for main in mains}
            self._row({rider.on: 1.0} | dict.fromkeys(carriers, -1.0), -inf, 0)
            for column, main in carriers.items():
                self._attach(rider, main, column)

    def _attach(self, rider: Candidate, main: Candidate, carrier: int) -> None:
        """When ``carrier`` is 1 the main is there, and the rider's sum is within its ratio of the main's."""
        self._row({carrier: 1.0, main.on: -1.0}, -inf, 0)
        ratio = rider.product.max_ratio_to_main
        if ratio is None:
            return
        most = float(rider.product.sum_min + rider.steps * rider.product.sum_step)
        terms = _merge(
            ({c: v / most for c, v in rider.sum_terms().items()},
             {c: -v * float(ratio) / most for c, v in main.sum_terms().items()},
             {carrier: 1.0} if carrier != rider.on else {})
        )  # fmt: skip
        self._row(terms, -inf, 1.0 if carrier != rider.on else 0.0)

    def _add_limits(self) -> None:
        for person in self.request.people:
            indemnity = [c for c in self.candidates if c.person == person and c.product.indemnity]
            if len(indemnity) > 1:
                self._row({c.on: 1.0 for c in indemnity}, -inf, 1)
            cap = minor_death_cap(person.age)
            death = self._cover_terms(person.key, Event.DEATH) if cap else {}
            if cap and death:
                self._row({column: value / cap for column, value in death.items()}, -inf, 1)

    # -- solving --------------------------------------------------------------------------------------------
    def solve(self, budget: int | None, *, fewest: bool = True) -> Solution | None:
        """Most covered, then least premium, then (``fewest``) fewest items; None when nothing is feasible."""
        if self._highs is None:
            return None if self.request.locked else Solution((), Fraction(0), 0.0, optimal=True)
        allowed = budget
        while True:
            best = self._solve_within(allowed, fewest=fewest)
            if best is None or budget is None or best.premium <= budget:
                return best
            assert allowed is not None
            allowed -= best.premium - budget  # a tolerance of the solver let a fen through: ask for less

    def least_premium(self) -> int | None:
        """The cheapest feasible choice: what the locks alone cost. None when they contradict each other."""
        if self._highs is None:
            return None if self.request.locked else 0
        self._bounds(None, None, None)
        return None if self._minimise(self.premium) is None else sum(item.premium for item in self._items())

    def _solve_within(self, budget: int | None, *, fewest: bool) -> Solution | None:
        self._bounds(budget, None, None)
        bound = self._minimise({column: -value for column, value in self.reached.items()})
        if bound is None:
            return None
        optimal = self._is_optimal()
        items = self._items()
        self._bounds(budget, float(self._objective(items)) - TOLERANCE, None)
        if self._minimise(self.premium) is not None:
            items = self._better(items, self._items())
        if fewest:
            self._bounds(budget, float(self._objective(items)) - TOLERANCE, sum(item.premium for item in items))
            if self._minimise({c.on: 1.0 for c in self.candidates}) is not None:
                items = self._better(items, self._items())
        return Solution(items, self._objective(items), -bound, optimal)

    def _better(self, old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Item, ...]:
        """Whichever is better by the exact figures: a later goal must not spoil an earlier one."""

        def rank(items: tuple[Item, ...]) -> tuple[Fraction, int, int]:
            return -self._objective(items), sum(item.premium for item in items), len(items)

        return min(old, new, key=rank)

    def _bounds(self, budget: int | None, reached: float | None, premium: int | None) -> None:
        highs = self._highs
        highs.changeRowBounds(self.budget_row, -inf, inf if budget is None else float(budget))
        highs.changeRowBounds(self.reached_row, -inf if reached is None else reached, inf)
        highs.changeRowBounds(self.premium_row, -inf, inf if premium is None else float(premium))

    def _minimise(self, goal: Terms) -> float | None:
        """Solve; the proven lower bound of the goal, or None when infeasible. The last solution is the first guess."""
        highs = self._highs
        for column in range(len(self.lower)):
            highs.changeColCost(column, goal.get(column, 0.0))
        highs.run()
        info = highs.getInfo()
        if info.primal_solution_status != 2:  # kSolutionStatusFeasible
            return None
        return float(info.mip_dual_bound)

    def _is_optimal(self) -> bool:
        import highspy

        return bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _items(self) -> tuple[Item, ...]:
        values = self._highs.getSolution().col_value
        choices = []
        for candidate in self.candidates:
            if round(values[candidate.on]):
                waiver = candidate.product.kind == ProductKind.WAIVER
                steps = 0 if waiver or candidate.step < 0 else round(values[candidate.step])
                least = 0 if waiver else candidate.product.sum_min
                choices.append(Choice(candidate.product, candidate.person, least + steps * candidate.product.sum_step))
        return price(choices, self.request.needs)

    def _objective(self, items: tuple[Item, ...]) -> Fraction:
        cover = covers_of(items)
        return sum(
            (
                need.weight * Fraction(min(cover.get(need.key, 0), need.gap), need.gap)
                for need in self.request.needs
                if need.gap
            ),
            Fraction(0),
        )


def find_candidates(request: Request, products: Iterable[Product]) -> list[Candidate]:
    """Who may buy what, with no more steps than can be of use; products of no use are left out."""
    offered = [product for product in products if product.code not in request.excluded]
    needs = {(need.member, need.event): need for need in request.needs if need.gap > 0}
    locks = {(lock.product, lock.insured): lock for lock in request.locked}
    waived = {
        code for p in offered for code in p.mains if p.kind == ProductKind.WAIVER and p.code in {k[0] for k in locks}
    }
    found: list[Candidate] = []
    for person in request.people:
        able = [p for p in offered if (p.code, person.key) in locks or broken_rule(p, person, request.as_of) is None]
        useful = {
            p.code
            for p in able
            if (p.code, person.key) in locks or any((person.key, c.event) in needs for c in p.covers)
        }
        carriers = waived | {code for p in able if p.code in useful and p.kind == ProductKind.RIDER for code in p.mains}
        for product in able:
            if product.code not in useful and (product.code not in carriers or product.kind == ProductKind.WAIVER):
                continue
            lock = locks.get((product.code, person.key))
            steps = _most_steps(product, person, needs, request)
            if lock is not None and lock.sum is not None and product.sum_step:
                steps = max(steps, (lock.sum - product.sum_min) // product.sum_step)
            if steps >= 0 or lock is not None:
                found.append(Candidate(product, person, max(steps, 0), _locked_sum(lock, product)))
    return found


def _locked_sum(lock: Lock | None, product: Product) -> int | None:
    if lock is None:
        return None
    return product.sum_min if lock.sum is None else lock.sum


def _most_steps(product: Product, person: Person, needs: dict[tuple[str, str], NeedGap], request: Request) -> int:
    """Whole steps above the least sum that break neither the product's limit nor any need's overshoot; −1 for none."""
    most = Fraction(product.sum_max) if product.sum_max is not None else Fraction(10**13)
    for cover in product.covers:
        need = needs.get((person.key, cover.event))
        if need is not None and cover.factor > 0:
            most = min(most, need.gap * (1 + request.overshoot) / Fraction(cover.factor))
    if product.kind == ProductKind.WAIVER:
        return 0
    if most < product.sum_min:
        return -1
    return min(int((most - product.sum_min) // product.sum_step), MOST_STEPS) if product.sum_step else 0


def _merge(parts: Iterable[Terms]) -> Terms:
    total: Terms = {}
    for part in parts:
        for column, value in part.items():
            total[column] = total.get(column, 0.0) + value
    return total


def _load(programme: Programme) -> Any:
    """Hand the columns and rows to HiGHS."""
    import highspy
    import numpy as np

    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", TOLERANCE / 10)
    highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
    highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
    highs.setOptionValue("time_limit", 60.0)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.lower), len(programme.rows)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = np.array(programme.lower), np.array(programme.upper)
    lp.row_lower_ = np.array([row[1] for row in programme.rows])
    lp.row_upper_ = np.array([row[2] for row in programme.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.cumsum([0] + [len(row[0]) for row in programme.rows])
    lp.a_matrix_.start_ = starts
    lp.a_matrix_.index_ = np.array([column for row in programme.rows for column in row[0]], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row in programme.rows for value in row[0].values()])
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in programme.whole
    ]
    highs.passModel(lp)
    return highs

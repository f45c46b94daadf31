"""Three plans and the curve of what each further yuan of premium covers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.errors import bad_input
from app.services.combinations.locks import check_locks, name_conflict
from app.services.rules.combinations import Answer, NeedCover, Plan, Point, Request, WhyOpen, read_coverage
from app.services.rules.eligibility import broken_rule
from app.services.rules.products import Product
from app.services.solver import CLOSE, EXACT, Effort, Programme, Solution, find_candidates

ESSENTIAL, BALANCED, FULL = "essential", "balanced", "full"
ESSENTIAL_SHARE = 60  # per cent of the budget
POINTS = 20
USUAL = 80  # candidates; up to here the proof of the optimum takes well under a second
FEW = 16  # candidates; up to here each point of the curve is solved exactly
Step = Callable[[int, int], None]
Stop = Callable[[], bool]


def combine(
    request: Request,
    products: Sequence[Product],
    *,
    points: int = POINTS,
    step: Step | None = None,
    stop: Stop | None = None,
    effort: Effort | None = None,
) -> Answer:
    """The plans essential (60 % of the budget, or what the locks need), balanced (the budget) and full (no budget but
    the affordability line), and a curve of about ``points`` points.

    Families of usual size are solved to the proven optimum, large ones to a proven half per cent of it, unless
    ``effort`` says otherwise; each plan says what is proven. ``step(done, total)`` is called between solves and may
    raise to cancel all; ``stop()`` is asked during them too and ends the work with the best so far. Raises InputError
    naming the rule when locked items cannot be had, and ``nothing_yet`` when it was stopped before anything was found.
    """
    catalogue = {product.code: product for product in products}
    check_locks(request, catalogue)
    programme = Programme(request, find_candidates(request, products))
    effort = effort or (EXACT if len(programme.candidates) <= USUAL else CLOSE)
    tell = step or (lambda done, of: None)

    def solve(budget: int | None) -> Solution:
        solution = programme.solve(budget, effort=effort, stop=stop)
        if solution is None and stop is not None and stop():
            raise bad_input("nothing_yet")
        if solution is None:
            raise name_conflict(request, catalogue, budget)
        return solution

    full = solve(request.affordable)
    tell(1, 4)
    budget = request.budget if request.budget is not None else full.premium
    balanced = solve(budget)
    tell(2, 4)
    share = budget * ESSENTIAL_SHARE // 100
    essential = programme.solve(share, effort=effort, stop=stop)
    if essential is None:
        share = programme.least_premium() or budget
        essential = programme.solve(share, effort=effort, stop=stop) or balanced
    tell(3, 4)
    why = _Why(request, products, full)
    plans = (
        why.plan(ESSENTIAL, share, essential),
        why.plan(BALANCED, request.budget, balanced),
        why.plan(FULL, request.affordable, full),
    )
    frontier = _frontier(programme, [essential, balanced, full], points, stop)
    tell(4, 4)
    return Answer(plans, frontier)


def _frontier(programme: Programme, known: list[Solution], points: int, stop: Stop | None) -> tuple[Point, ...]:
    """The plans' own points and those of the curve between nothing and the full plan; rising. Few candidates are solved
    exactly for evenly spaced budgets, more are read from the curves of their blocks."""
    full = known[-1]
    found = {Point(solution.premium, solution.objective) for solution in known}
    if len(programme.candidates) <= FEW:
        for number in range(points):
            solution = programme.solve(full.premium * number // max(points - 1, 1), fewest=False, stop=stop)
            if solution is not None:
                found.add(Point(solution.premium, solution.objective))
    else:
        found |= {Point(premium, objective) for premium, objective in programme.curve(full, points, stop)}
    curve: list[Point] = []
    for point in sorted(found, key=lambda point: (point.premium, -point.objective)):
        if not curve or point.objective > curve[-1].objective:
            curve.append(point)
    return tuple(curve)


class _Why:
    """Says of each need left open why: nobody sells it, refused, the budget, or the limits of sums."""

    def __init__(self, request: Request, products: Sequence[Product], full: Solution) -> None:
        self._request = request
        self._best = {cover.need.key: cover.cover for cover in read_coverage(request.needs, full.items)}
        self._sold = {need.key: self._who_sells(need.member, need.event, products) for need in request.needs}

    def _who_sells(self, member: str, event: str, products: Sequence[Product]) -> WhyOpen | None:
        person = next(person for person in self._request.people if person.key == member)
        able = [
            product
            for product in products
            if any(cover.event == event for cover in product.covers)
            and broken_rule(product, self._request.life(product, person), self._request.as_of) is None
        ]
        if not able:
            return WhyOpen.NO_PRODUCT
        return WhyOpen.REFUSED if all(product.code in self._request.excluded for product in able) else None

    def reason(self, cover: NeedCover) -> WhyOpen | None:
        need = cover.need
        if cover.cover >= need.gap:
            return None
        return self._sold[need.key] or (WhyOpen.BUDGET if self._best[need.key] > cover.cover else WhyOpen.LIMITS)

    def plan(self, name: str, budget: int | None, solution: Solution) -> Plan:
        plain = read_coverage(self._request.needs, solution.items)
        coverage = read_coverage(self._request.needs, solution.items, {c.need.key: self.reason(c) for c in plain})
        worth = float(solution.objective + solution.bonus)
        status = "optimal" if solution.optimal else "feasible"
        gap = 0.0 if solution.optimal else max(0.0, solution.bound - worth) / max(solution.bound, 1e-9)
        dear = (
            0.0 if solution.optimal else max(0.0, solution.premium - solution.premium_bound) / max(solution.premium, 1)
        )
        return Plan(name, budget, status, gap, solution.items, coverage, solution.bonus, dear)

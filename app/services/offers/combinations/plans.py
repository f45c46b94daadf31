"""Three plans and the curve of what each further yuan of premium covers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.errors import bad_input
from app.services.offers.combinations.locks import check_locks, name_conflict
from app.services.offers.combinations.reasons import Reasons
from app.services.offers.solver import CLOSE, EXACT, SKETCH, Candidate, Effort, Programme, Solution, find_candidates
from app.services.rules.offers.combinations import Answer, Item, Plan, Point, Request, WhyOpen
from app.services.rules.offers.products import Product

ESSENTIAL, BALANCED, FULL = "essential", "balanced", "full"
ESSENTIAL_SHARE = 60  # per cent of the budget
POINTS = 20
USUAL = 80  # candidates; up to here the proof of the optimum takes well under a second
PROOF_SECONDS = 2.0  # for what the proof of a large family's plan still lacks
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

    Families of usual size are solved to the proven optimum, large ones too where a moment suffices and else to a
    proven half per cent of it, unless ``effort`` says otherwise; each plan says what is proven. ``step(done, total)``
    is called between solves and may raise to cancel all; ``stop()`` is asked during them too and ends the work with the
    best so far. Raises InputError naming the rule when locked items cannot be had, and ``nothing_yet`` when it was
    stopped before anything was found.
    """
    catalogue = {product.code: product for product in products}
    check_locks(request, catalogue)
    programme = Programme(request, find_candidates(request, products))
    effort = effort or effort_for(programme.candidates)
    tell = step or (lambda _done, _of: None)

    def solve(budget: int | None) -> Solution:
        solution = _proven(programme, budget, effort, stop)
        if solution is None and stop is not None and stop():
            raise bad_input("nothing_yet")
        if solution is None:
            raise name_conflict(request, catalogue, budget)
        return solution

    full = solve(request.affordable)
    tell(1, 4)
    budget = request.budget if request.budget is not None else request.in_budget(full.items)
    balanced = solve(budget)
    tell(2, 4)
    share = budget * ESSENTIAL_SHARE // 100
    essential = _proven(programme, share, effort, stop)
    if essential is None:
        share = programme.least_premium() or budget
        essential = _proven(programme, share, effort, stop) or balanced
    tell(3, 4)
    why = Reasons(request, products, [full.items, *most_of(programme, request, stop)], [balanced.items])
    plans = (
        why.plan(ESSENTIAL, share, essential, WhyOpen.SHARE),
        why.plan(BALANCED, request.budget, balanced),
        why.plan(FULL, request.affordable, full, WhyOpen.AFFORDABLE),
    )
    frontier = _frontier(programme, [essential, balanced, full], points, stop)
    tell(4, 4)
    return Answer(plans, frontier)


def _proven(programme: Programme, budget: int | None, effort: Effort, stop: Stop | None) -> Solution | None:
    """The best within a budget; where that much was not asked for, the rest of the proof is tried for a moment: most
    families of many products are done with it at once."""
    solution = programme.solve(budget, effort=effort, stop=stop)
    if solution is None or solution.optimal or effort is not CLOSE:
        return solution
    whole = programme.solve(budget, effort=Effort(seconds=PROOF_SECONDS), stop=stop)
    return whole if whole is not None and whole.optimal else solution


def _frontier(programme: Programme, known: list[Solution], points: int, stop: Stop | None) -> tuple[Point, ...]:
    """The plans' own points and those of the curve between nothing and the full plan; rising. Few candidates are solved
    exactly for evenly spaced budgets, more are read from the curves of their blocks."""
    full = known[-1]
    found = {Point(solution.premium, solution.objective) for solution in known}
    if len(programme.candidates) <= FEW:
        for number in range(points):
            within = programme.request.in_budget(full.items) * number // max(points - 1, 1)
            solution = programme.solve(within, fewest=False, stop=stop)
            if solution is not None:
                found.add(Point(solution.premium, solution.objective))
    else:
        found |= {Point(premium, objective) for premium, objective in programme.curve(full, points, stop)}
    curve: list[Point] = []
    for point in sorted(found, key=lambda point: (point.premium, -point.objective)):
        if not curve or point.objective > curve[-1].objective:
            curve.append(point)
    return tuple(curve)


def plan_within(
    request: Request, products: Sequence[Product], name: str, budget: int | None, *, stop: Stop | None = None
) -> Plan:
    """One plan within ``budget`` (None: no limit). Raises InputError as ``combine`` does."""
    catalogue = {product.code: product for product in products}
    check_locks(request, catalogue)
    programme = Programme(request, find_candidates(request, products))
    solution = _proven(programme, budget, effort_for(programme.candidates), stop)
    if solution is None:
        raise bad_input("nothing_yet") if stop is not None and stop() else name_conflict(request, catalogue, budget)
    most = programme.solve(None, fewest=False, effort=SKETCH, stop=stop, single=False) or solution
    return Reasons(request, products, [most.items, solution.items]).plan(name, budget, solution)


def most_of(programme: Programme, request: Request, stop: Stop | None) -> list[tuple[Item, ...]]:
    """What could be had if money were no limit, where the full plan has one."""
    if request.affordable is None and request.single_limit is None:
        return []
    most = programme.solve(None, fewest=False, effort=SKETCH, stop=stop, single=False)
    return [] if most is None else [most.items]


def effort_for(candidates: Sequence[Candidate]) -> Effort:
    """How far the search goes: to the proof for a usual number of candidates, close to it for more."""
    return EXACT if len(candidates) <= USUAL else CLOSE

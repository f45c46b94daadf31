"""Three plans and the curve of what each further yuan of premium covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.enums import ProductKind
from app.errors import InputError, Place, bad_input
from app.services.combinations.locks import check_locks, name_conflict
from app.services.rules.combinations import (
    Answer,
    Choice,
    Item,
    NeedCover,
    Plan,
    Point,
    Request,
    WhyOpen,
    price,
    read_coverage,
)
from app.services.rules.eligibility import broken_rule, on_grid
from app.services.rules.products import Product
from app.services.solver import Programme, Solution, find_candidates

ESSENTIAL, BALANCED, FULL = "essential", "balanced", "full"
ESSENTIAL_SHARE = 60  # per cent of the budget
POINTS = 20
Step = Callable[[int, int], None]


def combine(request: Request, products: Sequence[Product], *, points: int = POINTS, step: Step | None = None) -> Answer:
    """The plans essential (60 % of the budget, or what the locks need), balanced (the budget) and full (no budget but
    the affordability line), and a curve of up to ``points`` points.

    ``step(done, total)`` is called between solves and may raise to cancel. Raises InputError naming the rule when
    locked items cannot be had.
    """
    catalogue = {product.code: product for product in products}
    check_locks(request, catalogue)
    programme = Programme(request, find_candidates(request, products))
    total = 3 + points
    tell = step or (lambda done, of: None)
    full = programme.solve(request.affordable)
    if full is None:
        raise name_conflict(request, catalogue, request.affordable)
    tell(1, total)
    budget = request.budget if request.budget is not None else full.premium
    balanced = programme.solve(budget)
    if balanced is None:
        raise name_conflict(request, catalogue, budget)
    tell(2, total)
    share = budget * ESSENTIAL_SHARE // 100
    essential = programme.solve(share)
    if essential is None:
        share = programme.least_premium() or budget
        essential = programme.solve(share) or balanced
    tell(3, total)
    why = _Why(request, products, full)
    plans = (
        why.plan(ESSENTIAL, share, essential),
        why.plan(BALANCED, request.budget, balanced),
        why.plan(FULL, request.affordable, full),
    )
    return Answer(plans, _frontier(programme, full, [essential, balanced], points, tell))


def _frontier(
    programme: Programme, full: Solution, known: list[Solution], points: int, tell: Step
) -> tuple[Point, ...]:
    """Least premium for what a budget can reach, over evenly spaced budgets, with the plans' own points; rising."""
    found = {Point(solution.premium, solution.objective) for solution in [*known, full]}
    for number in range(points):
        budget = full.premium * number // max(points - 1, 1)
        solution = programme.solve(budget, fewest=False)
        if solution is not None:
            found.add(Point(solution.premium, solution.objective))
        tell(4 + number, 3 + points)
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
            and broken_rule(product, person, self._request.as_of) is None
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
        gap = max(0.0, solution.bound - float(solution.objective)) / max(float(solution.objective), 1e-9)
        status = "optimal" if solution.optimal else "feasible"
        return Plan(name, budget, status, 0.0 if solution.optimal else gap, solution.items, coverage)


def evaluate(
    request: Request, products: Sequence[Product], name: str, chosen: Sequence[Item], *, budget: int | None
) -> Plan:
    """A plan as the agent changed it: priced anew, its coverage read, its broken rules refused.

    Raises InputError naming product and rule for an item that cannot be sold so; a plan over the budget is allowed
    (it is the customer's money) and shows itself by its premium.
    """
    catalogue = {product.code: product for product in products}
    people = {person.key: person for person in request.people}
    choices = []
    for item in chosen:
        product, person = catalogue.get(item.product), people[item.insured]
        if product is None:
            raise bad_input("unknown_product", Place(field=item.product), code=item.product)
        rule = broken_rule(product, person, request.as_of)
        if rule is None and product.kind != ProductKind.WAIVER and not on_grid(product, item.sum):
            raise bad_input("sum_off_grid", Place(field=product.code), product=product.code)
        if rule is not None:
            raise bad_input("lock_rule", Place(field=product.code), product=product.code, rule=rule.value)
        choices.append(Choice(product, person, item.sum))
    _check_together(choices)
    items = price(choices, request.needs)
    plain = read_coverage(request.needs, items)
    why: Mapping[str, WhyOpen | None] = {c.need.key: WhyOpen.REFUSED if c.cover < c.need.gap else None for c in plain}
    return Plan(name, budget, "changed", 0.0, items, read_coverage(request.needs, items, why))


def without(items: Sequence[Item], item: Item, products: Sequence[Product]) -> list[Item]:
    """The items but one; riders that lose their last main go with it, each item can be removed on its own."""
    catalogue = {product.code: product for product in products}
    left = [other for other in items if other != item]
    present = {(other.product, other.insured) for other in left}
    return [
        other
        for other in left
        if catalogue[other.product].kind != ProductKind.RIDER
        or any((main, other.insured) in present for main in catalogue[other.product].mains)
    ]


def _check_together(choices: Sequence[Choice]) -> None:
    """A rider needs its main on the same insured, within its ratio; one indemnity cover per person."""
    for choice in choices:
        product = choice.product
        mains = [c for c in choices if c.person == choice.person and c.product.code in product.mains]
        if product.kind == ProductKind.RIDER and not mains:
            raise bad_input("rider_without_main", Place(field=product.code), product=product.code)
        ratio = product.max_ratio_to_main
        if product.kind == ProductKind.RIDER and ratio is not None and choice.sum > ratio * max(m.sum for m in mains):
            raise bad_input("rider_ratio", Place(field=product.code), product=product.code, ratio=str(ratio))
        if product.indemnity and sum(c.person == choice.person and c.product.indemnity for c in choices) > 1:
            raise bad_input("indemnity_twice", Place(field=product.code), product=product.code)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A product that could stand in an item's place, and the plan that would give."""

    product: str
    plan: Plan


def replacements(
    request: Request, products: Sequence[Product], plan: Plan, item: Item, *, limit: int = 8
) -> tuple[Replacement, ...]:
    """Products that answer a need the item answers, each with the nearest sum it is sold with; best plan first."""
    needs = {need.key: need for need in request.needs}
    events = {needs[key].event for key, _ in item.answers}
    person = next(person for person in request.people if person.key == item.insured)
    others = [other for other in plan.items if other != item]
    taken = {other.product for other in others if other.insured == item.insured} | {item.product}
    found = []
    for product in products:
        if product.code in taken or product.code in request.excluded or product.kind == ProductKind.WAIVER:
            continue
        if not events & {cover.event for cover in product.covers} or broken_rule(product, person, request.as_of):
            continue
        stand_in = replace(item, product=product.code, sum=nearest_sum(product, item.sum))
        try:
            found.append(
                Replacement(
                    product.code, evaluate(request, products, plan.name, [*others, stand_in], budget=plan.budget)
                )
            )
        except InputError:
            continue
    return tuple(sorted(found, key=lambda r: (-r.plan.objective, r.plan.premium)))[:limit]


def nearest_sum(product: Product, wanted: int) -> int:
    """The sum on the product's grid nearest to ``wanted``."""
    if wanted <= product.sum_min or not product.sum_step:
        return product.sum_min
    steps = round((wanted - product.sum_min) / product.sum_step)
    if product.sum_max is not None:
        steps = min(steps, (product.sum_max - product.sum_min) // product.sum_step)
    return product.sum_min + steps * product.sum_step

"""Why a plan is as it is: what each yuan closes, what stood next in line, and plans of other products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.services.offers.combinations.changing import evaluate, without
from app.services.offers.combinations.plans import effort_for, plan_within
from app.services.offers.combinations.reasons import Reasons
from app.services.offers.solver import Programme, Solution, Stop, find_candidates
from app.services.rules.offers.combinations import Item, Plan, Request
from app.services.rules.offers.products import Product

APART = 3  # a further plan does without at least one in so many of the items of each earlier one


@dataclass(frozen=True, slots=True)
class Closes:
    """What an item does for a need. ``counted`` is the part of its cover below the gap, after the items before it;
    ``worth`` what that adds to the objective; ``premium`` the item's premium in proportion to it. Amounts in fen."""

    product: str
    insured: str
    need: str
    amount: int
    counted: int
    worth: Fraction
    premium: int


@dataclass(frozen=True, slots=True)
class WhyThis:
    """An item against its absence and against the next best. ``lost`` is the objective given up when only this item
    (and riders that hang on it) is taken out, ``saved`` the premium; ``instead`` the best plan that does without it,
    within the same budget, and ``behind`` by how much of the objective that is worse (0: as good in coverage)."""

    lost: Fraction
    saved: int
    instead: Plan
    behind: Fraction


@dataclass(frozen=True, slots=True)
class Together:
    """A pair a plan has for a person: its bonus was counted, apart from what covers needs."""

    products: tuple[str, ...]
    insured: str
    bonus: Fraction


def together(request: Request, plan: Plan) -> tuple[Together, ...]:
    """Every pair that counts in the plan, person by person; their bonuses add up to the plan's."""
    return tuple(
        Together(pair.products, person.key, pair.bonus)
        for person in request.people
        for pair in request.pairs
        if {item.product for item in plan.items if item.insured == person.key}.issuperset(pair.products)
    )


def closes(request: Request, plan: Plan) -> tuple[Closes, ...]:
    """Which need each yuan closes, item by item; an item's parts add up to its premium. An item that adds nothing (a
    main that only carries a rider) has no part."""
    needs = {need.key: need for need in request.needs}
    left = {need.key: need.gap for need in request.needs}
    found: list[Closes] = []
    for item in plan.items:
        parts = []
        for key, amount in item.answers:
            counted = min(amount, left[key])
            left[key] -= counted
            if counted:
                parts.append((key, amount, counted, needs[key].weight * Fraction(counted, needs[key].gap)))
        whole, spent, reached = sum((part[3] for part in parts), Fraction(0)), 0, Fraction(0)
        for key, amount, counted, worth in parts:
            reached += worth
            upto = int(item.premium * reached / whole) if whole else 0
            found.append(Closes(item.product, item.insured, key, amount, counted, worth, upto - spent))
            spent = upto
    return tuple(found)


def why_this(
    request: Request, products: Sequence[Product], plan: Plan, item: Item, stop: Stop | None = None
) -> WhyThis:
    """Solves once more without the item, with everything else free to move."""
    less = evaluate(request, products, plan.name, without(plan.items, item, products), budget=plan.budget)
    free = replace(
        request,
        locked=tuple(lock for lock in request.locked if (lock.product, lock.insured) != (item.product, item.insured)),
        forbidden=request.forbidden | {(item.product, item.insured)},
    )
    instead = plan_within(free, products, plan.name, plan.budget, stop=stop)
    return WhyThis(
        plan.objective - less.objective, plan.premium - less.premium, instead, plan.objective - instead.objective
    )


def alternatives(
    request: Request,
    products: Sequence[Product],
    name: str,
    budget: int | None,
    *,
    count: int = 3,
    stop: Stop | None = None,
) -> tuple[Plan, ...]:
    """Up to ``count`` plans within the budget, best first, that differ in products and not in a step of a sum: each
    does without at least a third of the items of every earlier one, locked items aside. Fewer when there are no
    more."""
    found: list[Solution] = []
    apart: list[tuple[frozenset[tuple[str, str]], int]] = []
    locked = {(lock.product, lock.insured) for lock in request.locked}
    candidates = find_candidates(request, products, reduce=False)
    while len(found) < count:
        programme = Programme(request, candidates, apart=apart)
        solution = programme.solve(budget, effort=effort_for(candidates), stop=stop)
        if solution is None or (found and not solution.items):
            break
        found.append(solution)
        free = frozenset((item.product, item.insured) for item in solution.items) - locked
        if not free:
            break
        apart.append((free, -(-len(free) // APART)))
    why = Reasons(request, products, [solution.items for solution in found])
    return tuple(why.plan(name, budget, solution) for solution in found)

"""What the agent insists on against the optimiser, each with a reason, and the best plan around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.enums import ProductKind
from app.errors import InputError, Place, Problem
from app.services.offers.combinations.plans import plan_within
from app.services.offers.solver import Stop
from app.services.rules.offers.combinations import Lock, Plan, Request
from app.services.rules.offers.products import Product


class Wish(StrEnum):
    """What an override asks for."""

    PIN = "pin"  # this item with this sum stays
    FORBID = "forbid"  # not this product for this member


@dataclass(frozen=True, slots=True)
class Override:
    """``sum`` in fen belongs to a pin; a waiver has none. The reason is kept with the proposal."""

    wish: Wish
    product: str
    insured: str
    sum: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Replanned:
    """The best plan that keeps the overrides, and what they cost: ``objective`` given up and ``premium`` added."""

    plan: Plan
    objective: float
    premium: int
    reasons: dict[tuple[str, str], str]


def replan(
    request: Request,
    products: Sequence[Product],
    before: Plan,
    overrides: Sequence[Override],
    *,
    budget: int | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """Solve again around the overrides, within ``budget`` (None: that of the plan before). A later override of the same
    item replaces an earlier one. Raises InputError: ``required`` for an override without a reason, and the rule an
    override breaks as for locks."""
    _need_reasons(overrides)
    limit = before.budget if budget is None else budget
    plan = plan_within(around(request, products, overrides), products, before.name, limit, stop=stop)
    reasons = {(wish.product, wish.insured): wish.reason.strip() for wish in overrides}
    return Replanned(plan, float(before.objective - plan.objective), plan.premium - before.premium, reasons)


def around(request: Request, products: Sequence[Product], overrides: Sequence[Override]) -> Request:
    """The request with the overrides in it: pins are locks, a forbidden product is out for that member."""
    last = {(wish.product, wish.insured): wish for wish in overrides}
    waivers = {product.code for product in products if product.kind == ProductKind.WAIVER}
    kept = [lock for lock in request.locked if (lock.product, lock.insured) not in last]
    pins = [
        Lock(wish.product, wish.insured, None if wish.product in waivers else wish.sum)
        for wish in last.values()
        if wish.wish == Wish.PIN
    ]
    forbidden = {key for key, wish in last.items() if wish.wish == Wish.FORBID}
    freed = {key for key, wish in last.items() if wish.wish == Wish.PIN}
    return replace(request, locked=(*kept, *pins), forbidden=(request.forbidden - freed) | forbidden)


def _need_reasons(overrides: Sequence[Override]) -> None:
    problems = [
        Problem("required", Place(field=f"overrides[{number}].reason"))
        for number, wish in enumerate(overrides)
        if not wish.reason.strip()
    ]
    if problems:
        raise InputError(problems)

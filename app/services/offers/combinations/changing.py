"""A plan as the agent changes it: items removed, replaced, with other sums; every change priced anew and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.enums import ProductKind
from app.errors import InputError, Place, bad_input
from app.services.offers.combinations.reasons import after_a_change
from app.services.rules.offers.combinations import Choice, Item, Plan, Request, bonus_of, price
from app.services.rules.offers.eligibility import broken_rule, on_grid
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import slots


def evaluate(
    request: Request,
    products: Sequence[Product],
    name: str,
    chosen: Sequence[Item],
    *,
    budget: int | None,
    before: Plan | None = None,
) -> Plan:
    """A plan as the agent changed it: priced anew, its coverage read, its broken rules refused. ``before`` is the plan
    as it was computed: what was open in it for a reason that still holds keeps that reason.

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
        rule = broken_rule(product, request.life(product, person), request.as_of)
        if rule is None and product.kind != ProductKind.WAIVER and not on_grid(product, item.sum):
            raise bad_input("sum_off_grid", Place(field=product.code), product=product.code)
        if rule is not None:
            raise bad_input("lock_rule", Place(field=product.code), product=product.code, rule=rule)
        choices.append(Choice(product, person, item.sum))
    _check_together(choices)
    items = price(choices, request.needs, request.payer, request.overshoot)
    coverage = after_a_change(request, products, items, before)
    return Plan(name, budget, "changed", 0.0, items, coverage, bonus_of(request.pairs, items))


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
    """A rider needs its main on the same insured, within its ratio; one indemnity cover of a tier per person."""
    for choice in choices:
        product = choice.product
        mains = [c for c in choices if c.person == choice.person and c.product.code in product.mains]
        if product.kind == ProductKind.RIDER and not mains:
            raise bad_input("rider_without_main", Place(field=product.code), product=product.code)
        ratio = product.most_ratio
        if product.kind == ProductKind.RIDER and ratio is not None and choice.sum > ratio * max(m.sum for m in mains):
            raise bad_input("rider_ratio", Place(field=product.code), product=product.code, ratio=str(ratio))
        tier = [
            c for c in choices if c.person == choice.person and c.product.indemnity and c.product.city == product.city
        ]
        if product.indemnity and len(tier) > 1:
            raise bad_input("indemnity_twice", Place(field=product.code), product=product.code)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A product that could stand in an item's place, and the plan that would give."""

    product: str
    plan: Plan


def replacements(
    request: Request, products: Sequence[Product], plan: Plan, item: Item, *, limit: int = 8, before: Plan | None = None
) -> tuple[Replacement, ...]:
    """Products that answer a need the item answers, each with the nearest sum it is sold with; best plan first.
    ``before`` is the plan as it was computed, where ``plan`` was changed by hand since."""
    needs = {need.key: need for need in request.needs}
    events = {needs[key].event for key, _ in item.answers}
    person = next(person for person in request.people if person.key == item.insured)
    others = [other for other in plan.items if other != item]
    taken = {other.product for other in others if other.insured == item.insured} | {item.product}
    found = []
    for product in products:
        if product.code in taken or request.refuses(product.code, item.insured) or product.kind == ProductKind.WAIVER:
            continue
        if not slots(product, events) or broken_rule(product, request.life(product, person), request.as_of):
            continue
        stand_in = replace(item, product=product.code, sum=nearest_sum(product, item.sum))
        try:
            items = [*others, stand_in]
            changed = evaluate(request, products, plan.name, items, budget=plan.budget, before=before or plan)
            found.append(Replacement(product.code, changed))
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

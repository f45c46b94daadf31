"""What could be added to a plan for a need it leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from app.enums import ProductKind
from app.errors import InputError
from app.services.offers.combinations.changing import Replacement, evaluate, nearest_sum
from app.services.rules.offers.combinations import Item, NeedCover, Plan, Request
from app.services.rules.offers.eligibility import broken_rule
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import slots


def additions(
    request: Request,
    products: Sequence[Product],
    plan: Plan,
    cover: NeedCover,
    *,
    limit: int = 8,
    before: Plan | None = None,
) -> tuple[Replacement, ...]:
    """Products that answer the need and can join the plan as it stands, each with the sum nearest to what is still
    open; the best plan first, then the cheapest. Products refused for this member are left out. ``before`` is the plan
    as it was computed, where ``plan`` was changed by hand since.
    """
    need = cover.need
    person = next(person for person in request.people if person.key == need.member)
    held = {item.product for item in plan.items if item.insured == need.member}
    found = []
    for product in products:
        factor = next((slot.factor for slot in slots(product, (need.event,))), None)
        if not factor or product.kind == ProductKind.WAIVER or product.code in held:
            continue
        if request.refuses(product.code, need.member):
            continue
        if broken_rule(product, request.life(product, person), request.as_of):
            continue
        wanted = int((need.gap - cover.cover) / factor)
        item = Item(product.code, need.member, nearest_sum(product, wanted), 0)
        try:
            items = [*plan.items, item]
            joined = evaluate(request, products, plan.name, items, budget=plan.budget, before=before or plan)
        except InputError:  # a rider without its main, a second indemnity cover: it cannot join
            continue
        found.append(Replacement(product.code, joined))
    return tuple(sorted(found, key=lambda one: (-one.plan.objective, one.plan.premium)))[:limit]

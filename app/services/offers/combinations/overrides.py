"""What the agent insists on against the optimiser, each with a reason, and the best plan around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.enums import ProductKind
from app.services.rules.offers.combinations import Lock, Request
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

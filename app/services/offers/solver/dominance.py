"""Products that can be left out because another one, for the same person, always does better.

Premiums are linear in the sum, so a product can stand in for another at any sum both are sold with: the cover stays
the same to the fen and the premium falls. What stands in must be able to take the other's sum on top of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.enums import ProductKind
from app.services.rules.offers.products import Product

SAVING = 2  # fen that must be saved at least: two roundings half up can take one and a half away


@dataclass(frozen=True, slots=True)
class Offer:
    """A product for a person. ``replaceable``: nothing depends on it. ``growing``: its sum may grow until a need
    ends it, so that it can take in another's. ``aside``: it is paid out of another purse than the budget, and replaces
    only what is too. Waivers are not offers: their sum is not chosen."""

    product: Product
    per_fen: Fraction
    replaceable: bool
    growing: bool
    aside: bool = False


def dominated(offers: Sequence[Offer], events: Collection[str]) -> set[int]:
    """The places of the offers never needed for a best answer to needs of these events."""
    groups: dict[tuple[tuple[bool, ...], tuple[tuple[str, Fraction], ...]], list[tuple[Fraction, int]]] = defaultdict(
        list
    )
    scales: list[Fraction] = []
    for number, offer in enumerate(offers):
        factors = _factors(offer.product, events)
        scale = factors[0][1] if factors else Fraction(0)
        scales.append(scale)
        if scale > 0:
            shape = tuple((event, factor / scale) for event, factor in factors)
            groups[(offer.aside, offer.product.early, offer.product.city), shape].append(
                (offer.per_fen / scale, number)
            )
    worse: set[int] = set()
    for group in groups.values():
        group.sort()
        strong: list[int] = []
        for _, number in group:
            offer, scale = offers[number], scales[number]
            if offer.replaceable and any(_stands_in(offers[b], offer, scale / scales[b]) for b in strong):
                worse.add(number)
            elif offer.growing:
                strong.append(number)
    return worse


def _factors(product: Product, events: Collection[str]) -> list[tuple[str, Fraction]]:
    total: dict[str, Fraction] = defaultdict(Fraction)
    for cover in product.covers:
        if cover.event in events:
            total[cover.event] += Fraction(cover.factor)
    return sorted((event, factor) for event, factor in total.items() if factor)


def _stands_in(better: Offer, worse: Offer, times: Fraction) -> bool:
    """Whether ``better`` with ``times`` the sum can replace ``worse`` at each sum, alone or added to its own."""
    new, old = better.product, worse.product
    if new.kind == ProductKind.RIDER and not (old.kind == ProductKind.RIDER and set(old.mains) <= set(new.mains)):
        return False
    if new.indemnity and not old.indemnity:
        return False
    if (worse.per_fen - better.per_fen * times) * old.sum_min < SAVING:
        return False
    return old.sum_min * times >= new.sum_min and all(
        _whole(part, new.sum_step) for part in (old.sum_min * times, old.sum_step * times, Fraction(new.sum_min))
    )


def _whole(amount: Fraction, step: int) -> bool:
    return amount == 0 if step == 0 else amount.denominator == 1 and amount.numerator % step == 0

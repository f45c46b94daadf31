"""Combinations: what is asked, what is answered, and the exact reading of a choice of sums.

Choose sums on the step grid (or none) so as to maximise Σ weight · min(cover, gap) / gap, then take the least
premium, then the fewest items, under the budget, eligibility, riders with their main, one indemnity cover per
person and event, and no cover of a need above gap × (1 + overshoot). Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.enums import ProductKind
from app.services.rules.eligibility import Person
from app.services.rules.pricing import exact_premium, rate_of, round_half_up
from app.services.rules.products import Product


class WhyOpen(StrEnum):
    """Why a need is not wholly covered."""

    BUDGET = "budget"
    NO_PRODUCT = "no_eligible_product"
    REFUSED = "refused"
    LIMITS = "limits"  # sums, ratios, steps or the overshoot allow no more


@dataclass(frozen=True, slots=True)
class NeedGap:
    key: str
    member: str
    event: str
    gap: int
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Lock:
    """An item the customer insists on. A waiver's ``sum`` is None: it follows from what it waives."""

    product: str
    insured: str
    sum: int | None


@dataclass(frozen=True, slots=True)
class Request:
    """``budget`` and ``affordable`` in fen a year; None is no limit. ``affordable`` bounds the full plan."""

    as_of: date
    people: tuple[Person, ...]
    needs: tuple[NeedGap, ...]
    budget: int | None
    affordable: int | None = None
    overshoot: Fraction = Fraction(1, 5)
    locked: tuple[Lock, ...] = ()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """A product for an insured; ``answers`` is (need key, amount of cover)."""

    product: str
    insured: str
    sum: int
    premium: int
    answers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedCover:
    need: NeedGap
    cover: int
    why_open: WhyOpen | None

    @property
    def ratio(self) -> Fraction:
        return Fraction(min(self.cover, self.need.gap), self.need.gap) if self.need.gap else Fraction(1)


@dataclass(frozen=True, slots=True)
class Plan:
    """``gap`` is the proven distance to the best objective: 0 when ``status`` is "optimal"."""

    name: str
    budget: int | None
    status: str
    gap: float
    items: tuple[Item, ...]
    coverage: tuple[NeedCover, ...]

    @property
    def premium(self) -> int:
        return sum(item.premium for item in self.items)

    @property
    def objective(self) -> Fraction:
        """Σ weight · min(cover, gap) / gap; a need without a gap asks for nothing and counts for nothing."""
        return sum((cover.need.weight * cover.ratio for cover in self.coverage if cover.need.gap), Fraction(0))


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the curve: the least premium that reaches this objective."""

    premium: int
    objective: Fraction


@dataclass(frozen=True, slots=True)
class Answer:
    plans: tuple[Plan, ...]
    frontier: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A product for an insured with a sum; waivers have sum 0 until they are priced."""

    product: Product
    person: Person
    sum: int


def price(choices: Sequence[Choice], needs: Sequence[NeedGap]) -> tuple[Item, ...]:
    """Price every choice to the cent; waivers last, on the premiums of what they accompany, never on themselves."""
    plain = [choice for choice in choices if choice.product.kind != ProductKind.WAIVER]
    items = [_item(choice, choice.sum, needs) for choice in plain]
    for choice in choices:
        if choice.product.kind == ProductKind.WAIVER:
            waived = sum(
                item.premium for item, other in zip(items, plain, strict=False) if waives(choice.product, other.product)
            )
            items.append(_item(choice, waived, needs))
    return tuple(items)


def waives(waiver: Product, other: Product) -> bool:
    """A waiver accompanies the products it names; one that names none accompanies all."""
    return other.kind != ProductKind.WAIVER and (not waiver.mains or other.code in waiver.mains)


def _item(choice: Choice, sum_fen: int, needs: Sequence[NeedGap]) -> Item:
    person, product = choice.person, choice.product
    rate = rate_of(product, person.sex, person.age)
    assert rate is not None, "only eligible choices are priced"
    answers = tuple(
        (need.key, int(sum_fen * cover.factor))
        for cover in product.covers
        for need in needs
        if need.member == person.key and need.event == cover.event and sum_fen * cover.factor > 0
    )
    return Item(product.code, person.key, sum_fen, round_half_up(exact_premium(product, sum_fen, rate)), answers)


def covers_of(items: Sequence[Item]) -> dict[str, int]:
    """Cover by need key."""
    total: dict[str, int] = {}
    for item in items:
        for need, amount in item.answers:
            total[need] = total.get(need, 0) + amount
    return total


def read_coverage(
    needs: Sequence[NeedGap], items: Sequence[Item], why: Mapping[str, WhyOpen | None] | None = None
) -> tuple[NeedCover, ...]:
    total = covers_of(items)
    return tuple(
        NeedCover(
            need, total.get(need.key, 0), (why or {}).get(need.key) if total.get(need.key, 0) < need.gap else None
        )
        for need in needs
    )

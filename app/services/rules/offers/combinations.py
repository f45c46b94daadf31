"""Combinations: what is asked, what is answered, and the exact reading of a choice of sums.

Choose sums on the step grid (or none) so as to maximise Σ weight · min(cover, gap) / gap, then take the least
premium, then the fewest items, under the budget, eligibility, riders with their main, one indemnity cover per
person and event, and no cover of a need above gap × (1 + overshoot). Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from app.enums import ProductKind
from app.services.rules.offers.eligibility import MINOR_CAPS, Datum, MinorCaps, Person, minor_death_cap
from app.services.rules.offers.pricing import exact_premium, paid_once, rate_of, round_half_up
from app.services.rules.offers.products import Product


class WhyOpen(StrEnum):
    """Why a need is not wholly covered."""

    BUDGET = "budget"
    SHARE = "essential_share"  # the part of the budget the essential plan may spend; the whole of it covers more
    AFFORDABLE = "affordable"  # the affordability line of the full plan, which knows no budget
    NO_PRODUCT = "no_eligible_product"
    MISSING = "missing"  # who it is for is not known well enough to be priced: sex, birth date, class
    REFUSED = "refused"  # every product for it was ruled out
    LIMITS = "limits"  # sums, ratios, steps or the overshoot allow no more
    CHANGED = "changed"  # by hand: the plan as it was computed covers more of it, or had another use for the money


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
class Pair:
    """Products that belong together: ``bonus`` is added to what a plan is worth, once per person who has them all.

    It is kept apart from the objective, so that everyone sees how much of a choice is due to it.
    """

    products: tuple[str, ...]
    bonus: Fraction


@dataclass(frozen=True, slots=True)
class Request:
    """``budget`` and ``affordable`` in fen a year; None is no limit. ``affordable`` bounds the full plan.

    ``single_limit`` is the most to be paid at once, out of the money at hand, for single premiums (fen): these are then
    no part of the budget and of the members' limits. None: how much is at hand is not known, and a single premium has
    to fit in with the others.

    ``payer`` is the member who pays: a waiver then has the payer's age and sex, whoever's policies it accompanies.
    ``minor_caps`` are (age below, most death cover in fen), the lowest age first.
    """

    as_of: date
    people: tuple[Person, ...]
    needs: tuple[NeedGap, ...]
    budget: int | None
    affordable: int | None = None
    overshoot: Fraction = Fraction(1, 5)
    locked: tuple[Lock, ...] = ()
    excluded: frozenset[str] = frozenset()
    payer: Person | None = None
    pairs: tuple[Pair, ...] = ()
    minor_caps: MinorCaps = MINOR_CAPS
    forbidden: frozenset[tuple[str, str]] = frozenset()
    single_limit: int | None = None

    def refuses(self, product: str, insured: str) -> bool:
        """Whether the customer wants none of it, for anyone (``excluded``) or for this member (``forbidden``)."""
        return product in self.excluded or (product, insured) in self.forbidden

    def life(self, product: Product, insured: Person) -> Person:
        """Whose age and sex price the product: the insured's, of a waiver the payer's."""
        return life_of(product, insured, self.payer)

    def minor_cap(self, age: int | None) -> int | None:
        """The most death cover a person of this age may have, in fen; None for an adult."""
        return minor_death_cap(age, self.minor_caps)

    def aside(self, product: Product) -> bool:
        """Whether it is paid out of the money at hand and not out of the yearly budget."""
        return self.single_limit is not None and paid_once(product)

    def in_budget(self, items: Iterable[Item], insured: str | None = None) -> int:
        """What of the premiums the budget has to carry, of one insured if named; fen."""
        return sum(
            item.premium
            for item in items
            if not (item.once and self.single_limit is not None) and insured in (None, item.insured)
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A product for an insured; ``answers`` is (need key, amount of cover); ``once``: a single premium."""

    product: str
    insured: str
    sum: int
    premium: int
    answers: tuple[tuple[str, int], ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class NeedCover:
    """``missing`` is what is to be asked of the member before anything for the need can be priced."""

    need: NeedGap
    cover: int
    why_open: WhyOpen | None
    missing: tuple[Datum, ...] = ()

    @property
    def ratio(self) -> Fraction:
        """How much of the gap is covered, from 0 to 1; a need without a gap is covered."""
        return Fraction(min(self.cover, self.need.gap), self.need.gap) if self.need.gap else Fraction(1)


@dataclass(frozen=True, slots=True)
class Plan:
    """``status`` is "optimal" when coverage, premium and number of items are each proven the best within the
    solver's tolerance, else "feasible"; "changed" when an agent made it. ``gap`` is the proven relative distance to
    the best coverage, ``premium_gap`` to the least premium for this coverage: 0 when proven. ``bonus`` is what
    pairs added."""

    name: str
    budget: int | None
    status: str
    gap: float
    items: tuple[Item, ...]
    coverage: tuple[NeedCover, ...]
    bonus: Fraction = Fraction(0)
    premium_gap: float = 0.0

    @property
    def premium(self) -> int:
        """Fen in the first year, of all items."""
        return sum(item.premium for item in self.items)

    @property
    def single(self) -> int:
        """What of the first year's premium is paid once and never again; fen."""
        return sum(item.premium for item in self.items if item.once)

    @property
    def yearly(self) -> int:
        """Fen a year: what is paid more than once."""
        return self.premium - self.single

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


class Held(Protocol):
    """A product for a person, chosen or to be chosen."""

    @property
    def product(self) -> Product:
        """What is held."""

    @property
    def person(self) -> Person:
        """Who it insures."""


def price(choices: Sequence[Choice], needs: Sequence[NeedGap], payer: Person | None = None) -> tuple[Item, ...]:
    """Price every choice to the cent; waivers last, on the premiums of what they accompany, never on themselves or
    on each other."""
    plain = [choice for choice in choices if choice.product.kind != ProductKind.WAIVER]
    items = [_item(choice, choice.sum, needs, payer) for choice in plain]
    for choice in choices:
        if choice.product.kind == ProductKind.WAIVER:
            waived = sum(
                item.premium for item, other in zip(items, plain, strict=False) if waives(choice, other, payer)
            )
            items.append(_item(choice, waived, needs, payer))
    return tuple(items)


def life_of(product: Product, insured: Person, payer: Person | None) -> Person:
    """Whose age and sex price the product: a waiver is on the life of who pays."""
    return payer if payer is not None and product.kind == ProductKind.WAIVER else insured


def waives(waiver: Held, other: Held, payer: Person | None) -> bool:
    """A waiver accompanies the products it names; one that names none accompanies all. Where all is paid at once
    nothing is left to waive. Held by the payer it is for the whole family, held by another member for that member's
    policies only."""
    if other.product.kind == ProductKind.WAIVER or paid_once(other.product):
        return False
    if payer is not None and waiver.person.key not in (payer.key, other.person.key):
        return False
    return not waiver.product.mains or other.product.code in waiver.product.mains


def _item(choice: Choice, sum_fen: int, needs: Sequence[NeedGap], payer: Person | None) -> Item:
    product, life = choice.product, life_of(choice.product, choice.person, payer)
    rate = rate_of(product, life.sex, life.age)
    assert rate is not None, "only eligible choices are priced"
    answers = tuple(
        (need.key, int(sum_fen * cover.factor))
        for cover in product.covers
        for need in needs
        if need.member == choice.person.key and need.event == cover.event and sum_fen * cover.factor > 0
    )
    paid = round_half_up(exact_premium(product, sum_fen, rate))
    return Item(product.code, choice.person.key, sum_fen, paid, answers, paid_once(product))


def covers_of(items: Sequence[Item]) -> dict[str, int]:
    """Cover by need key."""
    total: dict[str, int] = {}
    for item in items:
        for need, amount in item.answers:
            total[need] = total.get(need, 0) + amount
    return total


def read_coverage(needs: Sequence[NeedGap], items: Sequence[Item]) -> tuple[NeedCover, ...]:
    """What the items pay for each need, in the order of the needs; why one stays open is said by ``Reasons``."""
    total = covers_of(items)
    return tuple(NeedCover(need, total.get(need.key, 0), None) for need in needs)


def objective_of(needs: Sequence[NeedGap], items: Sequence[Item]) -> Fraction:
    """Σ weight · min(cover, gap) / gap, exactly."""
    total = covers_of(items)
    return sum(
        (need.weight * Fraction(min(total.get(need.key, 0), need.gap), need.gap) for need in needs if need.gap),
        Fraction(0),
    )


def bonus_of(pairs: Sequence[Pair], items: Sequence[Item]) -> Fraction:
    """What the pairs in a choice add: each once per person who has all its products."""
    held: dict[str, set[str]] = {}
    for item in items:
        held.setdefault(item.insured, set()).add(item.product)
    return sum(
        (pair.bonus for pair in pairs for codes in held.values() if codes.issuperset(pair.products)), Fraction(0)
    )

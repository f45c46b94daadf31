"""Combinations: what is asked, what is answered, and the exact reading of a choice of sums.

Choose sums on the step grid (or none) so as to maximise Σ weight · min(cover, gap) / gap, then take the least
premium, then the fewest items, under the budget, eligibility, riders with their main, one indemnity cover per
person and event, and no cover of a need above gap × (1 + overshoot). Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from app.enums import ProductKind
from app.services.rules.offers.eligibility import (
    ADULT,
    MINOR_CAPS,
    Datum,
    MinorCaps,
    Person,
    Rule,
    broken_rule,
    minor_death_cap,
)
from app.services.rules.offers.pricing import exact_premium, paid_once, pay_years, rate_of, round_half_up
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import part, share_out

OVERSHOOT = Fraction(1, 5)
"""How far cover may pass a gap."""


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

    ``age_plus_pay`` is the age to which premiums may reach, of who pays them; None is no line. What the customer
    insists on (``locked``) may pass it.

    ``payer`` is the member who pays: a waiver then has the payer's age and sex, whoever's policies it accompanies.
    ``minor_caps`` are (age below, most death cover in fen), the lowest age first.
    """

    as_of: date
    people: tuple[Person, ...]
    needs: tuple[NeedGap, ...]
    budget: int | None
    affordable: int | None = None
    overshoot: Fraction = OVERSHOOT
    locked: tuple[Lock, ...] = ()
    excluded: frozenset[str] = frozenset()
    payer: Person | None = None
    pairs: tuple[Pair, ...] = ()
    minor_caps: MinorCaps = MINOR_CAPS
    forbidden: frozenset[tuple[str, str]] = frozenset()
    single_limit: int | None = None
    age_plus_pay: int | None = None

    def refuses(self, product: str, insured: str) -> bool:
        """Whether the customer wants none of it, for anyone (``excluded``) or for this member (``forbidden``)."""
        return product in self.excluded or (product, insured) in self.forbidden

    def life(self, product: Product, insured: Person) -> Person:
        """Whose age and sex price the product: the insured's, of a waiver the payer's."""
        return life_of(product, insured, self.payer)

    def minor_cap(self, person: Person) -> int | None:
        """The most death cover a person may still be given, in fen; None for an adult."""
        cap = minor_death_cap(person.age, self.minor_caps)
        return None if cap is None else max(0, cap - person.held_death)

    def broken_rule(self, product: Product, insured: Person) -> Rule | None:
        """The first rule that keeps a person from a product, its own or that premiums would reach into an age at which
        incomes end: an adult pays for himself, for a minor the payer does."""
        rule = broken_rule(product, self.life(product, insured), self.as_of)
        if rule is not None or self.age_plus_pay is None:
            return rule
        adult = insured.age is not None and insured.age >= ADULT
        pays = insured if adult or self.payer is None else self.payer
        years = pay_years(product, self.life(product, insured).age)
        late = years is not None and pays.age is not None and pays.age + years > self.age_plus_pay
        return Rule.AGE_PLUS_PAY if late else None

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


def price(
    choices: Sequence[Choice], needs: Sequence[NeedGap], payer: Person | None = None,
    overshoot: Fraction = OVERSHOOT,
) -> tuple[Item, ...]:  # fmt: skip
    """Price every choice to the cent; waivers last, on the premiums of what they accompany, never on themselves or
    on each other. What they answer is shared out person by person (``sharing``)."""
    plain = [choice for choice in choices if choice.product.kind != ProductKind.WAIVER]
    items = [_item(choice, choice.sum, payer) for choice in plain]
    held = list(plain)
    for choice in choices:
        if choice.product.kind == ProductKind.WAIVER:
            waived = sum(
                item.premium for item, other in zip(items, plain, strict=False) if waives(choice, other, payer)
            )
            items.append(_item(choice, waived, payer))
            held.append(choice)
    answered: list[tuple[tuple[str, int], ...]] = [()] * len(items)
    for person in dict.fromkeys(choice.person.key for choice in held):
        own = [at for at, choice in enumerate(held) if choice.person.key == person]
        wanted = [need for need in needs if need.member == person]
        keys = {need.event: need.key for need in wanted}
        parts = share_out([part(held[at].product, items[at].sum) for at in own], wanted, overshoot)
        for at, paid in zip(own, _whole_fen(parts), strict=True):
            answered[at] = tuple((keys[event], amount) for event, amount in paid.items() if amount)
    return tuple(replace(item, answers=found) for item, found in zip(items, answered, strict=True))


def _whole_fen(parts: Sequence[Mapping[str, Fraction]]) -> list[dict[str, int]]:
    """The same in whole fen, of which each event has as many together as before, rounded down once."""
    before: dict[str, Fraction] = {}
    found = []
    for paid in parts:
        whole = {}
        for event, amount in paid.items():
            start = before.get(event, Fraction(0))
            before[event] = start + amount
            whole[event] = int(before[event]) - int(start)
        found.append(whole)
    return found


def life_of(product: Product, insured: Person, payer: Person | None) -> Person:
    """Whose age and sex price the product: a waiver is on the life of who pays."""
    return payer if payer is not None and product.kind == ProductKind.WAIVER else insured


def waives(waiver: Held, other: Held, payer: Person | None) -> bool:
    """A waiver accompanies the products it names; one that names none accompanies all. Where all is paid at once
    nothing is left to waive. Held by the payer it is for the whole family, held by another member, or where
    nobody is named as payer, for that member's policies only."""
    if other.product.kind == ProductKind.WAIVER or paid_once(other.product):
        return False
    if waiver.person.key != other.person.key and (payer is None or waiver.person.key != payer.key):
        return False
    return not waiver.product.mains or other.product.code in waiver.product.mains


def _item(choice: Choice, sum_fen: int, payer: Person | None) -> Item:
    product, life = choice.product, life_of(choice.product, choice.person, payer)
    rate = rate_of(product, life.sex, life.age)
    assert rate is not None, "only eligible choices are priced"
    paid = round_half_up(exact_premium(product, sum_fen, rate))
    return Item(product.code, choice.person.key, sum_fen, paid, once=paid_once(product))


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

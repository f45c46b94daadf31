"""What each sum of a choice pays for: one payment is counted for one need, and the table of ``paying`` says where.

A sum that may pay on a death or be left to heirs is shared out between the two so that the most is covered; what a
rider pays early is taken off its main; life cover answers a death by accident too, as far as nothing else does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from app.enums import Event, ProductKind
from app.services.rules.offers.linear import ZERO, Row, maximise
from app.services.rules.offers.products import Cover, Product
from app.services.rules.spine.coverage import INDEMNITIES
from app.services.rules.spine.paying import AT_ONE_DEATH, BY_ACCIDENT, PAYS, paid_once


class Wanted(Protocol):
    """A need as far as sharing out asks: fen and weight."""

    @property
    def event(self) -> str:
        """What it is against."""

    @property
    def gap(self) -> int:
        """How much is wanted, fen."""

    @property
    def weight(self) -> Fraction:
        """What covering it is worth."""


@dataclass(frozen=True, slots=True)
class Slot:
    """``factor`` of the sum is paid on ``event``; not ``own``: by life cover, on a death by accident."""

    event: str
    factor: Fraction
    own: bool = True


class Payer(Protocol):
    """A product as far as it pays."""

    @property
    def code(self) -> str:
        """By which riders name it."""

    @property
    def kind(self) -> ProductKind:
        """Main, rider or waiver."""

    @property
    def covers(self) -> tuple[Cover, ...]:
        """What it pays on."""

    @property
    def mains(self) -> tuple[str, ...]:
        """What it hangs on."""

    @property
    def early(self) -> bool:
        """Whether what it pays is taken off its main."""

    @property
    def city(self) -> bool:
        """Whether it is a city's medical scheme."""


@dataclass(frozen=True, slots=True)
class Paying:
    """The same by itself."""

    code: str
    kind: ProductKind
    covers: tuple[Cover, ...]
    mains: tuple[str, ...]
    early: bool
    city: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A product of one person and its sum in fen."""

    product: Paying
    sum: int


def part(product: Product, sum_fen: int) -> Part:
    """Of a choice."""
    facts = Paying(product.code, product.kind, product.covers, product.mains, product.early, product.city)
    return Part(facts, sum_fen)


def slots(product: Payer, events: Collection[str]) -> tuple[Slot, ...]:
    """Which of these events it pays on, its own covers first. A city's medical scheme answers no need for medical
    cover: it is a tier below."""
    factors = {
        cover.event: Fraction(cover.factor)
        for cover in product.covers
        if cover.factor > 0 and not (product.city and cover.event in INDEMNITIES)
    }
    own = tuple(Slot(event, factor) for event, factor in factors.items() if event in events)
    also = tuple(
        Slot(event, max(paid), own=False)
        for event in events
        if event not in factors and (paid := [factors[one] for one in PAYS.get(event, ()) if one in factors])
    )
    return own + also


def answers(product: Payer, event: str) -> bool:
    """Whether anything of it is paid on this event."""
    return bool(slots(product, (event,)))


def groups(product: Payer, events: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Of which of these events one sum of it pays only one; a waiver goes on paying, whatever else happens."""
    if product.kind == ProductKind.WAIVER:
        return ()
    paying = {slot.event for slot in slots(product, events)}
    within = [tuple(e for e in group if e in paying) for group in paid_once({cover.event for cover in product.covers})]
    found = [group for group in dict.fromkeys(within) if len(group) > 1]
    return tuple(group for group in found if not any(set(group) < set(other) for other in found))


def tied(product: Payer, events: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The events a main shares its sum with what a rider pays early: by any death, and by accident; either may be
    empty."""
    paying = {slot.event for slot in slots(product, events)}
    at_death, by_accident = (tuple(e for e in group if e in paying) for group in (AT_ONE_DEATH, BY_ACCIDENT))
    life = any(cover.event == Event.DEATH for cover in product.covers)
    return at_death, by_accident if life and Event.ACCIDENT in paying else ()


def payments(product: Payer, events: Collection[str], *, lessened: bool) -> tuple[tuple[str, ...], ...]:
    """The groups, and of a main that a rider lessens each event of a death that is in none of them."""
    shared = groups(product, events)
    alone = {event for group in tied(product, events) for event in group} if lessened else set()
    alone -= {event for group in shared for event in group}
    return (*shared, *((event,) for event in sorted(alone)))


def most_useful(product: Payer, gaps: Mapping[str, Fraction], riders: Iterable[Payer] = ()) -> Fraction | None:
    """The sum above which some need would be covered beyond ``gaps`` (fen by event), whatever else is bought; None
    where nothing bounds it. What ``riders`` pay early may be taken off it and adds to the bound."""
    own = {slot.event: slot.factor for slot in slots(product, gaps) if slot.own}
    shared = groups(product, gaps)
    single = [(event,) for event in own if not any(event in group for group in shared)]
    early = sum((most_useful(rider, gaps) or ZERO for rider in riders), ZERO)
    lessened = {event for group in tied(product, gaps) for event in group}
    sums = [
        sum((gaps[event] / own[event] for event in group), early if lessened.intersection(group) else ZERO)
        for group in (*shared, *single)
        if all(event in own for event in group)
    ]
    return min(sums, default=None)


def enough(product: Payer, gaps: Mapping[str, Fraction]) -> Fraction:
    """The sum above which more of it covers nothing more, fen: every need it pays on is closed by it alone."""
    factors = {slot.event: slot.factor for slot in slots(product, gaps)}
    shared = groups(product, gaps)
    single = [(event,) for event in factors if not any(event in group for group in shared)]
    return max((sum((gaps[e] / factors[e] for e in group), ZERO) for group in (*shared, *single)), default=ZERO)


def share_out(parts: Sequence[Part], needs: Sequence[Wanted], overshoot: Fraction) -> Sequence[Mapping[str, Fraction]]:
    """What each part of one person's choice pays on each event, fen; the most that can be covered, by weight, and
    nothing beyond ``gap × (1 + overshoot)`` while there is another need the money could go to."""
    wanted = tuple(_Need(need.event, need.gap, need.weight) for need in needs if need.gap > 0)
    return _shared_out(tuple(parts), wanted, overshoot)


@dataclass(frozen=True, slots=True)
class _Need:
    event: str
    gap: int
    weight: Fraction


@lru_cache(maxsize=4096)  # the same choices are read again and again: for the page, for what else there is, for why
def _shared_out(
    parts: tuple[Part, ...], needs: tuple[_Need, ...], overshoot: Fraction
) -> Sequence[Mapping[str, Fraction]]:
    return tuple(_Sharing(parts, {need.event: need for need in needs}, overshoot).paid())


@dataclass(frozen=True, slots=True)
class _Payment:
    """One payment: who shares it (part, event), how much there is, and how much of it has to count somewhere."""

    ends: tuple[tuple[int, str], ...]
    most: Fraction
    least: Fraction


class _Sharing:
    def __init__(self, parts: Sequence[Part], wanted: Mapping[str, Wanted], overshoot: Fraction) -> None:
        self._parts, self._wanted, self._overshoot = parts, wanted, overshoot
        self._slots = [slots(part.product, wanted) for part in parts]
        self._payments: list[_Payment] = []
        early = self._early()
        for at, part in enumerate(parts):
            paid = sum(amount for mains, amount in early.items() if at in mains)
            lessened = any(at in mains for mains in early)
            for group in payments(part.product, wanted, lessened=lessened):
                self._pay([(at, event) for event in group], Fraction(part.sum), Fraction(part.sum - paid))
        for mains, paid in early.items():
            for number in (0, 1):
                of_mains = {at: tied(parts[at].product, wanted)[number] for at in sorted(mains)}
                whole = sum(parts[at].sum for at in mains)
                ends = [(at, event) for at, group in of_mains.items() for event in group]
                self._pay(ends, Fraction(max(0, whole - paid)), ZERO)
        self._shared = {end for payment in self._payments for end in payment.ends}

    def _early(self) -> dict[frozenset[int], int]:
        """By the mains they hang on, what riders pay early: it is taken off the sums of these."""
        codes = {part.product.code: at for at, part in enumerate(self._parts)}
        found: dict[frozenset[int], int] = {}
        for part in self._parts:
            mains = frozenset(codes[code] for code in part.product.mains if code in codes)
            if part.product.early and mains:
                found[mains] = found.get(mains, 0) + part.sum
        return found

    def _pay(self, ends: Sequence[tuple[int, str]], most: Fraction, least: Fraction) -> None:
        if ends:
            own = all(self._own(*end) for end in ends)
            self._payments.append(_Payment(tuple(ends), most, max(ZERO, least) if own else ZERO))

    def paid(self) -> list[dict[str, Fraction]]:
        found: list[dict[str, Fraction]] = [
            {slot.event: slot.factor * part.sum for slot in own if (at, slot.event) not in self._shared}
            for at, (part, own) in enumerate(zip(self._parts, self._slots, strict=True))
        ]
        if self._shared:
            alone = len(self._payments) == 1 and self._payments[0].least == self._payments[0].most
            for (at, event), share in (self._fill if alone else self._share)(found).items():
                found[at][event] = share * self._factor(at, event)
        self._trim(found)
        return found

    def _factor(self, at: int, event: str) -> Fraction:
        return next(slot.factor for slot in self._slots[at] if slot.event == event)

    def _own(self, at: int, event: str) -> bool:
        return any(slot.own for slot in self._slots[at] if slot.event == event)

    def _fill(self, fixed: Sequence[Mapping[str, Fraction]]) -> dict[tuple[int, str], Fraction]:
        """The same for one payment by itself: where a fen covers most, up to the gap, then up to the overshoot."""
        (payment,) = self._payments
        shares = dict.fromkeys(payment.ends, ZERO)
        left = payment.most
        order = sorted(
            payment.ends,
            key=lambda end: self._wanted[end[1]].weight * self._factor(*end) / self._wanted[end[1]].gap,
            reverse=True,
        )
        for over in (ZERO, self._overshoot):
            for at, event in order:
                held = sum((one.get(event, ZERO) for one in fixed), ZERO)
                room = (self._wanted[event].gap * (1 + over) - held) / self._factor(at, event) - shares[at, event]
                shares[at, event] += (more := min(left, max(ZERO, room)))
                left -= more
        shares[payment.ends[0]] += left
        return shares

    def _share(self, fixed: Sequence[Mapping[str, Fraction]]) -> dict[tuple[int, str], Fraction]:
        """The programme over the shares of sums: as much of them as has to counts within the overshoot, where that can
        be, and then for the most worth."""
        ends = sorted(self._shared)
        events = sorted({event for _, event in ends})
        strict = [payment for payment in self._payments if payment.least]
        column = {end: number for number, end in enumerate(ends)}
        width = len(ends) + len(events) + len(strict)
        rows: list[Row] = []
        most: list[Fraction] = []

        def add(terms: Mapping[int, Fraction], bound: Fraction) -> None:
            rows.append([terms.get(number, ZERO) for number in range(width)])
            most.append(max(bound, ZERO))

        for payment in self._payments:
            add({column[end]: Fraction(1) for end in payment.ends}, payment.most)
        counted: Row = [ZERO] * width
        for number, payment in enumerate(strict, len(ends) + len(events)):
            add({number: Fraction(1), **{column[end]: Fraction(-1) for end in payment.ends}}, ZERO)
            add({number: Fraction(1)}, payment.least)
            counted[number] = Fraction(1)
        worth: Row = [ZERO] * width
        for number, event in enumerate(events, len(ends)):
            need = self._wanted[event]
            gap = Fraction(need.gap)
            already = sum((one.get(event, ZERO) for one in fixed), ZERO)
            terms = {column[end]: -self._factor(*end) for end in ends if end[1] == event}
            add({number: gap, **terms}, already)
            add({number: Fraction(1)}, Fraction(1))
            own = {column[end]: self._factor(*end) for end in ends if end[1] == event and self._own(*end)}
            held = sum((one.get(event, ZERO) for at, one in enumerate(fixed) if self._own(at, event)), ZERO)
            add(own, gap * (1 + self._overshoot) - held)
            worth[number] = need.weight
        values = maximise([counted, worth], rows, most)
        shares = {end: values[column[end]] for end in ends}
        self._add_rest(shares)
        return shares

    def _add_rest(self, shares: dict[tuple[int, str], Fraction]) -> None:
        """What no need can take in is seen on the first: the choice insures more than is wanted."""
        for payment in self._payments:
            first = payment.ends[0]
            room = [
                other.most - sum((shares[end] for end in other.ends), ZERO)
                for other in self._payments
                if first in other.ends
            ]
            missing = payment.least - sum((shares[end] for end in payment.ends), ZERO)
            if payment.least and (rest := min(missing, *room)) > 0:
                shares[first] += rest

    def _trim(self, found: Sequence[dict[str, Fraction]]) -> None:
        """Life cover answers a death by accident as far as accident cover does not: it is never too much of it."""
        for event in {slot.event for own in self._slots for slot in own if not slot.own}:
            own = sum((one.get(event, ZERO) for at, one in enumerate(found) if self._own(at, event)), ZERO)
            left = max(ZERO, self._wanted[event].gap - own)
            for at, one in enumerate(found):
                if event in one and not self._own(at, event):
                    one[event] = min(one[event], left)
                    left -= one[event]

"""Who buys what, what is asked for and not sold, and what is sold together: counting, nothing else.

Shares and lifts are exact fractions; a threshold is a constant here, so that a reason can name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations

from app.enums import ProductPhase
from app.services.rules.offers.eligibility import Person, broken_rule
from app.services.rules.offers.products import Product

BANDS = ((0, 17), (18, 29), (30, 39), (40, 49), (50, 59), (60, 150))
MANY_OPEN = 3  # open needs that make a gap in the range worth a product
FEW_HOUSEHOLDS = 20  # below, what is sold together may be chance
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A member by what people are told apart by; "" is not known. ``age`` in completed years."""

    id: str
    household: str
    person: Person
    education: str = ""
    occupation: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """One product for one member; ``held`` while it is in force or accepted, ``on`` None when the day is not known."""

    product: str
    household: str
    member: str
    on: date | None
    held: bool


@dataclass(frozen=True, slots=True)
class Want:
    """A need by its event; ``person`` None is the whole household's."""

    event: str
    open: bool
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """``people`` in it and how many of them are insured by a product of ours."""

    value: str
    people: int
    buyers: int


@dataclass(frozen=True, slots=True)
class Bought:
    """How many people of a segment have one product, out of ``people``."""

    value: str
    product: str
    buyers: int
    people: int

    @property
    def share(self) -> Fraction:
        """Of the people of the segment, how many have it."""
        return Fraction(self.buyers, self.people)


@dataclass(frozen=True, slots=True)
class Asked:
    """The needs against one event: all, those open, products on sale, and the open ones no product can be sold for."""

    event: str
    needs: int
    open: int
    on_sale: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A product on sale: needs of the events it covers, times proposed, sales, and the last day known of one."""

    product: str
    asked: int
    proposed: int
    sold: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """``subject`` is an event to introduce a product for, or the code of one to retire; ``reasons`` are codes of words
    with ``numbers`` to fill them."""

    introduce: bool
    subject: str
    reasons: tuple[str, ...]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products in ``together`` of ``households`` that have any; ``first_count`` have the first, and so on."""

    first: str
    second: str
    together: int
    first_count: int
    second_count: int
    households: int

    @property
    def support(self) -> Fraction:
        """Of the households that have any product, how many have both."""
        return Fraction(self.together, self.households)

    @property
    def confidence(self) -> Fraction:
        """Of those with the first, how many have the second."""
        return Fraction(self.together, self.first_count)

    @property
    def back(self) -> Fraction:
        """Of those with the second, how many have the first."""
        return Fraction(self.together, self.second_count)

    @property
    def lift(self) -> Fraction:
        """Above 1: together more often than if the one said nothing about the other."""
        return Fraction(self.together * self.households, self.first_count * self.second_count)


def band(buyer: Buyer) -> str:
    """ "30-39", "60+", or "" for an unknown age."""
    age = buyer.person.age
    if age is None:
        return ""
    first, last = next((pair for pair in BANDS if pair[0] <= age <= pair[1]), BANDS[0])
    return f"{first}+" if last == BANDS[-1][1] else f"{first}-{last}"


SEGMENTS: dict[str, Callable[[Buyer], str]] = {
    "age": band,
    "sex": lambda buyer: buyer.person.sex or "",
    "education": lambda buyer: buyer.education,
    "occupation": lambda buyer: buyer.occupation,
    "stage": lambda buyer: buyer.stage,
}


def segments(buyers: Iterable[Buyer], sales: Iterable[Sale], by: str) -> tuple[tuple[Segment, ...], tuple[Bought, ...]]:
    """Every person counts once per segment and once per product, however many policies; unknown comes last."""
    value_of = {buyer.id: SEGMENTS[by](buyer) for buyer in buyers}
    people = Counter(value_of.values())
    owned = {(sale.member, sale.product) for sale in sales if sale.held and sale.member in value_of}
    bought = Counter((value_of[member], product) for member, product in owned)
    insured = Counter(value_of[member] for member in {member for member, _ in owned})
    known = by in ("age", "sex")
    order = sorted(people, key=lambda value: (value == "", 0 if known else -people[value], _natural(value)))
    rows = [
        Bought(value, product, count, people[value])
        for (value, product), count in sorted(
            bought.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1], pair[0][1])
        )
    ]
    return tuple(Segment(value, people[value], insured[value]) for value in order), tuple(rows)


def _natural(value: str) -> tuple[int, str]:
    head = value.split("-")[0].rstrip("+")
    return (int(head) if head.isdecimal() else 0, value)


def needs(wants: Sequence[Want], products: Sequence[Product], day: date) -> tuple[Asked, ...]:
    """By event, most unanswered and most open first. A person of unknown age is answered by any product on sale: who
    is not known is not counted as a gap in the range."""
    selling = [product for product in products if _on_sale(product, day)]
    covering = {want.event: [p for p in selling if _covers(p, want.event)] for want in wants}

    @cache
    def answered(event: str, person: Person | None) -> bool:
        if person is None or person.age is None:
            return bool(covering[event])
        return any(broken_rule(product, person, day) is None for product in covering[event])

    rows = []
    for event, offers in covering.items():
        mine = [want for want in wants if want.event == event]
        still = [want for want in mine if want.open]
        unanswered = sum(not answered(event, want.person) for want in still)
        rows.append(Asked(event, len(mine), len(still), len(offers), unanswered))
    return tuple(sorted(rows, key=lambda row: (-row.unanswered, -row.open, row.event)))


def standings(
    products: Iterable[Product], wants: Iterable[Want], proposed: Mapping[str, int], sales: Iterable[Sale], day: date
) -> tuple[Standing, ...]:
    """Every product on sale that covers something by itself (a waiver does not), in the order of the catalogue."""
    asked = Counter(want.event for want in wants)
    sales = list(sales)
    sold = Counter(sale.product for sale in sales)
    rows = []
    for product in (product for product in products if product.covers and _on_sale(product, day)):
        days = [sale.on for sale in sales if sale.product == product.code and sale.on is not None]
        count = sum(asked[event] for event in {cover.event for cover in product.covers})
        rows.append(
            Standing(
                product.code, count, proposed.get(product.code, 0), sold[product.code], max(days) if days else None
            )
        )
    return tuple(rows)


def to_introduce(asked: Iterable[Asked]) -> tuple[Candidate, ...]:
    """Events with many open needs and none, one, or no fitting product on sale."""
    found = []
    for row in (row for row in asked if row.open >= MANY_OPEN):
        reasons = [
            code
            for code, holds in (
                ("no_product", row.on_sale == 0),
                ("not_eligible", row.on_sale > 0 and row.unanswered >= MANY_OPEN),
                ("one_product", row.on_sale == 1),
            )
            if holds
        ]
        if reasons:
            numbers = {"needs": row.needs, "open": row.open, "on_sale": row.on_sale, "unanswered": row.unanswered}
            found.append(Candidate(True, row.event, tuple(reasons), numbers))
    return tuple(found)


def to_retire(standings: Iterable[Standing], products: Iterable[Product], day: date) -> tuple[Candidate, ...]:
    """In decline; or on sale for a year, sold to nobody in it, and nobody asks. With nothing counted, nothing is
    judged by counts. A sale of unknown day may be of this year."""
    rows = list(standings)
    of = {product.code: product for product in products}
    counted = any(row.asked or row.sold for row in rows)
    found = []
    for row in rows:
        product = of[row.product]
        new = product.on_sale_from is not None and day - product.on_sale_from < YEAR
        stale = counted and not new and (row.sold == 0 or (row.last is not None and day - row.last > YEAR))
        unasked = counted and row.asked == 0
        decline = product.phase == ProductPhase.DECLINE
        if decline or (stale and unasked):
            reasons = [code for code, holds in (("decline", decline), ("unsold", stale), ("unasked", unasked)) if holds]
            numbers = {"asked": row.asked, "proposed": row.proposed, "sold": row.sold}
            found.append(Candidate(False, row.product, tuple(reasons), numbers))
    return tuple(found)


def together(sales: Iterable[Sale]) -> tuple[Pair, ...]:
    """Every pair one household has, the strongest first by lift, then by how many."""
    baskets: dict[str, set[str]] = {}
    for sale in sales:
        if sale.held:
            baskets.setdefault(sale.household, set()).add(sale.product)
    single = Counter(code for basket in baskets.values() for code in basket)
    pairs = Counter(pair for basket in baskets.values() for pair in combinations(sorted(basket), 2))
    rows = [Pair(a, b, count, single[a], single[b], len(baskets)) for (a, b), count in pairs.items()]
    return tuple(sorted(rows, key=lambda row: (-row.lift, -row.together, row.first, row.second)))


def worth_pairing(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Those a bonus may be thought of for: more than one household has both, and more often than by chance."""
    return tuple(pair for pair in pairs if pair.together > 1 and pair.lift > 1)


def _covers(product: Product, event: str) -> bool:
    return any(cover.event == event for cover in product.covers)


def _on_sale(product: Product, day: date) -> bool:
    first, last = product.on_sale_from, product.on_sale_to
    return (first is None or first <= day) and (last is None or day <= last)

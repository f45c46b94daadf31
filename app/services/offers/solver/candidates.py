"""Who may buy what, in how many steps: everything of use to the request and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.enums import Event, ProductKind
from app.services.offers.solver.dominance import Offer, dominated
from app.services.rules.offers.combinations import Lock, NeedGap, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.pricing import rate_of
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import enough, most_useful, slots

Terms = dict[int, float]
Needs = dict[tuple[str, str], NeedGap]
MOST_STEPS = 10**7


@dataclass(slots=True)
class Candidate:
    """A product that may be sold to a person, with the columns that stand for it."""

    product: Product
    person: Person
    per_fen: Fraction  # exact premium of one fen of sum; of a waiver: of one fen waived
    steps: int  # the most whole steps above the least sum
    locked: bool = False
    locked_sum: int | None = None  # the sum insisted on; a waiver has none, its sum follows from what it waives
    on: int = -1
    step: int = -1
    rounded: int = -1
    cost: Terms = field(default_factory=dict)  # premium in fen over columns

    @property
    def waiver(self) -> bool:
        """Whether it pays no event but goes on paying premiums."""
        return self.product.kind == ProductKind.WAIVER

    @property
    def least_sum(self) -> int:
        """Fen, when it is bought at all; a locked sum is the least and the most."""
        return self.product.sum_min if self.locked_sum is None else self.locked_sum

    @property
    def most_sum(self) -> int:
        """Fen, with all its steps."""
        return self.least_sum + self.steps * self.product.sum_step

    def sum_terms(self) -> Terms:
        """Its sum as a term of the programme: the least where it is on, and its steps."""
        terms = {self.on: float(self.least_sum)}
        if self.step >= 0:
            terms[self.step] = float(self.product.sum_step)
        return terms


def find_candidates(request: Request, products: Iterable[Product], *, reduce: bool = True) -> list[Candidate]:
    """Who may buy what, with no more steps than can be of use.

    ``reduce`` leaves out what can never be part of a best answer because another product is always better; all three
    goals keep their optimum. The candidates of one person stand together, in the order of the catalogue.
    """
    offered = [product for product in products if product.code not in request.excluded]
    needs = {(need.member, need.event): need for need in request.needs if need.gap > 0}
    kept = [(person, _useful(request, offered, person, needs)) for person in request.people]
    waiving = any(product.kind == ProductKind.WAIVER for _, useful in kept for product in useful)
    found: list[Candidate] = []
    for person, useful in kept:
        locks = {lock.product: lock for lock in request.locked if lock.insured == person.key}
        early = [product for product in useful if product.early]
        own = [
            found_one
            for p in useful
            if (
                found_one := _candidate(
                    request, p, person, needs, locks.get(p.code), [rider for rider in early if p.code in rider.mains]
                )
            )
            is not None
        ]
        found += own if waiving or not reduce else _reduced(request, own, person, needs)
    return found


def _useful(request: Request, offered: Sequence[Product], person: Person, needs: Needs) -> list[Product]:
    """What is locked, answers a need or belongs to a pair, and what such a rider or waiver must accompany."""
    locks = {lock.product for lock in request.locked if lock.insured == person.key}
    events = {event for member, event in needs if member == person.key}
    paired = {code for pair in request.pairs for code in pair.products}
    useful = {p.code for p in offered if p.code in locks | paired or slots(p, events)}
    carriers = _carriers(offered, useful, {lock.product for lock in request.locked} | paired)
    return [
        p
        for p in offered
        if (p.code, person.key) not in request.forbidden
        and (p.code in useful or (p.code in carriers and p.kind != ProductKind.WAIVER))
        and (p.code in locks or request.broken_rule(p, person) is None)
    ]


def _carriers(offered: Sequence[Product], useful: set[str], insisted: set[str]) -> set[str]:
    """The mains of useful riders and of waivers insisted on, and the mains of riders among these."""
    found: set[str] = set()
    while True:
        named = {
            code
            for p in offered
            if (p.kind == ProductKind.RIDER and p.code in useful | found)
            or (p.kind == ProductKind.WAIVER and p.code in insisted)
            for code in p.mains
        }
        if named <= found:
            return found
        found |= named


def _candidate(
    request: Request, product: Product, person: Person, needs: Needs, lock: Lock | None, early: Sequence[Product]
) -> Candidate | None:
    """``early``: riders it may carry whose payment is taken off its sum."""
    life = request.life(product, person)
    rate = rate_of(product, life.sex, life.age)
    assert rate is not None, "only what has a price is offered"
    per_fen = Fraction(rate) / Fraction(product.rate_unit)
    if product.kind == ProductKind.WAIVER or lock is not None:
        return Candidate(product, person, per_fen, 0, lock is not None, lock.sum if lock else None)
    steps = _most_steps(product, person, needs, request, early)
    return Candidate(product, person, per_fen, steps) if steps >= 0 else None


def _gaps(person: Person, needs: Needs, overshoot: Fraction = Fraction(0)) -> dict[str, Fraction]:
    """What a person's needs ask for by event, fen."""
    return {event: need.gap * (1 + overshoot) for (member, event), need in needs.items() if member == person.key}


def _most_steps(product: Product, person: Person, needs: Needs, request: Request, early: Sequence[Product] = ()) -> int:
    """Whole steps above the least sum that break neither the product's limit nor any need's overshoot; −1 for none."""
    most = Fraction(product.sum_max) if product.sum_max is not None else Fraction(10**15)
    useful = most_useful(product, _gaps(person, needs, request.overshoot), early)
    most = most if useful is None else min(most, useful)
    if most < product.sum_min:
        return -1
    return min(int((most - product.sum_min) // product.sum_step), MOST_STEPS) if product.sum_step else 0


def _reduced(request: Request, own: list[Candidate], person: Person, needs: Needs) -> list[Candidate]:
    """Without what is never better than another, and without steps that lift no cover any more.

    Whatever carries a rider, is locked, or belongs to a pair is left as it is: its worth is not in its cover alone.
    """
    events = {event for member, event in needs if member == person.key}
    if request.minor_cap(person) is not None or Event.ACCIDENT in events:  # life cover answers an accident too
        events.add(Event.DEATH)
    hung_on = {code for c in own if c.product.kind == ProductKind.RIDER for code in c.product.mains}
    tied = hung_on | {code for pair in request.pairs for code in pair.products}
    offers = [
        Offer(
            c.product,
            c.per_fen,
            replaceable=not c.locked and c.product.code not in tied,
            growing=not c.locked and _unbounded(c, needs, request),
            aside=request.aside(c.product),
        )
        for c in own
    ]
    worse = dominated(offers, events)
    for candidate in own:
        if not candidate.locked and candidate.product.code not in hung_on:
            candidate.steps = min(candidate.steps, _steps_to_gap(candidate, needs))
    return [candidate for number, candidate in enumerate(own) if number not in worse]


def _unbounded(candidate: Candidate, needs: Needs, request: Request) -> bool:
    """Whether a need's overshoot ends its sum before the product's own limit does."""
    product = candidate.product
    useful = most_useful(product, _gaps(candidate.person, needs, request.overshoot))
    if product.max_ratio_to_main is not None or useful is None:
        return False
    return product.sum_max is None or product.sum_max >= useful


def _steps_to_gap(candidate: Candidate, needs: Needs) -> int:
    """Steps after which every need it answers is closed by it alone: one more costs and covers nothing."""
    product = candidate.product
    if not product.sum_step:
        return 0
    closed = enough(product, _gaps(candidate.person, needs))
    return max(0, -((product.sum_min - closed) // product.sum_step) if closed else 0)

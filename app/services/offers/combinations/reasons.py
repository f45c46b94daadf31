"""Why a need stays open, and a solver's answer as a plan that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.services.offers.solver import Solution
from app.services.rules.offers.combinations import Item, NeedCover, NeedGap, Plan, Request, WhyOpen, read_coverage
from app.services.rules.offers.eligibility import Datum, missing_data
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import answers


@dataclass(frozen=True, slots=True)
class Offer:
    """What the catalogue has for a need. ``why`` is the reason that holds whatever is spent, None where something can
    be bought; ``missing`` what has to be asked of the member first."""

    why: WhyOpen | None
    missing: tuple[Datum, ...] = ()


def offered(request: Request, products: Sequence[Product], need: NeedGap) -> Offer:
    """Nobody sells it to this person, who it is for is not known well enough, or all that could be sold was ruled
    out."""
    person = next(person for person in request.people if person.key == need.member)
    able, unknown = [], set()
    for product in products:
        if not answers(product, need.event):
            continue
        life = request.life(product, person)
        rule = request.broken_rule(product, person)
        missing = missing_data(product, life)
        if rule is not None and not rule.startswith("missing_"):
            continue
        if request.refuses(product.code, need.member):
            able.append(False)
        elif rule is None:
            able.append(True)
        else:
            unknown |= set(missing)
    if any(able):
        return Offer(None)
    if unknown:
        return Offer(WhyOpen.MISSING, tuple(datum for datum in Datum if datum in unknown))
    return Offer(WhyOpen.REFUSED if able else WhyOpen.NO_PRODUCT)


class Reasons:
    """Says of each need left open why: nobody sells it, somebody is not known, refused, the money, or the limits of
    sums. ``most`` are choices with more money to spend: what they cover beyond a plan is open for the money's sake;
    ``budget`` are those that spend no more than the customer's own budget.
    """

    def __init__(
        self,
        request: Request,
        products: Sequence[Product],
        most: Iterable[Sequence[Item]],
        budget: Iterable[Sequence[Item]] = (),
    ) -> None:
        self._request = request
        self._best = _most(request, most)
        self._within = _most(request, budget)
        self._sold = {need.key: offered(request, products, need) for need in request.needs}

    def said(self, cover: NeedCover, money: WhyOpen = WhyOpen.BUDGET) -> NeedCover:
        """The cover of a need with why the rest stays open; nothing when it is covered. ``money`` is the word for the
        line the choice was made under."""
        key = cover.need.key
        if cover.cover >= cover.need.gap:
            return replace(cover, why_open=None, missing=())
        offer = self._sold[key]
        if offer.why is not None:
            return replace(cover, why_open=offer.why, missing=offer.missing)
        if self._best.get(key, 0) <= cover.cover:
            return replace(cover, why_open=WhyOpen.LIMITS)
        if money == WhyOpen.SHARE and self._within.get(key, 0) <= cover.cover:
            money = WhyOpen.BUDGET
        return replace(cover, why_open=money)

    def plan(self, name: str, budget: int | None, solution: Solution, money: WhyOpen = WhyOpen.BUDGET) -> Plan:
        """The solution as a named plan: what it covers, why the rest stays open, and what is proven of it (``gap`` is
        the share by which a better one could exceed it, 0 when proven best).
        """
        plain = read_coverage(self._request.needs, solution.items)
        coverage = tuple(self.said(cover, money) for cover in plain)
        worth = float(solution.objective + solution.bonus)
        status = "optimal" if solution.optimal else "feasible"
        gap = 0.0 if solution.optimal else max(0.0, solution.bound - worth) / max(solution.bound, 1e-9)
        dear = (
            0.0 if solution.optimal else max(0.0, solution.premium - solution.premium_bound) / max(solution.premium, 1)
        )
        return Plan(name, budget, status, gap, solution.items, coverage, solution.bonus, dear)


def after_a_change(
    request: Request, products: Sequence[Product], items: Sequence[Item], before: Plan | None
) -> tuple[NeedCover, ...]:
    """What a choice made by hand covers, and why the rest stays open: as in the plan ``before`` it where that is as
    true as it was, else the change itself. Nobody said that the customer refused anything."""
    computed = {} if before is None else {cover.need.key: cover for cover in before.coverage}
    spent = sum(item.premium for item in items)
    found = []
    for cover in read_coverage(request.needs, items):
        offer = offered(request, products, cover.need)
        if cover.cover >= cover.need.gap:
            found.append(cover)
        elif offer.why is not None:
            found.append(replace(cover, why_open=offer.why, missing=offer.missing))
        else:
            old = computed.get(cover.need.key)
            same = old is not None and before is not None and old.cover == cover.cover and spent >= before.premium
            why = old.why_open if old is not None and same else None
            found.append(replace(cover, why_open=why or WhyOpen.CHANGED))
    return tuple(found)


def _most(request: Request, choices: Iterable[Sequence[Item]]) -> dict[str, int]:
    """The most that any of the choices covers of each need."""
    best: dict[str, int] = {}
    for items in choices:
        for cover in read_coverage(request.needs, items):
            best[cover.need.key] = max(best.get(cover.need.key, 0), cover.cover)
    return best

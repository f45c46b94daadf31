"""Why a need stays open, and a solver's answer as a plan that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.services.offers.solver import Solution
from app.services.rules.offers.combinations import Item, NeedCover, Plan, Request, WhyOpen, read_coverage
from app.services.rules.offers.eligibility import broken_rule
from app.services.rules.offers.products import Product


class Reasons:
    """Says of each need left open why: nobody sells it, refused, the budget, or the limits of sums. ``most`` are
    choices with more money to spend: what they cover beyond a plan is open for the budget's sake."""

    def __init__(self, request: Request, products: Sequence[Product], most: Iterable[Sequence[Item]]) -> None:
        self._request = request
        self._best: dict[str, int] = {}
        for items in most:
            for cover in read_coverage(request.needs, items):
                self._best[cover.need.key] = max(self._best.get(cover.need.key, 0), cover.cover)
        self._sold = {need.key: self._who_sells(need.member, need.event, products) for need in request.needs}

    def _who_sells(self, member: str, event: str, products: Sequence[Product]) -> WhyOpen | None:
        person = next(person for person in self._request.people if person.key == member)
        able = [
            product
            for product in products
            if any(cover.event == event for cover in product.covers)
            and broken_rule(product, self._request.life(product, person), self._request.as_of) is None
        ]
        if not able:
            return WhyOpen.NO_PRODUCT
        return WhyOpen.REFUSED if all(self._request.refuses(product.code, member) for product in able) else None

    def reason(self, cover: NeedCover) -> WhyOpen | None:
        """Why the need stays open under this choice; None when it is covered."""
        need = cover.need
        if cover.cover >= need.gap:
            return None
        return self._sold[need.key] or (WhyOpen.BUDGET if self._best[need.key] > cover.cover else WhyOpen.LIMITS)

    def plan(self, name: str, budget: int | None, solution: Solution) -> Plan:
        """The solution as a named plan: what it covers, why the rest stays open, and what is proven of it (``gap`` is
        the share by which a better one could exceed it, 0 when proven best).
        """
        plain = read_coverage(self._request.needs, solution.items)
        coverage = read_coverage(self._request.needs, solution.items, {c.need.key: self.reason(c) for c in plain})
        worth = float(solution.objective + solution.bonus)
        status = "optimal" if solution.optimal else "feasible"
        gap = 0.0 if solution.optimal else max(0.0, solution.bound - worth) / max(solution.bound, 1e-9)
        dear = (
            0.0 if solution.optimal else max(0.0, solution.premium - solution.premium_bound) / max(solution.premium, 1)
        )
        return Plan(name, budget, status, gap, solution.items, coverage, solution.bonus, dear)

"""The integer programme behind a combination: its columns and rows.

Each candidate (a product for a person) has a switch y and whole steps k; its sum is min·y + step·k. Premiums are
fen and linear in y and k; where one step is not a whole number of fen, an integer column holds the rounded premium.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from app.enums import Event, ProductKind
from app.services.offers.solver.candidates import Candidate, Terms
from app.services.offers.solver.engine import TOLERANCE
from app.services.offers.solver.shares import Shares, merge
from app.services.rules.offers.combinations import Request, waives
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.pricing import round_half_up
from app.services.rules.offers.sharing import slots

Apart = tuple[frozenset[tuple[str, str]], int]


class Model:
    """Every column is bounded; what changes between solves is in ``budget_row``, ``single_row`` (what is paid once, out
    of the money at hand), ``worth_row``, ``premium_row`` and ``limit_rows`` (by member).
    ``shares``: whether a sum is shared out among needs."""

    def __init__(self, request: Request, candidates: Sequence[Candidate], apart: Sequence[Apart] = ()) -> None:
        self.request = request
        self.candidates = candidates
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[Terms, float, float]] = []
        self.worth: Terms = {}
        for candidate in candidates:
            self._add_candidate(candidate)
        for waiver in [c for c in candidates if c.waiver]:
            self._add_waiver(waiver)
        self._needs = {(need.member, need.event): need for need in request.needs if need.gap > 0}
        shared = Shares(self)
        self.shares = shared.any
        # what a waiver waives is the sum of its cover: it grows with every premium, and bounds no longer hold for it
        self.waived_cover = any(c.waiver and self._answers(c) for c in candidates)
        self._add_needs(shared)
        self._add_riders()
        self._add_pairs()
        self._add_limits()
        for items, fewer in apart:
            held = {c.on: 1.0 for c in candidates if (c.product.code, c.person.key) in items}
            self.row(held, -inf, float(len(items) - fewer))
        self.premium = merge(candidate.cost for candidate in candidates)
        self.count: Terms = {candidate.on: 1.0 for candidate in candidates}
        yearly = [candidate for candidate in candidates if not request.aside(candidate.product)]
        self.budget_row = self.row(merge(candidate.cost for candidate in yearly), -inf, inf)
        self.single_row = self.row(merge(c.cost for c in candidates if request.aside(c.product)), -inf, inf)
        self.worth_row = self.row(self.worth, -inf, inf)
        self.premium_row = self.row(self.premium, -inf, inf)
        self.count_row = self.row(self.count, -inf, inf)
        self.limit_rows = {
            person.key: self.row(
                merge(c.cost for c in yearly if c.person.key == person.key), -inf, float(person.premium_limit)
            )
            for person in request.people
            if person.premium_limit is not None
        }

    def column(self, lower: float, upper: float, *, whole: bool) -> int:
        """A new column within its bounds; its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, terms: Terms, lower: float, upper: float) -> int:
        """A new row over columns; its number."""
        self.rows.append((terms, lower, upper))
        return len(self.rows) - 1

    # -- prices ---------------------------------------------------------------------------------------------
    def _add_candidate(self, candidate: Candidate) -> None:
        candidate.on = self.column(1 if candidate.locked else 0, 1, whole=True)
        if candidate.waiver:
            return
        if candidate.steps:
            candidate.step = self.column(0, candidate.steps, whole=True)
            self.row({candidate.step: 1, candidate.on: -candidate.steps}, -inf, 0)
        least = candidate.per_fen * candidate.least_sum
        step = candidate.per_fen * candidate.product.sum_step
        if candidate.step < 0:
            candidate.cost = {candidate.on: float(round_half_up(least))}
            return
        exact = {candidate.on: float(least), candidate.step: float(step)}
        if least.denominator == 1 and step.denominator == 1:
            candidate.cost = exact
        else:
            self._round(candidate, exact, max(least.denominator, step.denominator), most_premium(candidate))

    def _round(self, candidate: Candidate, exact: Terms, denominator: int, most: float) -> None:
        """An integer column held to HALF_UP of ``exact``: above it by at most ½, below it by less than ½."""
        candidate.rounded = self.column(0, most, whole=True)
        slack = max(min(1 / (2 * denominator), 0.01), 1e-5)
        terms = {candidate.rounded: 1.0} | {column: -value for column, value in exact.items()}
        self.row(terms, -0.5 + slack, 0.5)
        candidate.cost = {candidate.rounded: 1.0}

    def _add_waiver(self, waiver: Candidate) -> None:
        """Its sum is what the accompanied items cost, when it is on; its premium that times its rate."""
        accompanied = [c for c in self.candidates if waives(waiver, c, self.request.payer)]
        waived = merge(c.cost for c in accompanied)
        most = sum(most_premium(c) for c in accompanied)
        waiver.step = self.column(0, most, whole=False)
        minus = {column: -value for column, value in waived.items()}
        self.row({waiver.step: 1.0} | minus, -inf, 0)
        self.row({waiver.step: 1.0, waiver.on: -most}, -inf, 0)
        self.row({waiver.step: 1.0, waiver.on: -most} | minus, -most, inf)
        self.row({waiver.on: 1.0} | {c.on: -1.0 for c in accompanied}, -inf, 0)
        exact = {waiver.step: float(waiver.per_fen)}
        self._round(waiver, exact, waiver.per_fen.denominator, float(round_half_up(most * waiver.per_fen) + 1))

    # -- covers ---------------------------------------------------------------------------------------------
    def _add_needs(self, shared: Shares) -> None:
        for need in self._needs.values():
            own, cover = shared.cover(need.member, need.event)
            if not cover:
                continue
            column = self.column(0, 1, whole=False)  # the covered share: large sums and small meet one tolerance
            self.worth[column] = float(need.weight)
            # one item covers the need at most once: 1 at the most holds for whole answers and binds fractional ones
            within = {
                place: -min(value / need.gap, 1.0) if self.whole[place] else -value / need.gap
                for place, value in cover.items()
            }
            self.row({column: 1.0} | within, -inf, 0)
            scaled = {place: value / need.gap for place, value in own.items()}
            most = float(1 + self.request.overshoot)
            if scaled:
                self.row(scaled, -inf, most)
            large = [c.on for c in self.candidates if scaled.get(c.on, 0.0) > most / 2 + TOLERANCE]
            if len(large) > 1:  # no two of them fit under the overshoot
                self.row(dict.fromkeys(large, 1.0), -inf, 1)

    # -- what goes together ---------------------------------------------------------------------------------
    def _add_riders(self) -> None:
        """A rider is carried by one of its mains on the same person, within its ratio of that main's sum."""
        held = {(c.person.key, c.product.code): c for c in self.candidates}
        for rider in self.candidates:
            if rider.product.kind != ProductKind.RIDER:
                continue
            mains = [main for code in rider.product.mains if (main := held.get((rider.person.key, code))) is not None]
            mains = [main for main in mains if _carries(main, rider)]
            carriers = [rider.on] if len(mains) == 1 else [self.column(0, 1, whole=True) for _ in mains]
            if len(mains) != 1:
                self.row(merge([{rider.on: 1.0}, dict.fromkeys(carriers, -1.0)]), 0, 0)
            for main, carrier in zip(mains, carriers, strict=True):
                self.row({carrier: 1.0, main.on: -1.0}, -inf, 0)
            if rider.product.most_ratio is not None and mains:
                self._share_out(rider, mains, carriers, float(rider.product.most_ratio))

    def _share_out(self, rider: Candidate, mains: list[Candidate], carriers: list[int], ratio: float) -> None:
        """The rider's sum is the part under the main that carries it; parts are shares of its largest sum. One part for
        each main keeps the relaxation close: half a rider needs half of a main large enough for all of it."""
        most, least = float(max(rider.most_sum, 1)), float(rider.least_sum)
        parts: Terms = {}
        for main, carrier in zip(mains, carriers, strict=True):
            part = self.column(0, 1, whole=False)
            parts[part] = 1.0
            self.row({part: 1.0, carrier: -min(1.0, ratio * main.most_sum / most)}, -inf, 0)
            self.row({part: 1.0, carrier: -least / most}, 0, inf)
            self.row({part: 1.0} | {c: -v * ratio / most for c, v in main.sum_terms().items()}, -inf, 0)
        self.row(parts | {c: -v / most for c, v in rider.sum_terms().items()}, 0, 0)

    def _add_pairs(self) -> None:
        held = {(c.person.key, c.product.code): c for c in self.candidates}
        for pair in self.request.pairs:
            for person in self.request.people:
                parts = [held.get((person.key, code)) for code in pair.products]
                if pair.bonus <= 0 or None in parts:
                    continue
                column = self.column(0, 1, whole=False)
                self.worth[column] = self.worth.get(column, 0.0) + float(pair.bonus)
                for part in parts:
                    assert part is not None
                    self.row({column: 1.0, part.on: -1.0}, -inf, 0)

    def _add_limits(self) -> None:
        for person in self.request.people:
            for city in (False, True):  # a city's scheme is a tier of its own
                indemnity = [
                    c for c in self.candidates
                    if c.person.key == person.key and c.product.indemnity and c.product.city == city
                ]  # fmt: skip
                if len(indemnity) > 1:
                    self.row({c.on: 1.0 for c in indemnity}, -inf, 1)
            cap = self.request.minor_cap(person)
            death = self._paid_at_death(person)
            if cap is not None and death:
                self.row({column: value / max(cap, 1) for column, value in death.items()}, -inf, 1.0 if cap else 0.0)

    def _answers(self, candidate: Candidate) -> bool:
        events = [need.event for need in self._needs.values() if need.member == candidate.person.key]
        return bool(slots(candidate.product, events))

    def _paid_at_death(self, person: Person) -> Terms:
        """All that would be paid on a death by any cause, fen, however it is counted."""
        parts = []
        for candidate in self.candidates:
            for cover in candidate.product.covers:
                if candidate.person.key == person.key and cover.event == Event.DEATH:
                    terms = {candidate.step: 1.0} if candidate.waiver else candidate.sum_terms()
                    parts.append({column: value * float(cover.factor) for column, value in terms.items()})
        return merge(parts)


def _carries(main: Candidate, rider: Candidate) -> bool:
    ratio = rider.product.most_ratio
    return ratio is None or rider.least_sum <= ratio * main.most_sum


def most_premium(candidate: Candidate) -> int:
    """No price of the candidate, however it is rounded, is above this; fen."""
    return round_half_up(candidate.per_fen * Fraction(candidate.most_sum)) + 1

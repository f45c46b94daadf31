"""The part of the programme that shares sums out: which columns hold what a sum pays for (``rules/offers/sharing``).

A sum that pays on one event only is in the rows of its need itself. One of which only one event is paid has a column
for each, the part of its largest sum that is counted there; together they are the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol

from app.services.offers.solver.candidates import Candidate, Terms
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.sharing import payments, slots, tied


class Programme(Protocol):
    """What sharing out needs of the model."""

    @property
    def request(self) -> Request:
        """What is asked."""

    @property
    def candidates(self) -> Iterable[Candidate]:
        """Who may buy what."""

    def column(self, lower: float, upper: float, *, whole: bool) -> int:
        """A new column."""

    def row(self, terms: Terms, lower: float, upper: float) -> int:
        """A new row."""


class Shares:
    """Cover in fen by (member, event), over columns: what counts for a need, and what of it is the cover's own."""

    def __init__(self, model: Programme) -> None:
        self._model = model
        self._events: dict[str, dict[str, NeedGap]] = {}
        for need in model.request.needs:
            if need.gap > 0:
                self._events.setdefault(need.member, {})[need.event] = need
        self._own: dict[tuple[str, str], list[Terms]] = {}
        self._all: dict[tuple[str, str], list[Terms]] = {}
        self._columns: dict[tuple[int, str], int] = {}
        early = self._early()
        for candidate in model.candidates:
            riders = [rider for found, mains in early if any(main is candidate for main in mains) for rider in found]
            self._add(candidate, riders)
        for riders, mains in early:
            self._lessen(riders, mains)

    @property
    def any(self) -> bool:
        """Whether a sum is shared out among needs."""
        return bool(self._columns)

    def cover(self, member: str, event: str) -> tuple[Terms, Terms]:
        """(own, all): what is paid by covers of the event itself, and with what life cover adds."""
        return merge(self._own.get((member, event), ())), merge(self._all.get((member, event), ()))

    def _add(self, candidate: Candidate, riders: Sequence[Candidate]) -> None:
        """Columns for what is shared; ``riders`` are those whose payment is taken off its sum."""
        product, events = candidate.product, self._events.get(candidate.person.key, {})
        columns: dict[str, int] = {}
        most = float(candidate.most_sum) or 1.0
        whole = {column: -value / most for column, value in sum_terms(candidate).items()}
        early = merge({column: value / most for column, value in sum_terms(rider).items()} for rider in riders)
        own = {slot.event: slot.own for slot in slots(product, events)}
        for group in payments(product, events, lessened=bool(riders)):
            for event in group:
                if event not in columns:
                    columns[event] = self._columns[id(candidate), event] = self._model.column(0, 1, whole=False)
            terms = {columns[event]: 1.0 for event in group} | whole
            strict = all(own[event] for event in group)
            self._model.row(terms, 0.0 if strict and not riders else -inf, 0)
            if strict and riders:
                self._model.row(merge([terms, early]), 0, inf)
        for slot in slots(product, events):
            terms = sum_terms(candidate) if slot.event not in columns else {columns[slot.event]: most}
            scaled = {column: value * float(slot.factor) for column, value in terms.items()}
            place = candidate.person.key, slot.event
            self._all.setdefault(place, []).append(scaled)
            if slot.own:
                self._own.setdefault(place, []).append(scaled)

    def _early(self) -> list[tuple[list[Candidate], list[Candidate]]]:
        """Riders paid early that hang on the same mains, with these."""
        held = {(c.person.key, c.product.code): c for c in self._model.candidates}
        found: dict[tuple[str, frozenset[str]], tuple[list[Candidate], list[Candidate]]] = {}
        for rider in self._model.candidates:
            if not rider.product.early:
                continue
            mains = [main for code in rider.product.mains if (main := held.get((rider.person.key, code))) is not None]
            if mains:
                key = rider.person.key, frozenset(main.product.code for main in mains)
                found.setdefault(key, ([], mains))[0].append(rider)
        return list(found.values())

    def _lessen(self, riders: Sequence[Candidate], mains: Sequence[Candidate]) -> None:
        """What the mains pay on one death is together what the riders leave of their sums."""
        scale = max(float(main.most_sum) for main in mains) or 1.0
        early = merge({column: value / scale for column, value in sum_terms(rider).items()} for rider in riders)
        for number in (0, 1):
            uses, sums = [], [early]
            for main in mains:
                group = tied(main.product, self._events.get(main.person.key, {}))[number]
                most = float(main.most_sum) / scale
                uses.append({self._columns[id(main), event]: most for event in group})
                sums.append({column: -value / scale for column, value in sum_terms(main).items()})
            if any(uses):
                self._model.row(merge([*uses, *sums]), -inf, 0)


def sum_terms(candidate: Candidate) -> Terms:
    """The sum of a candidate over its columns; of a waiver what it waives."""
    return {candidate.step: 1.0} if candidate.waiver else candidate.sum_terms()


def merge(parts: Iterable[Terms]) -> Terms:
    """Terms added up by column."""
    total: Terms = {}
    for part in parts:
        for column, value in part.items():
            total[column] = total.get(column, 0.0) + value
    return total

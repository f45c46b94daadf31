"""From a premium wanted back to what has to be done for it: cases, proposals, meetings, visits, calls.

Each step divides by a ratio of the agent's own past, and the result is rounded up before the next step goes on with it.
A ratio learnt from few cases says little: below ``SMALL`` it is marked, below ``LEAST`` (or without any success) the
team's is taken, and without that a rule of thumb [ours], and the step says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from app.enums import ActivityKind, Metric

LEAST, SMALL = 3, 10


class Basis(StrEnum):
    """Whose experience a ratio is."""

    OWN = "own"
    TEAM = "team"
    THUMB = "thumb"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Link:
    """One step: so much of ``measure`` (above) came of so many ``per`` (below); ``thumb`` is the rule of thumb."""

    metric: Metric
    measure: str
    per: str
    thumb: Decimal


CHAIN = (
    Link(Metric.CLOSINGS, "premium", ActivityKind.CLOSING, Decimal(500_000)),
    Link(Metric.PROPOSALS, ActivityKind.CLOSING, ActivityKind.PROPOSAL, Decimal("0.35")),
    Link(Metric.MEETINGS, ActivityKind.PROPOSAL, ActivityKind.MEETING, Decimal("0.50")),
    Link(Metric.VISITS, ActivityKind.MEETING, ActivityKind.VISIT, Decimal("0.50")),
    Link(Metric.CALLS, ActivityKind.VISIT, ActivityKind.CALL, Decimal("0.35")),
)
MEASURES = ("premium", *(link.per for link in CHAIN))


@dataclass(frozen=True, slots=True)
class Ratio:
    """``above`` / ``below`` of the period it was learnt from; premium in fen. ``small``: too few to rely on."""

    link: Link
    value: Decimal
    basis: Basis
    above: int
    below: int

    @property
    def small(self) -> bool:
        """Learnt from so few that it may be chance."""
        return self.basis in (Basis.OWN, Basis.TEAM) and self.below < SMALL


@dataclass(frozen=True, slots=True)
class Step:
    """``wanted`` of the step before, divided by the ratio, rounded up: ``needed``."""

    ratio: Ratio
    wanted: int
    needed: int


def ratios(own: Mapping[str, int], team: Mapping[str, int]) -> list[Ratio]:
    """One for each step of the chain, from measures counted over one past period."""
    return [_ratio(link, own, team) for link in CHAIN]


def _ratio(link: Link, own: Mapping[str, int], team: Mapping[str, int]) -> Ratio:
    for basis, measures in ((Basis.OWN, own), (Basis.TEAM, team)):
        above, below = measures.get(link.measure, 0), measures.get(link.per, 0)
        if below >= LEAST and above > 0:
            return Ratio(link, Decimal(above) / below, basis, above, below)
    return Ratio(link, link.thumb, Basis.THUMB, own.get(link.measure, 0), own.get(link.per, 0))


def cascade(premium: int, found: list[Ratio]) -> list[Step]:
    """What ``premium`` (fen) asks for. Raises ValueError for a ratio that is not above zero."""
    steps, wanted = [], premium
    for ratio in found:
        if ratio.value <= 0:
            raise ValueError(ratio.link.metric)
        needed = ceil(Decimal(wanted) / ratio.value) if wanted > 0 else 0
        if ratio.basis in (Basis.OWN, Basis.TEAM):  # exact: a Decimal quotient may end a hair above a whole number
            needed = -(-wanted * ratio.below // ratio.above) if wanted > 0 else 0
        steps.append(Step(ratio, wanted, needed))
        wanted = needed
    return steps

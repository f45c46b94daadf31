"""What the open sales will bring, month by month, with an interval that says how little is known.

Each sale of amount a is won with the probability p of its stage. p is learnt: of n sales of this agent that were once
in the stage and have ended, k were won; with a rule of thumb p₀ worth ``PRIOR`` sales,

    p ~ Beta(k + PRIOR·p₀, n − k + PRIOR·(1 − p₀)),   m = E[p],   v = Var[p] = m(1 − m) / (n + PRIOR + 1)

Sales are won independently given p, so for a month's sales (law of total variance; A_s = Σ a in stage s)

    mean = Σ a·m        variance = Σ a²·(m(1 − m) − v) + Σ_s A_s²·v_s

The interval is mean ± 1.2816·√variance, within 0 and Σ a: four months in five should end inside it [ours].
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.enums import PeriodKind, Stage
from app.services.rules.base import periods
from app.services.rules.base.periods import CALENDAR, WorkMonth
from app.services.rules.spine.funnel import PATH
from app.services.rules.spine.sales import OPEN, WON

PRIOR = 10
EIGHTY = 1.2816  # 90th percentile of the standard normal distribution
THUMB: dict[Stage, float] = {
    Stage.S0_LISTED: 0.05, Stage.S1_APPOINTED: 0.10, Stage.S2_MET: 0.20, Stage.S3_ANALYSED: 0.30,
    Stage.S4_PROPOSED: 0.45, Stage.S5_SUBMITTED: 0.85, Stage.S6_ISSUED: 0.95,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of a stage: its mean, its variance, and the ``won`` of ``ended`` sales it was learnt from."""

    mean: float
    variance: float
    won: int
    ended: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """An open sale. ``amount`` is fen; ``probability`` the agent's own, which is taken as it is."""

    stage: Stage
    amount: int
    expected_on: date | None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` is the first day of the work month, ``label`` its name (2026-12); None and "" are the sales without a
    date. ``overdue`` are those whose date has passed: they are nobody's month until they get a new one. Amounts in fen,
    rounded half up."""

    first: date | None
    overdue: bool
    count: int
    total: int
    weighted: int
    low: int
    high: int
    label: str = ""


def chances(ended: Iterable[tuple[Stage, Stage, int]]) -> dict[Stage, Chance]:
    """From ``count`` ended sales each that came as far as ``furthest`` on the path and ended in ``last``. A sale that
    jumped over a stage counts as having been there; one put off has not ended."""
    over = dict.fromkeys(OPEN, 0)
    won = dict.fromkeys(OPEN, 0)
    for furthest, last, count in ended:
        if last in OPEN or last == Stage.PAUSED:
            continue
        for stage in OPEN[: PATH.index(furthest) + 1]:
            over[stage] += count
            won[stage] += count if last in WON else 0
    return {stage: _chance(stage, won[stage], over[stage]) for stage in OPEN}


def _chance(stage: Stage, won: int, ended: int) -> Chance:
    mean = (won + PRIOR * THUMB[stage]) / (ended + PRIOR)
    return Chance(mean, mean * (1 - mean) / (ended + PRIOR + 1), won, ended)


def probability(prospect: Prospect, by_stage: Mapping[Stage, Chance]) -> float:
    """From 0 to 1: the agent's own word, else what was learnt of the stage, else 0."""
    if prospect.probability is not None:
        return prospect.probability
    known = by_stage.get(prospect.stage)
    return known.mean if known else 0.0


def by_month(
    prospects: Iterable[Prospect], by_stage: Mapping[Stage, Chance], today: date, months: WorkMonth = CALENDAR
) -> list[Month]:
    """Overdue first, then the work months in order, those without a date last; only where there is something."""
    groups: dict[tuple[int, date, str], list[Prospect]] = {}
    for prospect in prospects:
        groups.setdefault(place_of(prospect.expected_on, today, months), []).append(prospect)
    return [
        _month(None if place == 2 else first, place == 0, groups[place, first, label], by_stage, label)
        for place, first, label in sorted(groups)
    ]


def total(prospects: Sequence[Prospect], by_stage: Mapping[Stage, Chance]) -> Month:
    """All of them together, as one line."""
    return _month(None, False, prospects, by_stage)


def place_of(expected: date | None, today: date, months: WorkMonth = CALENDAR) -> tuple[int, date, str]:
    """Where a sale stands in the forecast: 0 overdue, 1 to come, 2 without a date; the month's first day and name."""
    if expected is None:
        return 2, date.max, ""
    month = periods.of(PeriodKind.MONTH, expected, months)
    return int(expected >= today), month.first, month.label


def _month(
    first: date | None, overdue: bool, prospects: Sequence[Prospect], by_stage: Mapping[Stage, Chance], label: str = ""
) -> Month:
    mean = variance = 0.0
    shared: dict[Stage, int] = {}
    for prospect in prospects:
        p = probability(prospect, by_stage)
        known = by_stage.get(prospect.stage) if prospect.probability is None else None
        doubt = known.variance if known else 0.0
        mean += prospect.amount * p
        variance += prospect.amount**2 * max(0.0, p * (1 - p) - doubt)
        if known:
            shared[prospect.stage] = shared.get(prospect.stage, 0) + prospect.amount
    variance += sum(amount**2 * by_stage[stage].variance for stage, amount in shared.items())
    everything = sum(prospect.amount for prospect in prospects)
    spread = EIGHTY * math.sqrt(variance)
    low, high = max(0.0, mean - spread), min(float(everything), mean + spread)
    return Month(first, overdue, len(prospects), everything, _fen(mean), _fen(low), _fen(high), label)


def _fen(value: float) -> int:
    return math.floor(value + 0.5)

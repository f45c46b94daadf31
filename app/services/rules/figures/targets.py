"""Which target holds for a period, and where it comes from when it was not set for that very period.

In this order: set for the period itself; for a week, set for an earlier week, which goes on; a share of the month, the
quarter or the year around it by working days, rounded up; the sum of its parts where every part has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from app.enums import Metric, PeriodKind, TargetLevel
from app.services.rules.base import periods
from app.services.rules.base.periods import Period, WorkMonth

YUAN = 100


class Origin(StrEnum):
    """Where a target comes from."""

    OWN = "own"
    GOES_ON = "goes_on"  # set for an earlier week
    SHARE = "share"  # of a longer period
    PARTS = "parts"  # the sum of shorter ones
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kept:
    """One target as it is kept; ``starts_on`` names its period (see :func:`name_of`)."""

    kind: PeriodKind
    starts_on: date
    metric: Metric
    level: TargetLevel
    value: int


@dataclass(frozen=True, slots=True)
class Share:
    """``days`` of the ``of`` working days of ``period``, whose own target is ``value``."""

    period: Period
    value: int
    days: int
    of: int


@dataclass(frozen=True, slots=True)
class Aim:
    """A target in force; ``value`` is a count or fen, 0 without one. ``since`` is the Monday of the week it was set for
    and goes on from; ``shares`` are what it is made of when it is a share or a sum."""

    metric: Metric
    level: TargetLevel
    period: Period
    value: int
    origin: Origin
    since: date | None = None
    shares: tuple[Share, ...] = ()


def name_of(period: Period) -> date:
    """What a target of this period is kept under, whatever the work month is. Raises ValueError for own dates."""
    if period.kind == PeriodKind.WEEK:
        return period.first
    year, _, rest = period.label.partition("-")
    if period.kind == PeriodKind.MONTH:
        return date(int(year), int(rest), 1)
    if period.kind == PeriodKind.QUARTER:
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    if period.kind == PeriodKind.YEAR:
        return date(int(year), 1, 1)
    raise ValueError(period.label)


class Targets:
    """All targets of one person or team, ready to be asked."""

    def __init__(self, kept: Iterable[Kept], months: WorkMonth) -> None:
        self.months = months
        self._set: dict[tuple[PeriodKind, date, Metric, TargetLevel], int] = {}
        self._weeks: dict[tuple[Metric, TargetLevel], list[date]] = {}
        for one in kept:
            self._set[one.kind, one.starts_on, one.metric, one.level] = one.value
            if one.kind == PeriodKind.WEEK:
                self._weeks.setdefault((one.metric, one.level), []).append(one.starts_on)

    def own(self, period: Period, metric: Metric, level: TargetLevel = TargetLevel.TARGET) -> int:
        """Set for this very period; 0 when it is not."""
        if period.kind == PeriodKind.RANGE:
            return 0
        return self._set.get((period.kind, name_of(period), metric, level), 0)

    def aim(self, period: Period, metric: Metric, level: TargetLevel = TargetLevel.TARGET) -> Aim:
        """What holds for ``period``, and why."""
        if value := self.own(period, metric, level):
            return Aim(metric, level, period, value, Origin.OWN)
        if period.kind == PeriodKind.WEEK and (since := self._goes_on(period, metric, level)):
            value = self._set[PeriodKind.WEEK, since, metric, level]
            return Aim(metric, level, period, value, Origin.GOES_ON, since)
        for kind in periods.LONGER:
            if _longer(kind, period.kind) and (shares := self._shares(period, kind, metric, level)):
                return Aim(metric, level, period, _shared(shares, metric), Origin.SHARE, shares=shares)
        if shares := self._parts(period, metric, level):
            return Aim(metric, level, period, _shared(shares, metric), Origin.PARTS, shares=shares)
        return Aim(metric, level, period, 0, Origin.NONE)

    def _goes_on(self, week: Period, metric: Metric, level: TargetLevel) -> date | None:
        """The Monday of the newest week target not after ``week``, unless that one ended them with 0."""
        since = max((day for day in self._weeks.get((metric, level), ()) if day <= week.first), default=None)
        return since if since and self._set[PeriodKind.WEEK, since, metric, level] else None

    def _shares(self, period: Period, kind: PeriodKind, metric: Metric, level: TargetLevel) -> tuple[Share, ...]:
        """Nothing unless each longer period that shares a working day with ``period`` has a target of its own."""
        shares = []
        for longer in periods.overlapping(period.first, period.last, kind, self.months):
            days = periods.working_days(max(period.first, longer.first), min(period.last, longer.last))
            value = self.own(longer, metric, level)
            if days and not value:
                return ()
            if days:
                shares.append(Share(longer, value, days, periods.working_days(longer.first, longer.last)))
        return tuple(shares)

    def _parts(self, period: Period, metric: Metric, level: TargetLevel) -> tuple[Share, ...]:
        if parts := periods.parts(period, self.months):
            aims = [self.aim(part, metric, level) for part in parts]
            shares = [Share(one.period, one.value, 1, 1) for one in aims]
            return tuple(shares) if all(one.origin in (Origin.OWN, Origin.PARTS) for one in aims) else ()
        if period.kind == PeriodKind.WEEK:
            return ()
        shares = []
        for week in periods.overlapping(period.first, period.last, PeriodKind.WEEK, self.months):
            days = periods.working_days(max(period.first, week.first), min(period.last, week.last))
            since = self._goes_on(week, metric, level)
            if days and not since:
                return ()
            if days and since:
                shares.append(Share(week, self._set[PeriodKind.WEEK, since, metric, level], days, 5))
        return tuple(shares)


@dataclass(frozen=True, slots=True)
class Gap:
    """A period's own target beside the sum of its parts' own ones; ``unset`` parts have none."""

    period: Period
    metric: Metric
    value: int
    parts: int
    unset: int

    @property
    def difference(self) -> int:
        """What the parts have above the whole; negative where they fall short."""
        return self.parts - self.value


def consistency(
    targets: Targets, period: Period, metrics: Sequence[Metric], level: TargetLevel = TargetLevel.TARGET
) -> list[Gap]:
    """Of a year and its quarters (and of each quarter and its months): where both are set, do they agree?"""
    found = []
    parts = periods.parts(period, targets.months)
    for metric in metrics:
        own = [targets.own(part, metric, level) for part in parts]
        value = targets.own(period, metric, level)
        if value and any(own):
            found.append(Gap(period, metric, value, sum(own), own.count(0)))
    for part in parts:
        found += consistency(targets, part, metrics, level)
    return found


def _longer(kind: PeriodKind, than: PeriodKind) -> bool:
    if than == PeriodKind.RANGE:
        return kind != PeriodKind.WEEK
    return periods.LONGER.index(kind) > periods.LONGER.index(than)


def _shared(shares: Iterable[Share], metric: Metric) -> int:
    """Rounded up to a whole piece, or a whole yuan: reaching every part then reaches the whole."""
    whole = sum((Fraction(share.value * share.days, share.of) for share in shares), Fraction(0))
    return ceil(whole / YUAN) * YUAN if metric == Metric.PREMIUM else ceil(whole)

"""What a report makes of single values: whether a condition holds, and which group a value is put into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from app.enums import PeriodKind
from app.errors import Place, bad_input
from app.services.rules.base import periods
from app.services.rules.base.periods import Period, WorkMonth
from app.services.rules.figures.reports import Condition, MovingPeriod, ReportKind, ReportStep, ReportTest

WAN = 1_000_000  # fen
TEN = 10
MONTHS_BACK = 11
MILLION = 1_000_000
MOST_PERIODS = 60
YES, NO = "yes", "no"
_MOVING = {
    MovingPeriod.THIS_WEEK: (PeriodKind.WEEK, 0), MovingPeriod.LAST_WEEK: (PeriodKind.WEEK, -1),
    MovingPeriod.THIS_MONTH: (PeriodKind.MONTH, 0), MovingPeriod.LAST_MONTH: (PeriodKind.MONTH, -1),
    MovingPeriod.THIS_QUARTER: (PeriodKind.QUARTER, 0), MovingPeriod.LAST_QUARTER: (PeriodKind.QUARTER, -1),
    MovingPeriod.THIS_YEAR: (PeriodKind.YEAR, 0), MovingPeriod.LAST_YEAR: (PeriodKind.YEAR, -1),
}  # fmt: skip
_LONG = {
    ReportStep.WEEK: PeriodKind.WEEK, ReportStep.MONTH: PeriodKind.MONTH,
    ReportStep.QUARTER: PeriodKind.QUARTER, ReportStep.YEAR: PeriodKind.YEAR,
}  # fmt: skip
Holds = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The day a report is made on, and how months are counted."""

    today: date
    months: WorkMonth = periods.CALENDAR


def period_of(name: str, reckoning: Reckoning) -> Period:
    """A period by the code of a moving one or by its label (2026-11, 2026-Q4, 2026, 2026-W48). Raises InputError
    ``not_a_period``."""
    today, months = reckoning.today, reckoning.months
    if name == MovingPeriod.TWELVE_MONTHS:
        last = periods.of(PeriodKind.MONTH, today, months)
        return periods.between(periods.shifted(last, -MONTHS_BACK, months).first, last.last)
    if name in _MOVING:
        kind, back = _MOVING[MovingPeriod(name)]
        return periods.shifted(periods.of(kind, today, months), back, months)
    return periods.parse(name, months)


def holds(condition: Condition, kind: ReportKind, reckoning: Reckoning) -> Holds:
    """Whether a value answers the condition. Nothing ("" or None) answers only that it is empty, or that it is not one
    of the values named. Raises InputError for a value that cannot be read."""
    test, values = condition.test, condition.values
    if test == ReportTest.EMPTY:
        return _empty
    if test == ReportTest.FILLED:
        return lambda value: not _empty(value)
    if test == ReportTest.WITHIN:
        period = period_of(str(values[0]) if values else "", reckoning)
        return lambda value: value is not None and value in period
    wanted = [_read(one, kind, condition.field) for one in values]
    if test == ReportTest.CONTAINS:
        parts = [str(one).casefold() for one in wanted]
        return lambda value: any(part in str(value or "").casefold() for part in parts)
    if test in (ReportTest.IS, ReportTest.IS_NOT):
        keys = {_folded(one) for one in wanted}
        return lambda value: (_folded(value) in keys) == (test == ReportTest.IS)
    return _compared(test, wanted)


def _compared(test: ReportTest, wanted: Sequence[Any]) -> Holds:
    if not wanted:
        return lambda _value: True
    edge = wanted[0]
    compare: dict[ReportTest, Holds] = {
        ReportTest.LEAST: lambda value: value >= edge,
        ReportTest.MOST: lambda value: value <= edge,
        ReportTest.BELOW: lambda value: value < edge,
        ReportTest.ABOVE: lambda value: value > edge,
    }
    return lambda value: value is not None and compare[test](value)


def put(value: Any, step: ReportStep, months: WorkMonth) -> Any:
    """The group of a value: itself, the first day of its period, the lower end of its ten or ten thousand; None for
    nothing."""
    if _empty(value):
        return None
    if step == ReportStep.TENS:
        return value // TEN * TEN
    if step == ReportStep.WAN:
        return value // WAN * WAN
    if step in _LONG:
        return _begins(value, _LONG[step], months)
    return value


@lru_cache(maxsize=4096)
def _begins(day: date, kind: PeriodKind, months: WorkMonth) -> date:
    return periods.of(kind, day, months).first


def between(days: Iterable[Any], step: ReportStep, months: WorkMonth) -> list[date]:
    """The first day of every period from the first to the last of these, those too in which nothing was; too many to
    look at are left as they are."""
    there = [day for day in days if day is not None]
    if step not in _LONG or not there:
        return []
    found = [one.first for one in periods.overlapping(min(there), max(there), _LONG[step], months)]
    return found if len(found) <= MOST_PERIODS else []


def label(key: date, step: ReportStep, months: WorkMonth) -> str:
    """What the period of a group is called: 2026-11, 2026-W48."""
    return periods.of(_LONG[step], key, months).label if step in _LONG else key.isoformat()


def order(key: Any) -> tuple[bool, Any]:
    """Groups stand in the order of their values, nothing at the end."""
    return (True, 0) if key is None else (False, key)


def decimal(value: int) -> Decimal:
    """Millionths as the number they are."""
    return (Decimal(value) / MILLION).normalize()


def _empty(value: Any) -> bool:
    return value is None or value == ""


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _read(value: str | int, kind: ReportKind, field: str) -> Any:
    if kind == ReportKind.YES_NO:
        return value == YES
    if kind == ReportKind.DAY:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise bad_input("not_a_date", Place(field=field), text=str(value)) from None
    return value

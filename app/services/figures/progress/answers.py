"""What a card of the dashboard answers: numbers by place and series, and the rows each number is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import quantiles

from app.enums import PeriodKind
from app.services.rules.base import periods, weeks
from app.services.rules.base.periods import CALENDAR, Period, WorkMonth
from app.services.rules.base.weeks import Week
from app.services.rules.measures.kpis import Unit


class How(StrEnum):
    """How a number comes from its rows."""

    SUM = "sum"  # the amounts add up to it
    SHARE = "share"  # the amounts of the rows counted, divided by those of all
    MEDIAN = "median"  # the middle of the amounts


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work (``agent`` "" is everybody in the store), which days, and the day it is asked on. ``view`` is what a
    card with a switch shows: a metric, or how conversion is counted."""

    agent: str
    period: Period
    today: date
    months: WorkMonth = CALENDAR
    view: str = ""

    @property
    def until(self) -> date:
        """The last day that has come."""
        return min(self.period.last, self.today)

    def seen_as(self, view: str) -> Scope:
        """The same scope under another view of the card."""
        return replace(self, view=view)


@dataclass(frozen=True, slots=True)
class Number:
    """A count, fen, days, or a share of 1; None where there is nothing to divide by. ``of`` is how many it is a share
    or a middle of; ``low`` and ``high`` are the quartiles, or the ends of an interval."""

    value: int | Fraction | None
    how: How = How.SUM
    of: int | None = None
    low: int | Fraction | None = None
    high: int | Fraction | None = None
    drills: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """``numbers`` by (place, series); ``places`` and ``series`` are codes, in the order they are shown. ``facts`` are
    further figures for the sentence."""

    scope: Scope
    unit: Unit
    places: tuple[str, ...]
    series: tuple[str, ...]
    numbers: Mapping[tuple[str, str], Number]
    facts: Mapping[str, int | Fraction | None] = field(default_factory=dict)

    def value(self, place: str, series: str) -> int | Fraction | None:
        """The number at a place of a series; None where there is none."""
        number = self.numbers.get((place, series))
        return number.value if number else None

    @property
    def empty(self) -> bool:
        """Nothing but zeros."""
        return not any(number.value or number.of for number in self.numbers.values())


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One row behind a number. ``amount`` is what it adds (1, fen, days); ``of`` what it adds to the number divided by.

    ``record`` says what ``id`` is the id of; ``what`` is a code or the user's own words.
    """

    record: str
    id: str
    household_id: str | None
    household: str
    on_date: date | None
    what: str
    amount: int
    of: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one number, with what they come to: ``value`` equals the number shown."""

    how: How
    unit: Unit
    rows: tuple[DrillRow, ...]

    @property
    def value(self) -> int | Fraction | None:
        """The number worked out again from its rows, by sum, median or share; None where it cannot be."""
        total = sum(row.amount for row in self.rows)
        if self.how == How.SUM:
            return total
        if self.how == How.MEDIAN:
            return middle([row.amount for row in self.rows])[1] if self.rows else None
        return share(total, sum(row.of for row in self.rows))


def share(part: int, whole: int) -> Fraction | None:
    """None of nothing."""
    return Fraction(part, whole) if whole else None


def middle(values: Sequence[int]) -> tuple[Fraction, Fraction, Fraction]:
    """Lower quartile, median and upper quartile, between the two nearest values where none is in the place."""
    exact = sorted(Fraction(value) for value in values)
    if len(exact) == 1:
        return exact[0], exact[0], exact[0]
    low, mid, high = quantiles(exact, n=4, method="inclusive")
    return low, mid, high


def parted(total: int, weights: Sequence[float | int | Fraction]) -> list[int]:
    """``total`` in whole pieces by ``weights``; what is left over goes to the largest remainders. They add up."""
    whole = sum(Fraction(weight) for weight in weights)
    if not whole:
        weights, whole = [1] * len(weights), Fraction(len(weights) or 1)
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [piece.numerator // piece.denominator for piece in exact]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for number in order[: total - sum(parts)]:
        parts[number] += 1
    return parts


def weeks_shown(scope: Scope, least: int) -> list[Week]:
    """Whole weeks: those of the period that have begun, and as many before it that there are ``least``."""
    start = weeks.week_of(scope.period.first)
    last = max(start, weeks.week_of(scope.until))
    first = min(start, last.plus(1 - least))
    return list(weeks.between(first, last))


def months_shown(scope: Scope, count: int) -> list[Period]:
    """The work months up to the one that holds the period's last day."""
    last = periods.of(PeriodKind.MONTH, scope.period.last, scope.months)
    return [periods.shifted(last, step, scope.months) for step in range(1 - count, 1)]


def by_value(totals: Mapping[str, int]) -> tuple[str, ...]:
    """Codes with the largest first; those of no name last."""
    return tuple(sorted(totals, key=lambda code: (code == "", -totals[code], code)))


def in_order(rows: Iterable[DrillRow]) -> tuple[DrillRow, ...]:
    """By day, then by id; those without a day first."""
    return tuple(sorted(rows, key=lambda row: (row.on_date or date.min, row.id)))

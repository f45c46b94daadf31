"""The periods work is counted in: weeks, work months, quarters and years, each with its first and last day.

A work month is the employer's: it may run from the 26th to the 25th. It is called after the calendar month most of its
days lie in, so that 26 December to 25 January is January. Quarters and years are made of work months, unless the year
is kept on the calendar: then January begins on the 1st and December ends on the 31st.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.enums import PeriodKind
from app.errors import Place, bad_input
from app.services.rules.base import weeks

MONTHS, QUARTER = 12, 3
SATURDAY = 5
MIDDLE = 15  # a month that begins later than this has most of its days in the next one
LAST_FIRST_DAY = 31
LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: QUARTER, PeriodKind.YEAR: MONTHS}
LONGER = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last``, both included. ``label`` names it: 2026-W48, 2026-11, 2026-Q4, 2026, or the two days."""

    kind: PeriodKind
    label: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has, both ends included."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class WorkMonth:
    """``first_day`` 1 is the calendar month, 26 gives the 26th to the 25th; in a month too short for it the month's
    last day begins. Raises InputError ``month_first_day`` outside 1 to 31."""

    first_day: int = 1
    calendar_year: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.first_day <= LAST_FIRST_DAY:
            raise bad_input("month_first_day", Place(field="first_day"), text=self.first_day, last=LAST_FIRST_DAY)

    def begins(self, number: int) -> date:
        """The first day of the month with this running number (year * 12 + month - 1)."""
        if self.calendar_year and number % MONTHS == 0:
            return date(number // MONTHS, 1, 1)
        year, month = divmod(number if self.first_day <= MIDDLE else number - 1, MONTHS)
        return date(year, month + 1, min(self.first_day, calendar.monthrange(year, month + 1)[1]))

    def ends(self, number: int) -> date:
        """The last day of the month with this number: the one before the next begins."""
        return self.begins(number + 1) - timedelta(days=1)

    def number_of(self, day: date) -> int:
        """The running number of the month that holds ``day``."""
        about = day.year * MONTHS + day.month - 1
        return next(n for n in (about - 1, about, about + 1) if self.begins(n) <= day <= self.ends(n))


CALENDAR = WorkMonth()


def of(kind: PeriodKind, day: date, months: WorkMonth = CALENDAR) -> Period:
    """The week, work month, quarter or year that holds ``day``."""
    if kind == PeriodKind.WEEK:
        return of_week(weeks.week_of(day))
    if kind == PeriodKind.RANGE:
        return between(day, day)
    number, length = months.number_of(day), LENGTH[kind]
    return _numbered(kind, number - number % MONTHS % length, months)


def of_week(week: weeks.Week) -> Period:
    """An ISO week as a period."""
    return Period(PeriodKind.WEEK, str(week), week.monday, week.sunday)


def between(first: date, last: date) -> Period:
    """A period of the user's own. Raises InputError ``range_backwards`` on ``last``."""
    if last < first:
        raise bad_input("range_backwards", Place(field="last"), first=first.isoformat(), last=last.isoformat())
    return Period(PeriodKind.RANGE, f"{first.isoformat()}/{last.isoformat()}", first, last)


def parse(text: str, months: WorkMonth = CALENDAR) -> Period:
    """From a label. Raises InputError ``not_a_period``."""
    text = text.strip()
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        if year and 1 <= month <= MONTHS:
            return _numbered(PeriodKind.MONTH, year * MONTHS + month - 1, months)
    elif match := _QUARTER.fullmatch(text):
        if int(match[1]):
            return _numbered(PeriodKind.QUARTER, int(match[1]) * MONTHS + QUARTER * (int(match[2]) - 1), months)
    elif _YEAR.fullmatch(text) and int(text):
        return _numbered(PeriodKind.YEAR, int(text) * MONTHS, months)
    elif "W" in text.upper():
        return of_week(weeks.parse(text))
    raise bad_input("not_a_period", Place(field="period"), text=text)


def shifted(period: Period, steps: int, months: WorkMonth = CALENDAR) -> Period:
    """So many periods later, or earlier; a range moves by its own length."""
    if period.kind == PeriodKind.WEEK:
        return of_week(weeks.week_of(period.first).plus(steps))
    if period.kind == PeriodKind.RANGE:
        by = timedelta(days=steps * period.days)
        return between(period.first + by, period.last + by)
    return _numbered(period.kind, months.number_of(period.first) + steps * LENGTH[period.kind], months)


def parts(period: Period, months: WorkMonth = CALENDAR) -> tuple[Period, ...]:
    """The quarters of a year, the months of a quarter: they make it up without a rest. Weeks and months have none."""
    if period.kind not in (PeriodKind.YEAR, PeriodKind.QUARTER):
        return ()
    shorter = PeriodKind.QUARTER if period.kind == PeriodKind.YEAR else PeriodKind.MONTH
    start, length = months.number_of(period.first), LENGTH[shorter]
    return tuple(_numbered(shorter, n, months) for n in range(start, start + LENGTH[period.kind], length))


def overlapping(first: date, last: date, kind: PeriodKind, months: WorkMonth = CALENDAR) -> Iterator[Period]:
    """Every period of this kind that shares a day with ``first`` to ``last``, in order."""
    period = of(kind, first, months)
    while period.first <= last:
        yield period
        period = shifted(period, 1, months)


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from ``first`` to ``last``, both included; public holidays are not known here."""
    if last < first:
        return 0
    whole, rest = divmod((last - first).days + 1, 7)
    return 5 * whole + sum(1 for n in range(rest) if (first.weekday() + n) % 7 < SATURDAY)


def _numbered(kind: PeriodKind, number: int, months: WorkMonth) -> Period:
    year, month = divmod(number, MONTHS)
    label = {
        PeriodKind.MONTH: f"{year:04d}-{month + 1:02d}",
        PeriodKind.QUARTER: f"{year:04d}-Q{month // QUARTER + 1}",
        PeriodKind.YEAR: f"{year:04d}",
    }[kind]
    return Period(kind, label, months.begins(number), months.ends(number + LENGTH[kind] - 1))

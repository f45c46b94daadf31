"""ISO weeks.

A week is ISO 8601's: Monday to Sunday, week 1 holds the year's first Thursday, so some years have 53.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import Place, bad_input

_TEXT = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week; ordered by time. Build it with :func:`parse` or :func:`week_of`, which check it."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def plus(self, weeks: int) -> Week:
        """The week so many weeks later; earlier for a negative number."""
        return week_of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday


def week_of(day: date) -> Week:
    """The ISO week of a day: in the days around New Year its year may be another than the day's."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def parse(text: str) -> Week:
    """``2026-W47`` (also ``2026W47``). Raises InputError ``not_a_week``, also for a week 53 the year has not."""
    match = _TEXT.fullmatch(text.strip())
    if match:
        week = Week(int(match[1]), int(match[2]))
        try:
            week.monday  # noqa: B018 - the calendar itself is the check
            week.sunday  # noqa: B018
        except (ValueError, OverflowError):
            pass
        else:
            return week
    raise bad_input("not_a_week", Place(field="week"), text=text)


def between(first: Week, last: Week) -> Iterator[Week]:
    """Every week from ``first`` to ``last``, both included; none when ``last`` is before ``first``."""
    week = first
    while week <= last:
        yield week
        week = week.plus(1)

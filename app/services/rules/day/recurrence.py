"""The days of a recurring activity.

Weeks begin on Monday, as ISO 8601 has it. A month without the day asked for is left out (RFC 5545, 3.3.10), so that
"the 31st" never turns into another day; who means the end of every month says "the last day". 29 February comes in leap
years only.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count as numbers
from itertools import islice
from typing import Any

from app.enums import Frequency
from app.errors import Place, Problem

LAST_DAY = -1
MOST_INTERVAL = 99
MOST_COUNT = 999
LAST_YEAR = 2200  # a rule without an end ends here: no calendar looks further


@dataclass(frozen=True, slots=True)
class Rule:
    """Every ``interval`` days, weeks, months or years from a first day on.

    ``weekdays`` (Monday is 0) belongs to weeks, ``month_day`` (1 to 31, or LAST_DAY) to months; both are taken from
    the first day when they are not said. It ends after ``count`` days, or with ``until``, or never.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    until: date | None = None
    count: int | None = None

    def document(self) -> dict[str, Any]:
        """What a store keeps."""
        return {
            "frequency": self.frequency.value, "interval": self.interval, "weekdays": list(self.weekdays),
            "month_day": self.month_day, "until": self.until.isoformat() if self.until else None, "count": self.count,
        }  # fmt: skip


def of_document(document: Mapping[str, Any]) -> Rule:
    """The rule as it was kept."""
    until = document["until"]
    return Rule(
        Frequency(document["frequency"]), document["interval"], tuple(document["weekdays"]), document["month_day"],
        date.fromisoformat(until) if until else None, document["count"],
    )  # fmt: skip


def problems(rule: Rule, first: date) -> list[Problem]:
    """What is wrong with a rule, each at its field of the form."""
    found = []
    if not 1 <= rule.interval <= MOST_INTERVAL:
        found.append(Problem("repeat_interval", Place(field="interval"), {"most": MOST_INTERVAL}))
    if rule.count is not None and not 1 <= rule.count <= MOST_COUNT:
        found.append(Problem("repeat_count", Place(field="count"), {"most": MOST_COUNT}))
    if rule.until is not None and rule.until < first:
        found.append(Problem("repeat_until", Place(field="until")))
    if rule.month_day is not None and rule.month_day != LAST_DAY and not 1 <= rule.month_day <= 31:
        found.append(Problem("repeat_month_day", Place(field="month_day")))
    if any(not 0 <= day <= 6 for day in rule.weekdays):
        found.append(Problem("repeat_weekdays", Place(field="weekdays")))
    return found


def days(rule: Rule, first: date) -> Iterator[date]:
    """Every day of the rule in order, none before ``first``."""
    given = (day for day in _unending(rule, first) if day >= first)
    for day in islice(given, rule.count):
        if rule.until is not None and day > rule.until:
            return
        yield day


def between(rule: Rule, first: date, start: date, end: date) -> list[date]:
    """The days from ``start`` to ``end``, both included."""
    found = []
    for day in days(rule, first):
        if day > end:
            break
        if day >= start:
            found.append(day)
    return found


def ended_before(rule: Rule, day: date) -> Rule:
    """The same rule, whose last day is before ``day``."""
    return replace(rule, until=day - timedelta(days=1), count=None)


def rest(rule: Rule, first: date, day: date) -> Rule:
    """The rule that goes on from ``day`` (one of its days); of a count, what is left of it."""
    if rule.count is None:
        return rule
    passed = sum(1 for one in between(rule, first, first, day) if one < day)
    return replace(rule, count=max(1, rule.count - passed))


def moved(rule: Rule, old: date, new: date) -> Rule:
    """The rule after one of its days, ``old``, was moved to ``new``: the others move along."""
    if rule.frequency == Frequency.WEEKLY and rule.weekdays:
        shift = (new - old).days
        return replace(rule, weekdays=tuple(sorted((day + shift) % 7 for day in rule.weekdays)))
    if rule.frequency == Frequency.MONTHLY and rule.month_day is not None and old.day != new.day:
        return replace(rule, month_day=new.day)
    return rule


def _unending(rule: Rule, first: date) -> Iterator[date]:
    if rule.frequency == Frequency.DAILY:
        steps: Iterator[date] = (first + timedelta(days=at * rule.interval) for at in numbers())
    elif rule.frequency == Frequency.WEEKLY:
        steps = _weekly(rule, first)
    elif rule.frequency == Frequency.MONTHLY:
        steps = _monthly(rule, first)
    else:
        steps = _yearly(rule, first)
    for day in steps:
        if day.year > LAST_YEAR:
            return
        yield day


def _weekly(rule: Rule, first: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    weekdays = sorted(set(rule.weekdays)) or [first.weekday()]
    for at in numbers():
        for weekday in weekdays:
            yield monday + timedelta(weeks=at * rule.interval, days=weekday)


def _monthly(rule: Rule, first: date) -> Iterator[date]:
    wanted = rule.month_day or first.day
    for at in numbers():
        year, month = divmod(first.year * 12 + first.month - 1 + at * rule.interval, 12)
        if year > LAST_YEAR:
            return
        last = monthrange(year, month + 1)[1]
        if wanted == LAST_DAY:
            yield date(year, month + 1, last)
        elif wanted <= last:
            yield date(year, month + 1, wanted)


def _yearly(rule: Rule, first: date) -> Iterator[date]:
    for year in range(first.year, LAST_YEAR + 1, rule.interval):
        if first.day <= monthrange(year, first.month)[1]:
            yield date(year, first.month, first.day)

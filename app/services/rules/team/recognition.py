"""Records and streaks of a row of weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.rules.base.weeks import Week


@dataclass(frozen=True, slots=True)
class WeekMark:
    week: Week
    value: int


def best(marks: Iterable[WeekMark]) -> WeekMark | None:
    """The highest value above 0; of equal ones the earliest, so that a record must be beaten, not met."""
    found: WeekMark | None = None
    for mark in sorted(marks, key=lambda mark: mark.week):
        if mark.value > (found.value if found else 0):
            found = mark
    return found


def streak(weeks: Iterable[Week], until: Week) -> int:
    """How many weeks in a row, the last of them ``until``."""
    there = set(weeks)
    length = 0
    while until in there:
        length += 1
        until = until.plus(-1)
    return length

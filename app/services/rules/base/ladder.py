"""Which of many copies are kept: the last of each of twelve days, ten weeks and nine months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 12, 10, 9
LADDER: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)
BEFORE_FOR = timedelta(days=275)
"""Copies made before something large: whoever is erased is gone from them too after nine months."""
SECOND_PLACE_AFTER, DRILL_AFTER = timedelta(days=7), timedelta(days=30)


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Those of the times that stay. A day, week or month counts that has a copy, so that a holiday costs none; the
    newest always stays."""
    ordered = sorted(set(times), reverse=True)
    staying = set(ordered[:1])
    for most, period in LADDER:
        last: dict[Hashable, datetime] = {}
        for at in ordered:
            last.setdefault(period(at), at)
        staying |= set(list(last.values())[:most])
    return staying

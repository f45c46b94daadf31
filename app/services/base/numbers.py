"""Readable numbers such as N00001. A number once given out is never given again, whatever is deleted."""

from __future__ import annotations

from app.models import Series
from app.services.base.store import WriteSession


def next_number(session: WriteSession, series: str, prefix: str, digits: int = 5) -> str:
    """The next number of ``series``: ``prefix`` and at least ``digits`` digits."""
    return next_numbers(session, series, prefix, 1, digits)[0]


def next_numbers(session: WriteSession, series: str, prefix: str, count: int, digits: int = 5) -> list[str]:
    """The next ``count`` numbers of a series, such as N00001; a series begins with 1. They are used up even when
    nothing is made of them, unless the unit of work is rolled back.
    """
    row = session.get(Series, series)
    if row is None:
        row = Series(name=series, last=0)
        session.add(row)
    first = row.last + 1
    row.last += count
    session.flush()
    return [f"{prefix}{number:0{digits}d}" for number in range(first, first + count)]

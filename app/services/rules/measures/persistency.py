"""When a policy reaches the month at which persistency looks back on it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = 13


def started_by(day: date) -> date:
    """The last day a policy may have started on to reach its 13th month by ``day``; 31 January comes to 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - MONTHS, 12)
    longest = monthrange(year, month + 1)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if at_end else min(day.day, longest))

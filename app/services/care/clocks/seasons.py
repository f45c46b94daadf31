"""Days of the year in SQL."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_


def comes_round(column: Any, first: date, last: date) -> ColumnElement[bool]:
    """The day of the year lies in the window; 29 February, which common years keep on 1 March, as well."""
    first -= timedelta(days=1)
    if (last - first).days >= 365:
        return column.is_not(None)  # type: ignore[no-any-return]
    day = func.substr(cast(column, String), 6)  # "MM-DD": several times faster than the parts of a date
    low, high = f"{first:%m-%d}", f"{last:%m-%d}"
    return day.between(low, high) if low <= high else or_(day >= low, day <= high)

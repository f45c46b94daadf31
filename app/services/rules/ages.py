"""Ages in completed years (周岁) on a stated date."""

from __future__ import annotations

from datetime import date


def age_on(birth_date: date, day: date) -> int:
    """Completed years. A birthday of 29 February counts on 1 March in common years. Negative before birth."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))

"""Ages in completed years (周岁) on a stated date, and the days on which they are completed."""

from __future__ import annotations

from datetime import date


def age_on(birth_date: date, day: date) -> int:
    """Completed years. A birthday of 29 February counts on 1 March in common years. Negative before birth."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def anniversary(day: date, years: int) -> date:
    """``years`` later (or earlier, when negative); 29 February is kept on 1 March in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)

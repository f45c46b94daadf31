"""A time of the week, such as Friday 18:00: when it was last, and for which week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.services.rules.base.weeks import Week, week_of


@dataclass(frozen=True, slots=True)
class WeekTime:
    """``day`` 0 is Monday, ``minute`` after midnight."""

    day: int
    minute: int

    @property
    def sound(self) -> bool:
        """Whether there is such a time."""
        return 0 <= self.day <= 6 and 0 <= self.minute < 24 * 60


def last(at: WeekTime, now: datetime) -> Week:
    """The week in which the time passed last; ``now`` is a moment of the clock on the wall."""
    monday: date = now.date() - timedelta(days=now.weekday())
    passed = datetime.combine(monday + timedelta(days=at.day), time(at.minute // 60, at.minute % 60), now.tzinfo)
    return week_of(monday if passed <= now else monday - timedelta(days=7))

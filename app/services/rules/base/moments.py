"""From a moment to a day, where a day is the agent's own: that of the clock on the wall, not of Greenwich."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta


def day_of(moment: datetime) -> date:
    """The day on which ``moment`` (aware) falls in the zone of this machine."""
    return moment.astimezone().date()


def end_of(day: date) -> datetime:
    """The moment (aware) at which ``day`` is over there."""
    return datetime.combine(day + timedelta(days=1), time.min).astimezone()

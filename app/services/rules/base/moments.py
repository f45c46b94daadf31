"""From a moment to a day, where a day is the agent's own: that of the clock on the wall, not of Greenwich."""

from __future__ import annotations

from datetime import date, datetime


def day_of(moment: datetime) -> date:
    """The day on which ``moment`` (aware) falls in the zone of this machine."""
    return moment.astimezone().date()

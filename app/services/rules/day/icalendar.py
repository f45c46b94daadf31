"""Calendar files as RFC 5545 has them: times, alarms, rules of recurring events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from app.enums import Frequency
from app.services.rules.base.content_lines import text
from app.services.rules.day.recurrence import Rule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def utc(moment: datetime) -> str:
    """``20261124T080000Z``."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def when(name: str, day: date, minute: int | None) -> str:
    """A whole line: the day alone, or a floating time – the wall clock wherever the calendar is opened (3.3.5)."""
    if minute is None:
        return f"{name};VALUE=DATE:{day:%Y%m%d}"
    return f"{name}:{_local(day, minute):%Y%m%dT%H%M%S}"


def value(day: date, minute: int | None) -> str:
    """The same without its name."""
    return when("", day, minute).rsplit(":", 1)[1]


def recurrence(rule: Rule, first: date, minute: int | None) -> str:
    """The RRULE line. Its end is written as the days are: a date, or a floating time (3.3.10)."""
    parts = [f"FREQ={rule.frequency.value.upper()}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.frequency == Frequency.WEEKLY:
        parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(set(rule.weekdays)) or [first.weekday()]))
        parts.append("WKST=MO")
    if rule.frequency == Frequency.MONTHLY:
        parts.append(f"BYMONTHDAY={rule.month_day or first.day}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    elif rule.until is not None:
        parts.append(f"UNTIL={value(rule.until, minute)}")
    return "RRULE:" + ";".join(parts)


def alarm(minutes: int, words: str) -> list[str]:
    """A display alarm so many minutes before the start (3.6.6)."""
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text(words)}", f"TRIGGER:-PT{minutes}M", "END:VALARM"]


def _local(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)

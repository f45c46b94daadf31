"""Calendar files as RFC 5545 has them: lines of at most 75 octets, escaped texts, rules of recurring events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from app.enums import Frequency
from app.services.rules.day.recurrence import Rule

OCTETS = 75
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def document(lines: Iterable[str]) -> bytes:
    """The content lines folded and ended with CRLF, in UTF-8 (3.1)."""
    return "".join(fold(line) for line in lines).encode("utf-8")


def fold(line: str) -> str:
    """A content line in pieces of at most 75 octets, never within a character; those that go on begin with a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def text(value: str) -> str:
    """A TEXT value (3.3.11): backslash, semicolon, comma and newline escaped; control characters are left out."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(c for c in plain if c == "\n" or c == "\t" or (ord(c) >= 32 and ord(c) != 127))
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(mark, written)
    return plain


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

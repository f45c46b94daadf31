"""Reading the whole line: kind, day, time, how long, place; what is left are a name and a note."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.enums import ActivityKind
from app.services.rules.day.quick_add import clock, days, kinds

T = TypeVar("T")
_PLACE = re.compile(r"@\s*(\S+)")
_FILLERS = re.compile(
    r"^(?:[,，。;；、:：.\-\s]|在|于|给|去|和|跟|与|约|对|(?:at|on|to|with|for|the|and)(?![a-z]))+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line and what it was taken for: kind, day, time, length or place."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """``minutes`` is how long it takes. ``impossible`` looks like a day or a time and is none (30 February, 25:00).
    ``rest`` holds the words that are left, in their order: a name and a note."""

    kind: ActivityKind | None
    on_date: date | None
    at_minute: int | None
    minutes: int | None
    place: str
    rest: tuple[str, ...]
    parts: tuple[Part, ...]
    impossible: tuple[Part, ...]


def read(text: str, today: date) -> Understood:
    """A day without a year is the next such day, or one at most 60 days back: see :mod:`days`."""
    line = _Line(unicodedata.normalize("NFKC", text))
    place = line.take("place", _PLACE)
    kind = line.found("kind", kinds.find(line.left))
    length = line.found("length", clock.find_length(line.left))
    day = line.found("day", days.find(line.left, today))
    span = line.found("time", clock.find(line.left))
    start, minutes = span or (None, None)
    return Understood(
        kind=kind,
        on_date=day,
        at_minute=start,
        minutes=length or minutes,
        place=place,
        rest=tuple(clean for word in line.left.split() if (clean := _FILLERS.sub("", word).rstrip(",，。;；、"))),
        parts=tuple(line.parts),
        impossible=tuple(line.impossible),
    )


class _Line:
    """The line, out of which each piece that was understood is cut."""

    def __init__(self, text: str) -> None:
        self.left = text
        self.parts: list[Part] = []
        self.impossible: list[Part] = []

    def take(self, field: str, pattern: re.Pattern[str]) -> str:
        match = pattern.search(self.left)
        if match is None:
            return ""
        self._cut(match.start(), match.end())
        self.parts.append(Part(field, match.group(1)))
        return match.group(1)

    def found(self, field: str, hit: tuple[int, int, T | None] | None) -> T | None:
        """``hit`` is where it stands and what it means; None for what it cannot mean."""
        if hit is None:
            return None
        start, end, value = hit
        piece = Part(field, self.left[start:end].strip())
        (self.parts if value is not None else self.impossible).append(piece)
        self._cut(start, end)
        return value

    def _cut(self, start: int, end: int) -> None:
        self.left = f"{self.left[:start]} {self.left[end:]}"

"""Where blocks stand: columns for what overlaps, pixels for minutes, steps for what is dragged. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DAY = 24 * 60
STEP = 15  # minutes; dragging and keys go by it
USUAL = 60  # how long a block without a length is drawn
SHORTEST = 15
GUTTER = 48  # pixels at the left, for the hours


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of a day, the end not included."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lane:
    """``column`` of ``of`` that stand beside each other."""

    column: int
    of: int


def lanes(spans: Sequence[Span]) -> dict[str, Lane]:
    """Spans that overlap, directly or through others, share the width; each takes the first free column."""
    found: dict[str, Lane] = {}
    group: list[tuple[str, int]] = []
    ends: list[int] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.id)):
        if ends and span.start >= max(ends):
            found |= {id: Lane(column, len(ends)) for id, column in group}
            group, ends = [], []
        column = next((at for at, end in enumerate(ends) if end <= span.start), len(ends))
        if column == len(ends):
            ends.append(0)
        ends[column] = span.end
        group.append((span.id, column))
    return found | {id: Lane(column, len(ends)) for id, column in group}


def span_of(id: str, minute: int, duration: int | None) -> Span:
    """What is drawn: at least a quarter of an hour high, never past midnight."""
    end = min(DAY, minute + max(SHORTEST, duration or USUAL))
    return Span(id, min(minute, end - SHORTEST), end)


def snapped(minute: float) -> int:
    """To the nearest quarter of an hour within the day."""
    return max(0, min(DAY - STEP, round(minute / STEP) * STEP))


def moved(minute: int, by: int) -> int:
    """A start moved by a step and kept within the day; one off the quarter goes to the next quarter first."""
    off = minute % STEP
    target = minute + by if not off else minute - off + (STEP if by > 0 else 0)
    return max(0, min(DAY - STEP, target))


def stretched(minute: int, duration: int | None, by: int) -> int:
    """A length made longer or shorter by steps: at least a quarter of an hour, never past midnight."""
    return max(SHORTEST, min(DAY - minute, (duration or USUAL) + by))


def column(width: int, days: int, number: int) -> tuple[int, int]:
    """Left edge and width, in pixels, of a day among several in a widget of a width."""
    room = width - GUTTER
    left, right = (GUTTER + room * at // max(1, days) for at in (number, number + 1))
    return left, right - left


def day_at(width: int, days: int, x: int) -> int:
    """The day at a place, the nearest one for a place outside."""
    return max(0, min(days - 1, (x - GUTTER) * days // max(1, width - GUTTER)))

"""What a chart consists of: final words and numbers, nothing of colours, pixels or formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, str]
"""What a mark opens: the place and the series of its number."""


class Shape(StrEnum):
    COLUMNS = "columns"  # places from left to right, stacked bars upwards
    ROWS = "rows"  # places from top to bottom, stacked bars to the right
    GRID = "grid"  # places from top to bottom, series from left to right, a shade each


class Style(StrEnum):
    """How a series is drawn on columns or rows; the cells of a grid are always shades."""

    BAR = "bar"
    BEHIND = "behind"  # a pale bar behind the others, not stacked with them
    LINE = "line"
    DASHED = "dashed"
    SPAN = "span"  # from low to high with a stroke at the value


@dataclass(frozen=True, slots=True)
class Mark:
    """``value`` is in the axis's unit; None leaves its place empty. ``text`` says the number in words; ``label`` is
    drawn beside it. ``key`` is None where nothing is to be opened."""

    place: int
    value: float | None
    text: str
    label: str = ""
    low: float | None = None
    high: float | None = None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """``tone`` numbers a colour of the chart palette, 0 the accent."""

    name: str
    marks: tuple[Mark, ...]
    style: Style = Style.BAR
    tone: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """``title`` names what is counted and its unit; ``format`` says a tick. ``whole`` keeps ticks at integers; ``most``
    is where the axis ends at the least. ``goal`` is where a dashed line stands: what is to be reached. ``bare``: rows
    whose bars all say their number need no ticks."""

    title: str
    format: Callable[[float], str] = lambda value: f"{value:,.0f}"
    whole: bool = True
    most: float = 0.0
    goal: float | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """``said`` reads the chart in one sentence; ``note`` is small print under it. On a grid ``heads`` are the words
    over the series."""

    title: str
    said: str
    shape: Shape
    places: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    place_title: str = ""
    heads: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``least`` (0, or below it) to ``most`` with the ticks on it."""

    least: float
    most: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        return (value - self.least) / (self.most - self.least)


def scale_of(plot: Plot) -> Scale:
    """From zero, or from below it where something is negative, to a round number above everything."""
    highs, lows = [plot.axis.most, plot.axis.goal or 0.0], [0.0]
    stacks: dict[tuple[int, bool], float] = {}
    for series in plot.series:
        for mark in series.marks:
            values = [value for value in (mark.value, mark.low, mark.high) if value is not None]
            highs += values
            lows += values
            if series.style == Style.BAR and mark.value is not None:
                place = mark.place, mark.value < 0
                stacks[place] = stacks.get(place, 0.0) + mark.value
    highs += stacks.values()
    lows += stacks.values()
    return rounded(min(lows), max(highs), whole=plot.axis.whole)


def rounded(least: float, most: float, *, whole: bool, steps: int = 4) -> Scale:
    if most <= least:
        most = least + 1
    raw = (most - least) / steps
    size = 1.0
    while size > raw:
        size /= 10
    while size * 10 <= raw:
        size *= 10
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw - 1e-12)
    if whole:
        step = max(1.0, step if step == int(step) else float(int(step) + 1))
    first = -int(-least // step) if least >= 0 else -int(-(least // step))
    ticks = []
    number = first
    while True:
        ticks.append(number * step)
        if number * step >= most - 1e-9:
            break
        number += 1
    return Scale(ticks[0], ticks[-1], tuple(ticks))

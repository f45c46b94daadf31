"""What is drawn on the progress page; words come from the page, colours from the theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.enums import Language
from app.services.progress import WeekPoint
from app.services.rules.funnel import StageRow
from app.ui import labels, theme


@dataclass(frozen=True, slots=True)
class Words:
    done: str
    target: str
    count: str
    households: str
    weeks_title: str
    funnel_title: str


def draw_weeks(axes: Any, series: Sequence[WeekPoint], words: Words) -> None:
    """Bars of what was done each week, and the sum of the targets as a stepped line."""
    colours = theme.colours()
    places = range(len(series))
    axes.bar(places, [point.activities for point in series], color=colours.accent, width=0.62, label=words.done)
    wanted = [sum(count for metric, count in point.target.items() if metric != "premium") for point in series]
    if any(wanted):
        axes.step(places, wanted, where="mid", color=colours.warn, linewidth=1.6, linestyle="--", label=words.target)
        axes.legend(frameon=False, labelcolor=colours.text, fontsize=9, loc="upper left", ncols=2)
    axes.set_xticks(list(places), [f"W{point.week.number:02d}" for point in series])
    axes.set_ylabel(words.count)
    axes.set_title(words.weeks_title, fontsize=11, loc="left")
    axes.margins(y=0.25)


def draw_funnel(axes: Any, rows: Sequence[StageRow], language: Language, words: Words) -> None:
    """How many families stand in each stage at the week's end, with the number at each bar."""
    colours = theme.colours()
    names = [labels.of(row.stage, language) for row in rows]
    counts = [row.closing for row in rows]
    bars = axes.barh(range(len(rows)), counts, color=colours.accent, height=0.66)
    axes.bar_label(bars, padding=4, color=colours.text, fontsize=9)
    axes.set_yticks(range(len(rows)), names)
    axes.invert_yaxis()
    axes.grid(False)
    axes.set_xlabel(words.households)
    axes.set_title(words.funnel_title, fontsize=11, loc="left")
    axes.margins(x=0.12)

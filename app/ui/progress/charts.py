"""What is drawn on the progress page; words come from the page, colours from the theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.enums import Language
from app.services.progress import WeekPoint
from app.services.rules.funnel import PATH, StageRow
from app.services.rules.kpis import ACTIVITY_METRICS
from app.ui import labels, theme


@dataclass(frozen=True, slots=True)
class Words:
    aimed: str
    other: str
    target: str
    count: str
    weeks_title: str
    funnel_title: str


def draw_weeks(axes: Any, series: Sequence[WeekPoint], words: Words) -> None:
    """Bars of what was done each week: below what has a target, on top the rest; the targets' sum as a stepped line."""
    colours = theme.colours()
    places = range(len(series))
    counted = list(ACTIVITY_METRICS)
    aimed = [sum(point.actual[metric] for metric in counted) for point in series]
    other = [max(0, point.activities - count) for point, count in zip(series, aimed, strict=True)]
    axes.bar(places, aimed, color=colours.accent, width=0.62, label=words.aimed)
    axes.bar(places, other, bottom=aimed, color=colours.calm, alpha=0.55, width=0.62, label=words.other)
    wanted = [sum(point.target[metric] for metric in counted) for point in series]
    if any(wanted):
        axes.step(places, wanted, where="mid", color=colours.warn, linewidth=1.6, linestyle="--", label=words.target)
    handles, names = axes.get_legend_handles_labels()
    axes.legend(handles, names, frameon=False, labelcolor=colours.text, fontsize=9, loc="upper left", ncols=3)
    axes.set_xticks(list(places), [f"W{point.week.number:02d}" for point in series])
    axes.set_ylabel(words.count)
    axes.set_title(words.weeks_title, fontsize=11, loc="left", color=colours.text)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylim(0, max(5, 1.3 * max([*wanted, *(point.activities for point in series)], default=0)))


def draw_funnel(axes: Any, rows: Sequence[StageRow], language: Language, words: Words) -> None:
    """How many families stand in each stage of the path at the week's end, with the number at each bar."""
    colours = theme.colours()
    path = [row for row in rows if row.stage in PATH]
    bars = axes.barh(range(len(path)), [row.closing for row in path], color=colours.accent, height=0.62)
    axes.bar_label(bars, padding=4, color=colours.text, fontsize=9)
    axes.set_yticks(range(len(path)), [labels.of(row.stage, language) for row in path])
    axes.invert_yaxis()
    axes.grid(False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(words.funnel_title, fontsize=11, loc="left", color=colours.text)
    axes.set_xlim(0, max(1.0, 1.1 * max((row.closing for row in path), default=0)))


def exits(rows: Sequence[StageRow], language: Language) -> str:
    """The families that left the path, in one line."""
    return "  ·  ".join(f"{labels.of(row.stage, language)} {row.closing}" for row in rows if row.stage not in PATH)

"""What is drawn of a team; words come from the page, colours from the theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.enums import ActivityKind, Language
from app.services.rules.spine.funnel import PATH
from app.services.team.rollup.lead import AgentRow
from app.services.team.rollup.team import Team
from app.ui.base import labels, theme

SHOWN = (ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.PROPOSAL, ActivityKind.CLOSING)
MOST_NAMES = 12  # labels under more bars than this would run into each other
LEAST_WIDTH, LEGEND_WIDTH = 0.55, 4.2  # inches: of a bar with its name, of the legend in one line


def draw_agents(axes: Any, rows: Sequence[AgentRow], language: Language, title: str) -> None:
    """Activities done by each agent, stacked by kind; whoever did not report has no bar."""
    colours = theme.colours()
    light, lighter = (_mixed(colours.accent, colours.surface, share) for share in (0.35, 0.65))
    shades = (colours.accent, light, lighter, colours.warn, colours.good)
    places = range(len(rows))
    bottom = [0] * len(rows)
    for kind, shade in zip(SHOWN, shades, strict=True):
        counts = [row.report.number(f"measure.week.{kind.value}") if row.report else 0 for row in rows]
        axes.bar(places, counts, bottom=bottom, color=shade, width=0.66, label=labels.of(kind, language))
        bottom = [below + count for below, count in zip(bottom, counts, strict=True)]
    wide = axes.figure.get_figwidth()
    many = len(rows) > MOST_NAMES or wide < LEAST_WIDTH * len(rows)
    axes.set_xticks(list(places), [row.id if many else row.name or row.id for row in rows], rotation=60 if many else 0)
    _title(axes, title)
    axes.figure.legend(
        frameon=False, labelcolor=colours.text, fontsize=8, loc="outside lower center",
        ncols=5 if wide > LEGEND_WIDTH else 3, handlelength=1, columnspacing=1.2,
    )  # fmt: skip


def draw_funnel(axes: Any, team: Team, language: Language, title: str) -> None:
    """Families per stage at the week's end, over the whole team."""
    colours = theme.colours()
    rows = [row for row in team.funnel if row.stage in PATH]
    bars = axes.barh(range(len(rows)), [row.closing for row in rows], color=colours.accent, height=0.66)
    axes.bar_label(bars, padding=4, color=colours.text, fontsize=9)
    axes.set_yticks(range(len(rows)), [labels.of(row.stage, language) for row in rows])
    axes.invert_yaxis()
    axes.grid(False)
    axes.set_xticks([])
    axes.margins(x=0.14)
    _title(axes, title)


def draw_targets(axes: Any, team: Team, language: Language, title: str) -> None:
    """How much of each target of the team is reached; the line is the whole of it."""
    colours = theme.colours()
    figures = [figure for figure in team.figures if figure.definition.metric and figure.target]
    shares = [float(figure.rate or 0) for figure in figures]
    bars = axes.barh(
        range(len(figures)), shares, height=0.6,
        color=[colours.good if share >= 1 else colours.accent if share >= 0.6 else colours.warn for share in shares],
    )  # fmt: skip
    axes.bar_label(bars, [f"{share * 100:.0f}%" for share in shares], padding=4, color=colours.text, fontsize=9)
    axes.axvline(1, color=colours.muted, linestyle="--", linewidth=1)
    axes.set_yticks(range(len(figures)), [figure.definition.called(language) for figure in figures])
    axes.invert_yaxis()
    axes.grid(False)
    axes.set_xticks([])
    axes.set_xlim(0, max([1.15, *(share * 1.15 for share in shares)]))
    _title(axes, title)


def _title(axes: Any, title: str) -> None:
    """At the left edge of the picture: over a narrow chart it would not fit beside the labels."""
    axes.figure.suptitle(title, x=0.02, ha="left", fontsize=11, color=theme.colours().text)


def _mixed(one: str, other: str, share: float) -> str:
    parts = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)

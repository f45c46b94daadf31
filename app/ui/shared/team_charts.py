"""What is drawn of a team, as plots: words and numbers, no colour and no pixel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.enums import ActivityKind, Language
from app.services.rules.spine.funnel import PATH
from app.services.team.rollup.lead import AgentRow
from app.services.team.rollup.team import Team
from app.ui.base import formats, labels
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style

SHOWN = (ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.PROPOSAL, ActivityKind.CLOSING)
MOST_NAMES = 12  # of more agents the codes are shown, which are shorter
NEAR = 0.6  # of a target: from here on it is under way
REACHED_TONE, UNDER_WAY_TONE, FAR_TONE = 5, 0, 1


def agents_plot(rows: Sequence[AgentRow], language: Language) -> Plot:
    """Activities done by each agent, stacked by kind; whoever did not report has no bar. A number opens its rows."""
    series = []
    for tone, kind in enumerate(SHOWN):
        marks = tuple(
            Mark(place, count, f"{count:,}", key=(row.id, kind.value))
            for place, row in enumerate(rows)
            if row.report and (count := row.report.number(f"measure.week.{kind.value}"))
        )
        series.append(Series(labels.of(kind, language), marks, Style.BAR, tone))
    many = len(rows) > MOST_NAMES
    places = tuple(row.id if many else row.name or row.id for row in rows)
    said = (f"{row.name or row.id} {row.report.activities:,}" for row in rows if row.report)
    return Plot(
        title=QCoreApplication.translate("TeamCharts", "Activities by agent"),
        said=labels.listed(said, language),
        shape=Shape.COLUMNS,
        places=places,
        series=tuple(series),
        axis=Axis(""),
    )


def funnel_plot(team: Team, language: Language, agent: str = "") -> Plot:
    """Families per stage at the week's end, over the whole team or of the one ``agent`` in it."""
    rows = [row for row in team.funnel if row.stage in PATH]
    title = QCoreApplication.translate("TeamCharts", "Families by stage, whole team")
    if agent:
        title = QCoreApplication.translate("TeamCharts", "Families of {agent} by stage").format(agent=agent)
    marks = tuple(Mark(place, row.closing, f"{row.closing:,}", f"{row.closing:,}") for place, row in enumerate(rows))
    places = tuple(labels.of(row.stage, language) for row in rows)
    said = labels.listed((f"{place} {mark.text}" for place, mark in zip(places, marks, strict=True)), language)
    return Plot(title, said, Shape.ROWS, places, (Series("", marks),), Axis("", bare=True))


def targets_plot(team: Team, language: Language) -> Plot:
    """How much of each target of the team is reached; the line is the whole of it."""
    figures = [figure for figure in team.figures if figure.definition.metric and figure.target]
    shares = [float(figure.rate or 0) for figure in figures]
    kinds = (
        (QCoreApplication.translate("TeamCharts", "reached"), REACHED_TONE, 1.0, float("inf")),
        (QCoreApplication.translate("TeamCharts", "at least 60%"), UNDER_WAY_TONE, NEAR, 1.0),
        (QCoreApplication.translate("TeamCharts", "below 60%"), FAR_TONE, float("-inf"), NEAR),
    )
    series = []
    for name, tone, least, below in kinds:
        marks = tuple(
            Mark(place, share, formats.percent(share), formats.percent(share))
            for place, share in enumerate(shares)
            if least <= share < below
        )
        if marks:
            series.append(Series(name, marks, Style.BAR, tone))
    places = tuple(figure.definition.called(language) for figure in figures)
    said = (f"{place} {formats.percent(share)}" for place, share in zip(places, shares, strict=True))
    return Plot(
        title=QCoreApplication.translate("TeamCharts", "Reached of the team's targets"),
        said=labels.listed(said, language),
        shape=Shape.ROWS,
        places=places,
        series=tuple(series),
        axis=Axis("", whole=False, goal=1.0, bare=True),
    )

"""A figure of the team over its weeks, as a plot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.enums import Language, Metric
from app.services.rules.measures.kpis import Definition
from app.services.team.rollup.team import Team
from app.ui.base import formats, labels
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style

FEN = 100


def weeks_plot(team: Team, definition: Definition, language: Language) -> Plot:
    """Actual and target by week of what has a target; of any other figure all that was done, by week."""
    metric = definition.metric
    money = metric == Metric.PREMIUM
    unit = FEN if money else 1

    def marks(values: list[int]) -> tuple[Mark, ...]:
        return tuple(
            Mark(place, value / unit, formats.money(value) if money else f"{value:,}")
            for place, value in enumerate(values)
        )

    actual = [one.actual[metric] if metric else one.activities for one in team.series]
    name = definition.called(language) if metric else QCoreApplication.translate("TeamWeeks", "All activities")
    series = [Series(name, marks(actual))]
    if metric and any(one.target[metric] for one in team.series):
        target = QCoreApplication.translate("TeamWeeks", "Target")
        series.append(Series(target, marks([one.target[metric] for one in team.series]), Style.DASHED, 1))
    places = tuple(f"W{one.week.number:02d}" for one in team.series)
    said = labels.listed((f"{places[mark.place]} {mark.text}" for mark in series[0].marks), language)
    title = QCoreApplication.translate("TeamWeeks", "{figure} by week").format(figure=name)
    return Plot(title, said, Shape.COLUMNS, places, tuple(series), Axis("", whole=not money))

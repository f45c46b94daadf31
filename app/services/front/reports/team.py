"""The weeks of a team's agents as a list: what their reports said of each KPI that has a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, Metric
from app.models import TeamReport
from app.services.front.reports.fields import Field, Line, List, Title, said
from app.services.rules.figures.report_values import Reckoning
from app.services.rules.figures.reports import ReportKind
from app.services.team.rollup.team import AgentWeek

TEXT = ReportKind.TEXT
OWN = ("agent", "agent_name", "week", "late")


def reports(_session: Session) -> List:
    """One line an agent and week, as the file sealed it."""
    fields = (
        Field("agent", TEXT, said("report.field.agent")),
        Field("agent_name", TEXT, said("report.field.agent_name")),
        Field("week", ReportKind.DAY, said("report.field.week")),
        Field("late", ReportKind.YES_NO, said("report.field.late")),
        *(Field(metric.value, _kind(metric), _title(metric)) for metric in Metric),
    )
    usual = ("week", "agent_name", Metric.CALLS.value, Metric.MEETINGS.value, Metric.CLOSINGS.value)
    return List("team", "report", fields, _read, (*usual, Metric.PREMIUM.value))


def _kind(metric: Metric) -> ReportKind:
    return ReportKind.MONEY if metric == Metric.PREMIUM else ReportKind.WHOLE


def _title(metric: Metric) -> Title:
    def title(language: Language) -> str:
        return words.of(metric, language)

    return title


def _read(session: Session, wanted: Sequence[Field], _reckoning: Reckoning) -> Iterator[Line]:
    for report in session.scalars(select(TeamReport).order_by(TeamReport.monday, TeamReport.agent_code)):
        week = AgentWeek(report.figures)
        own = dict(zip(OWN, (report.agent_code, report.agent_name, report.monday, report.late), strict=True))
        values: tuple[Any, ...] = tuple(
            own[one.key] if one.key in own else week.actual(Metric(one.key)) for one in wanted
        )
        yield Line(report.id, None, values)

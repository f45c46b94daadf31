"""Which targets hold, and whether those of long and short periods agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Metric, PeriodKind, TargetLevel
from app.models import Target
from app.services.base.store import Store
from app.services.measures.kpis import definitions, months
from app.services.measures.kpis.figures import of_session as figures_of
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.base.weeks import Week
from app.services.rules.figures.targets import Aim, Gap, Kept, Targets, consistency

TEAM = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of a period: its three levels as they hold, and what was done of it (a count, or fen)."""

    metric: Metric
    aims: Mapping[TargetLevel, Aim]
    done: int

    @property
    def id(self) -> str:
        """The metric as text: what a table tells its rows apart by."""
        return self.metric.value


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything set for a period, and what does not agree in the year around it. ``others`` adds up the agents' own
    targets where this is the team's."""

    period: Period
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    others: Mapping[Metric, int]


def of_session(session: Session, agent: str) -> Targets:
    """All targets of one person or of the team ("")."""
    columns = (Target.period, Target.starts_on, Target.metric, Target.level, Target.value)
    rows = session.execute(select(*columns).where(Target.agent_code == agent).order_by(Target.starts_on))
    kept = (
        Kept(PeriodKind(period), day, Metric(metric), TargetLevel(level), value)
        for period, day, metric, level, value in rows
    )
    return Targets(kept, months.get(session))


def in_force(session: Session, agent_code: str, wanted: list[Week]) -> dict[Week, dict[Metric, int]]:
    """The same for many weeks, in two queries."""
    known = of_session(session, agent_code)
    return {week: {metric: known.aim(periods.of_week(week), metric).value for metric in Metric} for week in wanted}


def aims(store: Store, agent: str, period: Period, level: TargetLevel = TargetLevel.TARGET) -> dict[Metric, Aim]:
    """What holds for ``period``, with where each target comes from."""
    with store.read() as session:
        known = of_session(session, agent)
    return {metric: known.aim(period, metric, level) for metric in Metric}


def sheet(store: Store, agent: str, period: Period) -> Sheet:
    """What the table of targets shows of one person, or of the team ("")."""
    with store.read() as session:
        known = of_session(session, agent)
        codes = list(session.scalars(select(Target.agent_code).where(Target.agent_code != TEAM).distinct()))
        theirs = [of_session(session, code) for code in codes] if agent == TEAM else []
        kpis = definitions.in_force(session, period.last)
        done = figures_of(session, period, agent, [kpis.of_metric(metric) for metric in Metric])
    year = periods.of(PeriodKind.YEAR, period.first, known.months)
    rows = tuple(
        Row(metric, {level: known.aim(period, metric, level) for level in TargetLevel}, int(figure.value or 0))
        for metric, figure in zip(Metric, done, strict=True)
    )
    return Sheet(
        period=period,
        rows=rows,
        gaps=tuple(consistency(known, year, list(Metric))),
        others={metric: sum(one.aim(period, metric).value for one in theirs) for metric in Metric},
    )

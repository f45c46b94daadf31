"""Progress: what was done against what was meant, by week, and the funnel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, Metric, PeriodKind, Stage
from app.models import Activity, Household, StageMove
from app.services.figures import targets
from app.services.measures.kpis import definitions, months
from app.services.measures.kpis.figures import counted
from app.services.rules.base import periods, weeks
from app.services.rules.base.periods import Period, WorkMonth
from app.services.rules.base.weeks import Week
from app.services.rules.day.contacts import REAL
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Definition, Unit
from app.services.rules.spine import funnel


@dataclass(frozen=True, slots=True)
class Figure:
    """One KPI of a week: counts, or fen where its unit is money; None where there is nothing to divide by."""

    definition: Definition
    actual: Decimal | None
    target: int
    last_week: Decimal | None
    month: Decimal | None
    earlier: Decimal | None = None
    """Of a week across a month's end: the whole of the month it begins in."""

    @property
    def rate(self) -> Decimal | None:
        """Of the target, 1 is all of it; None without a figure or a target."""
        return kpis.reached(self.actual, self.target) if self.actual is not None else None

    @property
    def missing(self) -> int:
        """What the target still lacks, never below 0."""
        return kpis.missing(int(self.actual or 0), self.target)


@dataclass(frozen=True, slots=True)
class WeekPoint:
    week: Week
    actual: dict[Metric, int]
    target: dict[Metric, int]
    activities: int


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Everything the progress page shows of one agent's week. ``month`` is the work month of the day it is seen from;
    ``earlier`` the month before, where the week begins in it."""

    week: Week
    month: tuple[date, date]
    figures: list[Figure]
    series: list[WeekPoint]
    funnel: list[funnel.StageRow]
    earlier: tuple[date, date] | None = None

    def figure(self, metric: Metric) -> Figure:
        """The figure held against a target. Raises StopIteration where no KPI is."""
        return next(figure for figure in self.figures if figure.definition.metric == metric)

    @property
    def empty(self) -> bool:
        """Nothing was done in any week shown, and nobody stands in the funnel."""
        return not any(point.activities for point in self.series) and not any(row.closing for row in self.funnel)


def seen_on(first: date, last: date, today: date | None) -> date:
    """The day a period is seen from: its last one, or today within it. The month to date is that day's."""
    return today if today is not None and first <= today <= last else last


def earlier_month(first: date, seen: date, months: WorkMonth) -> Period | None:
    """The work month a week begins in, where the day it is seen from is in the next one already."""
    begun, now = (periods.of(PeriodKind.MONTH, day, months) for day in (first, seen))
    return begun if begun.first < now.first else None


def read(session: Session, agent_code: str, week: Week, *, back: int = 12, today: date | None = None) -> ProgressRow:
    """An agent's week against its targets, with the ``back`` weeks up to it and the funnel at its end. Seen from
    ``today`` while it is not over."""
    work_month = months.get(session)
    seen = seen_on(week.monday, week.sunday, today)
    month, before = periods.of(PeriodKind.MONTH, seen, work_month), earlier_month(week.monday, seen, work_month)
    known = definitions.in_force(session, week.sunday)
    terms = tuple(dict.fromkeys(term for kpi in known.kpis for term in kpi.terms))
    in_force = targets.in_force(session, agent_code, list(weeks.between(week.plus(1 - back), week)))
    this = counted(session, agent_code, week.monday, week.sunday, terms)
    last = counted(session, agent_code, week.plus(-1).monday, week.plus(-1).sunday, terms)
    so_far = counted(session, agent_code, month.first, seen, terms)
    whole = None if before is None else counted(session, agent_code, before.first, before.last, terms)
    figures = [
        Figure(
            definition=definition,
            actual=kpis.compute(definition, *this),
            target=in_force[week][definition.metric] if definition.metric else 0,
            last_week=kpis.compute(definition, *last),
            month=kpis.compute(definition, *so_far),
            earlier=None if whole is None else kpis.compute(definition, *whole),
        )
        for definition in known.kpis
    ]
    series = _series(session, agent_code, in_force, known)
    earlier = None if before is None else (before.first, before.last)
    return ProgressRow(week, (month.first, month.last), figures, series, stages(session, agent_code, week), earlier)


def _series(
    session: Session, agent_code: str, in_force: dict[Week, dict[Metric, int]], known: kpis.Definitions
) -> list[WeekPoint]:
    first, last = min(in_force), max(in_force)
    by_day = (
        select(Activity.on_date, Activity.kind, func.count(), func.coalesce(func.sum(Activity.premium), 0))
        .where(
            Activity.agent_code == agent_code,
            Activity.on_date.between(first.monday, last.sunday),
            Activity.status == ActivityStatus.DONE,
        )
        .group_by(Activity.on_date, Activity.kind)
    )
    sums: dict[Week, dict[str, int]] = {week: {} for week in in_force}
    for day, kind, count, premium in session.execute(by_day):
        values = sums[weeks.week_of(day)]
        values[kind] = values.get(kind, 0) + count
        values[kpis.PREMIUM] = values.get(kpis.PREMIUM, 0) + (premium or 0)
    return [
        WeekPoint(
            week=week,
            actual={metric: int(kpis.compute(known.of_metric(metric), values) or 0) for metric in Metric},
            target=in_force[week],
            activities=sum(values.get(kind, 0) for kind in ActivityKind),
        )
        for week, values in sorted(sums.items())
    ]


def stages(session: Session, agent_code: str, week: Week) -> list[funnel.StageRow]:
    """The funnel of the week, over the households that are not archived."""
    history = (
        select(StageMove.household_id, StageMove.stage, StageMove.on_date)
        .join(Household, Household.id == StageMove.household_id)
        .where(
            StageMove.agent_code == agent_code,
            StageMove.on_date <= week.sunday,
            Household.archived_at.is_(None),
        )
        .order_by(StageMove.on_date, StageMove.id)
    )
    moves = [funnel.Move(household_id, Stage(stage), day) for household_id, stage, day in session.execute(history)]
    return funnel.funnel(
        moves,
        week.monday,
        week.sunday,
        contacts=contacts(session, agent_code, week.sunday),
        stale_days=definitions.in_force(session, week.sunday).stale_days,
    )


def contacts(session: Session, agent_code: str, until: date) -> dict[str, date]:
    """The last real contact by household: a conversation, not a message sent."""
    last = (
        select(Activity.household_id, func.max(Activity.on_date))
        .where(
            Activity.agent_code == agent_code,
            Activity.on_date <= until,
            Activity.status == ActivityStatus.DONE,
            Activity.kind.in_([kind.value for kind in REAL]),
            Activity.household_id.is_not(None),
        )
        .group_by(Activity.household_id)
    )
    return {household_id: day for household_id, day in session.execute(last) if household_id}


def still_to_do(figures: Iterable[Figure]) -> list[Figure]:
    """The figures below their target, those furthest behind first."""
    behind = [figure for figure in figures if figure.missing and figure.definition.unit != Unit.RATE]
    return sorted(behind, key=lambda figure: figure.rate or Decimal(0))

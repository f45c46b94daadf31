"""Progress: what was done against what was meant, by week, and the funnel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, Metric, PolicyStatus, Stage
from app.models import Activity, Household, Policy, StageMove
from app.services import kpi_definitions, settings, targets
from app.services.orders import premiums
from app.services.rules import funnel, kpis, weeks
from app.services.rules.kpis import Definition, Unit
from app.services.rules.weeks import Week
from app.services.store import Store

MONTH_FIRST_DAY = "work_month.first_day"
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One KPI of a week: counts, or fen where its unit is money; None where there is nothing to divide by."""

    definition: Definition
    actual: Decimal | None
    target: int
    last_week: Decimal | None
    month: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        return kpis.reached(self.actual, self.target) if self.actual is not None else None

    @property
    def missing(self) -> int:
        return kpis.missing(int(self.actual or 0), self.target)


@dataclass(frozen=True, slots=True)
class WeekPoint:
    week: Week
    actual: dict[Metric, int]
    target: dict[Metric, int]
    activities: int


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Everything the progress page shows of one agent's week."""

    week: Week
    month: tuple[date, date]
    figures: list[Figure]
    series: list[WeekPoint]
    funnel: list[funnel.StageRow]

    def figure(self, metric: Metric) -> Figure:
        return next(figure for figure in self.figures if figure.definition.metric == metric)

    @property
    def empty(self) -> bool:
        return not any(point.activities for point in self.series) and not any(row.closing for row in self.funnel)


def of_week(store: Store, agent_code: str, week: Week, *, back: int = 12) -> ProgressRow:
    """The page of one week: its figures, ``back`` weeks up to it, and the funnel of the week."""
    with store.read() as session:
        return read(session, agent_code, week, back=back)


def read(session: Session, agent_code: str, week: Week, *, back: int = 12) -> ProgressRow:
    month = weeks.work_month(week.sunday, int(settings.get(session, MONTH_FIRST_DAY, 1)))
    in_force = targets.in_force(session, agent_code, list(weeks.between(week.plus(1 - back), week)))
    this = measures(session, agent_code, week.monday, week.sunday)
    last = measures(session, agent_code, week.plus(-1).monday, week.plus(-1).sunday)
    so_far = measures(session, agent_code, month[0], week.sunday)
    figures = [
        Figure(
            definition=definition,
            actual=kpis.compute(definition, this),
            target=in_force[week][definition.metric] if definition.metric else 0,
            last_week=kpis.compute(definition, last),
            month=kpis.compute(definition, so_far),
        )
        for definition in kpi_definitions.in_force().kpis
    ]
    return ProgressRow(week, month, figures, _series(session, agent_code, in_force), stages(session, agent_code, week))


def measures(session: Session, agent_code: str, start: date, end: date) -> dict[str, int]:
    """Every measure a KPI may name, for the days ``start`` to ``end``; premium in fen."""
    done = (
        Activity.agent_code == agent_code,
        Activity.on_date.between(start, end),
        Activity.status == ActivityStatus.DONE,
    )
    counts = select(Activity.kind, func.count().label("number")).where(*done).group_by(Activity.kind)
    values: dict[str, int] = {row.kind: row.number for row in session.execute(counts)}
    closings = select(func.coalesce(func.sum(Activity.premium), 0)).where(*done, Activity.kind == ActivityKind.CLOSING)
    values[kpis.PREMIUM] = session.scalar(closings) or 0
    values[kpis.ACTIVE_DAYS] = session.scalar(select(func.count(Activity.on_date.distinct())).where(*done)) or 0
    days = ((start + timedelta(days=offset)) for offset in range((end - start).days + 1))
    values[kpis.WORK_DAYS] = sum(1 for day in days if day.weekday() < SATURDAY)
    values |= _combinations(session, agent_code, end)
    values |= premiums.measures(session, agent_code, start, end)
    return values


def _combinations(session: Session, agent_code: str, end: date) -> dict[str, int]:
    held = (
        select(func.count())
        .select_from(Policy)
        .join(Household, Household.id == Policy.household_id)
        .where(
            Household.agent_code == agent_code,
            Household.archived_at.is_(None),
            Policy.status == PolicyStatus.IN_FORCE,
            Policy.starts_on.is_(None) | (Policy.starts_on <= end),
            Policy.ends_on.is_(None) | (Policy.ends_on >= end),
        )
        .group_by(Policy.household_id)
    )
    counts = list(session.scalars(held))
    return {
        kpis.INSURED_HOUSEHOLDS: len(counts),
        kpis.COMBINED_HOUSEHOLDS: sum(1 for count in counts if count > 1),
    }


def _series(session: Session, agent_code: str, in_force: dict[Week, dict[Metric, int]]) -> list[WeekPoint]:
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
    definitions = kpi_definitions.in_force()
    return [
        WeekPoint(
            week=week,
            actual={metric: int(kpis.compute(definitions.of_metric(metric), values) or 0) for metric in Metric},
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
        stale_days=kpi_definitions.in_force().stale_days,
    )


def contacts(session: Session, agent_code: str, until: date) -> dict[str, date]:
    """The last real contact, an activity done, by household."""
    last = (
        select(Activity.household_id, func.max(Activity.on_date))
        .where(
            Activity.agent_code == agent_code,
            Activity.on_date <= until,
            Activity.status == ActivityStatus.DONE,
            Activity.household_id.is_not(None),
        )
        .group_by(Activity.household_id)
    )
    return {household_id: day for household_id, day in session.execute(last) if household_id}


def still_to_do(figures: Iterable[Figure]) -> list[Figure]:
    """The figures below their target, those furthest behind first."""
    behind = [figure for figure in figures if figure.missing and figure.definition.unit != Unit.RATE]
    return sorted(behind, key=lambda figure: figure.rate or Decimal(0))

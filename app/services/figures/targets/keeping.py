"""Setting targets, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Metric, PeriodKind, TargetLevel
from app.errors import InputError, Place, Problem
from app.models import Target
from app.services.base.store import Actor, Store
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.base.weeks import Week
from app.services.rules.figures.targets import name_of

MOST = 10**13  # fen


@dataclass(frozen=True, slots=True)
class Change:
    """What was there before; None where nothing was. Given to :func:`take_back` it is there again."""

    agent: str
    period: Period
    level: TargetLevel
    before: Mapping[Metric, int | None]


def set_week(store: Store, actor: Actor, agent_code: str, week: Week, values: Mapping[Metric, int]) -> Change:
    """Set targets from ``week`` on."""
    return put(store, actor, agent_code, periods.of_week(week), values)


def put(
    store: Store,
    actor: Actor,
    agent: str,
    period: Period,
    values: Mapping[Metric, int | None],
    level: TargetLevel = TargetLevel.TARGET,
) -> Change:
    """Set targets of a person, or of the team (``agent`` ""): counts, fen for premium. None takes one away; 0 in a
    week ends one that goes on from an earlier week.

    Raises InputError ``negative`` or ``target_too_large`` on the metric's own field, ``target_own_dates`` for a range.
    """
    if period.kind == PeriodKind.RANGE:
        raise InputError(Problem("target_own_dates", Place(field="period")))
    problems = [
        Problem("negative" if value < 0 else "target_too_large", Place(field=metric.value))
        for metric, value in values.items() if value is not None and not 0 <= value <= MOST
    ]  # fmt: skip
    if problems:
        raise InputError(problems)
    with store.write(actor, "target.set") as session:
        before = _put(session, agent, period, values, level)
        said = {metric.value: value for metric, value in values.items()}
        session.note(period=period.label, level=level.value, **said)
    return Change(agent, period, level, before)


def put_many(
    store: Store,
    actor: Actor,
    period: Period,
    values: Mapping[str, Mapping[Metric, int | None]],
    level: TargetLevel = TargetLevel.TARGET,
) -> None:
    """Targets of several people, and of the team (""), as one step that can be taken back. Raises as :func:`put`, the
    field being the person's code."""
    if period.kind == PeriodKind.RANGE:
        raise InputError(Problem("target_own_dates", Place(field="period")))
    problems = [
        Problem("negative" if value < 0 else "target_too_large", Place(field=agent))
        for agent, own in values.items()
        for value in own.values() if value is not None and not 0 <= value <= MOST
    ]  # fmt: skip
    if problems:
        raise InputError(problems)
    with store.write(actor, "target.share") as session:
        for agent, own in values.items():
            _put(session, agent, period, own, level)
        session.note(period=period.label, level=level.value, people=len(values))


def _put(
    session: Session, agent: str, period: Period, values: Mapping[Metric, int | None], level: TargetLevel
) -> dict[Metric, int | None]:
    """Returns what was there before."""
    before: dict[Metric, int | None] = {}
    here = (
        Target.agent_code == agent, Target.period == period.kind.value, Target.starts_on == name_of(period),
        Target.level == level.value,
    )  # fmt: skip
    kept = {row.metric: row for row in session.scalars(select(Target).where(*here))}
    for metric, value in values.items():
        row = kept.get(metric.value)
        before[metric] = row.value if row else None
        ends = value == 0 and period.kind == PeriodKind.WEEK
        if not value and not ends:
            if row is not None:
                session.delete(row)
        elif row is not None:
            row.value = value or 0
        else:
            session.add(
                Target(
                    agent_code=agent, period=period.kind.value, starts_on=name_of(period), metric=metric.value,
                    level=level.value, value=value or 0,
                )
            )  # fmt: skip
    return before


def take_back(store: Store, actor: Actor, change: Change) -> None:
    """Set the targets to what they were before the change."""
    put(store, actor, change.agent, change.period, change.before, change.level)

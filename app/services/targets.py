"""Weekly targets of an agent. A target holds from its week on, until a later one replaces it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Metric
from app.errors import InputError, Place, Problem
from app.models import Target
from app.services.rules.weeks import Week
from app.services.store import Actor, Store

PERIOD = "week"


def set_week(store: Store, actor: Actor, agent_code: str, week: Week, values: Mapping[Metric, int]) -> None:
    """Set targets from ``week`` on (counts; fen for premium); 0 is "no target".

    Raises InputError ``negative`` on the metric's own field.
    """
    if wrong := [Problem("negative", Place(field=metric.value)) for metric, value in values.items() if value < 0]:
        raise InputError(wrong)
    with store.write(actor, "target.set") as session:
        kept = {
            row.metric: row
            for row in session.scalars(
                select(Target).where(
                    Target.agent_code == agent_code, Target.period == PERIOD, Target.starts_on == week.monday
                )
            )
        }
        for metric, value in values.items():
            if metric.value in kept:
                kept[metric.value].value = value
            else:
                session.add(
                    Target(
                        agent_code=agent_code, period=PERIOD, starts_on=week.monday, metric=metric.value, value=value
                    )
                )
        session.note(week=str(week), **{metric.value: value for metric, value in values.items()})


def for_week(store: Store, agent_code: str, week: Week) -> dict[Metric, int]:
    """The targets in force in ``week``; every metric is there, 0 without a target."""
    with store.read() as session:
        return in_force(session, agent_code, [week])[week]


def in_force(session: Session, agent_code: str, wanted: list[Week]) -> dict[Week, dict[Metric, int]]:
    """The same for many weeks, in one query."""
    rows = list(
        session.execute(
            select(Target.starts_on, Target.metric, Target.value)
            .where(
                Target.agent_code == agent_code,
                Target.period == PERIOD,
                Target.starts_on <= max(week.monday for week in wanted),
            )
            .order_by(Target.starts_on)
        )
    )
    result = {}
    for week in wanted:
        values = dict.fromkeys(Metric, 0)
        values.update({Metric(metric): value for starts_on, metric, value in rows if starts_on <= week.monday})
        result[week] = values
    return result

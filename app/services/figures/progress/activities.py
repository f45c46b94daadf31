"""Activities done, counted by day, kind and hour in one query, and listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from app.enums import ActivityStatus
from app.models import Activity, Household
from app.services.figures.progress.answers import DrillRow

HOUR = 60


def done(agent: str, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions for activities done in these days, both included; ``agent`` "" is everybody."""
    return (
        Activity.agent_code == agent if agent else literal(True),
        Activity.on_date.between(first, last),
        Activity.status == ActivityStatus.DONE.value,
    )


def counted(session: Session, agent: str, first: date, last: date, *by: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of ``by`` and the number of activities done."""
    query = select(*by, func.count()).where(*done(agent, first, last)).group_by(*by)
    return (tuple(row) for row in session.execute(query))


def listed(
    session: Session, agent: str, first: date, last: date, *conditions: ColumnElement[bool]
) -> Iterable[tuple[DrillRow, int | None]]:
    """Every activity done as a row that counts one, with its minute of the day."""
    query = (
        select(Activity.id, Activity.household_id, Household.name, Activity.on_date, Activity.kind, Activity.at_minute)
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .where(*done(agent, first, last), *conditions)
        .order_by(Activity.on_date, Activity.id)
    )
    for id, household_id, household, on_date, kind, minute in session.execute(query):
        yield DrillRow("activity", id, household_id, household or "", on_date, kind, 1), minute

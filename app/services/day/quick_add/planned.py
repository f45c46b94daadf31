"""The planned step a line calls off or moves: of the customer, of the kind and on the day that were said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned activity, as it was seen."""

    id: str
    version: int
    kind: ActivityKind
    on_date: date


def of(session: Session, household_id: str, kind: ActivityKind | None, day: date | None, today: date) -> Planned | None:
    """The one step that fits all that was said; None where none does or several do. Without a day only one to come."""
    query = select(Activity).where(
        Activity.household_id == household_id, Activity.status == ActivityStatus.PLANNED.value
    )
    query = query.where(Activity.on_date == day if day else Activity.on_date >= today)
    if kind is not None:
        query = query.where(Activity.kind == kind.value)
    found = list(session.scalars(query.limit(2)))
    if len(found) != 1:
        return None
    return Planned(found[0].id, found[0].version, ActivityKind(found[0].kind), found[0].on_date)

"""How things stood at the end of a day: what was planned, entered or lapsed since is not in a week that is over."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityStatus, PolicyStatus
from app.models import Activity, Household, Policy
from app.services.rules.base.moments import end_of


def planned_then(day: date) -> ColumnElement[bool]:
    """Activities that were planned at the end of the day, those too that were done since. One of a series counts as
    planned with its series."""
    known = or_(Activity.created_at < end_of(day), Activity.series_id.is_not(None))
    done_since = and_(Activity.status == ActivityStatus.DONE, Activity.on_date > day)
    return and_(known, or_(Activity.status == ActivityStatus.PLANNED, done_since))


def next_steps_on(session: Session, agent_code: str, day: date) -> dict[str, date]:
    """Of each family of the agent the day of its earliest step that was planned then."""
    rows = (
        select(Activity.household_id, Activity.on_date)
        .join(Household, Household.id == Activity.household_id)
        .where(Household.agent_code == agent_code, planned_then(day))
        .order_by(Activity.on_date.desc())
    )
    return {home: on for home, on in session.execute(rows) if home is not None}


def held_then(day: date) -> ColumnElement[bool]:
    """Policies in force at the end of the day: begun or entered by then; one that lapsed since was in force."""
    lapsed_since = and_(Policy.status == PolicyStatus.LAPSED.value, Policy.lapsed_on > day)
    alive = or_(Policy.status == PolicyStatus.IN_FORCE.value, lapsed_since)
    begun = or_(Policy.starts_on <= day, Policy.created_at < end_of(day))
    return and_(begun, alive, or_(Policy.ends_on.is_(None), Policy.ends_on > day))

"""Customers gone stale: too long without a real contact for their stage. The days a stage allows are a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityStatus, GuestState, Stage
from app.errors import InputError, Place, Problem
from app.models import Activity, ActivityGuest, Household
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.day import sleeping
from app.services.day.today_groups import Group, GroupLine, Tone
from app.services.measures.kpis import definitions
from app.services.rules.day.contacts import REAL, overdue_days
from app.services.rules.spine.funnel import NEVER_STALE

KEY = "stale_days"
MOST_DAYS = 730
MOST = 100
STAGES = tuple(stage for stage in Stage if stage not in NEVER_STALE)


@dataclass(frozen=True, slots=True)
class StaleRow:
    """``contact`` is the last real one; ``over`` the days past what the stage allows."""

    household_id: str
    household: str
    stage: Stage
    contact: date | None
    over: int


def limits(session: Session, today: date) -> dict[str, int]:
    """Days without contact that each stage allows, by stage; a stage that is not there is never stale."""
    own = settings.get(session, KEY)
    return dict(definitions.in_force(session, today).stale_days if own is None else own)


def read_limits(store: Store, today: date) -> dict[str, int]:
    """Days without contact that each stage allows, by stage; a stage that is not there is never stale."""
    with store.read() as session:
        return limits(session, today)


def set_limits(store: Store, actor: Actor, days: Mapping[str, int | None]) -> None:
    """None for a stage means it never goes stale. Raises InputError at the stage."""
    problems = [
        Problem("stale_days", Place(field=stage), {"most": MOST_DAYS})
        for stage, value in days.items()
        if value is not None and not 1 <= value <= MOST_DAYS
    ]
    if problems:
        raise InputError(problems)
    settings.write(store, actor, KEY, {stage: value for stage, value in days.items() if value is not None})


def of_agent(store: Store, agent_code: str, today: date, limit: int = MOST) -> list[StaleRow]:
    """The agent's stale families without those asleep; those furthest past their limit first."""
    with store.read() as session:
        allowed = limits(session, today)
        query = select(Household.id, Household.name, Household.stage, Household.stage_since).where(
            Household.agent_code == agent_code, _stale(allowed, today)
        )
        found = session.execute(query).all()
        talked = _contacts(session, agent_code) if found else {}
    rows = [
        StaleRow(
            id, name, Stage(stage), talked.get(id), overdue_days(Stage(stage), since, talked.get(id), allowed, today)
        )
        for id, name, stage, since in found
    ]
    return sorted(rows, key=lambda row: (-row.over, row.household))[:limit]


def on_today(store: Store, agent_code: str, today: date) -> list[Group]:
    """Who went stale, and who woke in the last week, for the front page."""
    stale = of_agent(store, agent_code, today)
    woken = sleeping.woken(store, agent_code, today - timedelta(days=6), today)
    return [
        Group("stale", "today.stale", "◌", Tone.WARN, 2, tuple(
            GroupLine(row.contact or today, "today.stale_line" if row.contact else "today.never_line",
                      {"name": row.household, "days": row.over},
                      household_id=row.household_id)
            for row in stale
        )),
        Group("woken", "today.woken", "☀", Tone.GOOD, 1, tuple(
            GroupLine(row.until, "today.woken_line", {"name": row.household}, row.reason, row.household_id)
            for row in woken
        )),
    ]  # fmt: skip


def _stale(allowed: Mapping[str, int], today: date) -> ColumnElement[bool]:
    stages = []
    for stage, days in allowed.items():
        before = today - timedelta(days=days)
        stages.append(and_(Household.stage == stage, Household.stage_since < before, not_(_heard_since(before))))
    awake = Household.id.not_in(sleeping.households(today))
    return and_(Household.archived_at.is_(None), awake, or_(*stages)) if stages else false()


def _heard_since(day: date) -> ColumnElement[bool]:
    """A real contact with the family on or after the day; a guest who came to an event was met as well."""
    spoken = (
        select(Activity.id)
        .where(
            Activity.household_id == Household.id,
            Activity.status == ActivityStatus.DONE,
            Activity.kind.in_([kind.value for kind in REAL]),
            Activity.on_date >= day,
        )
        .exists()
    )
    came = (
        select(ActivityGuest.id)
        .join(Activity, Activity.id == ActivityGuest.activity_id)
        .where(
            ActivityGuest.household_id == Household.id,
            ActivityGuest.state == GuestState.CAME,
            Activity.status == ActivityStatus.DONE,
            Activity.on_date >= day,
        )
        .exists()
    )
    return or_(spoken, came)


def _contacts(session: Session, agent_code: str) -> dict[str, date]:
    """The last real contact with each family of the agent's."""
    query = (
        select(Activity.household_id, func.max(Activity.on_date))
        .join(Household, Household.id == Activity.household_id)
        .where(
            Household.agent_code == agent_code,
            Activity.status == ActivityStatus.DONE,
            Activity.kind.in_([kind.value for kind in REAL]),
        )
        .group_by(Activity.household_id)
    )
    return {id: day for id, day in session.execute(query) if id is not None and day is not None}

"""Left in peace until a day: a family, or one of its sales, is not on Today and not stale until it wakes.

On its day it is awake again by itself. A family that sleeps takes its sales with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, select

from app.errors import InputError, Place, Problem, bad_input
from app.models import Household, Opportunity, Sleep
from app.services.base.store import Actor, Store, WriteSession


@dataclass(frozen=True, slots=True)
class SleepRow:
    """``opportunity_id`` None: the whole family."""

    household_id: str
    household: str
    opportunity_id: str | None
    until: date
    reason: str


def put_to_sleep(
    store: Store,
    actor: Actor,
    household_id: str,
    until: date,
    *,
    opportunity_id: str | None = None,
    reason: str = "",
) -> None:
    """In place of an earlier sleep of the same. Raises InputError for a day that is not to come."""
    with store.write(actor, "sleep.until", household_id) as session:
        if until <= session.today:
            raise InputError(Problem("sleep_date", Place(field="until")))
        _known(session, household_id, opportunity_id)
        _clear(session, household_id, opportunity_id)
        session.add(Sleep(household_id=household_id, opportunity_id=opportunity_id, until=until, reason=reason.strip()))
        session.note(until=until.isoformat(), sale=opportunity_id)


def wake(store: Store, actor: Actor, household_id: str, opportunity_id: str | None = None) -> None:
    """At once, also before its day."""
    with store.write(actor, "sleep.end", household_id) as session:
        _clear(session, household_id, opportunity_id)
        session.note(sale=opportunity_id)


def of_household(store: Store, household_id: str, today: date) -> list[SleepRow]:
    """What of the family sleeps now, the family itself first."""
    return _rows(store, _asleep(today).where(Sleep.household_id == household_id))


def of_agent(store: Store, agent_code: str, today: date) -> list[SleepRow]:
    """Who of the agent's sleeps now, the first to wake first."""
    return _rows(store, _asleep(today).where(Household.agent_code == agent_code))


def woken(store: Store, agent_code: str, first: date, today: date) -> list[SleepRow]:
    """Who of the agent's woke from ``first`` to ``today``, the last to wake first."""
    query = _listing().where(Household.agent_code == agent_code, Sleep.until.between(first, today))
    return _rows(store, query.order_by(Sleep.until.desc(), Household.sort_key))


def households(today: date) -> Select[*tuple[Any, ...]]:
    """The ids of the families asleep, for other queries."""
    return select(Sleep.household_id).where(Sleep.opportunity_id.is_(None), Sleep.until > today)


def sales(today: date) -> Select[*tuple[Any, ...]]:
    """The ids of the sales asleep, by themselves or with their families."""
    own = select(Sleep.opportunity_id).where(Sleep.opportunity_id.is_not(None), Sleep.until > today)
    return select(Opportunity.id).where(Opportunity.id.in_(own) | Opportunity.household_id.in_(households(today)))


def _asleep(today: date) -> Select[*tuple[Any, ...]]:
    return _listing().where(Sleep.until > today).order_by(Sleep.opportunity_id.is_not(None), Sleep.until, Sleep.id)


def _listing() -> Select[*tuple[Any, ...]]:
    columns = (Sleep.household_id, Household.name, Sleep.opportunity_id, Sleep.until, Sleep.reason)
    return select(*columns).join(Household, Household.id == Sleep.household_id).where(Household.archived_at.is_(None))


def _rows(store: Store, query: Select[*tuple[Any, ...]]) -> list[SleepRow]:
    with store.read() as session:
        return [SleepRow(*record) for record in session.execute(query)]


def _known(session: WriteSession, household_id: str, opportunity_id: str | None) -> None:
    sale = session.get(Opportunity, opportunity_id) if opportunity_id else None
    if session.get(Household, household_id) is None:
        raise bad_input("not_found")
    if opportunity_id and (sale is None or sale.household_id != household_id):
        raise bad_input("not_found")


def _clear(session: WriteSession, household_id: str, opportunity_id: str | None) -> None:
    session.execute(
        delete(Sleep).where(
            Sleep.household_id == household_id, Sleep.opportunity_id.is_not_distinct_from(opportunity_id)
        )
    )

"""Reading activities: of a day, a week, a household; counts by week."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement

from app.enums import ActivityStatus
from app.errors import bad_input
from app.models import Activity
from app.services.base.store import Store
from app.services.day.activities.rows import ActivityRow, listing, row_of


def one(store: Store, activity_id: str) -> ActivityRow:
    """Raises InputError ``not_found``."""
    found = _list(store, Activity.id == activity_id)
    if not found:
        raise bad_input("not_found")
    return found[0]


def for_household(store: Store, household_id: str, limit: int = 200) -> list[ActivityRow]:
    """The household's activities, newest first."""
    newest = listing().where(Activity.household_id == household_id)
    with store.read() as session:
        ordered = newest.order_by(None).order_by(Activity.on_date.desc(), Activity.id.desc()).limit(limit)
        return [row_of(record) for record in session.execute(ordered)]


def between(store: Store, agent_code: str, first: date, last: date) -> list[ActivityRow]:
    """Planned and done ones from ``first`` to ``last``, both included, by date and time."""
    return _list(
        store,
        Activity.agent_code == agent_code,
        Activity.on_date.between(first, last),
        Activity.status != ActivityStatus.CANCELLED,
    )


def _list(store: Store, *conditions: ColumnElement[bool]) -> list[ActivityRow]:
    with store.read() as session:
        return [row_of(record) for record in session.execute(listing().where(*conditions))]

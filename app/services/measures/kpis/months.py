"""The work month of a store: on which day it begins, and whether the year is kept on the calendar."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.rules.base.periods import WorkMonth

FIRST_DAY, CALENDAR_YEAR = "work_month.first_day", "work_month.calendar_year"


def get(session: Session) -> WorkMonth:
    """The work month that is set; else the calendar month."""
    return WorkMonth(int(settings.get(session, FIRST_DAY, 1)), bool(settings.get(session, CALENDAR_YEAR, False)))


def read(store: Store) -> WorkMonth:
    """The work month that is set; else the calendar month."""
    with store.read() as session:
        return get(session)


def put(store: Store, actor: Actor, months: WorkMonth) -> WorkMonth:
    """Kept for everything that speaks of a month; returns what held before, for a way back."""
    with store.write(actor, "work_month.change") as session:
        before = get(session)
        settings.put(session, FIRST_DAY, months.first_day)
        settings.put(session, CALENDAR_YEAR, months.calendar_year)
        session.note(first_day=months.first_day, calendar_year=months.calendar_year)
    return before

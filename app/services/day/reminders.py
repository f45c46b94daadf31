"""Reminders: which planned activities are to be told of now, and putting one off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from app.enums import ActivityStatus
from app.models import Activity
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.day.activities.commands import seen
from app.services.day.activities.rows import ActivityRow, listing, row_of

NAMES = "names_in_notifications"
FURTHEST = 7  # days a reminder may come before its activity
TOLD_LATE = timedelta(hours=12)  # older ones are overdue on Today and no notice any more


@dataclass(frozen=True, slots=True)
class Reminder:
    """``due`` is when it was to be told, in local time."""

    activity: ActivityRow
    due: datetime


def due(store: Store, agent_code: str, now: datetime) -> list[Reminder]:
    """What is to be told at ``now`` (aware, local), the earliest first: planned ones with a time whose minute came
    within the last twelve hours and that were not put off or closed."""
    today, zone = now.date(), now.tzinfo
    query = (
        listing()
        .add_columns(Activity.snoozed_until)
        .where(
            Activity.agent_code == agent_code,
            Activity.status == ActivityStatus.PLANNED,
            Activity.at_minute.is_not(None),
            Activity.remind.is_not(None),
            Activity.reminded.is_(False),
            Activity.on_date.between(today - timedelta(days=2), today + timedelta(days=FURTHEST)),
        )
    )
    found = []
    with store.read() as session:
        for *record, snoozed in session.execute(query):
            row = row_of(record)
            moment = snoozed.astimezone(zone) if snoozed else moment_of(row, zone)
            if now - TOLD_LATE <= moment <= now:
                found.append(Reminder(row, moment))
    return sorted(found, key=lambda one: one.due)


def moment_of(row: ActivityRow, zone: tzinfo | None) -> datetime:
    """When a row with a time is to be told of."""
    start = datetime.combine(row.on_date, time(), zone) + timedelta(minutes=row.at_minute or 0)
    return start - timedelta(minutes=row.remind or 0)


def snooze(store: Store, actor: Actor, activity_id: str, version: int, until: datetime) -> None:
    """Tell it again at ``until`` (aware)."""
    with store.write(actor, "reminder.snooze") as session:
        activity = seen(session, activity_id, version)
        activity.snoozed_until = until
        session.note(activity=activity_id)


def close(store: Store, actor: Actor, activity_id: str, version: int) -> None:
    """Told; it stays planned."""
    with store.write(actor, "reminder.close") as session:
        seen(session, activity_id, version).reminded = True
        session.note(activity=activity_id)


def tomorrow(now: datetime, day: date | None = None) -> datetime:
    """Nine in the morning of the next day."""
    return datetime.combine((day or now.date()) + timedelta(days=1), time(9), now.tzinfo)


def names_shown(store: Store) -> bool:
    """Whether notices outside the window may name customers: not until the agent says so."""
    return bool(settings.read(store, NAMES, False))


def show_names(store: Store, actor: Actor, shown: bool) -> None:
    """Whether a reminder may name the customer on the screen."""
    settings.write(store, actor, NAMES, shown)

"""Activities as an .ics file for any calendar: one, a week, or all to come.

Written by the library ``icalendar`` (RFC 5545). Times are those of China, one zone for the whole country, and the file
says so. What recurs is one event with its rule, from its next day on however far that is; days that were moved or
edited follow it under the same UID, days taken out are excepted.
Importing a newer file updates what an earlier one brought: the UIDs are the records' own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import ActivityKind, ActivityStatus, Frequency, Language
from app.models import Activity, ActivitySeries, Household
from app.services.base import files
from app.services.base.store import Store
from app.services.day.activities.rows import ActivityRow, listing, row_of
from app.services.day.activities.series import TEMPLATE
from app.services.rules.base.weeks import Week
from app.services.rules.day import recurrence
from app.services.rules.day.recurrence import Rule

USUAL = 60  # minutes of an activity whose length is not said
PRODUCT = "-//Needfolio//Needfolio//ZH"
ZONE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def one(store: Store, path: Path, activity_id: str, language: Language) -> int:
    """One activity as a single event, also when it is one of a series. Returns how many events were written."""
    with store.read() as session:
        rows = [row_of(record) for record in session.execute(listing().where(Activity.id == activity_id))]
        return _write(path, [_event(row, language, store.now()) for row in rows])


def week(store: Store, path: Path, agent_code: str, wanted: Week, language: Language) -> int:
    """The activities of a week that are not cancelled, each as a single event."""
    with store.read() as session:
        query = listing().where(
            Activity.agent_code == agent_code,
            Activity.on_date.between(wanted.monday, wanted.sunday),
            Activity.status != ActivityStatus.CANCELLED,
        )
        rows = [row_of(record) for record in session.execute(query)]
        return _write(path, [_event(row, language, store.now()) for row in rows])


def to_come(store: Store, path: Path, agent_code: str, today: date, language: Language) -> int:
    """All that is planned from today on; recurring activities with their rules."""
    with store.read() as session:
        query = listing().where(
            Activity.agent_code == agent_code,
            Activity.on_date >= today,
            Activity.series_id.is_(None),
            Activity.status == ActivityStatus.PLANNED,
        )
        events = [_event(row_of(record), language, store.now()) for record in session.execute(query)]
        for series in session.scalars(select(ActivitySeries).where(ActivitySeries.agent_code == agent_code)):
            events += _series(session, series, today, language, store.now())
        return _write(path, events)


def _write(path: Path, events: Sequence[icalendar.Event]) -> int:
    calendar = icalendar.Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(name, value)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    with files.exported(path, ".ics") as part:
        part.write_bytes(calendar.to_ical())
    return len(events)


def _series(
    session: Session, series: ActivitySeries, today: date, language: Language, now: datetime
) -> Iterator[icalendar.Event]:
    """The series as it goes on: its event from the next day that stands, then each day that differs."""
    rule = recurrence.of_document(series.rule)
    there = session.execute(listing().where(Activity.series_id == series.id).order_by(Activity.series_on)).all()
    rows = [row_of(record) for record in there]
    open_rows = [
        row for row in rows if row.status == ActivityStatus.PLANNED and row.series_on and row.series_on >= today
    ]
    closed = {row.series_on for row in rows if row not in open_rows}
    first = next((day for day in recurrence.days(rule, series.first_on) if day >= today and day not in closed), None)
    if first is None:
        return
    pattern = ActivityRow(
        series.id, series.version, series.agent_code, ActivityKind(series.kind), ActivityStatus.PLANNED, first,
        series.at_minute, series.note, None, series.household_id, "", _name(session, series.household_id),
        series.duration, series.place, series.companion, "", series.remind, series.id, first,
    )  # fmt: skip
    event = _event(pattern, language, now, uid=series.id)
    event.add("rrule", recur(recurrence.rest(rule, series.first_on, first), series.first_on, series.at_minute))
    for day in sorted(day for day in closed if day and day > first):
        event.add("exdate", _moment(day, series.at_minute))
    yield event
    for row in open_rows:
        same = all(getattr(row, name) == getattr(pattern, name) for name in TEMPLATE) and row.kind == pattern.kind
        if not same or row.on_date != row.series_on:
            changed = _event(row, language, now, uid=series.id)
            changed.add("recurrence-id", _moment(row.series_on or row.on_date, series.at_minute))
            yield changed


def recur(rule: Rule, first: date, minute: int | None) -> dict[str, Any]:
    """The parts of an RRULE. Its end is a day, or where there is a time of day, a moment of UTC (3.3.10)."""
    parts: dict[str, Any] = {"FREQ": rule.frequency.value.upper()}
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
    if rule.frequency == Frequency.WEEKLY:
        parts |= {"BYDAY": [WEEKDAYS[day] for day in sorted(set(rule.weekdays)) or [first.weekday()]], "WKST": "MO"}
    if rule.frequency == Frequency.MONTHLY:
        parts["BYMONTHDAY"] = rule.month_day or first.day
    if rule.count is not None:
        parts["COUNT"] = rule.count
    elif rule.until is not None:
        end = _moment(rule.until, minute)
        parts["UNTIL"] = end.astimezone(UTC) if isinstance(end, datetime) else end
    return parts


def _name(session: Session, household_id: str | None) -> str:
    household = session.get(Household, household_id) if household_id else None
    return household.name if household else ""


def _event(row: ActivityRow, language: Language, now: datetime, *, uid: str = "") -> icalendar.Event:
    kind = words.of(row.kind, language)
    summary = _plain(f"{kind} {row.household_name or row.note}".strip())
    event = icalendar.Event()
    event.add("uid", f"{uid or row.id}@needfolio")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", row.version - 1)
    event.add("dtstart", _moment(row.on_date, row.at_minute))
    event.add("dtend", _end(row))
    event.add("summary", summary)
    event.add("status", "CONFIRMED" if row.status != ActivityStatus.CANCELLED else "CANCELLED")
    for name, value in (("description", row.note), ("location", row.place)):
        if value:
            event.add(name, _plain(value))
    if row.remind is not None and row.at_minute is not None and row.status == ActivityStatus.PLANNED:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", timedelta(minutes=-row.remind))
        event.add_component(alarm)
    return event


def _end(row: ActivityRow) -> date | datetime:
    """An all-day event ends on the morning after (3.6.1)."""
    if row.at_minute is None:
        return row.on_date + timedelta(days=1)
    return _moment(row.on_date, row.at_minute + (row.duration or USUAL))


def _moment(day: date, minute: int | None) -> date | datetime:
    """A whole day, or the agent's wall clock with its zone."""
    if minute is None:
        return day
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minute)


def _plain(value: str) -> str:
    """One kind of line end, and no control characters, which no calendar file may hold."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))

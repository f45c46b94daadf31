"""Activities as an .ics file for any calendar: one, a week, or all to come.

Times float: three o'clock is three o'clock on the phone the file is opened on, as the agent wrote it. What recurs
is one event with its rule; days that were moved or edited follow it under the same UID, days taken out are excepted.
Importing a newer file updates what an earlier one brought: the UIDs are the records' own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import ActivityKind, ActivityStatus, Language
from app.models import Activity, ActivitySeries, Household
from app.services.base import files
from app.services.base.store import Store
from app.services.day.activities.rows import ActivityRow, listing, row_of
from app.services.day.activities.series import TEMPLATE
from app.services.rules.base import content_lines
from app.services.rules.base.weeks import Week
from app.services.rules.day import icalendar, recurrence

USUAL = 60  # minutes of an activity whose length is not said
PRODUCT = "-//Needfolio//Needfolio//ZH"


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


def _write(path: Path, events: Sequence[list[str]]) -> int:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines = [*head, *(line for event in events for line in event), "END:VCALENDAR"]
    with files.exported(path, ".ics") as part:
        part.write_bytes(content_lines.document(lines))
    return len(events)


def _series(
    session: Session, series: ActivitySeries, today: date, language: Language, now: datetime
) -> Iterator[list[str]]:
    """The series as it goes on: its event from the first planned day on, then each day that differs."""
    rule = recurrence.of_document(series.rule)
    there = session.execute(listing().where(Activity.series_id == series.id).order_by(Activity.series_on)).all()
    rows = [row_of(record) for record in there]
    open_rows = [
        row for row in rows if row.status == ActivityStatus.PLANNED and row.series_on and row.series_on >= today
    ]
    if not open_rows:
        return
    first = open_rows[0].series_on or today
    gone = [row.series_on for row in rows if row.series_on and row.series_on > first and row not in open_rows]
    household = session.get(Household, series.household_id) if series.household_id else None
    pattern = ActivityRow(
        series.id, series.version, series.agent_code, ActivityKind(series.kind), ActivityStatus.PLANNED, first,
        series.at_minute, series.note, None, series.household_id, "", household.name if household else "",
        series.duration, series.place, series.companion, "", series.remind, series.id, first,
    )  # fmt: skip
    going_on = icalendar.recurrence(recurrence.rest(rule, series.first_on, first), series.first_on, series.at_minute)
    excepted = [icalendar.when("EXDATE", day, series.at_minute) for day in gone]
    yield _event(pattern, language, now, uid=series.id, more=[going_on, *excepted])
    for row in open_rows:
        same = all(getattr(row, name) == getattr(pattern, name) for name in TEMPLATE) and row.kind == pattern.kind
        if not same or row.on_date != row.series_on:
            place = icalendar.when("RECURRENCE-ID", row.series_on or row.on_date, series.at_minute)
            yield _event(row, language, now, uid=series.id, more=[place])


def _event(
    row: ActivityRow, language: Language, now: datetime, *, uid: str = "", more: Sequence[str] = ()
) -> list[str]:
    kind = words.of(row.kind, language)
    summary = f"{kind} {row.household_name}".strip() if row.household_name else f"{kind} {row.note}".strip()
    status = "CONFIRMED" if row.status != ActivityStatus.CANCELLED else "CANCELLED"
    lines = [
        "BEGIN:VEVENT", f"UID:{uid or row.id}@needfolio", f"DTSTAMP:{icalendar.utc(now)}",
        f"SEQUENCE:{row.version - 1}", icalendar.when("DTSTART", row.on_date, row.at_minute), _end(row), *more,
        f"SUMMARY:{content_lines.text(summary)}", f"STATUS:{status}",
    ]  # fmt: skip
    if row.note:
        lines.append(f"DESCRIPTION:{content_lines.text(row.note)}")
    if row.place:
        lines.append(f"LOCATION:{content_lines.text(row.place)}")
    if row.remind is not None and row.at_minute is not None and row.status == ActivityStatus.PLANNED:
        lines += icalendar.alarm(row.remind, summary)
    return [*lines, "END:VEVENT"]


def _end(row: ActivityRow) -> str:
    """An all-day event ends on the morning after (3.6.1)."""
    if row.at_minute is None:
        return icalendar.when("DTEND", row.on_date + timedelta(days=1), None)
    return icalendar.when("DTEND", row.on_date, row.at_minute + (row.duration or USUAL))

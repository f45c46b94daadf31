"""The meeting about a week: when, who was there, what was decided, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from app.errors import InputError, Place, Problem
from app.models import Meeting
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week

LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    held_on: date | None
    present: str = ""
    decisions: Sequence[str] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    week: Week
    held_on: date
    present: str
    decisions: tuple[str, ...]
    notes: str


def of_week(store: Store, week: Week) -> MeetingRow | None:
    """The meeting about the week; None when it was not saved yet."""
    with store.read() as session:
        row = session.scalars(_by_week(week)).one_or_none()
        return _row(week, row) if row else None


def save(store: Store, actor: Actor, week: Week, draft: MeetingDraft) -> MeetingRow:
    """Keep what the meeting says in place of what it said. Raises InputError on its fields."""
    problems = [
        Problem("too_long", Place(field=name), {"most": LONGEST})
        for name, text in (("present", draft.present), ("notes", draft.notes), ("decisions", "".join(draft.decisions)))
        if len(text) > LONGEST
    ]
    if draft.held_on is None:
        problems.append(Problem("required", Place(field="held_on")))
    elif draft.held_on < week.monday:
        problems.append(Problem("meeting_before_week", Place(field="held_on"), {"week": str(week)}))
    if problems or draft.held_on is None:
        raise InputError(problems)
    with store.write(actor, "meeting.save") as session:
        row = session.scalars(_by_week(week)).one_or_none()
        if row is None:
            row = Meeting(monday=week.monday)
            session.add(row)
        row.held_on, row.present, row.notes = draft.held_on, draft.present.strip(), draft.notes.strip()
        row.decisions = [text.strip() for text in draft.decisions if text.strip()]
        session.note(week=str(week), decisions=len(row.decisions))
        session.flush()
        return _row(week, row)


def _by_week(week: Week) -> Select[Meeting]:
    return select(Meeting).where(Meeting.monday == week.monday)


def _row(week: Week, row: Meeting) -> MeetingRow:
    return MeetingRow(week, row.held_on, row.present, tuple(row.decisions), row.notes)

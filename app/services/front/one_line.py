"""What a line says is saved: its activities, a new customer with the family, what they are interested in, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app import words
from app.enums import InterestKind, Language
from app.models import Activity, Household, Interest
from app.services.base.store import Actor, Store, WriteSession
from app.services.day.activities import ActivityDraft, ActivityRow, commands
from app.services.day.activities.rows import row_from
from app.services.day.quick_add import Entry, Newcomer, Preview
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.customers import commands as customer_commands
from app.services.rules.day.quick_add import Relative, Topic, Turn


@dataclass(frozen=True, slots=True)
class Kept:
    """What was saved. ``audit_id`` takes all of it back."""

    rows: tuple[ActivityRow, ...]
    newcomer: str
    audit_id: int


def keep(store: Store, actor: Actor, found: Preview, language: Language, *, newcomer: bool = False) -> Kept:
    """All of it or nothing, in one unit of work. ``newcomer`` adds the new person as a customer, whom the activities
    are about; else those of nobody known stay without a customer, the name in their note.

    Raises InputError for a day, a time or a person that cannot be.
    """
    with store.write(actor, "line.add") as session:
        new = _added(session, found.newcomer, language) if newcomer and found.newcomer else None
        rows, families = [], []
        previous: str | None = None
        for entry in found.entries:
            draft = entry.draft
            if new is not None and found.newcomer and entry.called == found.newcomer.name:
                draft = replace(draft, household_id=new)
            elif draft.household_id is None:
                draft = entry.about(None).draft
            if entry.step is not None and draft.household_id is not None:
                saved = _turned(session, entry, draft)
            else:
                saved = commands.insert(session, draft, previous if entry.following else None)
            previous = saved[0].id
            rows.append(row_from(*saved))
            families += [draft.household_id] if draft.household_id and draft.household_id not in families else []
        for family in families[:1]:
            _interested(session, family, found.topics)
        session.note(activities=len(rows))
        session.flush()
    return Kept(tuple(rows), new or "", session.audit_id)


def _turned(session: WriteSession, entry: Entry, draft: ActivityDraft) -> tuple[Activity, Household | None]:
    """The planned step is called off, or moved; what it says else stays. Raises ConflictError when it changed."""
    assert entry.step is not None
    activity = commands.seen(session, entry.step.id, entry.step.version)
    was = row_from(activity, session.get(Household, activity.household_id)).draft()
    note = " ".join(filter(None, (was.note, draft.note)))
    if entry.turn == Turn.OFF:
        return commands.replaced(session, activity, replace(was, status=draft.status, note=note))
    time = draft.at_minute if draft.at_minute is not None else was.at_minute
    moved = replace(was, on_date=draft.on_date, at_minute=time, duration=draft.duration or was.duration, note=note)
    return commands.replaced(session, activity, replace(moved, place=draft.place or was.place))


def _added(session: WriteSession, one: Newcomer, language: Language) -> str:
    customer = MemberDraft(one.name, phone=one.phone)
    members = tuple(_member(relative, session.today, language) for relative in one.relatives)
    return customer_commands.insert(session, HouseholdDraft(customer, members)).id


def _member(one: Relative, today: date, language: Language) -> MemberDraft:
    """The age that was said, with the day it was said on; a birth date nobody said is not made up."""
    note = words.say("line.age_said", language, age=one.age, day=today)
    return MemberDraft(one.called, relation=one.relation, sex=one.sex, notes=note)


def _interested(session: WriteSession, family: str, topics: Sequence[Topic]) -> None:
    known = set(session.scalars(select(Interest.text).where(Interest.household_id == family)))
    for topic in topics:
        if topic.text not in known:
            kind = InterestKind.PRODUCT if topic.wanted else InterestKind.TOPIC
            session.add(Interest(household_id=family, kind=kind.value, text=topic.text))

"""Each person's health as it was told, with the consent it may be kept by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import HealthSource, HealthTreatment
from app.errors import bad_input
from app.models import HealthConsent, HealthNote, Household, Member
from app.services.base.store import Store
from app.services.people.health.rows import ConsentRow, NoteDraft, NoteRow, PersonHealth
from app.services.rules.base.ages import age_on


def of_household(store: Store, household_id: str) -> list[PersonHealth]:
    """The family in its order. Raises InputError ``not_found``."""
    with store.read() as session:
        if session.get(Household, household_id) is None:
            raise bad_input("not_found")
        return list(read(session, household_id, store.today()).values())


def read(session: Session, household_id: str, day: date) -> Mapping[str, PersonHealth]:
    """The same by member within a session."""
    order = (Member.position, Member.id)
    members = session.scalars(select(Member).where(Member.household_id == household_id).order_by(*order)).all()
    consents = {
        row.member_id: row  # of several, as after a merging, the latest
        for row in session.scalars(
            select(HealthConsent).where(HealthConsent.household_id == household_id).order_by(HealthConsent.id)
        )
    }
    notes: dict[str, list[HealthNote]] = {}
    query = select(HealthNote).where(HealthNote.household_id == household_id)
    for note in session.scalars(query.order_by(HealthNote.noted_on.desc(), HealthNote.id)):
        notes.setdefault(note.member_id, []).append(note)
    return {
        member.id: PersonHealth(
            member.id, member.name, None if member.birth_date is None else age_on(member.birth_date, day),
            _consent(consents.get(member.id)), tuple(note_row(one, member.name) for one in notes.get(member.id, ())),
        )
        for member in members
    }  # fmt: skip


def note_row(note: HealthNote, member: str) -> NoteRow:
    """A note as services give it."""
    draft = NoteDraft(
        note.condition, HealthTreatment(note.treatment), HealthSource(note.source), note.noted_on, note.since,
        {name: Decimal(value) for name, value in note.values.items()}, note.name, note.notes,
    )  # fmt: skip
    return NoteRow(note.id, note.member_id, member, draft, note.version)


def _consent(row: HealthConsent | None) -> ConsentRow | None:
    if row is None:
        return None
    return ConsentRow(row.given_on, row.given_by, row.wording, row.pass_on, row.nothing_on)

"""Consent to note health, the notes, and their end: without consent nothing is kept, without it any more nothing is
left."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem, bad_input
from app.models import HealthConsent, HealthNote, Member, Proposal
from app.services.base import drafts
from app.services.base.store import Actor, Store, WriteSession, kept
from app.services.people.health.guide import guide
from app.services.people.health.reading import note_row
from app.services.people.health.rows import ConsentDraft, NoteDraft, NoteRow
from app.services.rules.base.ages import age_on
from app.services.rules.people.health import OTHER

VERSION = "2026-11"
ADULT = 18
LONGEST = 120
MOST = 100_000


def consent(store: Store, actor: Actor, member_id: str, draft: ConsentDraft) -> None:
    """Record that a person's health may be noted; given again it changes who said so and whether it goes along. Raises
    InputError ``health_guardian`` at "given_by" for a minor nobody speaks for."""
    with store.write(actor, "health.consent") as session:
        member = _member(session, member_id)
        session.subject = member.household_id
        given_by = " ".join(draft.given_by.split())
        minor = member.birth_date is not None and age_on(member.birth_date, session.today) < ADULT
        if minor and given_by in ("", member.name):
            raise bad_input("health_guardian", Place(field="given_by"), name=member.name)
        row = _consent(session, member_id)
        if row is None:
            row = HealthConsent(household_id=member.household_id, member_id=member_id, wording=VERSION)
            session.add(row)
        row.given_on, row.given_by, row.wording = session.today, given_by or member.name, VERSION
        row.pass_on = draft.pass_on


def nothing_to_note(store: Store, actor: Actor, member_id: str) -> None:
    """The person was asked, and there is nothing. Raises InputError ``health_consent`` without consent, and
    ``health_noted`` where there are notes."""
    with store.write(actor, "health.nothing") as session:
        row = _may(session, member_id)
        session.subject = row.household_id
        if session.scalar(select(HealthNote.id).where(HealthNote.member_id == member_id).limit(1)):
            raise bad_input("health_noted")
        row.nothing_on = session.today


def add(store: Store, actor: Actor, member_id: str, draft: NoteDraft) -> NoteRow:
    """Keep a note. Raises InputError ``health_consent`` without the person's consent, else the fields at fault."""
    with store.write(actor, "health.add") as session:
        allowed = _may(session, member_id)
        session.subject = allowed.household_id
        note = HealthNote(household_id=allowed.household_id, member_id=member_id, consent_id=allowed.id)
        _fill(session, note, draft)
        session.add(note)
        allowed.nothing_on = None
        session.flush()
        return note_row(note, _member(session, member_id).name)


def change(store: Store, actor: Actor, note_id: str, draft: NoteDraft, version: int | None = None) -> NoteRow:
    """Raises InputError with the fields at fault, ``not_found`` or ``changed_meanwhile``."""
    with store.write(actor, "health.change") as session:
        note = _note(session, note_id)
        session.subject = note.household_id
        if version is not None and note.version != version:
            raise bad_input("changed_meanwhile")
        note.consent_id = _may(session, note.member_id).id
        _fill(session, note, draft)
        session.flush()
        return note_row(note, _member(session, note.member_id).name)


def remove(store: Store, actor: Actor, note_id: str) -> None:
    """Drop one note; it can be taken back while the consent holds. Raises InputError ``not_found``."""
    with store.write(actor, "health.remove") as session:
        note = _note(session, note_id)
        session.subject = note.household_id
        session.delete(note)


def withdraw(store: Store, actor: Actor, member_id: str) -> int:
    """The consent is withdrawn: it and every note of the person are erased, what proposals kept of it and the copies an
    undo would use too, and overwritten in the file. There is no way back; backups made before keep what they have until
    they go. Returns how many notes there were. Raises InputError ``not_found``."""
    with store.write(actor, "health.withdraw") as session:
        store.shred(session)
        member = _member(session, member_id)
        session.subject = member.household_id
        gone = session.scalars(select(HealthNote.id).where(HealthNote.member_id == member_id)).all()
        for table in (HealthNote, HealthConsent):
            session.execute(delete(table).where(table.member_id == member_id))
        _forget_expected(session, member)
        kept.forget(session)
        drafts.forget(session)
    store.forget_log()
    return len(gone)


def _forget_expected(session: WriteSession, member: Member) -> None:
    for proposal in session.scalars(select(Proposal).where(Proposal.household_id == member.household_id)):
        expected = proposal.facts.get("health")
        if expected and any(one["insured"] == member.id for one in expected):
            left = [one for one in expected if one["insured"] != member.id]
            proposal.facts = {**proposal.facts, "health": left}


def _fill(session: WriteSession, note: HealthNote, draft: NoteDraft) -> None:
    name = " ".join(draft.name.split())
    if problems := list(_problems(session, draft, name)):
        raise InputError(problems)
    note.condition, note.name = draft.condition, name if draft.condition == OTHER else ""
    note.since, note.treatment, note.source = draft.since, draft.treatment.value, draft.source.value
    known = guide().conditions.get(draft.condition)
    wanted = () if known is None else known.values
    note.values = {name: f"{value.normalize():f}" for name, value in draft.values.items() if name in wanted}
    note.noted_on, note.notes = draft.noted_on, draft.notes.strip()


def _problems(session: WriteSession, draft: NoteDraft, name: str) -> list[Problem]:
    found = []
    if draft.condition != OTHER and draft.condition not in guide().conditions:
        found.append(Problem("unknown_condition", Place(field="condition"), {"text": draft.condition}))
    if draft.condition == OTHER and not name:
        found.append(Problem("required", Place(field="name")))
    if len(name) > LONGEST:
        found.append(Problem("too_long", Place(field="name"), {"most": LONGEST}))
    for field in ("since", "noted_on"):
        day = getattr(draft, field)
        if day is not None and day > session.today:
            found.append(Problem("date_in_future", Place(field=field)))
    for value, number in draft.values.items():
        place = Place(field=f"{draft.condition}.value_{value}")
        if number < 0:
            found.append(Problem("negative", place))
        elif number > MOST:
            found.append(Problem("number_too_large", place, {"text": f"{number:f}"}))
    return found


def _may(session: Session, member_id: str) -> HealthConsent:
    row = _consent(session, member_id)
    if row is None:
        raise bad_input("health_consent", name=_member(session, member_id).name)
    return row


def _consent(session: Session, member_id: str) -> HealthConsent | None:
    query = select(HealthConsent).where(HealthConsent.member_id == member_id).order_by(HealthConsent.id.desc())
    return session.scalars(query.limit(1)).one_or_none()


def _member(session: Session, member_id: str) -> Member:
    member = session.get(Member, member_id)
    if member is None:
        raise bad_input("not_found")
    return member


def _note(session: Session, note_id: str) -> HealthNote:
    note = session.get(HealthNote, note_id)
    if note is None:
        raise bad_input("not_found")
    return note

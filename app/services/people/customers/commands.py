"""Changing customers: one unit of work each, and what is needed to undo it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import Relation, Stage
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Handover, Household, Member
from app.services.base.numbers import next_number
from app.services.base.references import pointing_at
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import custom_fields, labels, referrals
from app.services.people.customers.checks import check_draft, check_finances, check_member, tidy_member
from app.services.people.customers.fields import FieldIs, Kept, kept_in
from app.services.people.customers.queries import member_row, read_row
from app.services.people.customers.rows import ContactDraft, HouseholdDraft, HouseholdRow, MemberDraft, MemberRow
from app.services.rules.spine.sales import Wish
from app.services.spine import evidence, stages
from app.services.spine.search_keys import refresh_keys

SERIES, PREFIX = "household", "C"
PAUSE = timedelta(days=30)  # a sale put off without a day is looked at again then [ours]


def add(store: Store, actor: Actor, draft: HouseholdDraft) -> HouseholdRow:
    """A new household with its members. Raises InputError with the fields at fault."""
    with store.write(actor, "household.add") as session:
        return read_row(session, insert(session, draft).id)


def insert(session: WriteSession, draft: HouseholdDraft) -> Household:
    """A new household with its members within a unit of work. Raises InputError with the fields at fault."""
    if problems := check_draft(draft, session.today):
        raise InputError(problems)
    code = draft.code.strip() or free_code(session)
    if session.scalar(select(Household.id).where(Household.code == code)):
        raise bad_input("code_taken", Place(field="code"), text=code)
    household = Household(
        code=code, name="", sort_key="", search_key="", agent_code=session.actor.code, finances=draft.finances
    )
    _fill_contact(household, draft.contact)
    session.add(household)
    session.flush()
    members = [
        _new_member(session, household.id, place, member)
        for place, member in enumerate((draft.customer, *draft.members))
    ]
    household.contact_id = members[0].id
    custom_fields.put(session, household.id, draft.contact.own or {})
    stages.move(session, household, draft.stage, session.today)
    refresh_keys(session, household.id)
    session.note(household=household.id)
    session.flush()
    return household


def update_contact(
    store: Store, actor: Actor, household_id: str, draft: ContactDraft, version: int | None = None
) -> HouseholdRow:
    """Raises ConflictError when the household is no longer at ``version`` (None: whatever it is)."""
    with store.write(actor, "household.update", household_id) as session:
        household = _household(session, household_id, version)
        referrals.check(session, household_id, draft.referrer_id)
        _fill_contact(household, draft)
        if draft.own is not None and custom_fields.put(session, household_id, draft.own):
            household.updated_at = session.now
        session.flush()
        return read_row(session, household_id)


def update_finances(
    store: Store, actor: Actor, household_id: str, finances: dict[str, int | None], version: int | None = None
) -> dict[str, int]:
    """Replace all that is known of the household's money (fen); what is None becomes not known."""
    clean = check_finances(finances)
    with store.write(actor, "household.finances", household_id) as session:
        _household(session, household_id, version).finances = clean
    return clean


def update_notes(store: Store, actor: Actor, household_id: str, notes: str) -> str:
    """Returns the notes as they were, for undo."""
    with store.write(actor, "household.notes", household_id) as session:
        household = _household(session, household_id)
        before, household.notes = household.notes, notes.strip()
    return before


def set_stage(store: Store, actor: Actor, household_id: str, stage: Stage, reason: str = "") -> HouseholdRow:
    """Record that the household entered ``stage`` today; a rejection needs its reason (InputError ``required``).

    A household with an open sale is moved as that sale: with its evidence (``sale_needs_…``).
    """
    if stage == Stage.REJECTED and not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.write(actor, "household.stage", household_id) as session:
        household, today = _household(session, household_id), session.today
        sale = stages.leading(session, household)
        if sale is not None and sale.stage != stage:
            wish = Wish(stage, reason.strip(), today + PAUSE if stage == Stage.PAUSED else None)
            evidence.ensure(session, sale, wish, today)
        if stages.move(session, household, stage, today, reason.strip()):
            session.note(stage=stage.value)
        session.flush()
        return read_row(session, household_id)


def archive(store: Store, actor: Actor, household_id: str) -> HouseholdRow:
    """Out of the list and the search; :func:`restore` brings it back as it was."""
    with store.write(actor, "household.archive", household_id) as session:
        _household(session, household_id).archived_at = session.now
        session.flush()
        return read_row(session, household_id)


def restore(store: Store, actor: Actor, household_id: str) -> HouseholdRow:
    """Out of the recycle bin. Raises InputError ``not_found``, ``restore_handed_over`` for one given to another agent:
    two would own it; as long as no receipt came the hand-over itself is taken back instead, ``restore_given``."""
    with store.write(actor, "household.restore", household_id) as session:
        household = _household(session, household_id)
        if household.handed_over_at is not None:
            raise _given_away(session, household)
        household.archived_at = None
        session.flush()
        return read_row(session, household_id)


def _given_away(session: Session, household: Household) -> InputError:
    given = session.scalars(select(Handover).where(Handover.direction == "out").order_by(Handover.created_at.desc()))
    row = next((one for one in given if any(part["id"] == household.id for part in one.households)), None)
    to = row.other_name or row.other_code if row else ""
    if row is not None and row.received_at is None:
        return bad_input("restore_given", name=household.name, to=to)
    return bad_input("restore_handed_over", name=household.name, to=to)


def add_member(store: Store, actor: Actor, household_id: str, draft: MemberDraft) -> MemberRow:
    """Another person, the last of the household. Raises InputError with the fields at fault, or ``not_found``."""
    with store.write(actor, "member.add", household_id) as session:
        if problems := check_member(draft, session.today):
            raise InputError(problems)
        _household(session, household_id)
        last = session.scalar(select(func.max(Member.position)).where(Member.household_id == household_id))
        member = _new_member(session, household_id, (last or 0) + 1, draft)
        refresh_keys(session, household_id)
        session.note(member=member.id)
    return member_row(member)


def update_member(
    store: Store, actor: Actor, member_id: str, draft: MemberDraft, version: int | None = None
) -> MemberRow:
    """Raises ConflictError when the member is no longer at ``version``; the customer stays 本人."""
    with store.write(actor, "member.update") as session:
        if problems := check_member(draft, session.today):
            raise InputError(problems)
        household, members = _family_of(session, member_id)
        member = next(one for one in members if one.id == member_id)
        if version is not None and member.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        _fill_member(member, draft)
        if household.contact_id == member_id:
            member.relation = Relation.SELF.value
        refresh_keys(session, household.id, members)
        session.subject = household.id
        session.note(member=member_id)
    return member_row(member)


def remove_member(store: Store, actor: Actor, member_id: str) -> MemberDraft:
    """What is returned adds the member again. Refused (InputError) for the customer, and for a member whom
    anything else names – policies, needs, answers, beneficiaries …: never a silent loss.
    """
    with store.write(actor, "member.remove") as session:
        member = _member(session, member_id)
        session.subject = household_id = member.household_id
        if _household(session, household_id).contact_id == member_id:
            raise bad_input("member_is_customer")
        uses = (
            select(column).where(column == member_id)
            for _, column in pointing_at(Member.__tablename__)
            if all(key.ondelete != "CASCADE" for key in column.foreign_keys)
        )
        if any(session.scalar(use.limit(1)) for use in uses):
            raise bad_input("member_in_use", name=member.name)
        draft = member_row(member).draft()
        session.delete(member)
        refresh_keys(session, household_id)
        session.note(member=member_id)
    return draft


def free_code(session: WriteSession) -> str:
    """The next code of the series that no household has: an import may have brought its own."""
    while True:
        code = next_number(session, SERIES, PREFIX)
        if not session.scalar(select(Household.id).where(Household.code == code)):
            return code


def _household(session: WriteSession, household_id: str, version: int | None = None) -> Household:
    household = session.get(Household, household_id)
    if household is None:
        raise bad_input("not_found")
    if version is not None and household.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return household


def _family_of(session: WriteSession, member_id: str) -> tuple[Household, list[Member]]:
    """The household of a member and all its members in their order. Raises InputError ``not_found``."""
    its_own = select(Member.household_id).where(Member.id == member_id).correlate(None).scalar_subquery()
    order = (Member.position, Member.id)
    members = list(session.scalars(select(Member).where(Member.household_id == its_own).order_by(*order)))
    if not members:
        raise bad_input("not_found")
    return session.get_one(Household, members[0].household_id), members


def _member(session: Session, member_id: str) -> Member:
    member = session.get(Member, member_id)
    if member is None:
        raise bad_input("not_found")
    return member


def _new_member(session: WriteSession, household_id: str, position: int, draft: MemberDraft) -> Member:
    member = Member(household_id=household_id, position=position)
    _fill_member(member, draft)
    session.add(member)
    session.flush()
    return member


def _fill_member(member: Member, draft: MemberDraft) -> None:
    draft = tidy_member(draft)
    for one in fields(MemberDraft):
        value = getattr(draft, one.name)
        setattr(member, one.name, value.value if isinstance(value, StrEnum) else value)


def _fill_contact(household: Household, draft: ContactDraft) -> None:
    for field in kept_in(Kept.HOUSEHOLD):
        value = getattr(draft, field.name)
        if field.kind == FieldIs.TAGS:
            value = tidy_tags(value)
        elif field.kind == FieldIs.CLASS:
            value = labels.tidy(value)
        setattr(household, field.name, value.strip() if isinstance(value, str) else value)
    household.referrer_id = draft.referrer_id


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """Each once, whatever its capital letters."""
    clean = {word.casefold(): word for word in map(labels.tidy, reversed(list(tags))) if word}
    return list(reversed(clean.values()))

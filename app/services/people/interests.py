"""What a family or one of its people likes, prefers, or does not want."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import InterestKind
from app.errors import Place, bad_input
from app.models import Household, Interest, Member
from app.services.base.store import Actor, Store

LONGEST = 120


@dataclass(frozen=True, slots=True)
class InterestDraft:
    """``member_id`` None is the whole family."""

    kind: InterestKind
    text: str
    member_id: str | None = None


@dataclass(frozen=True, slots=True)
class InterestRow:
    id: str
    household_id: str
    kind: InterestKind
    text: str
    member_id: str | None
    member: str

    @property
    def draft(self) -> InterestDraft:
        """As a form takes it."""
        return InterestDraft(self.kind, self.text, self.member_id)


def of_household(store: Store, household_id: str) -> list[InterestRow]:
    """What to avoid first, then by kind."""
    order = {kind: place for place, kind in enumerate((InterestKind.AVOID, *InterestKind))}
    with store.read() as session:
        rows = session.scalars(select(Interest).where(Interest.household_id == household_id).order_by(Interest.id))
        found = [_row(session, row) for row in rows]
    return sorted(found, key=lambda row: 0 if row.kind == InterestKind.AVOID else order[row.kind])


def add(store: Store, actor: Actor, household_id: str, draft: InterestDraft) -> InterestRow:
    """Raises InputError at "text" or "member_id"."""
    with store.write(actor, "interest.add", household_id) as session:
        if session.get(Household, household_id) is None:
            raise bad_input("not_found")
        row = Interest(household_id=household_id, kind="", text="")
        _fill(session, row, draft)
        session.add(row)
        session.flush()
        return _row(session, row)


def change(store: Store, actor: Actor, interest_id: str, draft: InterestDraft) -> InterestRow:
    """Raises InputError with the fields at fault, or ``not_found``."""
    with store.write(actor, "interest.change") as session:
        row = _get(session, interest_id)
        _fill(session, row, draft)
        session.note(household=row.household_id)
        return _row(session, row)


def remove(store: Store, actor: Actor, interest_id: str) -> InterestDraft:
    """What is returned adds it again."""
    with store.write(actor, "interest.remove") as session:
        row = _get(session, interest_id)
        draft = _row(session, row).draft
        session.delete(row)
        session.note(household=row.household_id)
        return draft


def _fill(session: Session, row: Interest, draft: InterestDraft) -> None:
    text = " ".join(draft.text.split())
    if not text:
        raise bad_input("required", Place(field="text"))
    if len(text) > LONGEST:
        raise bad_input("too_long", Place(field="text"), most=LONGEST)
    if draft.member_id is not None:
        member = session.get(Member, draft.member_id)
        if member is None or member.household_id != row.household_id:
            raise bad_input("not_found", Place(field="member_id"))
    row.kind, row.text, row.member_id = draft.kind.value, text, draft.member_id


def _get(session: Session, id: str) -> Interest:
    row = session.get(Interest, id)
    if row is None:
        raise bad_input("not_found")
    return row


def _row(session: Session, row: Interest) -> InterestRow:
    member = session.get(Member, row.member_id) if row.member_id else None
    name = member.name if member else ""
    return InterestRow(row.id, row.household_id, InterestKind(row.kind), row.text, row.member_id, name)

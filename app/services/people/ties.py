"""Family and other relations between people, within a family and across customers; kept once, read from both ends."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, Relation, Sex, Tie
from app.errors import Place, bad_input
from app.models import Household, Member
from app.models import Relation as Tied
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.people.ties import OF_RELATION, inverse, relation_of, word


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    sex: Sex | None
    household_id: str
    family: str  # the name of its customer


@dataclass(frozen=True, slots=True)
class TieRow:
    """``one`` is of the family looked at; ``other`` is ``tie`` of ``one``: his father, her spouse. Those of the
    family's own
    list (``listed``) are changed there or here alike and cannot be taken away here.
    """

    id: str
    one: Person
    other: Person
    tie: Tie
    note: str = ""
    listed: bool = False

    def say(self, language: Language) -> str:
        """What ``other`` is to ``one``: “father”, or “parent” where the sex is not known."""
        return words.say(word(self.tie, self.other.sex), language)


def of_household(store: Store, household_id: str) -> list[TieRow]:
    """Every tie of anybody in the family, seen from the family: first the customer's own people, then the others'."""
    with store.read() as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        own = list(
            session.scalars(
                select(Member).where(Member.household_id == household_id).order_by(Member.position, Member.id)
            )
        )
        people = {member.id: _person(member, household.name) for member in own}
        customer = household.contact_id or ""
        rows = []
        for member in own:
            tie = OF_RELATION.get(Relation(member.relation))
            if tie is not None and member.id != customer and customer in people:
                rows.append(TieRow(f"list-{member.id}", people[customer], people[member.id], tie, listed=True))
                rows.append(TieRow(f"back-{member.id}", people[member.id], people[customer], inverse(tie), listed=True))
        for tied in session.scalars(
            select(Tied).where(or_(Tied.left_id.in_(people), Tied.right_id.in_(people))).order_by(Tied.id)
        ):
            rows += _both_ends(session, tied, people)
    rows.sort(key=lambda row: (row.one.id != customer, not row.listed))
    return rows


def _both_ends(session: Session, tied: Tied, people: dict[str, Person]) -> list[TieRow]:
    left, right = (people.get(id) or _stranger(session, id) for id in (tied.left_id, tied.right_id))
    kind = Tie(tied.kind)
    rows = []
    if right.id in people:
        rows.append(TieRow(tied.id, right, left, kind, tied.note))
    if left.id in people:
        rows.append(TieRow(f"{tied.id}-", left, right, inverse(kind), tied.note))
    return rows


def tie(store: Store, actor: Actor, one_id: str, other_id: str, kind: Tie, note: str = "") -> None:
    """Say that ``other`` is the ``kind`` of ``one``; what was said of these two before is replaced, on both sides.
    Between a
    customer and a member of the family it is the family's own list that changes. Raises InputError at "other_id".
    """
    if one_id == other_id:
        raise bad_input("tie_itself", Place(field="other_id"))
    with store.write(actor, "tie.set") as session:
        one, other = _member(session, one_id, "one_id"), _member(session, other_id, "other_id")
        session.note(one=one.household_id, other=other.household_id)
        both = or_(
            and_(Tied.left_id == one_id, Tied.right_id == other_id),
            and_(Tied.left_id == other_id, Tied.right_id == one_id),
        )
        tied = session.scalar(select(Tied).where(both))
        if _list(session, one, other, kind):
            if tied is not None:
                session.delete(tied)
            return
        if tied is None:
            tied = Tied(left_id=other_id, right_id=one_id)
            session.add(tied)
        tied.kind = (kind if tied.left_id == other_id else inverse(kind)).value
        tied.note = note.strip()


def untie(store: Store, actor: Actor, row: TieRow) -> None:
    """:func:`tie` with the row's people, tie and note brings it back. Raises InputError ``tie_listed`` for the
    family's list.
    """
    if row.listed:
        raise bad_input("tie_listed", name=row.other.name)
    with store.write(actor, "tie.remove") as session:
        tied = session.get(Tied, row.id.rstrip("-"))
        if tied is None:
            raise bad_input("not_found")
        session.delete(tied)
        session.note(one=row.one.household_id, other=row.other.household_id)


def _list(session: WriteSession, one: Member, other: Member, kind: Tie) -> bool:
    """True when the two are the customer and a member of one family, whose list says it; ties without a word there
    are kept
    as any other, beside the list's "other".
    """
    if one.household_id != other.household_id:
        return False
    customer = session.get_one(Household, one.household_id).contact_id
    if customer not in (one.id, other.id):
        return False
    member, said = (other, kind) if one.id == customer else (one, inverse(kind))
    member.relation = relation_of(said).value
    return member.relation != Relation.OTHER.value


def _member(session: Session, id: str, field: str) -> Member:
    member = session.get(Member, id)
    if member is None:
        raise bad_input("not_found", Place(field=field))
    return member


def _stranger(session: Session, id: str) -> Person:
    member = session.get_one(Member, id)
    return _person(member, session.get_one(Household, member.household_id).name)


def _person(member: Member, family: str) -> Person:
    return Person(member.id, member.name, Sex(member.sex) if member.sex else None, member.household_id, family)

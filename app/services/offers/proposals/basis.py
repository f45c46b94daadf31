"""What a household's plans are made from: its open, confirmed needs as a request to the solver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Event, NeedStatus, Relation
from app.errors import bad_input
from app.models import Household, Member, Need
from app.services.base.store import Store
from app.services.offers.combinations import preferences
from app.services.offers.proposals.rows import Basis, NeedLine
from app.services.rules.base.ages import age_on
from app.services.rules.needs import finances
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.eligibility import Person

AFFORDABLE_SHARE = Fraction(20, 100)  # of the family's income; above it premiums are hard to keep up
DEFAULT_SHARE = Fraction(8, 100)


def basis(store: Store, household_id: str, today: date) -> Basis:
    """The household's open, confirmed needs as a request; ``needs`` is empty when none is confirmed yet."""
    with store.read() as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        members = session.scalars(
            select(Member).where(Member.household_id == household_id).order_by(Member.position)
        ).all()
        names = {member.id: member.name for member in members}
        lines = tuple(
            NeedLine(need.id, need.number, need.member_id, names[need.member_id], need.event, need.gap)
            for need in open_needs(session, household_id)
            if need.member_id is not None
        )
        weights = {need.id: need.weight for need in open_needs(session, household_id)}
        preferred = preferences.of(session)
    income = income_of(members)
    only_goods = bool(lines) and not any(line.event in list(Event) for line in lines)
    said = household.finances.get(finances.budget_key(goods=only_goods))
    budget = said if said is not None else int(income * DEFAULT_SHARE) // 10_000 * 10_000
    people = tuple(_person(member, today) for member in members)
    request = Request(
        as_of=today,
        people=people,
        needs=tuple(NeedGap(n.id, n.member_id, n.event, n.gap, Fraction(weights[n.id])) for n in lines),
        budget=budget,
        affordable=int(income * AFFORDABLE_SHARE) if income else None,
        payer=next((person for person in people if person.key == household.contact_id), None),
    )
    request = preferred.applied(request)
    return Basis(household_id, household.name, request, lines, names, budget, said is not None, income)


def income_of(members: Sequence[Member]) -> int:
    """What the grown-ups earn a year, in fen; unknown incomes count as nothing."""
    return sum(member.income or 0 for member in members if member.relation != Relation.CHILD)


def open_needs(session: Session, household_id: str) -> Sequence[Need]:
    """A household's needs that a plan may answer, by rank: with a gap, neither dropped nor on hold nor removed."""
    closed = (NeedStatus.DROPPED.value, NeedStatus.ON_HOLD.value)
    query = select(Need).where(Need.household_id == household_id, Need.archived_at.is_(None), Need.gap > 0)
    return session.scalars(query.where(Need.status.not_in(closed)).order_by(Need.rank, Need.number)).all()


def _person(member: Member, today: date) -> Person:
    age = None if member.birth_date is None else age_on(member.birth_date, today)
    return Person(member.id, member.sex, age, member.occupation_class)

"""What a household's plans are made from: its confirmed needs, less what is in force and what is on its way, as a
request to the solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import Event, NeedStatus
from app.errors import bad_input
from app.models import Household, Member, Need
from app.services.base.store import Store
from app.services.needs.thresholds import read_rules
from app.services.offers.combinations import preferences
from app.services.offers.held import held_cover
from app.services.offers.proposals.rows import Basis, NeedLine, NotAsked
from app.services.people import policies
from app.services.people.health import read as read_health
from app.services.people.policies import premiums_due
from app.services.rules.base.ages import age_on
from app.services.rules.needs import finances
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.suitability import Held
from app.services.rules.spine.coverage import is_declined
from app.services.spine import covering

DEFAULT_SHARE = Fraction(8, 100)
PUT_ASIDE = {
    NeedStatus.DONE: NotAsked.DONE,
    NeedStatus.ON_HOLD: NotAsked.ON_HOLD,
    NeedStatus.DROPPED: NotAsked.DROPPED,
}


def basis(store: Store, household_id: str, today: date) -> Basis:
    """The household's confirmed needs as a request; ``needs`` and ``settled`` are empty when none is confirmed yet.

    Asked is the gap less what is in force and less what is accepted and on its way: nothing covered is sold again.
    """
    with store.read() as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        members = session.scalars(
            select(Member).where(Member.household_id == household_id).order_by(Member.position)
        ).all()
        names = {member.id: member.name for member in members}
        weights, every = _needs(session, household_id, names, today)
        preferred = preferences.of(session)
        in_force = policies.in_force(session, household_id, today)
        due, held = premiums_due(in_force, today), held_cover(session, household_id, in_force)[0]
        limits = read_rules(session).thresholds
        health = {key: person.known for key, person in read_health(session, household_id, today).items()}
    income = finances.yearly_income([member.income for member in members], household.finances) or 0
    liquid = finances.liquid_assets(household.finances)
    lines = tuple(line for line in every if line.not_asked is None)
    settled = tuple(line for line in every if line.not_asked is not None)
    told = Basis(household_id, household.name, Request(today, (), (), None), lines, names, 0, False, income, settled)
    said = household.finances.get(finances.budget_key(goods=bool(every) and told.goods))
    budget = said if said is not None else int(income * DEFAULT_SHARE) // 10_000 * 10_000
    people = tuple(_person(member, today, held) for member in members)
    request = Request(
        as_of=today,
        people=people,
        needs=tuple(NeedGap(n.id, n.member_id, n.event, n.asked, Fraction(weights[n.id])) for n in lines),
        budget=budget,
        affordable=max(0, int(income * limits.warn_share) - due) if income else None,
        age_plus_pay=limits.age_plus_pay,
        single_limit=None if liquid is None else int(liquid * limits.single_warn),
        payer=next((person for person in people if person.key == household.contact_id), None),
    )
    return replace(told, request=preferred.applied(request), budget=budget, budget_said=said is not None, health=health)


def _needs(
    session: Session, household_id: str, names: dict[str, str], today: date
) -> tuple[dict[str, float], tuple[NeedLine, ...]]:
    """A household's needs with a gap, or with one nobody can tell yet, by rank, and the weight of each by id; removed
    ones are left out."""
    mine = (Need.household_id == household_id, Need.archived_at.is_(None), or_(Need.gap > 0, Need.missing != ""))
    found = session.scalars(select(Need).where(*mine).order_by(Need.rank, Need.number)).all()
    asking = covering.asking(session, today, *mine)
    lines = (
        NeedLine(
            need.id, need.number, need.member_id, names[need.member_id], need.event, need.gap,
            asking[need.id].in_force, asking[need.id].on_its_way, *_aside(need, today),
        )
        for need in found
        if need.member_id is not None
    )  # fmt: skip
    return {need.id: need.weight for need in found}, tuple(_with_reason(line) for line in lines)


def _aside(need: Need, today: date) -> tuple[NotAsked | None, str, date | None]:
    """Why a need is not asked for whatever its amounts are: a refusal holds to its day (included)."""
    if is_declined(declined=bool(need.declined_reason), declined_until=need.declined_until, today=today):
        return NotAsked.DECLINED, need.declined_reason, need.declined_until
    return PUT_ASIDE.get(NeedStatus(need.status), NotAsked.MISSING if need.missing else None), "", None


def _with_reason(line: NeedLine) -> NeedLine:
    """What is answered already says by what: a policy first, else by what is still on its way."""
    if line.not_asked is not None or line.asked:
        return line
    held = replace(line, on_its_way=0)
    return replace(line, not_asked=NotAsked.ON_ITS_WAY if held.asked else NotAsked.IN_FORCE)


def _person(member: Member, today: date, held: Sequence[Held]) -> Person:
    age = None if member.birth_date is None else age_on(member.birth_date, today)
    death = sum(one.amount for one in held if one.member == member.id and one.event == Event.DEATH)
    return Person(member.id, member.sex, age, member.occupation_class, held_death=death)

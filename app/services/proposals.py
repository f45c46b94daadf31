"""Proposals: a household's confirmed needs become plans; a plan the family likes is kept as it was priced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import NeedStatus, NodeKind, ProposalState, Relation, Stage
from app.errors import Place, bad_input
from app.models import Household, Member, Need, Product, Proposal, ProposalItem
from app.services import numbers, stages, tracing
from app.services.combinations import preferences
from app.services.combinations.documents import write_plan
from app.services.rules.ages import age_on
from app.services.rules.combinations import NeedGap, Plan, Request
from app.services.rules.eligibility import Person
from app.services.store import Actor, Store, WriteSession

AFFORDABLE_SHARE = Fraction(20, 100)  # of the family's income; above it premiums are hard to keep up
DEFAULT_SHARE = Fraction(8, 100)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A confirmed need as the combinations page names it."""

    id: str
    number: str
    member_id: str
    member: str
    event: str
    gap: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a household's plans are made from. ``budget`` is what was said, else 8 % of the income; fen a year."""

    household_id: str
    name: str
    request: Request
    needs: tuple[NeedLine, ...]
    people: dict[str, str]
    budget: int
    budget_said: bool
    income: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    id: str
    number: str
    household_id: str
    plan_name: str
    state: ProposalState
    as_of: date
    premium: int
    objective: float
    items: int
    reason: str
    decided_at: datetime | None
    version: int


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
            for need in _open_needs(session, household_id)
            if need.member_id is not None
        )
        weights = {need.id: need.weight for need in _open_needs(session, household_id)}
        preferred = preferences.of(session)
    income = sum(member.income or 0 for member in members if member.relation != Relation.CHILD)
    said = household.finances.get("premium_budget")
    budget = said if said is not None else int(income * DEFAULT_SHARE) // 10_000 * 10_000
    request = Request(
        as_of=today,
        people=tuple(_person(member, today) for member in members),
        needs=tuple(NeedGap(n.id, n.member_id, n.event, n.gap, Fraction(weights[n.id])) for n in lines),
        budget=budget,
        affordable=int(income * AFFORDABLE_SHARE) if income else None,
    )
    request = preferred.applied(request)
    return Basis(household_id, household.name, request, lines, names, budget, said is not None, income)


def _open_needs(session: Session, household_id: str) -> Sequence[Need]:
    closed = (NeedStatus.DROPPED.value, NeedStatus.ON_HOLD.value)
    query = select(Need).where(Need.household_id == household_id, Need.archived_at.is_(None), Need.gap > 0)
    return session.scalars(query.where(Need.status.not_in(closed)).order_by(Need.rank, Need.number)).all()


def _person(member: Member, today: date) -> Person:
    age = None if member.birth_date is None else age_on(member.birth_date, today)
    return Person(member.id, member.sex, age, member.occupation_class)


def save(
    store: Store, actor: Actor, based: Basis, plan: Plan, reasons: dict[tuple[str, str], str] | None = None
) -> ProposalRow:
    """Keep a plan as a draft proposal: its prices, its request, and a trace link from each need to each item that
    answers it, with the amount. ``reasons`` are the agent's, by (product, insured). Raises ``plan_empty``."""
    if not plan.items:
        raise bad_input("plan_empty")
    with store.write(actor, "proposal.add", based.household_id) as session:
        proposal = Proposal(
            number=numbers.next_number(session, "proposal", "P"),
            household_id=based.household_id,
            agent_code=actor.code,
            plan_name=plan.name,
            state=ProposalState.DRAFT.value,
            as_of=based.request.as_of,
            budget=plan.budget,
            premium=plan.premium,
            objective=float(plan.objective),
            solver_status=plan.status,
            solver_gap=plan.gap,
            request=_request(based.request),
            plan=write_plan(plan),
        )
        session.add(proposal)
        session.flush()
        names: dict[str, str] = {
            row.code: row.name_zh for row in session.execute(select(Product.code, Product.name_zh))
        }
        for position, item in enumerate(plan.items):
            row = ProposalItem(
                proposal_id=proposal.id,
                position=position,
                product_code=item.product,
                product_name=names.get(item.product, item.product),
                member_id=item.insured,
                sum=item.sum,
                premium=item.premium,
                reason=(reasons or {}).get((item.product, item.insured), ""),
            )
            session.add(row)
            session.flush()
            for need, amount in item.answers:
                tracing.link(session, (NodeKind.NEED, need), (NodeKind.PROPOSAL_ITEM, row.id), amount)
        _advance(session, based.household_id, [need.id for need in based.needs])
        session.note(proposal=proposal.id)
        return _row(session, proposal)


def _advance(session: WriteSession, household_id: str, need_ids: list[str]) -> None:
    """A proposal is the evidence for its stage; its needs are under way."""
    today = session.now.astimezone().date()
    stages.advance(session, session.get_one(Household, household_id), Stage.S4_PROPOSED, today)
    for need in session.scalars(select(Need).where(Need.id.in_(need_ids))):
        if need.status == NeedStatus.NOT_STARTED:
            need.status = NeedStatus.IN_PROGRESS.value
            need.actual_start = need.actual_start or today


def _request(request: Request) -> dict[str, Any]:
    return {
        "as_of": request.as_of.isoformat(),
        "budget": request.budget,
        "overshoot": float(request.overshoot),
        "members": [
            {"key": p.key, "sex": p.sex, "age": p.age, "occupation_class": p.occupation_class} for p in request.people
        ],
        "needs": [
            {"key": n.key, "member": n.member, "event": n.event, "gap": n.gap, "weight": float(n.weight)}
            for n in request.needs
        ],
    }


def of_household(store: Store, household_id: str) -> list[ProposalRow]:
    """The latest first."""
    with store.read() as session:
        query = select(Proposal).where(Proposal.household_id == household_id).order_by(Proposal.number.desc())
        return [_row(session, proposal) for proposal in session.scalars(query)]


ALLOWED = {
    ProposalState.DRAFT: (
        ProposalState.PRESENTED,
        ProposalState.ACCEPTED,
        ProposalState.REJECTED,
        ProposalState.CHANGE_REQUESTED,
    ),
    ProposalState.PRESENTED: (
        ProposalState.ACCEPTED,
        ProposalState.REJECTED,
        ProposalState.CHANGE_REQUESTED,
        ProposalState.DRAFT,
    ),
    ProposalState.ACCEPTED: (ProposalState.PRESENTED,),
    ProposalState.REJECTED: (ProposalState.PRESENTED,),
    ProposalState.CHANGE_REQUESTED: (ProposalState.PRESENTED,),
}
NEED_REASON = (ProposalState.REJECTED, ProposalState.CHANGE_REQUESTED)


def decide(
    store: Store, actor: Actor, proposal_id: str, state: ProposalState, reason: str = "", version: int | None = None
) -> ProposalRow:
    """Record what the customer decided. A rejection or a wish to change needs a reason (InputError ``required``)."""
    if state in NEED_REASON and not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.read() as session:
        household_id = _get(session, proposal_id).household_id
    with store.write(actor, "proposal.decide", household_id) as session:
        proposal = _get(session, proposal_id)
        if version is not None and proposal.version != version:
            raise bad_input("changed_meanwhile")
        if state not in ALLOWED[ProposalState(proposal.state)]:
            raise bad_input("proposal_move", current=proposal.state, wanted=state.value)
        proposal.state, proposal.reason = state.value, reason.strip()
        proposal.decided_at = session.now if state != ProposalState.PRESENTED else None
        session.note(proposal=proposal_id, state=state.value)
        session.flush()
        return _row(session, proposal)


def _get(session: Session, proposal_id: str) -> Proposal:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise bad_input("not_found")
    return proposal


def _row(session: Session, proposal: Proposal) -> ProposalRow:
    count = session.scalar(select(func.count()).where(ProposalItem.proposal_id == proposal.id)) or 0
    return ProposalRow(
        proposal.id,
        proposal.number,
        proposal.household_id,
        proposal.plan_name,
        ProposalState(proposal.state),
        proposal.as_of,
        proposal.premium,
        proposal.objective,
        count,
        proposal.reason,
        proposal.decided_at,
        proposal.version,
    )

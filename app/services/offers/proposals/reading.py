"""A proposal with everything that was frozen in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import Place, bad_input
from app.models import Agent, Household, Member, Need, Proposal, ProposalItem, TraceLink
from app.services.base.store import Store
from app.services.offers import catalogue
from app.services.offers.proposals.freezing import freeze
from app.services.offers.proposals.rows import Basis, NeedLine, ProposalRow, get, row_of
from app.services.rules.base.ages import age_on
from app.services.rules.needs import finances
from app.services.rules.offers.combinations import (
    Item,
    NeedCover,
    NeedGap,
    Plan,
    Request,
    WhyOpen,
    read_coverage,
)
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.products import Product


@dataclass(frozen=True, slots=True)
class ProposalDetail:
    """``facts`` as :mod:`app.services.offers.proposals.freezing` wrote them."""

    row: ProposalRow
    budget: int | None
    facts: Mapping[str, Any]


def read(store: Store, proposal_id: str) -> ProposalDetail:
    """Raises InputError ``not_found``. What an older version kept without facts is told from the catalogue of today."""
    found = {product.code: product for product in catalogue.products(store)}
    with store.read() as session:
        proposal = get(session, proposal_id)
        items = _items(session, proposal_id)
        facts = proposal.facts or _told_now(session, proposal, items, found)
        return ProposalDetail(row_of(session, proposal), proposal.budget, facts)


def read_number(store: Store, number: str) -> ProposalDetail:
    """By its number, of either case. Raises InputError ``unknown_proposal`` on ``proposal``."""
    with store.read() as session:
        found = session.scalar(select(Proposal.id).where(Proposal.number == number.strip().upper()))
    if found is None:
        raise bad_input("unknown_proposal", Place(field="proposal"), number=number)
    return read(store, found)


def licensed(store: Store, detail: ProposalDetail) -> ProposalDetail:
    """With the licence the agent has today, where none was known when the proposal was kept."""
    agent = detail.facts["agent"]
    if agent["licence"]:
        return detail
    with store.read() as session:
        known = session.scalar(select(Agent.licence).where(Agent.code == agent["code"])) or ""
    return replace(detail, facts={**detail.facts, "agent": {**agent, "licence": known}})


def _items(session: Session, proposal_id: str) -> list[ProposalItem]:
    query = select(ProposalItem).where(ProposalItem.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalItem.position)))


def _told_now(
    session: Session, proposal: Proposal, rows: list[ProposalItem], found: Mapping[str, Product]
) -> dict[str, Any]:
    query = select(TraceLink).where(
        TraceLink.source_kind == NodeKind.NEED,
        TraceLink.target_kind == NodeKind.PROPOSAL_ITEM,
        TraceLink.target_id.in_([row.id for row in rows]),
    )
    links = session.scalars(query).all()
    answers: dict[str, list[tuple[str, int]]] = {}
    for link in links:
        answers.setdefault(link.target_id, []).append((link.source_id, link.amount or 0))
    items = tuple(
        Item(row.product_code, row.member_id, row.sum, row.premium, tuple(answers.get(row.id, ())))
        for row in rows
        if row.product_code in found
    )
    based = _basis(session, proposal, {link.source_id for link in links})
    plan = Plan(
        proposal.plan_name,
        proposal.budget,
        proposal.solver_status,
        proposal.solver_gap,
        items,
        _coverage(proposal, based.request, items),
    )
    return freeze(session, proposal.agent_code, found, based, plan)


def _coverage(proposal: Proposal, request: Request, items: tuple[Item, ...]) -> tuple[NeedCover, ...]:
    """With why each need stays open, where the plan kept it."""
    why = {cover["need"]: cover["why_open"] for cover in proposal.plan.get("coverage", ())}
    found = read_coverage(request.needs, items)
    return tuple(
        replace(cover, why_open=WhyOpen(why[cover.need.key])) if why.get(cover.need.key) else cover for cover in found
    )


def _basis(session: Session, proposal: Proposal, need_ids: set[str]) -> Basis:
    household = session.get_one(Household, proposal.household_id)
    query = select(Member).where(Member.household_id == household.id).order_by(Member.position)
    members = session.scalars(query).all()
    names = {member.id: member.name for member in members}
    needs = session.scalars(select(Need).where(Need.id.in_(need_ids)).order_by(Need.rank, Need.number)).all()
    lines = tuple(
        NeedLine(need.id, need.number, need.member_id, names.get(need.member_id, ""), need.event, need.gap)
        for need in needs
        if need.member_id is not None
    )
    people = tuple(
        Person(
            member.id,
            member.sex,
            None if member.birth_date is None else age_on(member.birth_date, proposal.as_of),
            member.occupation_class,
        )
        for member in members
    )
    gaps = tuple(NeedGap(line.id, line.member_id, line.event, line.gap, Fraction(1)) for line in lines)
    request = Request(proposal.as_of, people, gaps, proposal.budget)
    income = finances.yearly_income([member.income for member in members], household.finances)
    return Basis(household.id, household.name, request, lines, names, 0, False, income or 0)

"""One sale whole: its stages with their durations, what was said with the family since, its proposals and orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import OrderState, ProposalState, Stage
from app.errors import bad_input
from app.models import Opportunity, OpportunityMove, Order, Proposal
from app.services.base.store import Store
from app.services.people import timeline
from app.services.people.timeline import Entry
from app.services.rules.spine.sales import Evidence
from app.services.selling.opportunities.rows import OpportunityRow, read_one
from app.services.spine.evidence import of_sale, own_proposals


@dataclass(frozen=True, slots=True)
class Stay:
    """``left`` None: still there, and ``days`` counts to today."""

    stage: Stage
    entered: date
    left: date | None
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """``order_id`` and ``order`` (its number) are of the order made of it that is alive, None and "" without."""

    id: str
    number: str
    state: ProposalState
    premium: int
    order_id: str | None
    order: str


@dataclass(frozen=True, slots=True)
class Detail:
    """``talks`` is the household's timeline since the sale was opened, the latest first."""

    row: OpportunityRow
    stays: tuple[Stay, ...]
    evidence: frozenset[Evidence]
    proposals: tuple[ProposalLine, ...]
    talks: tuple[Entry, ...]


def detail(store: Store, opportunity_id: str, today: date) -> Detail:
    """A sale with its stays, evidence, proposals, and what was said since it began. Raises
    InputError ``not_found``.
    """
    with store.read() as session:
        sale = session.get(Opportunity, opportunity_id)
        if sale is None:
            raise bad_input("not_found")
        query = select(OpportunityMove).where(OpportunityMove.opportunity_id == sale.id)
        moves = session.scalars(query.order_by(OpportunityMove.id)).all()
        stays = []
        for place, move in enumerate(moves):
            left = moves[place + 1].on_date if place + 1 < len(moves) else None
            days = ((left or today) - move.on_date).days
            stays.append(Stay(Stage(move.stage), move.on_date, left, max(0, days), move.reason))
        proposals = _proposals(session, sale)
        row, evidence = read_one(session, opportunity_id, today), of_sale(session, sale)
    talks = timeline.of_household(store, row.household_id)
    return Detail(row, tuple(stays), evidence, proposals, tuple(entry for entry in talks if entry.on >= row.opened_on))


def _proposals(session: Session, sale: Opportunity) -> tuple[ProposalLine, ...]:
    dead = (OrderState.WITHDRAWN.value, OrderState.DECLINED.value)
    query = (
        select(Proposal.id, Proposal.number, Proposal.state, Proposal.premium, Order.id, Order.number)
        .outerjoin(Order, (Order.proposal_id == Proposal.id) & Order.state.not_in(dead))
        .where(Proposal.id.in_(own_proposals(sale)))
        .order_by(Proposal.number.desc())
    )
    return tuple(
        ProposalLine(id, number, ProposalState(state), premium, order_id, order or "")
        for id, number, state, premium, order_id, order in session.execute(query)
    )

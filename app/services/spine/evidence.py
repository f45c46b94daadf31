"""Which evidence a sale has: read from what was done with the household, and from the sale's proposals and orders."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, InterviewStatus, OrderState, Stage
from app.errors import InputError
from app.models import Activity, Interview, Opportunity, Order, Proposal
from app.services.rules.spine.sales import OPEN, Evidence, Wish, refused
from app.services.spine.covering import live

MET = (ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.DEMO)
AGREED = (ActivityKind.APPOINTMENT, *MET)
CARED = (ActivityKind.REFERRAL, ActivityKind.SERVICE)


def ensure(session: Session, sale: Opportunity, wish: Wish, today: date) -> None:
    """Raises InputError with everything that keeps the sale from moving so."""
    if problems := refused(Stage(sale.stage), wish, of_sale(session, sale), today):
        raise InputError(problems)


def of_sale(session: Session, sale: Opportunity) -> frozenset[Evidence]:
    """Everything that speaks for the sale, of the household and of its own."""
    found = _of_household(session, sale)
    found |= _of_orders(session, sale)
    if session.scalar(own_proposals(sale).limit(1)):
        found.add(Evidence.PROPOSAL)
    return frozenset(found)


def own_proposals(sale: Opportunity) -> Select[str]:
    """The ids of the household's live proposals that no other sale has ordered, the latest first."""
    elsewhere = select(Order.proposal_id).where(
        Order.household_id == sale.household_id, Order.opportunity_id != sale.id, Order.proposal_id.is_not(None)
    )
    query = select(Proposal.id).where(
        Proposal.household_id == sale.household_id,
        live(),
        Proposal.id.not_in(elsewhere),
    )
    return query.order_by(Proposal.number.desc())


def _of_household(session: Session, sale: Opportunity) -> set[Evidence]:
    """What was done with the family since an earlier sale to it ended; its analysis holds for every sale."""
    since = session.scalar(
        select(func.max(Opportunity.stage_since)).where(
            Opportunity.household_id == sale.household_id,
            Opportunity.id != sale.id,
            Opportunity.stage.not_in([stage.value for stage in OPEN]),
            Opportunity.stage_since <= sale.opened_on,
        )
    )
    query = select(Activity.kind, Activity.status).where(
        Activity.household_id == sale.household_id,
        Activity.status != ActivityStatus.CANCELLED.value,
        Activity.kind.in_([kind.value for kind in AGREED]),
    )
    if since is not None:
        query = query.where(Activity.on_date >= since)
    activities = {(ActivityKind(kind), ActivityStatus(status)) for kind, status in session.execute(query.distinct())}
    found = {Evidence.APPOINTMENT} if activities else set()
    if any((kind, ActivityStatus.DONE) in activities for kind in MET):
        found.add(Evidence.MEETING)
    confirmed = select(Interview.id).where(
        Interview.household_id == sale.household_id, Interview.status == InterviewStatus.CONFIRMED.value
    )
    if session.scalar(confirmed.limit(1)):
        found.add(Evidence.INTERVIEW)
    return found


def _of_orders(session: Session, sale: Opportunity) -> set[Evidence]:
    found: set[Evidence] = set()
    for order in session.scalars(select(Order).where(Order.opportunity_id == sale.id)):
        in_force = order.issued_on or (order.delivered_on if order.kind == "goods" else None)
        if order.state == OrderState.DECLINED:
            found.add(Evidence.DECLINED)
        elif order.state == OrderState.WITHDRAWN:
            found |= {Evidence.WITHDRAWN} if in_force else set()
        elif order.submitted_on:
            found.add(Evidence.ORDER)
            found |= {Evidence.ISSUED} if in_force else set()
            found |= {Evidence.RECEIPT} if order.receipted_on else set()
            if order.receipted_on and _cared_for(session, sale, order.receipted_on):
                found.add(Evidence.REFERRAL)
    return found


def _cared_for(session: Session, sale: Opportunity, since: date) -> bool:
    query = select(Activity.id).where(
        Activity.household_id == sale.household_id,
        Activity.status == ActivityStatus.DONE.value,
        or_(*(Activity.kind == kind.value for kind in CARED)),
        Activity.on_date >= since,
    )
    return session.scalar(query.limit(1)) is not None

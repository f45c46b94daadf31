"""Make an order of an accepted proposal, and change what it says while it may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind, OrderState, ProductKind, ProposalState, Stage
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import (
    Household,
    Member,
    Opportunity,
    Order,
    OrderEvent,
    OrderLine,
    Product,
    Proposal,
    ProposalItem,
)
from app.services.base import numbers
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.selling.orders import ADJUSTABLE, EDITABLE, ENDED, differences
from app.services.selling.orders.lines import attach, content, lines_of
from app.services.selling.orders.reading import OrderDetail, get, kind_of_products, read_detail
from app.services.spine import stages, tracing

DEAD = (OrderState.WITHDRAWN, OrderState.DECLINED)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """Sum and premium in fen; ``left_out`` says why the line does not stand, "" when it does."""

    id: str
    sum: int
    premium: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class OrderDraft:
    payer_id: str | None
    deliver_on: date | None
    lines: tuple[LineDraft, ...]
    notes: str = ""


def from_proposal(store: Store, actor: Actor, proposal_id: str) -> OrderDetail:
    """A draft order with the proposal's items at their proposed prices; the customer pays unless changed.

    It belongs to the household's newest sale without an order, or begins one. Raises InputError
    ``order_needs_accepted`` or ``order_exists`` with the number of the one there is.
    """
    with store.write(actor, "order.add") as session:
        proposal = _proposal(session, proposal_id)
        session.subject = household_id = proposal.household_id
        household = session.get_one(Household, household_id)
        items = session.scalars(
            select(ProposalItem).where(ProposalItem.proposal_id == proposal_id).order_by(ProposalItem.position)
        ).all()
        order = Order(
            number=numbers.next_number(session, "order", "OR"),
            household_id=household_id,
            opportunity_id=sale_for(session, household, Stage.S4_PROPOSED).id,
            proposal_id=proposal_id,
            agent_code=proposal.agent_code,
            kind=kind_of_products(session, [item.product_code for item in items]).value,
            payer_id=household.contact_id,
            premium=sum(item.premium for item in items),
        )
        session.add(order)
        session.flush()
        kinds: dict[str, str] = dict(session.execute(select(Product.code, Product.kind)).all())
        for item in items:
            _add_line(session, order, item, kinds.get(item.product_code, ProductKind.MAIN.value))
        attach(session, lines_of(session, order.id))
        record(session, order, "added")
        session.note(order=order.id, number=order.number, proposal=proposal.number)
        session.flush()
        return read_detail(session, order.id)


def change(store: Store, actor: Actor, order_id: str, draft: OrderDraft, version: int, reason: str = "") -> OrderDetail:
    """Change payer, delivery date and lines. In draft and when returned the agent changes them freely; later it is an
    adjustment, kept with its reason and every value before and after. Raises InputError with the fields at fault,
    ``order_fixed`` when the content cannot be changed any more, ConflictError when it changed since ``version``."""
    with store.write(actor, "order.change") as session:
        order = seen(session, order_id, version)
        session.subject = order.household_id
        state = OrderState(order.state)
        if state not in (*EDITABLE, *ADJUSTABLE):
            raise bad_input("order_fixed", state=state)
        lines = lines_of(session, order_id)
        before = content(order, lines)
        if problems := _problems(session, order, lines, draft):
            raise InputError(problems)
        _fill(order, lines, draft)
        changes = differences(before, content(order, lines))
        if changes:
            if state in ADJUSTABLE and not reason.strip():
                raise bad_input("required", Place(field="reason"))
            order.revision += 1
            details = {"changes": [asdict(one) for one in changes]}
            action = "adjusted" if state in ADJUSTABLE else "changed"
            record(session, order, action, reason=reason.strip(), details=details)
            tracing.touched(session, NodeKind.ORDER_LINE, [line.id for line in lines])
        session.note(order=order.id, revision=order.revision)
        session.flush()
        return read_detail(session, order_id)


def _add_line(session: WriteSession, order: Order, item: ProposalItem, kind: str) -> None:
    """A line as it was proposed, linked to what proposed it."""
    line = OrderLine(
        order_id=order.id,
        position=item.position,
        proposal_item_id=item.id,
        product_code=item.product_code,
        product_name=item.product_name,
        product_kind=kind,
        member_id=item.member_id,
        sum=item.sum,
        premium=item.premium,
    )
    session.add(line)
    session.flush()
    tracing.link(session, (NodeKind.PROPOSAL_ITEM, item.id), (NodeKind.ORDER_LINE, line.id))


def seen(session: Session, order_id: str, version: int | None) -> Order:
    """The order, at the version the user saw (None: whatever it is). Raises InputError ``not_found``, ConflictError
    when it has changed since.
    """
    order = get(session, order_id)
    if version is not None and order.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return order


def record(
    session: WriteSession,
    order: Order,
    action: str,
    *,
    on: date | None = None,
    reason: str = "",
    decided_by: str = "",
    details: dict[str, Any] | None = None,
) -> OrderEvent:
    """One more line of the order's history, within a unit of work."""
    event = OrderEvent(
        order_id=order.id,
        at=session.now,
        actor=session.actor.code,
        actor_name=session.actor.name,
        decided_by=decided_by,
        action=action,
        state=order.state,
        on_date=on or session.today,
        reason=reason,
        details=details or {},
    )
    session.add(event)
    session.flush()
    return event


def _proposal(session: Session, proposal_id: str) -> Proposal:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise bad_input("not_found")
    if proposal.state != ProposalState.ACCEPTED:
        raise bad_input("order_needs_accepted", number=proposal.number)
    alive = select(Order.number).where(
        Order.proposal_id == proposal_id, Order.state.not_in([state.value for state in DEAD])
    )
    if (number := session.scalar(alive)) is not None:
        raise bad_input("order_exists", number=number)
    return proposal


def sale_for(session: WriteSession, household: Household, stage: Stage) -> Opportunity:
    """The newest open sale whose order is not on its way already; begun at ``stage`` when there is none."""
    busy = set(
        session.scalars(
            select(Order.opportunity_id).where(
                Order.household_id == household.id, Order.state.not_in([state.value for state in ENDED])
            )
        )
    )
    free = [sale for sale in stages.open_sales(session, household.id) if sale.id not in busy]
    return free[-1] if free else stages.begin(session, household, stage, session.today)


def _problems(session: Session, order: Order, lines: Sequence[OrderLine], draft: OrderDraft) -> list[Problem]:
    problems = []
    payer = session.get(Member, draft.payer_id) if draft.payer_id else None
    if draft.payer_id and (payer is None or payer.household_id != order.household_id):
        problems.append(Problem("not_found", Place(field="payer_id")))
    if {line.id for line in draft.lines} != {line.id for line in lines}:
        problems.append(Problem("order_lines_missing", Place(field="lines")))
    for place, line in enumerate(draft.lines, 1):
        if line.sum <= 0 or line.premium < 0:
            problems.append(Problem("order_line_amount", Place(field="lines"), {"line": place}))
    out = {line.id for line in draft.lines if line.left_out.strip()}
    problems += [
        Problem("order_rider_alone", Place(field="lines"), {"product": line.product_name})
        for line in lines
        if line.main_id in out and line.id not in out
    ]
    return problems


def _fill(order: Order, lines: Sequence[OrderLine], draft: OrderDraft) -> None:
    order.payer_id, order.deliver_on, order.notes = draft.payer_id, draft.deliver_on, draft.notes.strip()
    wanted = {line.id: replace(line, left_out=line.left_out.strip()) for line in draft.lines}
    for line in lines:
        given = wanted[line.id]
        line.sum, line.premium, line.left_out = given.sum, given.premium, given.left_out
    order.premium = sum(line.premium for line in lines if not line.left_out)

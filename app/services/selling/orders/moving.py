"""The steps of an order, each one unit of work: its date, its sale's stage, its policies, its closing – and undo."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, NodeKind, OrderKind, OrderState, ProposalState
from app.errors import ConflictError, InputError, Problem, bad_input
from app.models import Activity, Household, Need, Opportunity, Order, OrderEvent, Product, Proposal, TraceLink
from app.services.base.store import Actor, Store, WriteSession
from app.services.base.undo import take_back_within
from app.services.rules.base.moments import day_of
from app.services.rules.selling.orders import (
    DATES,
    DECIDED,
    IN_FORCE,
    Step,
    cooling_off,
    refused,
    stage_after,
)
from app.services.selling.orders import in_force
from app.services.selling.orders.commands import record, seen
from app.services.selling.orders.lines import content, lines_of
from app.services.selling.orders.reading import OrderDetail, detail, get, last_move, standing
from app.services.spine import stages


def move(
    store: Store, actor: Actor, order_id: str, step: Step, version: int | None = None, *, revision: int | None = None
) -> OrderDetail:
    """Take the step, with everything that follows from it, in one unit of work.

    Submitted: the content is frozen and a closing counts in the figures. Approved or returned: the lead decides on
    the content of ``revision``. Issued (goods: delivered): policies answer their needs. Receipt: the cooling-off runs.
    Withdrawn: what was in force ends. Raises InputError with every reason why not (``order_move``,
    ``order_needs_approval`` …), ConflictError ``order_changed_since_seen`` when the content is not the one decided on.
    """
    with store.write(actor, f"order.{step.state.value}") as session:
        order = seen(session, order_id, version)
        session.subject = order.household_id
        if revision is not None and step.state in DECIDED and order.revision != revision:
            raise ConflictError(Problem("order_changed_since_seen", values={"number": order.number}))
        if problems := refused(standing(session, order), step, session.today):
            raise InputError(problems)
        previous = OrderState(order.state)
        _take(session, order, step)
        record(session, order, "moved", on=step.on, reason=step.reason.strip(), decided_by=step.decided_by.strip())
        told = {"order": order.id, "number": order.number, "reason": step.reason.strip()}
        session.note(previous=previous.value, state=step.state.value, **told)
    return detail(store, order_id)


def undo(store: Store, actor: Actor, order_id: str) -> OrderDetail:
    """Take back the last change of state as if it had not been, one by one; the history keeps both.

    Raises InputError ``order_nothing_to_undo`` when there is none, or it was too long ago; ConflictError
    ``undo_changed_since`` when what it changed, a policy it brought for instance, was changed since.
    """
    with store.write(actor, "order.undo") as session:
        order = get(session, order_id)
        session.subject = order.household_id
        last, unit = last_move(session, order)
        if last is None or unit is None:
            raise bad_input("order_nothing_to_undo")
        undone = order.state
        take_back_within(session, unit, histories={OrderEvent.__tablename__})
        last.undone = True
        record(session, order, "undone")
        session.note(order=order.id, number=order.number, undone=undone, state=order.state)
    return detail(store, order_id)


def _take(session: WriteSession, order: Order, step: Step) -> None:
    kind, lines = OrderKind(order.kind), lines_of(session, order.id)
    was_in_force = any(line.policy_id for line in lines)
    order.state = step.state.value
    if name := DATES.get(step.state):
        setattr(order, name, step.on)
    if step.state == OrderState.SUBMITTED:
        _still_accepted(session, order)
        order.submitted_premium = order.premium
        order.snapshot = _snapshot(session, order)
        _close(session, order, step.on)
    elif step.state in DECIDED:
        order.seen = content(order, lines)
    elif step.state == IN_FORCE[kind]:
        in_force.number(order, lines, step)
        in_force.put_in_force(session, order, step.on)
    elif step.state == OrderState.WITHDRAWN and was_in_force:
        in_force.end(session, order, step.on)
    if step.state == OrderState.RECEIPTED:
        order.cooling_off_until = cooling_off(kind, step.on, _cooling_days(session, order))
    _lead_sale(session, order, step, was_in_force=was_in_force)


def _still_accepted(session: Session, order: Order) -> None:
    """The customer may have taken the acceptance back while the order was a draft."""
    proposal = session.get(Proposal, order.proposal_id) if order.proposal_id else None
    if proposal is not None and proposal.state != ProposalState.ACCEPTED:
        raise bad_input("order_proposal_taken_back", number=proposal.number)


def _lead_sale(session: WriteSession, order: Order, step: Step, *, was_in_force: bool) -> None:
    walk_in = order.proposal_id is None
    stage = stage_after(OrderKind(order.kind), step.state, was_in_force=was_in_force, walk_in=walk_in)
    if stage is None or (step.state == OrderState.WITHDRAWN and order.submitted_on is None):
        return
    sale = session.get_one(Opportunity, order.opportunity_id)
    stages.enter(session, sale, stage, step.on, step.reason.strip())
    if step.state in (OrderState.SUBMITTED, IN_FORCE[OrderKind(order.kind)]):
        sale.premium = order.premium
    stages.follow(session, session.get_one(Household, order.household_id), step.on, step.reason.strip())


def _close(session: WriteSession, order: Order, day: date) -> None:
    """A closing counts once: the one the agent wrote down since the proposal (without one: since the order was
    begun), else one written now."""
    if order.closing_id is not None:
        return
    proposal = session.get(Proposal, order.proposal_id) if order.proposal_id else None
    since = proposal.as_of if proposal is not None else day_of(order.created_at)
    tied = select(Order.closing_id).where(Order.household_id == order.household_id, Order.closing_id.is_not(None))
    written = select(Activity).where(
        Activity.household_id == order.household_id,
        Activity.kind == ActivityKind.CLOSING.value,
        Activity.status == ActivityStatus.DONE.value,
        Activity.on_date >= since,
        Activity.id.not_in(tied),
    )
    closing = session.scalars(written.order_by(Activity.on_date.desc(), Activity.id.desc())).first()
    if closing is None:
        closing = Activity(
            agent_code=order.agent_code,
            household_id=order.household_id,
            kind=ActivityKind.CLOSING.value,
            status=ActivityStatus.DONE.value,
            on_date=day,
            note=order.number,
            done_at=session.now,
        )
        session.add(closing)
    if closing.premium is None:
        closing.premium = order.premium
    session.flush()
    order.closing_id = closing.id


def _snapshot(session: Session, order: Order) -> dict[str, Any]:
    """What was submitted, with the facts of its products and the needs it answers: nothing later changes it."""
    lines = lines_of(session, order.id)
    facts = ("code", "name_zh", "name_en", "insurer", "kind", "pay_years", "term", "cooling_off_days", "waiting_days")
    codes = [line.product_code for line in lines]
    products = session.execute(
        select(*(getattr(Product, name) for name in facts)).where(Product.code.in_(codes)).order_by(Product.code)
    )
    items = [line.proposal_item_id for line in lines if line.proposal_item_id]
    needs = session.execute(
        select(Need.number, Need.event, Need.gap, TraceLink.amount, TraceLink.target_id)
        .join(TraceLink, TraceLink.source_id == Need.id)
        .where(TraceLink.target_kind == NodeKind.PROPOSAL_ITEM.value, TraceLink.target_id.in_(items))
        .order_by(Need.number)
    )
    return {
        "revision": order.revision,
        "proposal": session.get_one(Proposal, order.proposal_id).number if order.proposal_id else "",
        "premium": order.premium,
        **content(order, lines),
        "products": [dict(zip(facts, record, strict=True)) for record in products],
        "needs": [
            {"number": number, "event": event, "gap": gap, "amount": amount, "item": item}
            for number, event, gap, amount, item in needs
        ],
    }


def _cooling_days(session: Session, order: Order) -> list[int | None]:
    codes = [line.product_code for line in lines_of(session, order.id) if not line.left_out]
    return list(session.scalars(select(Product.cooling_off_days).where(Product.code.in_(codes))))

"""An order comes into force: its lines become policies that answer the needs they were proposed for; it ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.enums import NeedStatus, NodeKind, OrderKind, PolicyStatus
from app.models import Member, Need, Order, OrderLine, Policy, PolicyCover, Product, ProductCover, TraceLink
from app.services.base.store import WriteSession
from app.services.matrix.listing import read_where
from app.services.rules.base.ages import age_on, anniversary
from app.services.selling.orders.reading import lines_of
from app.services.spine import tracing
from app.services.spine.search_keys import refresh_keys


def put_in_force(session: WriteSession, order: Order, day: date) -> None:
    """A policy for each line that stands, linked to the line and to each need it answers, with the amount it pays for
    that need; a need covered now in full is done."""
    codes = [line.product_code for line in lines_of(session, order.id)]
    products = {row.code: row for row in session.scalars(select(Product).where(Product.code.in_(codes)))}
    needs: set[str] = set()
    for line in lines_of(session, order.id):
        if line.left_out:
            continue
        policy = _policy(session, order, line, products.get(line.product_code), day)
        line.policy_id = policy.id
        needs |= _answer(session, line, policy)
    refresh_keys(session, order.household_id)
    _settle(session, needs, day)


def _policy(session: WriteSession, order: Order, line: OrderLine, product: Product | None, day: date) -> Policy:
    insured = session.get_one(Member, line.member_id)
    policy = Policy(
        household_id=order.household_id,
        member_id=line.member_id,
        number=order.policy_number or order.number,
        insurer=product.insurer if product else "",
        product_name=line.product_name,
        product_code=line.product_code,
        proposal_item_id=line.proposal_item_id,
        starts_on=day,
        ends_on=_ends(product.term, insured.birth_date, day) if product and order.kind != OrderKind.GOODS else None,
        premium=line.premium,
        pay_years=_years(product.pay_years, insured.birth_date, day) if product else None,
        status=PolicyStatus.IN_FORCE.value,
    )
    session.add(policy)
    session.flush()
    covers = select(ProductCover.event, ProductCover.factor).where(ProductCover.product_id == (product and product.id))
    for event, factor in session.execute(covers):
        session.add(PolicyCover(policy_id=policy.id, event=event, amount=int(line.sum * Decimal(factor)), note=""))
    session.flush()
    return policy


def _answer(session: WriteSession, line: OrderLine, policy: Policy) -> set[str]:
    """Link the policy to the line it comes from and to the needs its proposal item answers; returns the needs."""
    target = (NodeKind.POLICY, policy.id)
    tracing.link(session, (NodeKind.ORDER_LINE, line.id), target)
    if line.proposal_item_id is None:
        return set()
    covers = select(PolicyCover.event, PolicyCover.amount).where(PolicyCover.policy_id == policy.id)
    pays: dict[str, int] = dict(session.execute(covers).all())
    answered = session.execute(
        select(TraceLink.source_id, TraceLink.amount, Need.event)
        .join(Need, Need.id == TraceLink.source_id)
        .where(
            TraceLink.source_kind == NodeKind.NEED.value,
            TraceLink.target_kind == NodeKind.PROPOSAL_ITEM.value,
            TraceLink.target_id == line.proposal_item_id,
        )
    ).all()
    for need, proposed, event in answered:
        tracing.link(session, (NodeKind.NEED, need), target, pays.get(event, proposed))
    return {need for need, _, _ in answered}


def _settle(session: WriteSession, needs: set[str], day: date) -> None:
    session.flush()
    for row in read_where(session, day, Need.id.in_(needs)) if needs else []:
        need = session.get_one(Need, row.id)
        if row.in_force >= row.gap and need.status in (NeedStatus.NOT_STARTED, NeedStatus.IN_PROGRESS):
            need.status, need.actual_finish = NeedStatus.DONE.value, day
            need.actual_start = need.actual_start or day


def end(session: WriteSession, order: Order, day: date) -> None:
    """Withdrawn: its policies end that day, and a need they answered is under way again unless others cover it."""
    needs: set[str] = set()
    brought = select(Policy).join(OrderLine, OrderLine.policy_id == Policy.id).where(OrderLine.order_id == order.id)
    policies = session.scalars(brought).all()
    for policy in policies:
        policy.status, policy.ends_on = PolicyStatus.ENDED.value, day
        needs |= set(session.scalars(select(TraceLink.source_id).where(*_to_policy(policy.id, NodeKind.NEED))))
    session.flush()
    tracing.touched(session, NodeKind.POLICY, [policy.id for policy in policies])
    for row in read_where(session, day, Need.id.in_(needs)) if needs else []:
        need = session.get_one(Need, row.id)
        if row.in_force < row.gap and need.status == NeedStatus.DONE:
            need.status, need.actual_finish = NeedStatus.IN_PROGRESS.value, None


def _to_policy(id: str, source: NodeKind) -> tuple[Any, ...]:
    return (
        TraceLink.source_kind == source.value,
        TraceLink.target_kind == NodeKind.POLICY.value,
        TraceLink.target_id == id,
    )


def _ends(term: str, born: date | None, day: date) -> date | None:
    """The first day without cover: ``"30"`` years on, ``"to70"`` on that birthday; None for life or not known."""
    if term.isdigit():
        return anniversary(day, int(term))
    if term.startswith("to") and term[2:].isdigit() and born is not None:
        return anniversary(born, int(term[2:]))
    return None


def _years(pay: str, born: date | None, day: date) -> int | None:
    if pay.isdigit():
        return int(pay)
    if pay.startswith("to") and pay[2:].isdigit() and born is not None:
        return max(0, int(pay[2:]) - age_on(born, day))
    return None

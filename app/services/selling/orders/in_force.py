"""An order comes into force: its lines become policies that answer the needs they were proposed for; it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.enums import Event, NeedStatus, NodeKind, OrderKind, PolicyStatus, ProductKind, Underwriting
from app.models import (
    Member,
    Need,
    Order,
    OrderLine,
    Policy,
    PolicyCover,
    Product,
    ProductCover,
    ProposalItem,
    TraceLink,
)
from app.services.base.store import WriteSession
from app.services.matrix.listing import read_where
from app.services.rules.base.ages import age_on, anniversary
from app.services.rules.selling.orders import Step
from app.services.rules.spine.paying import full, still_pays
from app.services.selling.orders.lines import lines_of
from app.services.spine import covering, tracing
from app.services.spine.search_keys import refresh_keys


def number(order: Order, lines: Sequence[OrderLine], step: Step) -> None:
    """Each line has its own number or that of the whole; a rider has its main's. The order shows the first one."""
    by_line = {line.id: line for line in lines}
    for line in lines:
        main = by_line.get(line.main_id or "", line)
        line.policy_number = step.numbers.get(main.id, "").strip() or step.policy_number.strip()
    numbers = [line.policy_number for line in lines if line.policy_number and not line.left_out]
    order.policy_number = numbers[0] if numbers else ""


def put_in_force(session: WriteSession, order: Order, day: date) -> None:
    """A policy for each line that stands, as it was issued, riders below their main's; linked to the line and to each
    need it answers, with the amount it pays for that need; a need covered now in full is done."""
    lines = sorted(lines_of(session, order.id), key=lambda line: line.main_id is not None)
    codes = [line.product_code for line in lines]
    products = {row.code: row for row in session.scalars(select(Product).where(Product.code.in_(codes)))}
    needs: set[str] = set()
    made: dict[str, str] = {}
    for line in lines:
        if line.left_out:
            continue
        if order.kind == OrderKind.INSURANCE and not line.result:
            line.result = Underwriting.STANDARD.value
        policy = _policy(session, order, line, products.get(line.product_code), day, made.get(line.main_id or ""))
        line.policy_id = made[line.id] = policy.id
        needs |= _answer(session, order, line, policy, day)
    refresh_keys(session, order.household_id)
    _settle(session, needs, day)


def _policy(
    session: WriteSession, order: Order, line: OrderLine, product: Product | None, day: date, main_id: str | None
) -> Policy:
    insured = session.get_one(Member, line.member_id)
    born = insured.birth_date
    excludes = line.result in (Underwriting.EXTRA, Underwriting.EXCLUSION)
    policy = Policy(
        household_id=order.household_id,
        member_id=line.member_id,
        payer_id=order.payer_id,
        number=line.policy_number or order.policy_number or order.number,
        insurer=product.insurer if product else "",
        product_name=line.product_name,
        product_code=line.product_code,
        kind=line.product_kind if main_id or line.product_kind == ProductKind.MAIN else ProductKind.MAIN.value,
        category=product.category if product else "",
        main_id=main_id,
        proposal_item_id=line.proposal_item_id,
        starts_on=day,
        ends_on=_ends(product.term, born, day) if product and order.kind != OrderKind.GOODS else None,
        sum=line.sum,
        premium=line.premium,
        extra_premium=line.extra_premium,
        terms=line.terms if excludes else "",
        pay_years=_years(product.pay_years, born, day) if product else None,
        status=PolicyStatus.IN_FORCE.value,
    )
    session.add(policy)
    session.flush()
    covers = select(ProductCover.event, ProductCover.factor).where(ProductCover.product_id == (product and product.id))
    for event, factor in session.execute(covers):
        session.add(PolicyCover(policy_id=policy.id, event=event, amount=int(line.sum * Decimal(factor)), note=""))
    session.flush()
    return policy


def _answer(session: WriteSession, order: Order, line: OrderLine, policy: Policy, day: date) -> set[str]:
    """Link the policy to the line it comes from and to the needs its proposal item answers, with what was counted for
    each there, by the sum issued; of a walk-in sale to the open needs of the insured that it pays for. Returns the
    needs."""
    target = (NodeKind.POLICY, policy.id)
    tracing.link(session, (NodeKind.ORDER_LINE, line.id), target)
    if line.proposal_item_id is None:
        covers = select(PolicyCover.event, PolicyCover.amount).where(PolicyCover.policy_id == policy.id)
        pays: dict[str, int] = dict(session.execute(covers).all())
        answered = [] if order.proposal_id else _open_needs(session, line, pays, day)
    else:
        offered = session.get_one(ProposalItem, line.proposal_item_id).sum
        found = session.execute(
            select(TraceLink.source_id, TraceLink.amount).where(
                TraceLink.source_kind == NodeKind.NEED.value,
                TraceLink.target_kind == NodeKind.PROPOSAL_ITEM.value,
                TraceLink.target_id == line.proposal_item_id,
            )
        )
        answered = [
            (need, (proposed or 0) * line.sum // offered if offered else proposed or 0) for need, proposed in found
        ]
    for need, amount in answered:
        tracing.link(session, (NodeKind.NEED, need), target, amount)
    return {need for need, _ in answered}


def _open_needs(session: WriteSession, line: OrderLine, pays: dict[str, int], day: date) -> list[tuple[str, int]]:
    """Needs of the insured that something is still to be asked for, with what the policy pays for their event; one
    payment is counted for one of them."""
    events = [event for event in Event if full(event, pays)] + [event for event in pays if event not in set(Event)]
    mine = (
        Need.member_id == line.member_id, Need.event.in_(events), Need.archived_at.is_(None),
        Need.status.in_([NeedStatus.NOT_STARTED.value, NeedStatus.IN_PROGRESS.value]),
    )  # fmt: skip
    taken: dict[str, int] = {}
    found = []
    for need, one in sorted(covering.asking(session, day, *mine).items()):
        amount = still_pays(one.event, pays, taken) if one.asked else 0
        if amount:
            taken[one.event] = amount
            found.append((need, amount))
    return found


def _settle(session: WriteSession, needs: set[str], day: date) -> None:
    session.flush()
    for row in read_where(session, day, Need.id.in_(needs)) if needs else []:
        need = session.get_one(Need, row.id)
        if row.in_force >= row.gap and need.status in (NeedStatus.NOT_STARTED, NeedStatus.IN_PROGRESS):
            need.status, need.actual_finish = NeedStatus.DONE.value, day
            need.actual_start = need.actual_start or day


def end(session: WriteSession, order: Order, day: date) -> None:
    """Withdrawn: its policies end that day, and a need they answered is under way again unless others cover it."""
    brought = select(Policy).join(OrderLine, OrderLine.policy_id == Policy.id).where(OrderLine.order_id == order.id)
    policies = session.scalars(brought).all()
    for policy in policies:
        policy.status, policy.ends_on = PolicyStatus.ENDED.value, day
    session.flush()
    tracing.touched(session, NodeKind.POLICY, [policy.id for policy in policies])
    settle_again(session, [policy.id for policy in policies], day)


def settle_again(session: WriteSession, policy_ids: Sequence[str], day: date) -> None:
    """After policies changed: a need they answer that is no longer covered in full is under way again, one that is now
    is done."""
    needs: set[str] = set()
    for id in policy_ids:
        needs |= set(session.scalars(select(TraceLink.source_id).where(*_to_policy(id, NodeKind.NEED))))
    session.flush()
    for row in read_where(session, day, Need.id.in_(needs)) if needs else []:
        need = session.get_one(Need, row.id)
        if row.in_force < row.gap and need.status == NeedStatus.DONE:
            need.status, need.actual_finish = NeedStatus.IN_PROGRESS.value, None
    _settle(session, needs, day)


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

"""What answers a need, by amount: proposed, in force, accepted and on its way. Read here and nowhere else.

Amounts are fen and stand on the links of a need. Every function takes conditions on ``Need`` that say which needs are
meant, and answers for those that have any; what it says of one need it says of it among a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.enums import NodeKind, OrderState, PolicyStatus, ProposalState
from app.models import Need, Order, OrderLine, Policy, Proposal, ProposalItem, TraceLink
from app.services.rules.spine.coverage import INDEMNITIES, Asking, amount_for

Condition = ColumnElement[bool]
LIVE = (ProposalState.DRAFT, ProposalState.PRESENTED, ProposalState.ACCEPTED, ProposalState.CHANGE_REQUESTED)
CAME_TO_NOTHING = (OrderState.WITHDRAWN, OrderState.DECLINED)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the latest live proposal for a need would pay."""

    proposal_id: str
    amount: int


NOTHING = Proposed("", 0)


def live() -> Condition:
    """Proposals that may still become something."""
    return Proposal.state.in_([state.value for state in LIVE])


def in_force_on(day: date) -> Condition:
    """Policies issued and not over; ``ends_on`` is the first day without cover. One that begins tomorrow counts: it
    answers its need already."""
    return and_(Policy.status == PolicyStatus.IN_FORCE.value, or_(Policy.ends_on.is_(None), Policy.ends_on > day))


def proposed(session: Session, *needs: Condition) -> dict[str, Proposed]:
    """By need, of its latest live proposal alone: an old draft does not count beside a new one, and none beside one
    the customer accepted."""
    accepted = Proposal.state == ProposalState.ACCEPTED.value
    place = (accepted, Proposal.created_at, Proposal.number, Proposal.id)
    query = (
        select(TraceLink.source_id, *place, _together())
        .join(Need, Need.id == TraceLink.source_id)
        .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(*_links(NodeKind.PROPOSAL_ITEM), *needs, live())
        .group_by(TraceLink.source_id, Need.event, Proposal.id)
    )
    found: dict[str, tuple[tuple[Any, ...], int]] = {}
    for need, *rank, amount in session.connection().execute(query):
        latest = tuple(rank)
        if need not in found or found[need][0] < latest:
            found[need] = (latest, amount or 0)
    return {need: Proposed(rank[-1], amount) for need, (rank, amount) in found.items()}


def in_force(session: Session, day: date, *needs: Condition, held: Condition | None = None) -> dict[str, int]:
    """By need, what policies in force pay; ``held`` says of which day that is over, where it is not ``day`` as seen
    now."""
    query = _paid(in_force_on(day) if held is None else held).join(Need, Need.id == TraceLink.source_id).where(*needs)
    query = query.group_by(TraceLink.source_id, Need.event).add_columns(TraceLink.source_id)
    return {need: amount or 0 for amount, need in session.connection().execute(query)}


def begun(session: Session, day: date, *needs: Condition) -> dict[str, int]:
    """The same of the policies whose cover has begun by ``day``: an analysis of that day took them off its gap."""
    started = or_(Policy.starts_on.is_(None), Policy.starts_on <= day)
    query = _paid(in_force_on(day)).join(Need, Need.id == TraceLink.source_id).where(*needs, started)
    query = query.group_by(TraceLink.source_id, Need.event).add_columns(TraceLink.source_id)
    return {need: amount or 0 for amount, need in session.connection().execute(query)}


def in_force_of(day: date) -> Any:
    """The same of the ``Need`` of an outer query, as a column of it; NULL where there is none."""
    return _paid(in_force_on(day)).where(TraceLink.source_id == Need.id).correlate(Need).scalar_subquery()


def on_its_way(session: Session, *needs: Condition) -> dict[str, int]:
    """By need, what was accepted and is no policy yet, in all proposals that no other accepted one replaces. What its
    order left out, or whose order came to nothing, is not on its way; where an order changed a sum, its part counts.
    """
    line = select(OrderLine.id).where(OrderLine.proposal_item_id == ProposalItem.id)
    standing = (
        select(OrderLine.sum)
        .join(Order, Order.id == OrderLine.order_id)
        .where(OrderLine.proposal_item_id == ProposalItem.id, OrderLine.left_out == "", OrderLine.policy_id.is_(None))
        .where(Order.state.not_in([state.value for state in CAME_TO_NOTHING]))
    )
    ordered = standing.order_by(OrderLine.id.desc()).limit(1).scalar_subquery()
    query = (
        select(TraceLink.source_id, Need.event, TraceLink.amount, ProposalItem.sum, ordered)
        .join(Need, Need.id == TraceLink.source_id)
        .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(*_links(NodeKind.PROPOSAL_ITEM), *needs, _accepted_last(), ~_issued())
        .where(or_(~line.exists(), standing.exists()))
    )
    amounts: dict[tuple[str, str], list[int]] = {}
    for need, event, amount, asked, sum_ordered in session.connection().execute(query):
        part = amount or 0 if sum_ordered is None or not asked else (amount or 0) * sum_ordered // asked
        amounts.setdefault((need, event), []).append(part)
    return {need: amount_for(event, parts) for (need, event), parts in amounts.items()}


def adding(session: Session, *needs: Condition) -> dict[str, int]:
    """By need, what would come on top of what is in force: what is accepted and on its way, and what the latest
    proposal not decided yet would add. One made before the customer accepted another asked for what that one gives
    already and does not count beside it, nor does a new edition of the accepted one."""
    coming, amounts = on_its_way(session, *needs), _undecided(session, *needs)
    for need, (event, amount) in amounts.items():
        coming[need] = amount_for(event, [coming.get(need, 0), amount])
    return coming


def _undecided(session: Session, *needs: Condition) -> dict[str, tuple[str, int]]:
    """By need: its event and what its latest proposal that waits for an answer adds to what is accepted."""
    accepted = Proposal.state == ProposalState.ACCEPTED.value
    edition_of = aliased(Proposal)
    of_accepted = exists().where(
        edition_of.id == Proposal.replaces_id, edition_of.state == ProposalState.ACCEPTED.value
    )
    place = (Proposal.created_at, Proposal.number, Proposal.id)
    query = (
        select(TraceLink.source_id, Need.event, accepted, Proposal.decided_at, *place, _together())
        .join(Need, Need.id == TraceLink.source_id)
        .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(*_links(NodeKind.PROPOSAL_ITEM), *needs, live(), or_(accepted, and_(~of_accepted, ~_issued())))
        .group_by(TraceLink.source_id, Need.event, Proposal.id)
    )
    decided: dict[str, list[datetime | None]] = {}
    latest: dict[str, tuple[tuple[Any, ...], str, int]] = {}
    for need, event, is_accepted, decided_at, *rank, amount in session.connection().execute(query):
        if is_accepted:
            decided.setdefault(need, []).append(decided_at)
        elif need not in latest or latest[need][0] < tuple(rank):
            latest[need] = (tuple(rank), event, amount or 0)
    return {
        need: (event, amount)
        for need, (rank, event, amount) in latest.items()
        if all(day is not None and day < rank[0] for day in decided.get(need, ()))
    }


def asking(session: Session, day: date, *needs: Condition) -> dict[str, Asking]:
    """By need, also one that nothing answers, what is still to be asked for: its gap less what is in force and less
    what is accepted and on its way."""
    held, coming = in_force(session, day, *needs), on_its_way(session, *needs)
    query = select(Need.id, Need.event, Need.gap).where(*needs)
    return {
        need: Asking(event, gap, held.get(need, 0), coming.get(need, 0))
        for need, event, gap in session.connection().execute(query)
    }


def _links(kind: NodeKind) -> Iterable[Condition]:
    return TraceLink.source_kind == NodeKind.NEED.value, TraceLink.target_kind == kind.value


def _together() -> Any:
    """:func:`~app.services.rules.spine.coverage.amount_for` in SQL."""
    indemnity = Need.event.in_([event.value for event in INDEMNITIES])
    return case((indemnity, func.max(TraceLink.amount)), else_=func.sum(TraceLink.amount))


def _paid(held: Condition) -> Select[Any]:
    return (
        select(_together())
        .select_from(TraceLink)
        .join(Policy, Policy.id == TraceLink.target_id)
        .where(*_links(NodeKind.POLICY), held)
    )


def _accepted_last() -> Condition:
    """Accepted, and no edition after it was."""
    later = aliased(Proposal)
    replaced = exists().where(later.replaces_id == Proposal.id, later.state == ProposalState.ACCEPTED.value)
    return and_(Proposal.state == ProposalState.ACCEPTED.value, ~replaced)


def _issued() -> Condition:
    """The item is a policy, by its order or linked by hand; whatever became of the policy since."""
    by_hand = exists().where(
        TraceLinkToPolicy.source_kind == NodeKind.PROPOSAL_ITEM.value,
        TraceLinkToPolicy.source_id == ProposalItem.id,
        TraceLinkToPolicy.target_kind == NodeKind.POLICY.value,
    )
    return or_(exists().where(Policy.proposal_item_id == ProposalItem.id), by_hand)


TraceLinkToPolicy = aliased(TraceLink)

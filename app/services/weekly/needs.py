"""The needs sheet: every open need of the agent and those finished in the week, with the amounts that answer them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from app.enums import Coverage, Level, NeedStatus, NodeKind, PolicyStatus, ProposalState, Relation
from app.models import Household, Need, Policy, Proposal, ProposalItem, TraceLink
from app.services.rules.weeks import Week
from app.services.weekly.collect import BATCH, OPEN, member_marks, owned_by

DUE_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need. Amounts in fen: ``in_force`` by policies, ``proposed`` by proposals not decided against."""

    number: str
    household_code: str
    member: tuple[Relation, int] | None
    event: str
    description: str  # only of a need that is no household's
    importance: Level
    urgency: Level
    rank: int | None
    gap: int
    in_force: int
    proposed: int
    coverage: Coverage
    status: NeedStatus
    planned_start: date | None
    planned_finish: date | None
    actual_start: date | None
    actual_finish: date | None
    reschedules: int
    suspects: int
    owner: str

    def mark(self, today: date) -> str:
        """What the dates say, as the code of its words: done, held, late, started_late, due or nothing."""
        if self.status == NeedStatus.DONE:
            return "done"
        if self.status not in OPEN:
            return ""
        if self.status == NeedStatus.ON_HOLD:
            return "held"
        if self.planned_finish and self.planned_finish < today:
            return "late"
        if self.planned_start and self.actual_start is None and self.planned_start < today:
            return "started_late"
        if self.planned_finish and self.planned_finish <= today + DUE_WITHIN:
            return "due"
        return ""


def coverage(gap: int, amount: int, status: NeedStatus) -> Coverage:
    """The state of a need by amount."""
    if status == NeedStatus.DROPPED:
        return Coverage.DECLINED
    if amount <= 0:
        return Coverage.COVERED if gap <= 0 else Coverage.OPEN
    return Coverage.COVERED if amount >= gap else Coverage.PARTIAL


def lines(session: Session, agent_code: str, week: Week) -> Iterator[NeedLine]:
    """By household and number, in batches."""
    marks = member_marks(session, agent_code)
    rows = _rows(agent_code, week).execution_options(yield_per=BATCH)
    for need, code, in_force, proposed, suspects in session.execute(rows):
        status = NeedStatus(need.status)
        yield NeedLine(
            number=need.number,
            household_code=code or "",
            member=marks.get(need.member_id) if need.member_id else None,
            event=need.event,
            description="" if need.household_id else need.description,
            importance=Level(need.importance),
            urgency=Level(need.urgency),
            rank=need.rank,
            gap=need.gap,
            in_force=in_force,
            proposed=proposed,
            coverage=coverage(need.gap, in_force, status),
            status=status,
            planned_start=need.planned_start,
            planned_finish=need.planned_finish,
            actual_start=need.actual_start,
            actual_finish=need.actual_finish,
            reschedules=need.reschedules,
            suspects=suspects,
            owner=need.owner_code or agent_code,
        )


def _rows(agent_code: str, week: Week) -> Select[*tuple[Any, ...]]:
    policies, items, suspects = _by_policies(), _by_items(), _suspects()
    return (
        select(
            Need,
            Household.code,
            func.coalesce(policies.c.amount, 0),
            func.coalesce(items.c.amount, 0),
            func.coalesce(suspects.c.number, 0),
        )
        .join(Household, Household.id == Need.household_id, isouter=True)
        .join(policies, policies.c.need == Need.id, isouter=True)
        .join(items, items.c.need == Need.id, isouter=True)
        .join(suspects, suspects.c.need == Need.id, isouter=True)
        .where(
            owned_by(agent_code),
            Need.archived_at.is_(None),
            or_(Need.status.in_(OPEN), Need.actual_finish.between(week.monday, week.sunday)),
        )
        .order_by(Household.code, Need.number)
    )


def _by_policies() -> Subquery:
    """What policies in force give to each need; the link may be to the policy or to the item it was issued from."""
    amount = func.sum(TraceLink.amount).label("amount")
    return (
        select(TraceLink.source_id.label("need"), amount)
        .join(
            Policy,
            or_(
                (TraceLink.target_kind == NodeKind.POLICY) & (Policy.id == TraceLink.target_id),
                (TraceLink.target_kind == NodeKind.PROPOSAL_ITEM) & (Policy.proposal_item_id == TraceLink.target_id),
            ),
        )
        .where(TraceLink.source_kind == NodeKind.NEED, Policy.status == PolicyStatus.IN_FORCE)
        .group_by(TraceLink.source_id)
        .subquery()
    )


def _by_items() -> Subquery:
    standing = (ProposalState.DRAFT, ProposalState.PRESENTED, ProposalState.ACCEPTED, ProposalState.CHANGE_REQUESTED)
    return (
        select(TraceLink.source_id.label("need"), func.sum(TraceLink.amount).label("amount"))
        .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(
            TraceLink.source_kind == NodeKind.NEED,
            TraceLink.target_kind == NodeKind.PROPOSAL_ITEM,
            Proposal.state.in_(standing),
        )
        .group_by(TraceLink.source_id)
        .subquery()
    )


def _suspects() -> Subquery:
    return (
        select(TraceLink.source_id.label("need"), func.count().label("number"))
        .where(TraceLink.source_kind == NodeKind.NEED, TraceLink.suspect.is_(True))
        .group_by(TraceLink.source_id)
        .subquery()
    )

"""What does not fit in a matrix, in both directions, each with the step that mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.enums import Coverage, NeedStatus, NeedType, NodeKind, ProposalState, Verified
from app.models import (
    Activity,
    Answer,
    ChangeEntry,
    ChangeItem,
    Household,
    Need,
    Order,
    OrderLine,
    Policy,
    Proposal,
    ProposalItem,
    TraceLink,
    TraceNote,
)
from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import verification
from app.services.matrix.index import Entry, Index, id_of
from app.services.matrix.naming import Named, named
from app.services.rules.selling.orders import ENDED
from app.services.rules.spine.coverage import depth_of
from app.services.spine.covering import in_force_on, live
from app.services.spine.tracing import Node

SERVING = ("", NeedType.REQUIREMENT, NeedType.CONSTRAINT)  # what nobody gave a type is a requirement
CLOSED = (NeedStatus.DROPPED, NeedStatus.DONE)
PATIENCE = timedelta(days=30)  # from submission, where no day of delivery was promised [ours]


class FindingKind(StrEnum):
    """What is wrong; the words are ``finding.<kind>``, those of the step ``finding_step.<kind>``."""

    NO_PRODUCT = "no_product"
    NO_ANSWER = "no_answer"
    NO_OWNER = "no_owner"
    NO_GOAL = "no_goal"
    NO_TEST = "no_test"
    TEST_OPEN = "test_open"
    DONE_NOT_COVERED = "done_not_covered"
    ITEM_WITHOUT_NEED = "item_without_need"
    POLICY_WITHOUT_NEED = "policy_without_need"
    NOT_ORDERED = "not_ordered"
    NOT_ISSUED = "not_issued"
    BROKEN_LINK = "broken_link"
    DECISION_WITHOUT_LINK = "decision_without_link"


@dataclass(frozen=True, slots=True)
class Finding:
    """``item_kind`` and ``item_id`` are the record at fault, a node kind or "change" (an entry of the log); for a
    broken link its end that is there, and ``link_id`` names the link."""

    kind: FindingKind
    item_kind: str
    item_id: str
    text: tuple[str, str]
    household_id: str | None
    household_code: str
    link_id: str | None = None

    @property
    def id(self) -> str:
        """The link it is about, else kind and item: the same finding has the same id again."""
        return self.link_id or f"{self.kind}:{self.item_id}"


def find(session: Session, index: Index) -> dict[FindingKind, tuple[Finding, ...]]:
    """Everything found in a matrix, by every kind there is, each in the order of its words. What belongs to no need
    stands in the built-in one, where all families are."""
    matrix_id = id_of(session, index.matrix)
    built_in = index.matrix == ALL_CUSTOMERS
    found = _broken(session, matrix_id, built_in=built_in)
    if built_in:
        found += _unlinked_items(session)
        found += _unlinked_policies(session, index.today)
        found += _decisions(session)
        found += _not_ordered(session)
        found += _not_issued(session, index.today)
    found += _log(session, matrix_id)
    found.sort(key=lambda finding: finding.text[0])
    by_kind: dict[FindingKind, list[Finding]] = {kind: [] for kind in FindingKind}
    for finding in (
        *_of_needs(index.entries),
        *_goalless(index.entries),
        *_untested(session, index.entries),
        *found,
    ):
        by_kind[finding.kind].append(finding)
    return {kind: tuple(some) for kind, some in by_kind.items()}


def _of_needs(rows: Iterable[Entry]) -> Iterator[Finding]:
    for row in rows:
        for kind in _wrong(row):
            yield Finding(kind, NodeKind.NEED, row.id, row.named, row.household_id, row.household_code)


def _goalless(rows: Sequence[Entry]) -> Iterator[Finding]:
    """Requirements and constraints that stand below no goal, in a matrix that says what its goals are: of one that
    names none, each line would be told."""
    parents = {row.id: row.parent_id for row in rows}
    goals = {row.id for row in rows if row.type == NeedType.GOAL}
    serving: dict[str, bool] = {}
    for row in rows if goals else ():
        if row.type in SERVING and row.status != NeedStatus.DROPPED and not _serves(row.id, parents, goals, serving):
            yield Finding(FindingKind.NO_GOAL, NodeKind.NEED, row.id, row.named, row.household_id, row.household_code)


def _untested(session: Session, rows: Sequence[Entry]) -> Iterator[Finding]:
    """Requirements that no test shows to be met, in a matrix that has test cases."""
    if not any(row.type == NeedType.TEST for row in rows):
        return
    wanted = {row.id: row for row in rows if row.type in SERVING and row.status != NeedStatus.DROPPED}
    for id, state in verification.states(session, list(wanted)).items():
        if state == Verified.PASSED:
            continue
        kind, row = FindingKind.NO_TEST if state == Verified.NO_TEST else FindingKind.TEST_OPEN, wanted[id]
        yield Finding(kind, NodeKind.NEED, id, row.named, row.household_id, row.household_code)


def _serves(id: str, parents: dict[str, str | None], goals: set[str], known: dict[str, bool]) -> bool:
    """Whether a goal stands anywhere above."""
    path: list[str] = []
    at: str | None = id
    while at is not None and at in parents and at not in known and at not in path and (at == id or at not in goals):
        path.append(at)
        at = parents[at]
    found = at is not None and (at in goals or known.get(at, False))
    known.update(dict.fromkeys(path, found))
    return found


def _wrong(row: Entry) -> Iterator[FindingKind]:
    if row.status in CLOSED or row.coverage == Coverage.DECLINED:
        if row.status == NeedStatus.DONE and row.gap > 0 and depth_of(row.gap, row.in_force) != Coverage.COVERED:
            yield FindingKind.DONE_NOT_COVERED
        return
    if row.no_product:
        yield FindingKind.NO_PRODUCT
    if not row.answers and row.household_id is not None:
        yield FindingKind.NO_ANSWER
    if not row.owner_code and not row.owner_name:
        yield FindingKind.NO_OWNER


def _linked(kind: NodeKind, id: Any) -> Any:
    return exists().where(
        TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == kind, TraceLink.target_id == id
    )


def _unlinked_items(session: Session) -> list[Finding]:
    """Products recommended without a need (无需求推荐)."""
    query = (
        select(ProposalItem.id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(live(), ~_linked(NodeKind.PROPOSAL_ITEM, ProposalItem.id))
    )
    return _named(session, FindingKind.ITEM_WITHOUT_NEED, NodeKind.PROPOSAL_ITEM, session.scalars(query))


def _unlinked_policies(session: Session, today: date) -> list[Finding]:
    """Policies sold through us that answer no need; what a family had before is not ours to justify."""
    query = select(Policy.id).where(
        in_force_on(today),
        or_(Policy.proposal_item_id.is_not(None), Policy.product_code != ""),
        ~_linked(NodeKind.POLICY, Policy.id),
    )
    return _named(session, FindingKind.POLICY_WITHOUT_NEED, NodeKind.POLICY, session.scalars(query))


def _decisions(session: Session) -> list[Finding]:
    """Proposals that were decided though none of their items answers a need."""
    linked = exists().where(
        ProposalItem.proposal_id == Proposal.id,
        TraceLink.target_id == ProposalItem.id,
        TraceLink.target_kind == NodeKind.PROPOSAL_ITEM,
        TraceLink.source_kind == NodeKind.NEED,
    )
    decided = (ProposalState.ACCEPTED, ProposalState.REJECTED, ProposalState.CHANGE_REQUESTED)
    first = select(ProposalItem.id).where(ProposalItem.proposal_id == Proposal.id).order_by(ProposalItem.position)
    query = select(first.limit(1).scalar_subquery()).where(Proposal.state.in_([s.value for s in decided]), ~linked)
    ids = [id for id in session.scalars(query) if id is not None]
    return _named(session, FindingKind.DECISION_WITHOUT_LINK, NodeKind.PROPOSAL_ITEM, ids)


def _not_ordered(session: Session) -> list[Finding]:
    """Items of accepted proposals that no order ever took up and that are no policy either."""
    query = (
        select(ProposalItem.id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(
            Proposal.state == ProposalState.ACCEPTED,
            ~exists().where(OrderLine.proposal_item_id == ProposalItem.id),
            ~exists().where(Policy.proposal_item_id == ProposalItem.id),
            ~exists().where(
                TraceLink.source_kind == NodeKind.PROPOSAL_ITEM, TraceLink.source_id == ProposalItem.id,
                TraceLink.target_kind == NodeKind.POLICY,
            ),
        )
    )  # fmt: skip
    return _named(session, FindingKind.NOT_ORDERED, NodeKind.PROPOSAL_ITEM, session.scalars(query))


def _not_issued(session: Session, today: date) -> list[Finding]:
    """Lines of submitted orders that became no policy by the day promised."""
    late = or_(Order.deliver_on < today, Order.deliver_on.is_(None) & (Order.submitted_on < today - PATIENCE))
    query = (
        select(OrderLine.id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.submitted_on.is_not(None), Order.state.not_in([state.value for state in ENDED]), late)
        .where(OrderLine.left_out == "", OrderLine.policy_id.is_(None))
    )
    return _named(session, FindingKind.NOT_ISSUED, NodeKind.ORDER_LINE, session.scalars(query))


def _log(session: Session, matrix_id: str) -> list[Finding]:
    """Changes and decisions whose needs are all gone."""
    there = exists().where(
        ChangeItem.change_id == ChangeEntry.id,
        or_(ChangeItem.item_kind != NodeKind.NEED, ChangeItem.item_id.in_(_alive())),
    )
    rows = session.scalars(select(ChangeEntry).where(ChangeEntry.matrix_id == matrix_id, ~there))
    return [
        Finding(FindingKind.DECISION_WITHOUT_LINK, "change", row.id, (f"{row.number} {row.title}",) * 2, None, "")
        for row in rows
    ]


def _alive() -> Any:
    return select(Need.id).where(Need.archived_at.is_(None))


def _broken(session: Session, matrix_id: str, *, built_in: bool) -> list[Finding]:
    """Links one of whose ends is gone. Those of a need that is gone itself stand in the built-in matrix."""
    own = select(Need.id).where(Need.matrix_id == matrix_id)
    query = select(
        TraceLink.id, TraceLink.source_kind, TraceLink.source_id, TraceLink.target_kind, TraceLink.target_id
    ).where(or_(_gone(TraceLink.source_kind, TraceLink.source_id), _gone(TraceLink.target_kind, TraceLink.target_id)))
    if not built_in:
        query = query.where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(own))
    else:
        others = select(Need.id).where(Need.matrix_id != matrix_id)
        query = query.where(TraceLink.source_id.not_in(others))
    links = session.execute(query).all()
    ends = [(NodeKind(kind), id) for row in links for kind, id in (row[1:3], row[3:5])]
    texts = named(session, ends)
    return [_broken_finding(row, texts) for row in links]


def _broken_finding(row: Any, texts: dict[Node, Named]) -> Finding:
    source, target = (NodeKind(row.source_kind), row.source_id), (NodeKind(row.target_kind), row.target_id)
    whole = texts.get(source) or texts.get(target)
    if whole is None:
        return Finding(FindingKind.BROKEN_LINK, *source, ("—", "—"), None, "", row.id)
    return Finding(FindingKind.BROKEN_LINK, *whole.node, whole.text, whole.household_id, whole.household_code, row.id)


def _gone(kind: Any, id: Any) -> Any:
    tables: dict[NodeKind, Any] = {
        NodeKind.ANSWER: Answer, NodeKind.PROPOSAL_ITEM: ProposalItem, NodeKind.ORDER_LINE: OrderLine,
        NodeKind.POLICY: Policy, NodeKind.ACTIVITY: Activity, NodeKind.NOTE: TraceNote, NodeKind.DOCUMENT: TraceNote,
    }  # fmt: skip
    missing = [(kind == node) & ~exists().where(table.id == id) for node, table in tables.items()]
    alive = exists().where(Need.id == id, Need.archived_at.is_(None))
    return or_(*missing, (kind == NodeKind.NEED) & ~alive)


def _named(session: Session, finding: FindingKind, kind: NodeKind, ids: Iterable[str]) -> list[Finding]:
    nodes = [(kind, id) for id in ids]
    texts = named(session, nodes)
    archived = set(session.scalars(select(Household.id).where(Household.archived_at.is_not(None))))
    return [
        Finding(finding, *node, found.text, found.household_id, found.household_code)
        for node in nodes
        if (found := texts.get(node)) is not None and found.household_id not in archived
    ]

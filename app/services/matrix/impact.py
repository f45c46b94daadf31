"""Who and what is affected, told before the act: a product withdrawn, a need deleted, an answer changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind, PolicyStatus
from app.errors import bad_input
from app.models import Answer, Interview, Need, Policy, Product, Proposal, ProposalItem, TraceLink
from app.services.base.store import Store
from app.services.matrix.naming import Named, named
from app.services.spine import tracing
from app.services.spine.covering import live
from app.services.spine.tracing import Node
from app.services.spine.tracing.linking import neighbours


@dataclass(frozen=True, slots=True)
class Impact:
    """``affected`` is everything that rests on the subject or is linked to it, by kind in the order of the chain;
    ``households`` the codes of the families; ``suspects`` how many links a change of it would mark."""

    subject: Named
    affected: dict[NodeKind, tuple[Named, ...]]
    households: tuple[str, ...]
    suspects: int

    @property
    def total(self) -> int:
        """How many records, of all kinds."""
        return sum(len(named) for named in self.affected.values())

    def document(self) -> dict[str, Any]:
        """What is frozen with a change: ids and codes, no names."""
        parts: dict[str, Any] = {kind.value: [one.node[1] for one in some] for kind, some in self.affected.items()}
        return parts | {"households": list(self.households), "suspects": self.suspects}


def of(store: Store, node: Node) -> Impact:
    """Raises ``not_found``."""
    with store.read() as session:
        return read_impact(session, node)


def of_answer(store: Store, household_id: str, question: str, member_id: str) -> Impact | None:
    """What rests on the family's answer to a question; None while nothing was ever answered there."""
    with store.read() as session:
        place = (Interview.household_id == household_id, Answer.question == question, Answer.member_id == member_id)
        query = select(Answer.id).join(Interview, Interview.id == Answer.interview_id).where(*place)
        latest = session.scalars(query.order_by(Answer.id.desc()).limit(1)).first()
        return None if latest is None else read_impact(session, (NodeKind.ANSWER, latest))


def read_impact(session: Session, node: Node) -> Impact:
    """Everything that rests on a record, by kind, and the households it is of. Raises InputError ``not_found``."""
    subject = named(session, [node]).get(node)
    if subject is None:
        raise bad_input("not_found")
    starts = _same(session, node)
    reached = set(starts)
    edge = set(starts)
    while edge:
        below = neighbours(session, edge, down=True)
        edge = {one for nodes in below.values() for one in nodes} - reached
        reached |= edge
    reached |= _beside(session, starts)
    texts = named(session, reached - set(_same(session, node) if node[0] != NodeKind.PRODUCT else []) - {node})
    affected = {
        kind: tuple(sorted((one for at, one in texts.items() if at[0] == kind), key=lambda one: one.text[0]))
        for kind in NodeKind
    }
    codes = {one.household_code for one in texts.values() if one.household_code}
    return Impact(subject, {k: v for k, v in affected.items() if v}, tuple(sorted(codes)), _marked(session, starts))


def _same(session: Session, node: Node) -> list[Node]:
    """The records whose content is the subject's: a product is proposed by items and issued as policies, an answer
    stands for all answers of the family to its question."""
    kind, id = node
    if kind == NodeKind.PRODUCT:
        code = select(Product.code).where(Product.id == id).scalar_subquery()
        items = (
            select(ProposalItem.id)
            .join(Proposal, Proposal.id == ProposalItem.proposal_id)
            .where(ProposalItem.product_code == code, live())
        )
        held = select(Policy.id).where(Policy.product_code == code, Policy.status == PolicyStatus.IN_FORCE)
        return [
            *((NodeKind.PROPOSAL_ITEM, item) for item in session.scalars(items)),
            *((NodeKind.POLICY, policy) for policy in session.scalars(held)),
        ]
    if kind == NodeKind.ANSWER:
        row = session.get_one(Answer, id)
        home = select(Interview.household_id).where(Interview.id == row.interview_id).scalar_subquery()
        query = select(Answer.id).join(Interview, Interview.id == Answer.interview_id)
        place = (Interview.household_id == home, Answer.question == row.question, Answer.member_id == row.member_id)
        return [(NodeKind.ANSWER, one) for one in session.scalars(query.where(*place))]
    return [node]


def _beside(session: Session, starts: Iterable[Node]) -> set[Node]:
    """What is linked to the starts in either direction, and the parts of a need."""
    found: set[Node] = set()
    for kind, ids in _by_kind(starts).items():
        at_source = (TraceLink.source_kind == kind) & TraceLink.source_id.in_(ids)
        at_target = (TraceLink.target_kind == kind) & TraceLink.target_id.in_(ids)
        for link in session.scalars(select(TraceLink).where(or_(at_source, at_target))):
            found |= {(NodeKind(link.source_kind), link.source_id), (NodeKind(link.target_kind), link.target_id)}
        if kind == NodeKind.NEED:
            parts = session.scalars(select(Need.id).where(Need.parent_id.in_(ids)))
            found |= {(NodeKind.NEED, part) for part in parts}
    return found


def _by_kind(nodes: Iterable[Node]) -> dict[NodeKind, list[str]]:
    found: dict[NodeKind, list[str]] = {}
    for kind, id in nodes:
        found.setdefault(kind, []).append(id)
    return found


def _marked(session: Session, starts: Iterable[Node]) -> int:
    """How many links a change of the subject marks, as far as this store follows changes."""
    depth = tracing.rules(session).depth
    links: set[str] = set()
    edge = set(starts)
    for _ in range(depth):
        for kind, ids in _by_kind(edge).items():
            at_source = (TraceLink.source_kind == kind) & TraceLink.source_id.in_(ids)
            at_target = (TraceLink.target_kind == kind) & TraceLink.target_id.in_(ids)
            links |= set(session.scalars(select(TraceLink.id).where(or_(at_source, at_target))))
        edge = {node for nodes in neighbours(session, edge, down=True).values() for node in nodes}
    return len(links)

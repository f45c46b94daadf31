"""Links by hand: what a need may be linked to, notes and files of it, and taking a link away again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import Place, bad_input
from app.models import (
    Activity,
    Answer,
    Interview,
    Need,
    Policy,
    PolicyCover,
    Product,
    ProductCover,
    Proposal,
    ProposalItem,
    TraceLink,
    TraceNote,
)
from app.services.base.pieces import pieces
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix import cycles
from app.services.matrix.naming import Named, named
from app.services.needs.interviews.linked import put_back, take_off
from app.services.rules.spine.paying import still_pays
from app.services.spine import tracing
from app.services.spine.tracing import Node

MOST = 200


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link as it was, so that it can be made again. ``amount`` fen; ``role`` between two needs."""

    source: Node
    target: Node
    amount: int | None = None
    role: str = ""


def targets() -> list[NodeKind]:
    """The kinds a need may be linked to, in the order of the chain."""
    return [known.target for known in tracing.link_kinds().values() if known.source == NodeKind.NEED]


def candidates(store: Store, need_id: str, kind: NodeKind) -> list[Named]:
    """Records of the need's family that it is not linked to yet, the latest first."""
    with store.read() as session:
        need = _need(session, need_id)
        linked = select(TraceLink.target_id).where(
            TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id == need_id, TraceLink.target_kind == kind
        )
        column, condition = _of_family(kind, need)
        query = select(column).where(condition, column.not_in(linked)).order_by(column.desc()).limit(MOST)
        nodes = [(kind, id) for id in session.scalars(query)]
        texts = named(session, nodes)
        return [texts[node] for node in nodes if node in texts]


def needs_for(store: Store, node: Node) -> list[Named]:
    """Needs of the same family that a proposal item or policy could be linked to."""
    with store.read() as session:
        household = named(session, [node])[node].household_id
        linked = select(TraceLink.source_id).where(TraceLink.target_kind == node[0], TraceLink.target_id == node[1])
        query = select(Need.id).where(Need.household_id == household, Need.archived_at.is_(None))
        ids = list(session.scalars(query.where(Need.id.not_in(linked)).order_by(Need.number).limit(MOST)))
        texts = named(session, [(NodeKind.NEED, id) for id in ids])
        return list(texts.values())


def _of_family(kind: NodeKind, need: Need) -> tuple[Any, Any]:
    household_id = need.household_id
    if kind == NodeKind.NEED:
        beside = Need.household_id == household_id if household_id else Need.matrix_id == need.matrix_id
        return Need.id, beside & (Need.id != need.id) & Need.archived_at.is_(None)
    if kind == NodeKind.ANSWER:
        return Answer.id, Answer.interview_id.in_(select(Interview.id).where(Interview.household_id == household_id))
    if kind == NodeKind.PROPOSAL_ITEM:
        own = select(Proposal.id).where(Proposal.household_id == household_id)
        return ProposalItem.id, ProposalItem.proposal_id.in_(own)
    if kind in (NodeKind.NOTE, NodeKind.DOCUMENT):
        return TraceNote.id, (TraceNote.household_id == household_id) & (TraceNote.kind == kind)
    table: Any = {NodeKind.POLICY: Policy, NodeKind.ACTIVITY: Activity}[kind]
    return table.id, table.household_id == household_id


def add(store: Store, actor: Actor, draft: LinkDraft) -> str:
    """Link two records by hand; returns the link's id. Raises ``link_not_allowed``, ``link_twice``, ``not_found``,
    ``link_circle`` where needs would depend on themselves, or ``link_other_family`` when they belong to different
    families. Without an amount the target counts in full; a policy that the analysis took off the need already is
    counted once."""
    with store.write(actor, "link.add") as session:
        texts = named(session, [draft.source, draft.target])
        if draft.source not in texts or draft.target not in texts:
            raise bad_input("not_found")
        families = {texts[draft.source].household_id, texts[draft.target].household_id}
        if len(families - {None}) > 1:
            raise bad_input("link_other_family")
        same = (TraceLink.source_id == draft.source[1], TraceLink.target_id == draft.target[1])
        if session.scalar(select(TraceLink.id).where(*same)) is not None:
            raise bad_input("link_twice")
        if draft.role and draft.source[0] == draft.target[0] == NodeKind.NEED:
            cycles.refuse(session, draft.source[1], draft.target[1], draft.role)
        amount = draft.amount
        if amount is None and draft.source[0] == NodeKind.NEED:
            amount = _worth(session, draft.source[1], draft.target)
        if _answers(draft.source[0], draft.target[0]):
            put_back(session, draft.source[1], draft.target[1], amount or 0)
        link = tracing.link(session, draft.source, draft.target, amount)
        link.role = draft.role
        session.flush()
        session.note(link=link.id, source=draft.source[1], target=draft.target[1])
        return link.id


def _worth(session: Session, need_id: str, target: Node) -> int | None:
    """How much of the need the target answers: what it pays when the need's event happens, less what of that payment is
    counted for other needs already."""
    if target[0] == NodeKind.POLICY:
        covers = select(PolicyCover.event, PolicyCover.amount).where(PolicyCover.policy_id == target[1])
        amounts = {row.event: row.amount for row in session.execute(covers)}
    elif target[0] == NodeKind.PROPOSAL_ITEM:
        item = session.get_one(ProposalItem, target[1])
        query = select(ProductCover.event, ProductCover.factor).join(Product, Product.id == ProductCover.product_id)
        found = session.execute(query.where(Product.code == item.product_code))
        amounts = {event: int(item.sum * Fraction(factor)) for event, factor in found}
    else:
        return None
    others = select(Need.event, TraceLink.amount).join(Need, Need.id == TraceLink.source_id)
    linked = others.where(TraceLink.source_kind == NodeKind.NEED, TraceLink.target_id == target[1])
    taken = {event: amount or 0 for event, amount in session.execute(linked)}
    return still_pays(session.get_one(Need, need_id).event, amounts, taken)


def _answers(source: NodeKind, target: NodeKind) -> bool:
    return (source, target) == (NodeKind.NEED, NodeKind.POLICY)


def remove(store: Store, actor: Actor, link_ids: Sequence[str]) -> list[LinkDraft]:
    """Take links away; what is returned makes them again. Also the way to take a broken link out."""
    with store.write(actor, "link.remove") as session:
        rows = [
            row
            for some in pieces(dict.fromkeys(link_ids))
            for row in session.scalars(select(TraceLink).where(TraceLink.id.in_(some)))
        ]
        drafts = [
            LinkDraft(
                (NodeKind(row.source_kind), row.source_id),
                (NodeKind(row.target_kind), row.target_id),
                row.amount,
                row.role,
            )
            for row in rows
        ]
        for some in pieces(dict.fromkeys(link_ids)):
            tracing.unlink(session, [TraceLink.id.in_(some)])
        session.flush()
        for draft in drafts:
            if _answers(draft.source[0], draft.target[0]):
                take_off(session, draft.source[1], draft.target[1], draft.amount or 0)
        session.note(ends=[[draft.source[1], draft.target[1]] for draft in drafts])
        return drafts


def add_note(store: Store, actor: Actor, need_id: str, kind: NodeKind, title: str, text: str) -> str:
    """A note, or the path of a file as a document, linked to the need; returns the link's id.

    Raises ``required`` on ``title``; for a document on ``text`` too.
    """
    if kind not in (NodeKind.NOTE, NodeKind.DOCUMENT):
        raise bad_input("link_not_allowed", source=NodeKind.NEED.value, target=kind.value)
    for field, value in (("title", title), ("text", text if kind == NodeKind.DOCUMENT else title)):
        if not value.strip():
            raise bad_input("required", Place(field=field))
    with store.write(actor, "note.add" if kind == NodeKind.NOTE else "document.add") as session:
        need = _need(session, need_id)
        note = TraceNote(kind=kind.value, household_id=need.household_id, title=title.strip(), text=text.strip())
        session.add(note)
        session.flush()
        link = tracing.link(session, (NodeKind.NEED, need_id), (kind, note.id))
        session.flush()
        return link.id


def _need(session: Session | WriteSession, need_id: str) -> Need:
    need = session.get(Need, need_id)
    if need is None:
        raise bad_input("not_found")
    return need

"""The one hook that every edit of a linked record calls, and what a person says of the links it marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import Place, bad_input
from app.models import Answer, Interview, LinkClearing, NeedReview, Product, ProposalItem, TraceLink
from app.services.base.pieces import pieces
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.spine.fingerprints import differences
from app.services.spine.tracing.kinds import Rules, rules
from app.services.spine.tracing.linking import neighbours, remember
from app.services.spine.tracing.present import GONE, Difference, Node, Present, changes, nodes_of


def touched(session: WriteSession, kind: NodeKind, ids: Iterable[str]) -> int:
    """After an edit: the links of these records, and those that rest on them as far as the rules say, become suspect
    where the content differs from what was linked, and valid again where it is as it was. Reviews reopen alike.

    A product stands for the items that propose it. Returns how many of these links are suspect now.
    """
    session.flush()
    wanted = list(dict.fromkeys(ids))
    if kind == NodeKind.PRODUCT:
        kind, wanted = NodeKind.PROPOSAL_ITEM, _proposing(session, wanted)
    by = rules(session)
    _reopen(session, kind, wanted, by)
    links = {link.id: link for some in pieces(wanted) for link in session.scalars(_at(kind, some))}
    reached: set[Node] = {(kind, id) for id in wanted}
    for _ in range(by.depth - 1):
        reached = {node for nodes in neighbours(session, reached, down=True).values() for node in nodes}
        for below in NodeKind:
            ids_below = [id for kind_, id in reached if kind_ == below]
            links |= {link.id: link for some in pieces(ids_below) for link in session.scalars(_at(below, some))}
    return check(session, list(links.values()), by)


def answered(session: WriteSession, household_id: str, removed: Iterable[str] = ()) -> int:
    """After a household said something: every need that rests on an answer of it, whichever interview it is from.

    ``removed`` are the ids of answers taken away.
    """
    query = (
        select(TraceLink.target_id)
        .join(Answer, Answer.id == TraceLink.target_id)
        .join(Interview, Interview.id == Answer.interview_id)
        .where(TraceLink.target_kind == NodeKind.ANSWER, Interview.household_id == household_id)
    )
    session.flush()
    return touched(session, NodeKind.ANSWER, [*session.scalars(query), *removed])


def _at(kind: NodeKind, ids: Sequence[str]) -> Select[TraceLink]:
    return select(TraceLink).where(
        or_(
            (TraceLink.source_kind == kind) & TraceLink.source_id.in_(ids),
            (TraceLink.target_kind == kind) & TraceLink.target_id.in_(ids),
        )
    )


def _proposing(session: Session, product_ids: Sequence[str]) -> list[str]:
    query = select(ProposalItem.id).join(Product, Product.code == ProposalItem.product_code)
    return [
        id for some in pieces(dict.fromkeys(product_ids)) for id in session.scalars(query.where(Product.id.in_(some)))
    ]


def check(session: WriteSession, links: Sequence[TraceLink], by: Rules) -> int:
    """Compare the links with what their ends say now. Marks and unmarks; never takes over what is new."""
    present = Present(session, by)
    present.read(nodes_of(links))
    for link in links:
        suspect = bool(changes(link, present))
        if suspect != link.suspect:
            link.suspect, link.suspect_since = suspect, session.now if suspect else None
    return sum(link.suspect for link in links)


def _reopen(session: WriteSession, kind: NodeKind, ids: Sequence[str], by: Rules) -> None:
    present = Present(session, by)
    query = select(NeedReview).where(NeedReview.item_kind == kind, NeedReview.decided_at.is_not(None))
    for some in pieces(dict.fromkeys(ids)):
        for review in session.scalars(query.where(NeedReview.item_id.in_(some))):
            now = present.of((kind, review.item_id))
            same = now is not None and not differences(review.content, {n: now.get(n) for n in review.content})
            review.reopened = not same


@dataclass(frozen=True, slots=True)
class Suspect:
    """A suspect link and why: what changed since, field by field, and since when. ``broken``: an end is gone."""

    link_id: str
    source: Node
    target: Node
    since: datetime | None
    changed: tuple[Difference, ...]

    @property
    def broken(self) -> bool:
        """One of its ends is gone."""
        return any(difference.field == GONE for difference in self.changed)


def explained(session: Session, links: Sequence[TraceLink]) -> list[Suspect]:
    """Why each of these links is suspect."""
    present = Present(session, rules(session))
    present.read(nodes_of(links))
    return [
        Suspect(
            link.id,
            (NodeKind(link.source_kind), link.source_id),
            (NodeKind(link.target_kind), link.target_id),
            link.suspect_since,
            tuple(changes(link, present)),
        )
        for link in links
    ]


def clear(store: Store, actor: Actor, link_ids: Sequence[str], reason: str) -> int:
    """A person looked and says the links still hold: kept with who, when, why and what had changed.

    Returns how many were cleared; a link whose end is gone stays suspect. Raises ``required`` without a reason.
    """
    if not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.write(actor, "link.clear") as session:
        query = select(TraceLink).where(TraceLink.suspect)
        links = {
            link.id: link for some in pieces(link_ids) for link in session.scalars(query.where(TraceLink.id.in_(some)))
        }
        whole = [found for found in explained(session, list(links.values())) if not found.broken]
        for found in whole:
            link = links[found.link_id]
            link.cleared_at, link.cleared_by, link.cleared_reason = session.now, actor.code, reason.strip()
            session.add(
                LinkClearing(
                    link_id=link.id,
                    source_kind=link.source_kind,
                    source_id=link.source_id,
                    target_kind=link.target_kind,
                    target_id=link.target_id,
                    cleared_by=actor.code,
                    reason=reason.strip(),
                    changed={f"{d.kind.value}.{d.field}": [d.old, d.new] for d in found.changed},
                )
            )
        remember(session, [links[found.link_id] for found in whole], rules(session))
        session.note(links=len(whole))
        return len(whole)

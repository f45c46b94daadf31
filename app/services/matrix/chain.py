"""The chain of a need: the answers it comes from, what is proposed for it, what is in force, and its stage notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, NodeKind
from app.errors import bad_input
from app.models import Need, TraceLink
from app.services.base.store import Actor, Store
from app.services.matrix import roles
from app.services.matrix.answers import told
from app.services.matrix.naming import Pair, named
from app.services.spine import tracing
from app.services.spine.tracing import Difference, Node

STAGES = ("interview", "analysis", "proposal", "review", "order", "policy", "follow_up")
PARTS = ("input", "output", "progress")
SHOWN_IN = {
    NodeKind.ANSWER: "interview", NodeKind.PROPOSAL_ITEM: "proposal", NodeKind.POLICY: "policy",
    NodeKind.ACTIVITY: "follow_up", NodeKind.NOTE: "analysis", NodeKind.DOCUMENT: "analysis",
    NodeKind.NEED: "analysis",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One link and the record at its end. ``text`` is its content in both languages; ``amount`` fen; ``changed`` what
    differs since."""

    link_id: str
    source: Node
    node: Node
    text: tuple[str, str]
    amount: int | None
    state: str  # code of the words for its state, or ""
    suspect: bool
    broken: bool
    changed: tuple[Difference, ...]

    @property
    def kind(self) -> NodeKind:
        """What kind of record it is."""
        return self.node[0]

    def says(self, language: Language) -> str:
        """In one language."""
        return self.text[language != Language.ZH]


@dataclass(frozen=True, slots=True)
class Chain:
    """``entries`` are linked to the need itself, ``further`` to its proposal items and their order lines;
    ``stage_notes`` is stage → part → text."""

    need_id: str
    entries: tuple[ChainEntry, ...]
    further: tuple[ChainEntry, ...]
    stage_notes: dict[str, dict[str, str]]

    def of(self, *kinds: NodeKind) -> tuple[ChainEntry, ...]:
        """The entries next to the need that are of these kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    @property
    def answers(self) -> tuple[ChainEntry, ...]:
        """What the need comes from."""
        return self.of(NodeKind.ANSWER)

    @property
    def items(self) -> tuple[ChainEntry, ...]:
        """What is proposed for it."""
        return self.of(NodeKind.PROPOSAL_ITEM)

    @property
    def policies(self) -> tuple[ChainEntry, ...]:
        """What is in force for it."""
        return self.of(NodeKind.POLICY)

    @property
    def orders(self) -> tuple[ChainEntry, ...]:
        """The lines of orders that what is proposed became."""
        return tuple(entry for entry in self.further if entry.kind == NodeKind.ORDER_LINE)

    def stage(self, stage: str) -> tuple[ChainEntry, ...]:
        """The linked records a stage column shows."""
        if stage == "order":
            return self.orders
        return tuple(entry for entry in self.entries if SHOWN_IN.get(entry.kind) == stage)


def chain_of(store: Store, need_id: str) -> Chain:
    """Raises ``not_found``."""
    with store.read() as session:
        found = read_chains(session, [need_id])
        if need_id not in found:
            raise bad_input("not_found")
        return found[need_id]


def chains(store: Store, need_ids: Sequence[str]) -> dict[str, Chain]:
    """Of the needs on the screen, in a constant number of queries."""
    with store.read() as session:
        return read_chains(session, need_ids)


def read_chains(session: Session, need_ids: Sequence[str]) -> dict[str, Chain]:
    """The chain of each need by its id, in a constant number of queries."""
    links = _from(session, NodeKind.NEED, need_ids)
    ordered = _from(session, NodeKind.PROPOSAL_ITEM, _ends(links, NodeKind.PROPOSAL_ITEM))
    issued = _from(session, NodeKind.ORDER_LINE, _ends(ordered, NodeKind.ORDER_LINE))
    entries = _entries(session, [*links, *ordered, *issued], _to(session, need_ids))
    notes = session.execute(select(Need.id, Need.stage_notes).where(Need.id.in_(need_ids)))
    found = {}
    for id, parts in notes:
        own = entries.get((NodeKind.NEED, id), [])
        second = [one for entry in own if entry.kind != NodeKind.NEED for one in entries.get(entry.node, ())]
        third = [one for entry in second for one in entries.get(entry.node, ())]
        found[id] = Chain(id, tuple(own), tuple(second + third), dict(parts))
    return found


def _from(session: Session, kind: NodeKind, ids: Sequence[str]) -> list[TraceLink]:
    if not ids:
        return []
    query = select(TraceLink).where(TraceLink.source_kind == kind, TraceLink.source_id.in_(ids))
    return list(session.scalars(query.order_by(TraceLink.target_kind, TraceLink.id)))


def _to(session: Session, ids: Sequence[str]) -> list[TraceLink]:
    """Links that other needs have to these: they are read from both ends."""
    of_needs = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.NEED)
    return list(
        session.scalars(select(TraceLink).where(*of_needs, TraceLink.target_id.in_(ids)).order_by(TraceLink.id))
    )


def _ends(links: Sequence[TraceLink], kind: NodeKind) -> list[str]:
    return sorted({link.target_id for link in links if link.target_kind == kind})


def _entries(
    session: Session, links: Sequence[TraceLink], backward: Sequence[TraceLink]
) -> dict[Node, list[ChainEntry]]:
    """By the record each link starts from; ``backward`` are seen from their other end."""
    ends = [(link, tracing.source(link), tracing.target(link), "") for link in links]
    ends += [(link, tracing.target(link), tracing.source(link), "← ") for link in backward]
    texts = named(session, [node for _, _, node, _ in ends])
    suspect = [link for link, *_ in ends if link.suspect]
    why = {one.link_id: one for one in told(session, tracing.explained(session, suspect))}
    entries: dict[Node, list[ChainEntry]] = {}
    for link, source, node, arrow in ends:
        found = texts.get(node)
        text, state = (found.text, found.state) if found else (("—", "—"), "")
        changed = why[link.id].changed if link.suspect else ()
        entry = ChainEntry(
            link.id, source, node, _with_role(text, link.role, arrow), link.amount, state, link.suspect, found is None,
            changed,
        )  # fmt: skip
        entries.setdefault(source, []).append(entry)
    return entries


def _with_role(text: Pair, role: str, arrow: str) -> Pair:
    """What joins two needs stands behind the other one; an arrow where it is said from there."""
    if not role:
        return text
    zh, en = (roles.say(role, language) for language in (Language.ZH, Language.EN))
    return f"{text[0]}（{arrow}{zh}）", f"{text[1]} ({arrow}{en})"


def set_stage_note(
    store: Store, actor: Actor, need_id: str, stage: str, part: str, text: str
) -> dict[str, dict[str, str]]:
    """Input, output or progress of one stage of a need; returns all its stage notes."""
    if stage not in STAGES or part not in PARTS:
        raise bad_input("not_a_choice", text=f"{stage}.{part}", choices=", ".join(STAGES))
    with store.write(actor, "need.stage_note", need_id) as session:
        need = session.get_one(Need, need_id)
        notes: dict[str, dict[str, Any]] = {name: dict(parts) for name, parts in need.stage_notes.items()}
        notes.setdefault(stage, {})[part] = text.strip()
        need.stage_notes = notes
        return notes

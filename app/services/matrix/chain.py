"""The chain of a need: the answers it comes from, what is proposed for it, what is in force, and its stage notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, NodeKind
from app.errors import bad_input
from app.models import Need, Order, OrderLine, TraceLink
from app.services import tracing
from app.services.matrix.naming import named
from app.services.store import Actor, Store
from app.services.tracing import Difference, Node

STAGES = ("interview", "analysis", "proposal", "review", "order", "policy", "follow_up")
PARTS = ("input", "output", "progress")
SHOWN_IN = {
    NodeKind.ANSWER: "interview", NodeKind.PROPOSAL_ITEM: "proposal", NodeKind.POLICY: "policy",
    NodeKind.ACTIVITY: "follow_up", NodeKind.NOTE: "analysis", NodeKind.DOCUMENT: "analysis",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One linked record. ``text`` is its content in both languages; ``amount`` fen; ``changed`` what differs since."""

    link_id: str
    node: Node
    text: tuple[str, str]
    amount: int | None
    state: str  # code of the words for its state, or ""
    suspect: bool
    broken: bool
    changed: tuple[Difference, ...]

    @property
    def kind(self) -> NodeKind:
        return self.node[0]

    def says(self, language: Language) -> str:
        return self.text[language != Language.ZH]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A line of an order that carries a linked proposal item on: ``state`` is the code of its order's words."""

    order_id: str
    text: tuple[str, str]
    state: str
    amount: int | None = None
    suspect: bool = False

    def says(self, language: Language) -> str:
        return self.text[language != Language.ZH]


@dataclass(frozen=True, slots=True)
class Chain:
    """``orders`` hang on the proposal items; ``stage_notes`` is stage → part → text."""

    need_id: str
    entries: tuple[ChainEntry, ...]
    orders: tuple[Ordered, ...]
    stage_notes: dict[str, dict[str, str]]

    def of(self, *kinds: NodeKind) -> tuple[ChainEntry, ...]:
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    @property
    def answers(self) -> tuple[ChainEntry, ...]:
        return self.of(NodeKind.ANSWER)

    @property
    def items(self) -> tuple[ChainEntry, ...]:
        return self.of(NodeKind.PROPOSAL_ITEM)

    @property
    def policies(self) -> tuple[ChainEntry, ...]:
        return self.of(NodeKind.POLICY)

    def stage(self, stage: str) -> tuple[ChainEntry | Ordered, ...]:
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
    links = session.scalars(
        select(TraceLink)
        .where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(need_ids))
        .order_by(TraceLink.target_kind, TraceLink.id)
    ).all()
    texts = named(session, [(NodeKind(link.target_kind), link.target_id) for link in links])
    why = {one.link_id: one for one in tracing.explained(session, [link for link in links if link.suspect])}
    entries: dict[str, list[ChainEntry]] = {}
    for link in links:
        node = (NodeKind(link.target_kind), link.target_id)
        found = texts.get(node)
        entries.setdefault(link.source_id, []).append(
            ChainEntry(
                link.id, node, found.text if found else ("—", "—"), link.amount, found.state if found else "",
                link.suspect, found is None, why[link.id].changed if link.suspect else (),
            )
        )  # fmt: skip
    notes = session.execute(select(Need.id, Need.stage_notes).where(Need.id.in_(need_ids)))
    orders = _orders(session, [link.target_id for link in links if link.target_kind == NodeKind.PROPOSAL_ITEM])
    return {
        id: Chain(
            id,
            tuple(entries.get(id, ())),
            tuple(one for entry in entries.get(id, ()) for one in orders.get(entry.node[1], ())),
            dict(parts),
        )
        for id, parts in notes
    }


def _orders(session: Session, items: Sequence[str]) -> dict[str, list[Ordered]]:
    """By proposal item; a line left out of its order does not count."""
    query = (
        select(OrderLine.proposal_item_id, Order.id, Order.number, Order.state, OrderLine.product_name)
        .join(Order, Order.id == OrderLine.order_id)
        .where(OrderLine.proposal_item_id.in_(items), OrderLine.left_out == "")
        .order_by(Order.number, OrderLine.position)
    )
    found: dict[str, list[Ordered]] = {}
    for item, order_id, number, state, product in session.execute(query):
        if item is not None:
            text = f"{number} {product}"
            found.setdefault(item, []).append(Ordered(order_id, (text, text), f"order_state.{state}"))
    return found


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

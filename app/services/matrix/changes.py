"""The log of changes and decisions: requested, assessed, decided, done; each names at least one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import EntryKind, EntryState, NodeKind
from app.errors import ConflictError, Place, Problem, bad_input
from app.models import ChangeEntry, ChangeItem
from app.services.base import numbers
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix.impact import read_impact
from app.services.matrix.index import id_of
from app.services.matrix.naming import Named, named
from app.services.spine.tracing import Node

NEXT = {
    EntryState.REQUESTED: EntryState.ASSESSED,
    EntryState.ASSESSED: EntryState.DECIDED,
    EntryState.DECIDED: EntryState.DONE,
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """``impact`` is what was affected when it was assessed (ids by kind, household codes, links a change marks)."""

    id: str
    number: str
    kind: EntryKind
    title: str
    reason: str
    state: EntryState
    requested_by: str
    requested_at: datetime
    impact: dict[str, Any]
    agreed: bool | None
    decision: str
    decided_by: str
    decided_at: datetime | None
    done_at: datetime | None
    items: tuple[Named, ...]
    meeting_id: str | None
    version: int

    @property
    def affected(self) -> int:
        """How many records it touched, as told when it was assessed."""
        return sum(len(ids) for kind, ids in self.impact.items() if kind in set(NodeKind))


def add(
    store: Store,
    actor: Actor,
    kind: EntryKind,
    title: str,
    items: Sequence[Node],
    *,
    reason: str = "",
    matrix: str = ALL_CUSTOMERS,
    meeting_id: str | None = None,
) -> EntryRow:
    """Raises ``required`` on ``title`` or ``items``, ``not_found`` for an item that is not there."""
    if not title.strip():
        raise bad_input("required", Place(field="title"))
    if not items:
        raise bad_input("item_needed", Place(field="items"))
    with store.write(actor, "change.request") as session:
        return write(session, kind, title, items, reason=reason, matrix_id=id_of(session, matrix), meeting=meeting_id)


def write(
    session: WriteSession,
    kind: EntryKind,
    title: str,
    items: Sequence[Node],
    *,
    reason: str,
    matrix_id: str,
    meeting: str | None,
) -> EntryRow:
    """A new entry of the log, requested, within a unit of work. Raises InputError ``not_found`` at ``items`` when one
    of them is not there.
    """
    if len(named(session, items)) < len(set(items)):
        raise bad_input("not_found", Place(field="items"))
    row = ChangeEntry(
        number=numbers.next_number(session, "change", "R", 4), matrix_id=matrix_id, kind=kind.value,
        title=title.strip(), reason=reason.strip(), state=EntryState.REQUESTED.value,
        requested_by=session.actor.code, impact={}, meeting_id=meeting,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all([ChangeItem(change_id=row.id, item_kind=node[0].value, item_id=node[1]) for node in set(items)])
    session.flush()
    session.note(change=row.number)
    return _rows(session, [row])[0]


def assess(store: Store, actor: Actor, entry_id: str, version: int | None = None) -> EntryRow:
    """Freeze what would be affected now. Raises ``entry_move`` when it is not at ``requested``."""
    with store.write(actor, "change.assess") as session:
        row = _at(session, entry_id, EntryState.ASSESSED, version)
        row.impact = _impact(session, entry_id)
        row.assessed_at = session.now
        session.flush()
        return _rows(session, [row])[0]


def decide(
    store: Store, actor: Actor, entry_id: str, *, agreed: bool, decision: str, version: int | None = None
) -> EntryRow:
    """Who decides says why. Raises ``required`` on ``decision``, ``entry_move`` before the impact was assessed."""
    if not decision.strip():
        raise bad_input("required", Place(field="decision"))
    with store.write(actor, "change.decide") as session:
        row = _at(session, entry_id, EntryState.DECIDED, version)
        row.agreed, row.decision = agreed, decision.strip()
        row.decided_by, row.decided_at = actor.code, session.now
        session.flush()
        return _rows(session, [row])[0]


def finish(store: Store, actor: Actor, entry_id: str, version: int | None = None) -> EntryRow:
    """Raises ``entry_move`` when it is not decided yet."""
    with store.write(actor, "change.finish") as session:
        row = _at(session, entry_id, EntryState.DONE, version)
        row.done_at = session.now
        session.flush()
        return _rows(session, [row])[0]


def listing(store: Store, matrix: str = ALL_CUSTOMERS, *, item: Node | None = None) -> list[EntryRow]:
    """The latest first; those about one item where it is given."""
    with store.read() as session:
        query = select(ChangeEntry).where(ChangeEntry.matrix_id == id_of(session, matrix))
        if item is not None:
            about = select(ChangeItem.change_id).where(ChangeItem.item_kind == item[0], ChangeItem.item_id == item[1])
            query = query.where(ChangeEntry.id.in_(about))
        return _rows(session, session.scalars(query.order_by(ChangeEntry.number.desc())))


def _at(session: Session, entry_id: str, wanted: EntryState, version: int | None) -> ChangeEntry:
    """The entry, moved to the state it must come to next."""
    row = session.get(ChangeEntry, entry_id)
    if row is None:
        raise bad_input("not_found")
    if version is not None and row.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    if NEXT.get(EntryState(row.state)) != wanted:
        raise bad_input("entry_move", current=row.state, wanted=wanted.value)
    row.state = wanted.value
    return row


def _impact(session: Session, entry_id: str) -> dict[str, Any]:
    """Of all items together."""
    found: dict[str, Any] = {"households": set(), "suspects": 0}
    items = _items(session, [entry_id]).get(entry_id, [])
    for node in named(session, items):
        part = read_impact(session, node).document()
        found["suspects"] += part.pop("suspects")
        for kind, ids in part.items():
            found[kind] = set(found.get(kind, ())) | set(ids)
    return {kind: sorted(ids) if isinstance(ids, set) else ids for kind, ids in found.items()}


def _items(session: Session, entries: Sequence[str]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for row in session.scalars(select(ChangeItem).where(ChangeItem.change_id.in_(entries))):
        found.setdefault(row.change_id, []).append((NodeKind(row.item_kind), row.item_id))
    return found


def _rows(session: Session, entries: Any) -> list[EntryRow]:
    found = list(entries)
    items = _items(session, [row.id for row in found])
    texts = named(session, [node for nodes in items.values() for node in nodes])
    return [
        EntryRow(
            id=row.id,
            number=row.number,
            kind=EntryKind(row.kind),
            title=row.title,
            reason=row.reason,
            state=EntryState(row.state),
            requested_by=row.requested_by,
            requested_at=row.created_at,
            impact=dict(row.impact),
            agreed=row.agreed,
            decision=row.decision,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            done_at=row.done_at,
            items=tuple(texts[node] for node in items.get(row.id, []) if node in texts),
            meeting_id=row.meeting_id,
            version=row.version,
        )
        for row in found
    ]

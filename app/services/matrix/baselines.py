"""Baselines: the items and links of a matrix frozen at one moment, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import Place, bad_input
from app.models import Baseline, BaselinePart, Need, TraceLink, new_id
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix.answers import questions, said
from app.services.matrix.index import id_of
from app.services.matrix.naming import Named, named
from app.services.rules.spine.fingerprints import differences
from app.services.spine import tracing
from app.services.spine.tracing.contents import contents

LINKS = "link"
NEED_FIELDS = (
    "number", "type", "event", "description", "rationale", "stakeholder", "limits", "acceptance", "gap", "member_id",
    "importance", "urgency", "status", "planned_start", "planned_finish", "actual_start", "actual_finish", "owner_code",
    "owner_name", "notes", "declined_reason", "declined_until",
)  # fmt: skip
Content = dict[str, dict[str, Any]]  # kind → id → fields


@dataclass(frozen=True, slots=True)
class BaselineRow:
    id: str
    name: str
    reason: str
    taken_at: datetime
    taken_by: str
    items: int
    links: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One record that differs. ``kind`` is a node kind or "link"; ``fields`` field → (old, new), empty when the
    whole record was added or removed. ``text`` is its number or the ends of a link; ``named`` what it is called today
    where it is no need and still there. Answers are :class:`Said` in words."""

    kind: str
    id: str
    text: str
    fields: dict[str, tuple[Any, Any]]
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """From the first to the second. Turned round, added and removed change places and each pair its order."""

    added: tuple[Changed, ...]
    removed: tuple[Changed, ...]
    changed: tuple[Changed, ...]

    @property
    def same(self) -> bool:
        """Nothing was added, taken away or changed."""
        return not (self.added or self.removed or self.changed)


def take(store: Store, actor: Actor, name: str, reason: str = "", matrix: str = ALL_CUSTOMERS) -> BaselineRow:
    """Freeze the matrix as it is. Raises ``required`` without a name, ``unknown_matrix``."""
    if not name.strip():
        raise bad_input("required", Place(field="name"))
    with store.write(actor, "baseline.take") as session:
        return freeze(session, id_of(session, matrix), name.strip(), reason.strip())


def freeze(session: WriteSession, matrix_id: str, name: str, reason: str) -> BaselineRow:
    """Keep what the matrix says now under a name, within a unit of work."""
    content = now(session, matrix_id)
    row = Baseline(
        id=new_id(), matrix_id=matrix_id, name=name, reason=reason, taken_by=session.actor.code,
        items=sum(len(part) for kind, part in content.items() if kind != LINKS), links=len(content[LINKS]),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.execute(
        insert(BaselinePart), [{"baseline_id": row.id, "kind": k, "content": part} for k, part in content.items()]
    )
    session.note(baseline=row.id, items=row.items, links=row.links)
    return _row(row)


def now(session: Session, matrix_id: str) -> Content:
    """The needs of a matrix, their links, and the meaningful fields of what these lead to."""
    own = select(Need.id).where(Need.matrix_id == matrix_id, Need.archived_at.is_(None))
    found: Content = {NodeKind.NEED.value: contents(session, NodeKind.NEED, session.scalars(own), NEED_FIELDS)}
    columns = (TraceLink.id, TraceLink.source_id, TraceLink.target_kind, TraceLink.target_id, TraceLink.amount)
    query = select(*columns).where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(own))
    links: dict[str, Any] = {}
    ends: dict[str, list[str]] = {}
    for id, source, kind, target, amount in session.connection().execute(query):
        links[id] = {"source": source, "kind": kind, "target": target, "amount": amount}
        ends.setdefault(kind, []).append(target)
    by = tracing.rules(session)
    for kind, ids in ends.items():
        found[kind] = contents(session, NodeKind(kind), ids, by.fields.get(NodeKind(kind), ()))
    return found | {LINKS: links}


def listing(store: Store, matrix: str = ALL_CUSTOMERS) -> list[BaselineRow]:
    """The latest first."""
    with store.read() as session:
        query = select(Baseline).where(Baseline.matrix_id == id_of(session, matrix))
        return [_row(row) for row in session.scalars(query.order_by(Baseline.id.desc()))]


def compare(store: Store, first: str, second: str | None = None) -> Comparison:
    """Two baselines by their ids, or one and now. Raises ``not_found``, ``other_matrix``."""
    with store.read() as session:
        one = _get(session, first)
        old = _content(session, first)
        if second is None:
            new = now(session, one.matrix_id)
        elif _get(session, second).matrix_id != one.matrix_id:
            raise bad_input("other_matrix")
        else:
            new = _content(session, second)
        return _told(session, difference(old, new))


def _told(session: Session, found: Comparison) -> Comparison:
    """With what each record but needs is called, and answers in words."""
    every = (*found.added, *found.removed, *found.changed)
    names = named(session, [(NodeKind(one.kind), one.id) for one in every if one.kind not in (NodeKind.NEED, LINKS)])
    asked = questions(session, [one.id for one in found.changed if one.kind == NodeKind.ANSWER])

    def tell(one: Changed) -> Changed:
        if one.kind in (NodeKind.NEED, LINKS):
            return one
        fields = one.fields
        if one.id in asked and "value" in fields:
            old, new = (said(asked[one.id], value) for value in fields["value"])
            fields = {**fields, "value": (old, new)}
        return replace(one, fields=fields, named=names.get((NodeKind(one.kind), one.id)))

    return Comparison(*(tuple(map(tell, part)) for part in (found.added, found.removed, found.changed)))


def difference(old: Content, new: Content) -> Comparison:
    """Record by record; white space does not count."""
    added: list[Changed] = []
    removed: list[Changed] = []
    changed: list[Changed] = []
    for kind in dict.fromkeys((*old, *new)):
        before, after = old.get(kind, {}), new.get(kind, {})
        added += [Changed(kind, id, _text(kind, after[id], new), {}) for id in after if id not in before]
        removed += [Changed(kind, id, _text(kind, before[id], old), {}) for id in before if id not in after]
        changed += [
            Changed(kind, id, _text(kind, after[id], new), fields)
            for id in before.keys() & after.keys()
            if before[id] != after[id] and (fields := _fields(before[id], after[id]))
        ]
    return Comparison(*(tuple(sorted(part, key=lambda one: (one.kind, one.text, one.id)))
                        for part in (added, removed, changed)))  # fmt: skip


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Of the fields both froze: what the rules call meaningful may have changed in between."""
    both = before.keys() & after.keys()
    return differences({name: before[name] for name in both}, {name: after[name] for name in both})


def _text(kind: str, fields: Mapping[str, Any], content: Content) -> str:
    if kind == NodeKind.NEED:
        return str(fields["number"])
    if kind == LINKS:
        need = content[NodeKind.NEED.value].get(fields["source"], {})
        return f"{need.get('number', '—')} → {fields['kind']}"
    told = ("product_code", "product_name", "value", "text")
    return str(next((fields[name] for name in told if fields.get(name)), ""))


def _content(session: Session, baseline_id: str) -> Content:
    query = select(BaselinePart.kind, BaselinePart.content).where(BaselinePart.baseline_id == baseline_id)
    return {row.kind: row.content for row in session.execute(query)}


def _get(session: Session, id: str) -> Baseline:
    row = session.get(Baseline, id)
    if row is None:
        raise bad_input("not_found")
    return row


def _row(row: Baseline) -> BaselineRow:
    return BaselineRow(row.id, row.name, row.reason, row.created_at, row.taken_by, row.items, row.links)

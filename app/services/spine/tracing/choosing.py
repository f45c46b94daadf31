"""Which fields matter and how far a change is followed: chosen for the whole store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from app.enums import NodeKind
from app.models import NeedReview, TraceLink
from app.services.base import settings
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.spine.fingerprints import fingerprint
from app.services.spine.tracing.kinds import DEPTH, FIELDS, Rules, checked, rules
from app.services.spine.tracing.linking import influencing, upstream
from app.services.spine.tracing.present import Node, Present, changes, key, nodes_of, source, target

BULK = 5_000
Step = Callable[[int, int], None]


def rules_of(store: Store) -> Rules:
    """Those a store follows now."""
    with store.read() as session:
        return rules(session)


def set_rules(
    store: Store, actor: Actor, fields: Mapping[str, Sequence[str]], depth: int, step: Step = lambda _done, _total: None
) -> None:
    """Choose the meaningful fields of some kinds and the depth. Links stay as they are, valid or suspect, except
    where they were suspect only for a field that no longer matters. Raises InputError for unknown ones; stopped by
    ``step`` nothing is changed."""
    checked(fields, depth)
    with store.write(actor, "trace.rules") as session:
        chosen = {kind: list(names) for kind, names in fields.items()}
        settings.put(session, FIELDS, settings.get(session, FIELDS, {}) | chosen)
        settings.put(session, DEPTH, depth)
        session.flush()
        rebase(session, step)


def rebase(session: WriteSession, step: Step = lambda _done, _total: None) -> None:
    """Give every link exactly the fields the rules name: those it remembers as remembered, others as they are now."""
    by = rules(session)
    session.flush()
    ids = list(session.scalars(select(TraceLink.id)))
    for start in range(0, len(ids), BULK):
        step(start, len(ids))
        links = session.scalars(select(TraceLink).where(TraceLink.id.in_(ids[start : start + BULK]))).all()
        above, present = upstream(session, links, by.depth), Present(session, by)
        present.read(nodes_of(links))
        present.read(node for nodes in above.values() for node in nodes)
        session.execute(update(TraceLink), [_rebased(row, above, present, session) for row in links])
        session.expire_all()
    for review in session.scalars(select(NeedReview)):
        names = by.fields.get(NodeKind(review.item_kind), ())
        now = Present(session, by).of((NodeKind(review.item_kind), review.item_id)) or {}
        review.content = {name: review.content.get(name, now.get(name)) for name in names}


def _rebased(
    row: TraceLink, above: dict[Node | None, set[Node]], present: Present, session: WriteSession
) -> dict[str, Any]:
    def kept(node: Node, then: dict[str, Any]) -> dict[str, Any]:
        now = present.of(node)
        return then if now is None else {name: then.get(name, value) for name, value in now.items()}

    row.source_fields, row.target_fields = kept(source(row), row.source_fields), kept(target(row), row.target_fields)
    row.upstream = {key(n): kept(n, row.upstream.get(key(n), {})) for n in sorted(above.get(influencing(row), ()))}
    suspect = bool(changes(row, present))
    return {
        "id": row.id,
        "source_fields": row.source_fields,
        "target_fields": row.target_fields,
        "upstream": row.upstream,
        "source_print": fingerprint(row.source_fields),
        "target_print": fingerprint(row.target_fields),
        "suspect": suspect,
        "suspect_since": (row.suspect_since or session.now) if suspect else None,
    }

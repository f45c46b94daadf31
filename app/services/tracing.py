"""Trace links: made with the fingerprints of both ends, and told when an end changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import Answer, Need, ProposalItem, TraceLink
from app.services.rules.fingerprints import fingerprint
from app.services.store import WriteSession

FIELDS: dict[NodeKind, tuple[type[Any], tuple[str, ...]]] = {
    NodeKind.ANSWER: (Answer, ("value", "state")),
    NodeKind.NEED: (Need, ("event", "member_id", "gap", "description")),
    NodeKind.PROPOSAL_ITEM: (ProposalItem, ("product_code", "member_id", "sum", "premium")),
}


def fields_of(session: Session, kind: NodeKind, id: str) -> dict[str, Any]:
    """The meaningful fields of a record; empty when it is gone or of a kind without any."""
    if kind not in FIELDS:
        return {}
    model, names = FIELDS[kind]
    row = session.get(model, id)
    return {} if row is None else {name: getattr(row, name) for name in names}


def link(
    session: WriteSession,
    source: tuple[NodeKind, str],
    target: tuple[NodeKind, str],
    amount: int | None = None,
) -> TraceLink:
    """Join two records; a new link is never born suspect. An existing one is renewed."""
    ends = (TraceLink.source_kind == source[0], TraceLink.source_id == source[1])
    found = session.scalars(
        select(TraceLink).where(*ends, TraceLink.target_kind == target[0], TraceLink.target_id == target[1])
    ).one_or_none()
    row = found or TraceLink(
        source_kind=source[0].value, source_id=source[1], target_kind=target[0].value, target_id=target[1]
    )
    row.amount = amount
    row.source_fields, row.target_fields = fields_of(session, *source), fields_of(session, *target)
    row.source_print, row.target_print = fingerprint(row.source_fields), fingerprint(row.target_fields)
    row.suspect = False
    if found is None:
        session.add(row)
    return row


def touched(session: WriteSession, kind: NodeKind, ids: Iterable[str]) -> int:
    """After an edit: the links of these records become suspect where the content differs from what was linked, and
    valid again where it is as it was. Returns how many links are suspect now."""
    session.flush()
    suspects = 0
    for id in ids:
        now = fingerprint(fields_of(session, kind, id))
        query = select(TraceLink).where(
            or_(
                (TraceLink.source_kind == kind) & (TraceLink.source_id == id),
                (TraceLink.target_kind == kind) & (TraceLink.target_id == id),
            )
        )
        for row in session.scalars(query):
            other_kind, other_id = (
                (row.target_kind, row.target_id) if row.source_id == id else (row.source_kind, row.source_id)
            )
            mine, theirs = (
                (row.source_print, row.target_print) if row.source_id == id else (row.target_print, row.source_print)
            )
            other = fingerprint(fields_of(session, NodeKind(other_kind), other_id))
            row.suspect = mine != now or theirs != other
            suspects += row.suspect
    return suspects

"""Which test case is for which requirement: the links that say so, whichever way round they were made."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import LinkRole, NeedType, NodeKind
from app.models import Need, TraceLink
from app.services.base.pieces import pieces
from app.services.matrix.roles import TOGETHER


def tests_of(session: Session, ids: Collection[str]) -> dict[str, set[str]]:
    """Requirement → the living test cases that verify it, of these requirements."""
    found: dict[str, set[str]] = {}
    types: dict[str, str] = {}
    pairs: set[tuple[str, str]] = set()
    need = NodeKind.NEED
    for some in pieces(ids):
        ends = or_(TraceLink.source_id.in_(some), TraceLink.target_id.in_(some))
        query = select(TraceLink.source_id, TraceLink.target_id, TraceLink.role).where(
            TraceLink.source_kind == need, TraceLink.target_kind == need, TraceLink.role != "", ends
        )
        for source, target, role in session.execute(query):
            if LinkRole.VERIFIES in role.split(TOGETHER):
                pairs |= {(source, target), (target, source)}
    for some in pieces({id for pair in pairs for id in pair}):
        living = select(Need.id, Need.type).where(Need.id.in_(some), Need.archived_at.is_(None))
        types |= {row.id: row.type for row in session.execute(living)}
    wanted = set(ids)
    for test, requirement in pairs:
        if types.get(test) == NeedType.TEST and requirement in wanted and types.get(requirement) != NeedType.TEST:
            found.setdefault(requirement, set()).add(test)
    return found


def verified_by(session: Session, test_id: str) -> list[str]:
    """The requirements a test case is for."""
    need = NodeKind.NEED
    query = select(TraceLink.source_id, TraceLink.target_id, TraceLink.role).where(
        TraceLink.source_kind == need, TraceLink.target_kind == need,
        or_(TraceLink.source_id == test_id, TraceLink.target_id == test_id),
    )  # fmt: skip
    return [
        source if target == test_id else target
        for source, target, role in session.execute(query)
        if LinkRole.VERIFIES in role.split(TOGETHER)
    ]

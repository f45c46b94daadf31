"""Links between needs that may not go round in a circle: what refines or depends on itself says nothing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import LinkRole, NodeKind
from app.errors import bad_input
from app.models import Need, TraceLink
from app.services.base.pieces import pieces
from app.services.matrix.roles import TOGETHER

ONE_WAY = frozenset({LinkRole.REFINES, LinkRole.DEPENDS, LinkRole.DERIVES})


def refuse(session: Session, source_id: str, target_id: str, role: str) -> None:
    """Raises ``link_circle`` with the way round, by number, where a link of this role would close one."""
    for one in ONE_WAY & set(role.split(TOGETHER)):
        if way := _way(session, target_id, source_id, one):
            rows = session.execute(select(Need.id, Need.number).where(Need.id.in_(way)))
            numbers = {row.id: row.number for row in rows}
            raise bad_input("link_circle", way=" → ".join(numbers.get(id, "?") for id in (source_id, *way)))


def _way(session: Session, start: str, goal: str, role: str) -> list[str]:
    """The ids from ``start`` to ``goal`` along links of the role; empty where none leads there."""
    came: dict[str, str] = {start: ""}
    edge = [start]
    while edge and goal not in came:
        found: list[str] = []
        for some in pieces(edge):
            between = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.NEED)
            query = select(TraceLink.source_id, TraceLink.target_id, TraceLink.role)
            for source, target, said in session.execute(query.where(*between, TraceLink.source_id.in_(some))):
                if role in said.split(TOGETHER) and target not in came:
                    came[target] = source
                    found.append(target)
        edge = found
    if goal not in came:
        return []
    way = [goal]
    while came[way[0]]:
        way.insert(0, came[way[0]])
    return way

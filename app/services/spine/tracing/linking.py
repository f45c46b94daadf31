"""Make and take away links; every link is made with what both ends say at that moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import bad_input
from app.models import TraceLink
from app.services.base.pieces import pieces
from app.services.base.store import WriteSession
from app.services.rules.spine.fingerprints import fingerprint
from app.services.spine.tracing.kinds import Rules, link_kinds, rules
from app.services.spine.tracing.present import Node, Present, key, nodes_of, source, target

SOME = 200  # pairs in one condition


def link(session: WriteSession, source: Node, target: Node, amount: int | None = None) -> TraceLink:
    """Join two records; a new link is never born suspect, an existing one is renewed.

    ``amount`` (fen) is how much of the need the target answers. Raises ``link_not_allowed``.
    """
    if (source[0], target[0]) not in link_kinds():
        raise bad_input("link_not_allowed", source=source[0].value, target=target[0].value)
    ends = (TraceLink.source_kind == source[0], TraceLink.source_id == source[1])
    found = session.scalars(
        select(TraceLink).where(*ends, TraceLink.target_kind == target[0], TraceLink.target_id == target[1])
    ).one_or_none()
    row = found or TraceLink(
        source_kind=source[0].value, source_id=source[1], target_kind=target[0].value, target_id=target[1]
    )
    row.amount = amount
    remember(session, [row], rules(session))
    if found is None:
        session.add(row)
    return row


def link_all(session: WriteSession, pairs: Iterable[tuple[Node, Node]]) -> list[TraceLink]:
    """Join many pairs at once; those that are joined already stay as they are. Returns the new links. Raises
    ``link_not_allowed``."""
    wanted = list(dict.fromkeys(pairs))
    if strange := next(((a, b) for a, b in wanted if (a[0], b[0]) not in link_kinds()), None):
        raise bad_input("link_not_allowed", source=strange[0][0].value, target=strange[1][0].value)
    known = {(source(row), target(row)) for row in links_between(session, wanted)}
    fresh = [
        TraceLink(source_kind=a[0].value, source_id=a[1], target_kind=b[0].value, target_id=b[1])
        for a, b in wanted
        if (a, b) not in known
    ]
    remember(session, fresh, rules(session))
    session.add_all(fresh)
    session.flush()
    return fresh


def links_between(session: Session, pairs: Iterable[tuple[Node, Node]]) -> list[TraceLink]:
    """The links there are between these pairs of records."""
    wanted = list(dict.fromkeys(pairs))
    return [row for some in pieces(wanted, SOME) for row in session.scalars(select(TraceLink).where(between(some)))]


def replace(session: WriteSession, source: Node, kind: NodeKind, target_ids: Iterable[str]) -> None:
    """Make ``target_ids`` the only records of ``kind`` the source is linked to, as they are now. What a need came
    from before stays in its frozen analysis and in the baselines."""
    wanted = list(target_ids)
    ends = (TraceLink.source_kind == source[0], TraceLink.source_id == source[1], TraceLink.target_kind == kind)
    unlink(session, (*ends, TraceLink.target_id.not_in(wanted)))
    rows = list(session.scalars(select(TraceLink).where(*ends)))
    known = {row.target_id for row in rows}
    fresh = [
        TraceLink(source_kind=source[0].value, source_id=source[1], target_kind=kind.value, target_id=id)
        for id in wanted
        if id not in known
    ]
    remember(session, rows + fresh, rules(session))
    session.add_all(fresh)


def remember(session: WriteSession, links: list[TraceLink], by: Rules) -> None:
    """Take what the ends say now as what the links hold for: none of them is suspect any more."""
    session.flush()
    present, above = Present(session, by), upstream(session, links, by.depth)
    present.read(nodes_of(links))
    present.read(node for nodes in above.values() for node in nodes)
    for row in links:
        row.source_fields, row.target_fields = present.of(source(row)) or {}, present.of(target(row)) or {}
        row.source_print, row.target_print = fingerprint(row.source_fields), fingerprint(row.target_fields)
        row.upstream = {key(node): present.of(node) or {} for node in sorted(above.get(influencing(row), ()))}
        row.suspect, row.suspect_since = False, None


def influencing(link: TraceLink) -> Node | None:
    """The end whose change makes the other doubtful; None for a link that only joins."""
    influence = link_kinds()[source(link)[0], target(link)[0]].influence
    return None if influence is None else source(link) if source(link)[0] == influence else target(link)


def upstream(session: Session, links: Iterable[TraceLink], depth: int) -> dict[Node | None, set[Node]]:
    """For each link's influencing end, what it rests on itself, over ``depth`` − 1 links."""
    if depth <= 1:
        return {}
    starts = {end for row in links if (end := influencing(row)) is not None}
    found: dict[Node | None, set[Node]] = {start: set() for start in starts}
    edge: dict[Node, set[Node]] = {start: {start} for start in starts}
    for _ in range(depth - 1):
        steps = neighbours(session, {node for nodes in edge.values() for node in nodes}, down=False)
        edge = {start: {up for node in nodes for up in steps.get(node, ())} - found[start] - {start}
                for start, nodes in edge.items()}  # fmt: skip
        for start, nodes in edge.items():
            found[start] |= nodes
    return found


def neighbours(session: Session, nodes: Iterable[Node], *, down: bool) -> dict[Node, set[Node]]:
    """One step along the links: down to what rests on each node, or up to what it rests on."""
    by_kind: dict[NodeKind, list[str]] = {}
    for kind, id in nodes:
        by_kind.setdefault(kind, []).append(id)
    found: dict[Node, set[Node]] = {}
    for kind, ids in by_kind.items():
        for known in link_kinds().values():
            if (known.influence if down else known.rests) != kind:
                continue
            here, there = (TraceLink.source_id, TraceLink.target_id)
            other = known.target
            if known.source != kind:
                here, there, other = there, here, known.source
            query = select(here, there).where(here.in_(ids))
            query = query.where(TraceLink.source_kind == known.source, TraceLink.target_kind == known.target)
            for mine, theirs in session.execute(query):
                found.setdefault((kind, mine), set()).add((other, theirs))
    return found


def unlink(session: WriteSession, conditions: Iterable[Any]) -> int:
    """Take the links that meet the conditions away; their clearings stay."""
    return int(session.execute(delete(TraceLink).where(*conditions)).rowcount)  # type: ignore[attr-defined]


def between(pairs: Iterable[tuple[Node, Node]]) -> Any:
    """The condition for the links with these two ends."""
    wanted = [(a[0].value, a[1], b[0].value, b[1]) for a, b in pairs]
    columns = (TraceLink.source_kind, TraceLink.source_id, TraceLink.target_kind, TraceLink.target_id)
    return tuple_(*columns).in_(wanted)

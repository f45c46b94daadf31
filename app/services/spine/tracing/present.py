"""What linked records say now beside what they said when they were linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import TraceLink
from app.services.rules.spine.fingerprints import differences
from app.services.spine.tracing.contents import Fields, contents
from app.services.spine.tracing.kinds import Rules, link_kinds

Node = tuple[NodeKind, str]
GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a linked record that changed. ``field`` is ``gone`` when the record itself is."""

    kind: NodeKind
    id: str
    field: str
    old: Any
    new: Any


class Present:
    """The records' content of this moment, each read once."""

    def __init__(self, session: Session, rules: Rules) -> None:
        self._session, self._rules = session, rules
        self._known: dict[NodeKind, dict[str, Fields | None]] = {}

    def read(self, nodes: Iterable[Node]) -> None:
        """Read many records at once, one kind after the other."""
        wanted: dict[NodeKind, set[str]] = {}
        for kind, id in nodes:
            if id not in self._known.get(kind, {}):
                wanted.setdefault(kind, set()).add(id)
        for kind, ids in wanted.items():
            found = contents(self._session, kind, ids, self._rules.fields.get(kind, ()))
            self._known.setdefault(kind, {}).update({id: found.get(id) for id in ids})

    def of(self, node: Node) -> Fields | None:
        """None when the record is gone."""
        self.read([node])
        return self._known[node[0]][node[1]]


def source(link: TraceLink) -> Node:
    """The end a link starts from."""
    return NodeKind(link.source_kind), link.source_id


def target(link: TraceLink) -> Node:
    """The end a link leads to."""
    return NodeKind(link.target_kind), link.target_id


def key(node: Node) -> str:
    """A record of the chain as text; :func:`node_of` reads it again."""
    return f"{node[0].value}:{node[1]}"


def node_of(text: str) -> Node:
    """What :func:`key` wrote. Raises ValueError for an unknown kind."""
    kind, _, id = text.partition(":")
    return NodeKind(kind), id


def nodes_of(links: Iterable[TraceLink]) -> set[Node]:
    """Everything whose content a link remembers."""
    found = set()
    for link in links:
        found |= {source(link), target(link), *map(node_of, link.upstream or ())}
    return found


def changes(link: TraceLink, present: Present) -> list[Difference]:
    """Field by field, what differs from what was linked. Only fields remembered are compared: a field that became
    meaningful later is taken up by a clearing or a change of the rules, never as a suspicion."""
    watched = link_kinds()[source(link)[0], target(link)[0]].influence is not None
    ends: list[tuple[Node, Mapping[str, Any]]] = [
        (source(link), link.source_fields if watched else {}),
        (target(link), link.target_fields if watched else {}),
        *((node_of(text), fields) for text, fields in link.upstream.items()),
    ]
    found = []
    for node, then in ends:
        now = present.of(node)
        if now is None:
            found.append(Difference(*node, GONE, None, None))
            continue
        for field, (old, new) in differences(then, {name: now.get(name) for name in then}).items():
            found.append(Difference(*node, field, old, new))
    return found

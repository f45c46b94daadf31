"""The state of a matrix as one document: coverage, findings and suspects, each count with its list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Coverage, Language, NeedType, NodeKind, Verified
from app.models import Need, TraceLink
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.pieces import pieces
from app.services.base.store import Store
from app.services.matrix import findings, verification
from app.services.matrix.answers import told
from app.services.matrix.findings import Finding, FindingKind
from app.services.matrix.index import Entry, Index, id_of, read_index
from app.services.matrix.naming import Named, named
from app.services.spine import tracing
from app.services.spine.tracing import Difference, Node, Suspect

Step = Callable[[int, int], None]


class SuspectLink(NamedTuple):
    """Why a link is suspect, and what its ends are called where they are there."""

    found: Suspect
    source: Named | None
    target: Named | None

    @property
    def id(self) -> str:
        """The link's id."""
        return self.found.link_id


@dataclass(frozen=True, slots=True)
class State:
    """Everything the matrix has to say today."""

    index: Index
    by_kind: Mapping[FindingKind, tuple[Finding, ...]]
    suspects: tuple[SuspectLink, ...]
    verified: Mapping[Verified, tuple[Entry, ...]]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, kind by kind."""
        return tuple(finding for some in self.by_kind.values() for finding in some)


def state(store: Store, today: date, matrix: str = ALL_CUSTOMERS, step: Step = lambda _done, _total: None) -> State:
    """One consistent view. Raises ``unknown_matrix``."""
    with store.read() as session:
        step(0, 3)
        index = read_index(session, today, matrix)
        step(1, 3)
        by_kind = findings.find(session, index)
        step(2, 3)
        return State(index, by_kind, tuple(_suspects(session, id_of(session, matrix))), _verified(session, index))


def _verified(session: Session, index: Index) -> dict[Verified, tuple[Entry, ...]]:
    """The requirements of a matrix with test cases by what these show; nothing where there is no test case."""
    wanted = {entry.id: entry for entry in index.entries if entry.type in findings.SERVING}
    tested = any(entry.type == NeedType.TEST for entry in index.entries)
    found: dict[Verified, list[Entry]] = {state: [] for state in Verified}
    for id, state in verification.states(session, list(wanted)).items() if tested else ():
        found[state].append(wanted[id])
    return {state: tuple(some) for state, some in found.items()}


def _suspects(session: Session, matrix_id: str) -> Iterable[SuspectLink]:
    """Suspect links of the matrix's needs, and those between other records that hang on them."""
    others = select(Need.id).where((Need.matrix_id != matrix_id) | Need.archived_at.is_not(None))
    query = select(TraceLink).where(TraceLink.suspect, TraceLink.source_id.not_in(others)).order_by(TraceLink.id)
    own = set(session.scalars(select(Need.id).where(Need.matrix_id == matrix_id)))
    links = _hanging(session, list(session.scalars(query)), own)
    found = told(session, tracing.explained(session, links))
    texts = named(session, [node for one in found for node in (one.source, one.target)])
    return [SuspectLink(one, texts.get(one.source), texts.get(one.target)) for one in found]


def _hanging(session: Session, links: Sequence[TraceLink], own: set[str]) -> list[TraceLink]:
    """Those of the links that start at one of these needs, at what is proposed for them, or at what is ordered of
    that."""
    edge = {(link.source_kind, link.source_id) for link in links if link.source_kind != NodeKind.NEED}
    above: dict[tuple[str, str], set[tuple[str, str]]] = {}
    while edge:
        found = _sources(session, edge)
        above |= found
        edge = {one for some in found.values() for one in some if one[0] != NodeKind.NEED} - above.keys()

    def hangs(node: tuple[str, str]) -> bool:
        return node[1] in own if node[0] == NodeKind.NEED else any(map(hangs, above.get(node, ())))

    return [link for link in links if hangs((link.source_kind, link.source_id))]


def _sources(session: Session, nodes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """What is linked to each of the nodes from above."""
    of_kind: dict[str, list[str]] = {}
    for kind, id in nodes:
        of_kind.setdefault(kind, []).append(id)
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    columns = (TraceLink.target_id, TraceLink.source_kind, TraceLink.source_id)
    for kind, ids in of_kind.items():
        for some in pieces(dict.fromkeys(ids)):
            query = select(*columns).where(TraceLink.target_kind == kind, TraceLink.target_id.in_(some))
            for target, source_kind, source in session.execute(query):
                found.setdefault((kind, target), set()).add((source_kind, source))
    return found


def document(state: State, language: Language) -> dict[str, Any]:
    """As ``trace --json`` prints it; described in the manual. Amounts in yuan; families
    by their codes, no names."""
    index = state.index
    return {
        "matrix": index.matrix,
        "as_of": index.today.isoformat(),
        "needs": len(index.entries),
        "coverage": {code: counted(map(_need, index.list(f"coverage.{code}"))) for code in Coverage},
        "in_force": {code: counted(map(_need, index.list(f"deep.{code}"))) for code in Coverage},
        "findings": {
            kind.value: counted(_finding(one, language) for one in some) for kind, some in state.by_kind.items()
        },
        "verification": {code.value: counted(map(_need, some)) for code, some in state.verified.items()},
        "suspects": counted(_suspect(*one) for one in state.suspects),
    }


def counted(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A number that cannot differ from its list."""
    found: Sequence[dict[str, Any]] = list(items)
    return {"count": len(found), "list": found}


def _need(entry: Entry) -> dict[str, Any]:
    return {
        "need": entry.number,
        "household": entry.household_code,
        "event": entry.event,
        "status": entry.status.value,
        "gap": entry.gap / 100,
        "proposed": entry.proposed / 100,
        "in_force": entry.in_force / 100,
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "kind": str(finding.item_kind),
        "id": finding.item_id,
        "text": finding.text[language != Language.ZH],
        "household": finding.household_code,
        "link": finding.link_id,
    }


def _suspect(found: Suspect, source: Named | None, target: Named | None) -> dict[str, Any]:
    return {
        "link": found.link_id,
        "source": _end(found.source, source),
        "target": _end(found.target, target),
        "since": found.since.isoformat() if found.since else None,
        "changed": [_changed(one) for one in found.changed],
    }


def _changed(one: Difference) -> dict[str, Any]:
    """What was answered stays in the store: that it changed is told, not what it was and is."""
    secret = one.kind == NodeKind.ANSWER
    old, new = (None, None) if secret else (one.old, one.new)
    return {"kind": one.kind.value, "field": one.field, "old": old, "new": new}


def _end(node: Node, name: Named | None) -> dict[str, Any]:
    """An answer's words stay in the store: they may tell of health and money."""
    secret = node[0] == NodeKind.ANSWER or name is None
    return {"kind": node[0].value, "id": node[1], "text": None if secret or name is None else name.text[0]}

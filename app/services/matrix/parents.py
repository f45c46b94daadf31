"""Parents of needs: told by a column, or by the number itself (CF4001.2.1 is under CF4001.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.enums import Verdict
from app.errors import Problem
from app.services.matrix.headers import ALIAS, PARENT
from app.services.tables.imports.plan import PlanRow

DOTTED = re.compile(r"(.*[^.])\.[^.]+")
PLAIN = re.compile(r"[\d.]+")
MOST_TOLD = 50


def parent_of(number: str, said: str, aliases: dict[str, str]) -> str:
    """The number of the parent, empty where there is none."""
    if said:
        return aliases.get(said, said)
    match = DOTTED.fullmatch(number)
    return match[1] if match else ""


def aliases_of(rows: Sequence[PlanRow]) -> dict[str, str]:
    """Other programs name a parent by an id of their own."""
    return {row.payload[ALIAS]: row.name for row in rows if row.payload and row.payload.get(ALIAS)}


def parent_problems(rows: Sequence[PlanRow], known: set[str]) -> list[Problem]:
    """Orphans and rings, told and never dropped; at most fifty."""
    kept = [row for row in rows if row.verdict in (Verdict.ADDED, Verdict.UPDATED, Verdict.UNCHANGED)]
    aliases = aliases_of(kept)
    there = known | {row.name for row in kept}
    parents = {row.name: parent_of(row.name, str((row.payload or {}).get(PARENT) or ""), aliases) for row in kept}
    # 1.1 and 3.10 in a table that has neither 1 nor 3 are plain numbers, not children.
    roots = {number.partition(".")[0] for number, parent in parents.items() if parent in there}
    found = []
    for row in kept:
        parent, said = parents[row.name], bool((row.payload or {}).get(PARENT))
        plain = not said and PLAIN.fullmatch(row.name) and row.name.partition(".")[0] not in roots
        if parent and row.record and parent not in there and not plain:
            found.append(Problem("need_orphan", row.record.place("number"), {"number": row.name, "parent": parent}))
        elif row.record and in_ring(row.name, parents):
            found.append(Problem("need_ring", row.record.place("number"), {"number": row.name}))
    return found[:MOST_TOLD]


def in_ring(number: str, parents: dict[str, str]) -> bool:
    """Whether a need would be its own ancestor."""
    seen, at = {number}, parents.get(number, "")
    while at and at in parents:
        if at == number:
            return True
        if at in seen:
            return False
        seen.add(at)
        at = parents[at]
    return at == number

"""What a requirement table says a need is under, and related to: by a column, or by the number itself (CF4001.2.1 is
under CF4001.2).

One cell may name several, as other tools write it: ``A; B``, one in a line, ``A:stamp``. A need has one parent; the
others it names become links between needs (docs/decisions/0051-dirty-second-parents.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.enums import Verdict
from app.errors import Problem
from app.services.matrix import roles
from app.services.matrix.headers import ALIAS, PARENT, RELATED, ROLES, UNKNOWN
from app.services.matrix.relations import cell
from app.services.tables.imports.plan import PlanRow
from app.services.tables.tabular import Table

DOTTED = re.compile(r"(.*[^.])\.[^.]+")
PLAIN = re.compile(r"[\d.]+")
MOST_TOLD = 50
_APART = re.compile(r"[;,；，、|\n\r\t]+")
_STAMP = re.compile(r"(.+?):\S*")  # Doorstop: the number, then the print of what it said


class Numbers:
    """The numbers a table may mean: its own, those of the matrix, and the ids another program has for them."""

    def __init__(self, table: Table, known: Collection[str]) -> None:
        records = list(table.records())
        self._there = {*known, *(record.text("number") for record in records)} - {""}
        aliases = {record.text(ALIAS): record.text("number") for record in records} if ALIAS in table.columns else {}
        self._aliases = {alias: number for alias, number in aliases.items() if alias and alias not in self._there}

    def named(self, text: str) -> tuple[dict[str, str], list[str]]:
        """(number → role of those that are there, what is none of them) in the order of the cell, each once."""
        if not text.strip():
            return {}, []
        parts = [text.strip()] if self._number(text) else [part.strip() for part in _APART.split(text)]
        if len(parts) == 1 and not self._number(parts[0]) and all(map(self._number, parts[0].split())):
            parts = parts[0].split()
        known: dict[str, str] = {}
        unknown: dict[str, None] = {}
        for part in filter(None, parts):
            number, role = self._meant(part)
            if number:
                known[number] = roles.joined(known.get(number, ""), role)
            else:
                unknown[part] = None
        return known, list(unknown)

    def _meant(self, text: str) -> tuple[str, str]:
        """The number and its role; ("", "") for none that is there."""
        if number := self._number(text):
            return number, ""
        bare, role = roles.from_cell(text)
        return (number, role) if bare != text and (number := self._number(bare)) else ("", "")

    def _number(self, text: str) -> str:
        """The number that is meant; "" for none that is there."""
        bare = text.strip()
        stamped = _STAMP.fullmatch(bare)
        for word in (bare, stamped[1].strip() if stamped else ""):
            if word in self._there:
                return word
            if word in self._aliases:
                return self._aliases[word]
        return ""

    def placed(self, number: str, values: Mapping[str, Any], parent: str, related: Mapping[str, str]) -> dict[str, Any]:
        """The values of a row with one parent and the rest as related needs. ``parent`` and ``related`` are what the
        store has: a parent that is still named stays, and nothing related is taken away."""
        known, unknown = self.named(str(values.get(PARENT) or ""))
        others = [one for one in known if one != number]
        first = parent if parent in others else next(iter([*others, *known]), "")
        linked, strange = self.named(str(values.get(RELATED) or ""))
        beside = {one: known[one] for one in others if one != first}
        for one in (*linked, *related):
            beside[one] = roles.joined(beside.get(one, ""), related.get(one, ""), linked.get(one, ""))
        beside = {one: beside[one] for one in sorted(beside) if one != number}
        missing = unknown if first else unknown[1:]
        found = dict(values)
        if PARENT in values:
            found[PARENT] = first or next(iter(unknown), "")
        return found | {RELATED: cell(beside), ROLES: beside, UNKNOWN: (tuple(missing), tuple(strange))}


def parent_of(number: str, said: str) -> str:
    """The number of the parent, empty where there is none."""
    if said:
        return said
    match = DOTTED.fullmatch(number)
    return match[1] if match else ""


def parent_problems(rows: Sequence[PlanRow], known: set[str]) -> list[Problem]:
    """Orphans, rings, and numbers that are not there: told and never dropped; at most fifty of each row's kind."""
    kept = [row for row in rows if row.verdict in (Verdict.ADDED, Verdict.UPDATED, Verdict.UNCHANGED)]
    there = known | {row.name for row in kept}
    parents = {row.name: parent_of(row.name, str((row.payload or {}).get(PARENT) or "")) for row in kept}
    # 1.1 and 3.10 in a table that has neither 1 nor 3 are plain numbers, not children.
    roots = {number.partition(".")[0] for number, parent in parents.items() if parent in there}
    found: list[Problem] = []
    for row in kept:
        parent, said = parents[row.name], bool((row.payload or {}).get(PARENT))
        plain = not said and PLAIN.fullmatch(row.name) and row.name.partition(".")[0] not in roots
        if parent and row.record and parent not in there and not plain:
            found.append(Problem("need_orphan", row.record.place("number"), {"number": row.name, "parent": parent}))
        elif row.record and in_ring(row.name, parents):
            found.append(Problem("need_ring", row.record.place("number"), {"number": row.name}))
        found += _unknown(row)
    return found[:MOST_TOLD]


def _unknown(row: PlanRow) -> list[Problem]:
    missing, strange = (row.payload or {}).get(UNKNOWN) or ((), ())
    if row.record is None:
        return []
    told = [(PARENT, "need_parent_unknown", one) for one in missing]
    told += [(RELATED, "need_related_unknown", one) for one in strange]
    return [Problem(code, row.record.place(field), {"number": row.name, "other": one}) for field, code, one in told]


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

"""Every enum of the program and its words: each member has them, and no word is left of a member that went."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.sources import nodes
from tools.vocabulary import Vocabulary

# Enums are named here by the end of their place: ``Class``, or ``module.Class`` where a name stands twice. Each has its
# words under its own name in snake case, except these:
UNDER = {
    "Cause": "kpi_cause",
    "CellKind": "field_kind",
    "RiskKind": "weekly.risk",
    "SignKind": "coaching.sign",
    "coaching.Verdict": "coaching.verdict",
    "kpis.Unit": "weekly.unit",
    "matrix.findings.FindingKind": "finding",
    "rollup.findings.FindingKind": "rollup.kind",
}
# A new enum without words is a fault until it stands here with its reason.
WORDLESS = {
    "Align": "how a column stands on paper",
    "Basis": "each basis has a sentence of the window with its numbers",
    "Card": "the title of a card is a sentence of the window",
    "CellForm": "how a value of a sheet is typed and read",
    "ChangeKind": "what pages tell each other",
    "FieldIs": "how a field of a customer is read, checked and shown",
    "Grade": "P1 to P5 in both languages",
    "How": "how rows become a figure; the sentence of each card says it",
    "Kept": "where a field of a customer stands",
    "Language": "each language is called by its own name",
    "Match": "decides what an import does with a row; the row's problem says it",
    "Origin": "each origin has a sentence of the window with its numbers",
    "ReportKind": "what may be asked of a field",
    "Shape": "how a chart is drawn",
    "Sort": "the chips of a line have sentences of the window",
    "Style": "how a chart is drawn",
    "Tracker": "names of programs",
    "Wish": "each wish is an act with a sentence of its own",
    "assumptions.Unit": "how a number is written",
    "columns.Kind": "how a cell is formatted",
    "today_groups.Tone": "a colour",
}
# A member that is shown as nothing.
SILENT = {
    "Mark": {"": "a certain figure carries no mark"},
    "Bound": {"exact": "an exact figure carries no mark"},
}
# Words beside those of the members. What follows a member and a dot, as in ``tie.parent.F``, is a shade of it.
BESIDE = {
    "event": "needs that catalogues of goods name themselves",
    "finding": "suitability speaks under the same name",
}


@dataclass(frozen=True, slots=True)
class Family:
    """An enum class by its dotted place, with the values of its members."""

    name: str
    members: tuple[str, ...]

    @property
    def prefix(self) -> str:
        own = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.name.rpartition(".")[2]).lower()
        return next((UNDER[end] for end in self.ends if end in UNDER), own)

    @property
    def ends(self) -> list[str]:
        parts = self.name.split(".")
        return [".".join(parts[start:]) for start in range(len(parts))]

    @property
    def spoken(self) -> list[str]:
        """The members that have words."""
        if any(end in WORDLESS for end in self.ends):
            return []
        silent = next((SILENT[end] for end in self.ends if end in SILENT), {})
        return [member for member in self.members if member not in silent]


def families(root: Path) -> Iterator[Family]:
    """Every StrEnum in app/, read from the code."""
    for file in sorted((root / "app").rglob("*.py")):
        for node in nodes(file):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("StrEnum") for base in node.bases):
                place = file.relative_to(root).with_suffix("").parts
                yield Family(".".join([*place, node.name]), tuple(_members(node)))


def faults(found: Iterable[Family], words: Vocabulary) -> Iterator[str]:
    """Members without words, and words without a member."""
    said = _under(words)
    members: dict[str, set[str]] = defaultdict(set)
    for family in found:
        members[family.prefix] |= set(family.spoken)
        for member in family.spoken:
            if member not in said[family.prefix]:
                yield f"{family.name}: no words for {family.prefix}.{member}"
    for prefix in members.keys() - BESIDE.keys():
        for rest in said[prefix] if members[prefix] else ():
            if not any(rest == member or rest.startswith(f"{member}.") for member in members[prefix]):
                yield f"{prefix}.{rest}: no member of an enum is called so"


def stale(found: Iterable[Family]) -> Iterator[str]:
    """Exceptions above that except nothing any more."""
    for name in sorted({*UNDER, *WORDLESS, *SILENT} - {end for family in found for end in family.ends}):
        yield f"tools/enum_words.py: there is no enum {name} any more"


def _under(words: Mapping[str, object]) -> Mapping[str, set[str]]:
    """``stage`` → what follows ``stage.``; of codes with several dots at each of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in words:
        parts = code.split(".")
        for end in range(1, len(parts)):
            found[".".join(parts[:end])].add(".".join(parts[end:]))
    return found


def _members(enum: ast.ClassDef) -> Iterator[str]:
    for statement in enum.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            yield str(statement.value.value)

"""What the roll-up finds: never an error, always a sentence with its file, sheet and row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from app import words
from app.enums import Language
from app.errors import Place, Problem
from app.words import say


class FindingKind(StrEnum):
    UNREADABLE = "unreadable"
    MISSING = "missing"
    LATE = "late"
    NEWER = "newer"
    DUPLICATE = "duplicate"
    EDITED = "edited"
    IMPOSSIBLE = "impossible"
    WRONG_WEEK = "wrong_week"
    CHANGED = "changed"
    UNKNOWN_AGENT = "unknown_agent"
    IDENTITY = "identity"
    DEFINITIONS = "definitions"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` finds the words (``rollup.finding.<code>``); ``values`` fill them. ``grave`` asks for an answer now.

    A value written ``{"word": code}`` is itself a code of the vocabulary, so that a kept finding speaks any language.
    """

    kind: FindingKind
    code: str
    grave: bool = False
    agent: str = ""
    agent_name: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    cell: str = ""  # as a spreadsheet names it
    values: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""  # of an unreadable file: the error's code

    def text(self, language: Language) -> str:
        """What is wrong and what it means for the figures."""
        values = {name: _spoken(value, language) for name, value in self.values.items()}
        values |= {"cell": self.cell, "row": self.row}
        if self.problem:
            return words.explain(Problem(self.problem, Place(sheet=self.sheet or None, row=self.row), values), language)
        return say(f"rollup.finding.{self.code}", language, **values)

    def document(self, language: Language) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "kind": self.kind.value,
            "grave": self.grave,
            "agent": self.agent,
            "name": self.agent_name,
            "file": self.file,
            "sheet": self.sheet or None,
            "row": self.row,
            "cell": self.cell or None,
            "message": self.text(language),
        }

    def kept(self) -> dict[str, Any]:
        """As JSON for the store; :func:`from_kept` brings it back."""
        return asdict(self) | {"kind": self.kind.value, "values": dict(self.values)}


def from_kept(document: Mapping[str, Any]) -> Finding:
    """As it was kept with its week."""
    return Finding(**{**document, "kind": FindingKind(document["kind"])})


def word(code: str) -> dict[str, str]:
    """A value to be spoken in the reader's language."""
    return {"word": code}


def _spoken(value: Any, language: Language) -> Any:
    if isinstance(value, Mapping) and "word" in value:
        return say(value["word"], language)
    if isinstance(value, Mapping) and "kpi" in value:
        return value["kpi"][language != Language.ZH]
    return value


def grave_of(findings: Iterable[Finding]) -> int:
    """How many ask for an answer: the one count of window, workbook and command line."""
    return sum(1 for one in findings if one.grave)


def ordered(findings: list[Finding]) -> list[Finding]:
    """The grave first, then by kind, agent and place: the same for the same input."""
    kinds = list(FindingKind)
    return sorted(
        findings,
        key=lambda one: (
            not one.grave, kinds.index(one.kind), one.agent, one.file, one.sheet, one.row or 0, one.code,
            str(sorted(one.values.items(), key=str)),
        ),
    )  # fmt: skip

"""What an import did, row by row: nothing read is ever unaccounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app import words
from app.enums import Language
from app.errors import Problem


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row left out on purpose (an empty or summary row): where, and the code of why (words ``ignored.<reason>``)."""

    row: int
    reason: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row of a file brings: a new record, or ``fields`` of a known one as field → (old, new)."""

    row: int
    name: str
    added: bool
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of rows (of products, for a catalogue). ``rejected`` holds one tuple of problems for each rejected row.
    ``changes`` says of a dry run, where the import knows it, what each added or updated row brings. ``absent`` names
    the records of a requirement table the file no longer has; ``batch`` is the id the import is undone by; ``rest`` is
    how many rejected rows could come in without their bad cells.

    Raises ValueError when ``read`` is not the sum of the rest: such a report would be untrue.
    """

    read: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[tuple[Problem, ...], ...] = ()
    ignored: tuple[Ignored, ...] = ()
    warnings: tuple[Problem, ...] = field(default=())
    dry_run: bool = False
    changes: tuple[RowChange, ...] = ()
    absent: tuple[str, ...] = ()
    batch: str | None = None
    rest: int = 0

    def __post_init__(self) -> None:
        parts = self.added + self.updated + self.unchanged + len(self.rejected) + len(self.ignored)
        if self.read != parts:
            raise ValueError(f"{self.read} rows read, {parts} accounted for")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was wrong with rejected rows, in one row."""
        return tuple(problem for row in self.rejected for problem in row)

    def document(self, language: Language) -> dict[str, Any]:
        """What the command line prints: one entry of ``rejected`` per rejected row, further faults under ``more``."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": [_rejected(row, language) for row in self.rejected],
            "ignored": [
                {"row": one.row, "reason": words.say(f"ignored.{one.reason}", language), "sheet": one.sheet}
                for one in self.ignored
            ],
            "warnings": [_entry(problem, language) for problem in self.warnings],
            "dry_run": self.dry_run,
            "absent": list(self.absent),
            "batch": self.batch,
            "rest": self.rest,
        }


def _rejected(row: tuple[Problem, ...], language: Language) -> dict[str, Any]:
    entries = [_entry(problem, language) for problem in row]
    return entries[0] | ({"more": entries[1:]} if len(entries) > 1 else {})


def _entry(problem: Problem, language: Language) -> dict[str, Any]:
    place = problem.place
    return {
        "row": place.row,
        "column": place.column,
        "code": problem.code,
        "message": words.explain(problem, language),
        "sheet": place.sheet,
    }

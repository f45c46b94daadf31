"""What an import would do, row by row, before anything is written. Each row of the file is in it exactly once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.enums import Verdict
from app.errors import Problem
from app.services.tables.reports import Ignored, ImportReport, RowChange
from app.services.tables.tabular import Record

NEW, SKIP, TAKE, REST = "new", "skip", "take", "rest"
Decisions = Mapping[int, str]
"""Row number → NEW, SKIP, TAKE (the file's side of a conflict), REST (what is sound of a row with bad cells), or the id
of the record the row is about."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that may be the same as a row. ``score`` is 0 to 100; ``reasons`` are codes; ``texts`` by field."""

    id: str
    code: str
    name: str
    score: int
    reasons: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """``fields`` is field → (old, new) of an updated row; ``payload`` what the import writes, for it alone.

    ``problems`` are why a row is rejected, or what was left out of one that is not. ``rest``: a rejected row could come
    in without its bad cells.
    """

    number: int
    verdict: Verdict
    name: str = ""
    record: Record | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    twins: tuple[Twin, ...] = ()
    reason: str = ""
    target: str | None = None
    rest: bool = False
    payload: Any = field(default=None, repr=False)

    @property
    def id(self) -> str:
        """Its row number as text: what a table tells its rows apart by."""
        return str(self.number)

    @property
    def wrong(self) -> frozenset[str]:
        """The headers of the cells at fault."""
        return frozenset(problem.place.column for problem in self.problems if problem.place.column)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``absent`` are records the store has and the file has not: told, never deleted."""

    file: str
    rows: tuple[PlanRow, ...]
    warnings: tuple[Problem, ...] = ()
    absent: tuple[str, ...] = ()
    sheet: str | None = None

    def of(self, verdict: Verdict) -> list[PlanRow]:
        """The rows with this verdict, in the order of the file."""
        return [row for row in self.rows if row.verdict == verdict]

    def _left_out(self) -> list[Problem]:
        """What is missing of rows that came in without it."""
        return [problem for row in self.rows if row.verdict != Verdict.REJECTED for problem in row.problems]

    def report(self, *, dry_run: bool, batch: str | None = None) -> ImportReport:
        """The plan in numbers, as what was done; a dry run also says what each row would bring."""
        changes: Sequence[RowChange] = ()
        if dry_run:
            changes = [
                RowChange(row.number, row.name, row.verdict == Verdict.ADDED, row.fields)
                for row in self.rows
                if row.verdict in (Verdict.ADDED, Verdict.UPDATED)
            ]
        return ImportReport(
            read=len(self.rows),
            added=len(self.of(Verdict.ADDED)),
            updated=len(self.of(Verdict.UPDATED)),
            unchanged=len(self.of(Verdict.UNCHANGED)),
            rejected=tuple(row.problems for row in self.of(Verdict.REJECTED)),
            ignored=tuple(Ignored(row.number, row.reason, self.sheet) for row in self.of(Verdict.IGNORED)),
            warnings=(*self.warnings, *self._left_out()),
            dry_run=dry_run,
            changes=tuple(changes),
            absent=self.absent,
            batch=batch,
            rest=sum(1 for row in self.of(Verdict.REJECTED) if row.rest),
        )

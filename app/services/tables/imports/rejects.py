"""The rows an import left out, as they were, each with its reason: to be mended and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app import words
from app.enums import Language, Verdict
from app.errors import Place, Problem
from app.services.tables.imports.plan import ImportPlan, PlanRow
from app.services.tables.sheets_out import OutSheet, Value, write_tables
from app.services.tables.tabular import as_text


def write_rejects(path: Path, plan: ImportPlan, language: Language) -> int:
    """xlsx, or csv where the name says so, under the headers of the file; returns how many rows."""
    rows = [row for row in plan.of(Verdict.REJECTED) if row.record is not None]
    headers = list(rows[0].record.table.headers) if rows and rows[0].record else []
    titles = [words.say("import.row", language), words.say("import.reason", language)]
    lines: list[Sequence[Value]] = [[row.number, _reasons(row, language), *_cells(row, len(headers))] for row in rows]
    write_tables(path, [OutSheet("rejected", [*titles, *headers], lines, widths=[8.0, 48.0], frozen_columns=2)])
    return len(rows)


def _cells(row: PlanRow, width: int) -> list[str]:
    assert row.record is not None
    cells = [as_text(cell) for cell in row.record.row.cells]
    return (cells + [""] * width)[:width]


def _reasons(row: PlanRow, language: Language) -> str:
    said = [Problem(p.code, Place(column=p.place.column), p.values) for p in row.problems]
    return " ".join(words.explain(problem, language) for problem in said)

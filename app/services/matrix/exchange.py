"""The matrix to Excel and back: unchanged rows stay untouched, nothing is deleted because it is absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app import words
from app.enums import Language, Level, NeedStatus, NodeKind
from app.errors import InputError, Problem
from app.models import Matrix, Need
from app.services import tracing
from app.services.founding import ALL_CUSTOMERS
from app.services.matrix.editing import apply
from app.services.matrix.listing import MatrixRow, rows
from app.services.reports import Ignored, ImportReport, RowChange
from app.services.sheets_out import OutSheet, write_tables
from app.services.store import Actor, Store, WriteSession
from app.services.tabular import Record, Table, find_table, read_tables

COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "需求编号", "Number", "Requirement ID", "ID", "NO."),
    "household_code": ("客户编号", "Customer code"),
    "event": ("种类", "Kind"),
    "description": ("描述", "需求描述", "Description", "Requirement"),
    "gap": ("缺口（元）", "Gap (yuan)"),
    "in_force": ("已生效（元）", "In force (yuan)"),
    "proposed": ("已建议（元）", "Proposed (yuan)"),
    "coverage": ("覆盖", "Coverage"),
    "importance": ("重要性", "Importance"),
    "urgency": ("紧急性", "Urgency"),
    "status": ("状态", "Status"),
    "planned_start": ("计划开始", "Planned start"),
    "planned_finish": ("计划完成", "Planned finish"),
    "actual_start": ("实际开始", "Actual start"),
    "actual_finish": ("实际完成", "Actual finish"),
    "owner_code": ("负责人工号", "Owner code"),
    "owner_name": ("负责人", "Owner"),
    "notes": ("备注", "Notes"),
    "mark": ("日期提示", "Dates"),
}
EDITABLE = (
    "description", "importance", "urgency", "status", "planned_start", "planned_finish", "actual_start",
    "actual_finish",
    "owner_code", "owner_name", "notes",
)  # fmt: skip
ENUMS: dict[str, type[StrEnum]] = {"importance": Level, "urgency": Level, "status": NeedStatus}
DATES = ("planned_start", "planned_finish", "actual_start", "actual_finish")
COLOURS = {
    "coverage.covered": "#DDEFE3", "coverage.partial": "#FFF1D6", "coverage.open": "#F8DFDC",
    "coverage.over_covered": "#E4DDF3",
    "date_mark.late": "#F8DFDC", "date_mark.due": "#FFF1D6", "date_mark.done": "#DDEFE3",
}  # fmt: skip


def export_file(store: Store, path: Path, language: Language, today: date, matrix: str = ALL_CUSTOMERS) -> int:
    """Write the matrix with its legend; returns the number of needs. Names stay out: customers appear as codes."""
    found = rows(store, today, matrix=matrix)
    heads = [column_title(name, language) for name in COLUMNS]
    at = {name: number for number, name in enumerate(COLUMNS)}
    choices = {at[name]: [words.of(value, language) for value in family] for name, family in ENUMS.items()}
    colours = {words.say(code, language): colour for code, colour in COLOURS.items()}
    sheet = OutSheet(
        _word(language, "需求矩阵", "Matrix"),
        heads,
        [[_cell(row, name, language) for name in COLUMNS] for row in found],
        widths=[10, 10, 10, 24, 12, 12, 12, 12, 8, 8, 10, 12, 12, 12, 12, 10, 10, 24, 12],
        formats={at[name]: "#,##0" for name in ("gap", "in_force", "proposed")},
        choices=choices,
        frozen_columns=2,
        colours=colours,
    )
    legend = OutSheet(
        _word(language, "图例", "Legend"),
        [_word(language, "标记", "Mark")],
        [[text] for text in colours],
        widths=[20],
        colours=colours,
    )
    write_tables(path, [sheet, legend])
    return len(found)


def import_file(
    store: Store,
    actor: Actor,
    path: Path,
    *,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    matrix: str | None = None,
) -> ImportReport:
    """Bring an edited matrix back. Rows are found by their number; into a named matrix new numbers are added.

    Raises InputError for a file that is no matrix. Rejected rows are reported, the others written in one unit of work.
    """
    code = matrix or ALL_CUSTOMERS
    workbook = read_tables(path)
    table = find_table(
        workbook.file, workbook.sheet(sheet) if sheet else workbook.sheets[0], COLUMNS, ("number",), mapping
    )
    try:
        return _bring_in(store, actor, table, code, matrix, dry_run=dry_run)
    except _PreviewError as preview:
        return preview.report


class _PreviewError(Exception):
    """Leaves the unit of work of a dry run, so that nothing of it is kept."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def _bring_in(store: Store, actor: Actor, table: Table, code: str, name: str | None, *, dry_run: bool) -> ImportReport:
    with store.write(actor, "matrix.import") as session:
        target = _matrix(session, code, name)
        kept = {need.number: need for need in session.scalars(select(Need).where(Need.matrix_id == target.id))}
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        rejected: list[tuple[Problem, ...]] = []
        ignored: list[Ignored] = []
        seen: set[str] = set()
        details: list[RowChange] = []
        total = 0
        for record in table.records():
            total += 1
            number = record.text("number")
            if not number:
                ignored.append(Ignored(record.number, "empty", table.sheet))
                continue
            try:
                if number in seen:
                    raise InputError(Problem("twice", record.place("number"), {"text": number}))
                seen.add(number)
                with session.begin_nested():  # a row that is refused leaves nothing behind
                    change = _take(session, record, number, kept, target, code)
                counts["unchanged" if change is None else "added" if change.added else "updated"] += 1
                if change is not None and dry_run:
                    details.append(change)
            except InputError as error:
                rejected.append(_placed(record, error))
        session.note(**counts, rejected=len(rejected))
        report = ImportReport(
            read=total,
            added=counts["added"],
            updated=counts["updated"],
            unchanged=counts["unchanged"],
            rejected=tuple(rejected),
            ignored=tuple(ignored),
            dry_run=dry_run,
            changes=tuple(details),
        )
        if dry_run:
            raise _PreviewError(report)
        return report


def _take(
    session: WriteSession, record: Record, number: str, kept: dict[str, Need], target: Matrix, code: str
) -> RowChange | None:
    """Write one row; what it changed, or None."""
    need = kept.get(number)
    values = _read(record)
    if need is None:
        if code == ALL_CUSTOMERS:
            raise InputError(Problem("need_unknown", record.place("number"), {"number": number}))
        need = Need(matrix_id=target.id, number=number, event=record.text("event"), gap=record.fen("gap") or 0)
        session.add(need)
        session.flush()
        apply(session, need, {name: value for name, value in values.items() if value not in (None, "")})
        return RowChange(record.number, number, True, {})
    fields = {
        name: (getattr(need, name), value)
        for name, value in values.items()
        if _folded(value) != _folded(getattr(need, name))
    }
    if not fields:
        return None
    apply(session, need, {name: new for name, (_, new) in fields.items()})
    tracing.touched(session, NodeKind.NEED, [need.id])
    return RowChange(record.number, number, False, fields)


def _read(record: Record) -> dict[str, Any]:
    """The editable fields whose columns the file has."""
    values: dict[str, Any] = {}
    for name in EDITABLE:
        if name not in record.table.columns:
            continue
        if name in DATES:
            values[name] = record.day(name)
        elif name in ENUMS:
            if text := record.text(name):
                values[name] = _enum(record, name, text)
        else:
            values[name] = record.text(name)
    return values


def _enum(record: Record, name: str, text: str) -> str:
    for value in ENUMS[name]:
        if text in (value.value, words.of(value, Language.ZH), words.of(value, Language.EN)):
            return value.value
    choices = ", ".join(words.of(value, Language.ZH) for value in ENUMS[name])
    raise InputError(Problem("not_a_choice", record.place(name), {"text": text, "choices": choices}))


def _folded(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _placed(record: Record, error: InputError) -> tuple[Problem, ...]:
    return tuple(
        problem
        if problem.place.row is not None
        else Problem(problem.code, record.place(problem.place.field), problem.values)
        for problem in error.problems
    )


def _matrix(session: WriteSession, code: str, name: str | None) -> Matrix:
    found = session.scalars(select(Matrix).where(Matrix.code == code)).one_or_none()
    if found is None:
        found = Matrix(code=code, name=name or code)
        session.add(found)
        session.flush()
    return found


def _cell(row: MatrixRow, name: str, language: Language) -> Any:
    if name in ("gap", "in_force", "proposed"):
        return getattr(row, name) / 100
    if name == "event":
        return words.say(f"event.{row.event}", language) if words.known(f"event.{row.event}") else row.event
    if name == "mark":
        return words.say(f"date_mark.{row.mark.value}", language)
    value = getattr(row, name)
    return words.of(value, language) if isinstance(value, StrEnum) else value


def say_change(name: str, value: Any, language: Language) -> str:
    """A value of an editable field as a person reads it."""
    if value in (None, ""):
        return "—"
    return words.of(ENUMS[name](value), language) if name in ENUMS else str(value)


def column_title(name: str, language: Language) -> str:
    chinese = [text for text in COLUMNS[name] if not text.isascii()]
    return chinese[0] if language == Language.ZH else next(text for text in COLUMNS[name] if text.isascii())


def _word(language: Language, chinese: str, english: str) -> str:
    return chinese if language == Language.ZH else english

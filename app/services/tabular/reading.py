"""The one reader of foreign tables: an ``.xlsx`` workbook or a delimited text, known by its content, not its name.

Whatever cannot be read is an InputError that says why; a file without a single filled cell is one too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError, Place, Problem
from app.services.tabular import container
from app.services.tabular.cells import Cell

LARGEST_FILE = 100 * 1024 * 1024
SHEET_OF_TEXT = ""  # a text has one sheet and it has no name


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is the row as the user counts it, from 1, whatever was left out above."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows with at least one filled cell.

    ``merged`` holds (top, left, bottom, right): rows from 1, columns from 0.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """``file`` is the bare name, for messages. Sheets come in the file's order, empty ones included."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name (case and outer space ignored). Raises InputError ``sheet_missing``."""
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        there = "、".join(sheet.name for sheet in self.sheets)
        raise InputError(Problem("sheet_missing", Place(file=self.file), {"sheet": name, "there": there}))


def read_tables(path: Path) -> Workbook:
    """Every sheet of the file. Raises InputError naming the file and the reason."""
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FILE else b""
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(path)})) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": error.strerror or str(error)})) from error
    if size > LARGEST_FILE:
        raise InputError(Problem("table_too_large", place, {"limit": LARGEST_FILE // 1024 // 1024}))
    is_workbook = container.kind_of(content, place) == container.XLSX
    sheets = _xlsx(content, place) if is_workbook else (_text(content, place),)
    if not any(sheet.rows for sheet in sheets):
        raise InputError(Problem("table_empty", place))
    return Workbook(path.name, sheets)


def _xlsx(content: bytes, place: Place) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    container.check_xlsx(content, place)
    sheets = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                first = (sheet.start or (0, 0))[0] + 1
                left = (sheet.start or (0, 0))[1]
                rows = (
                    _row(number, cells, left) for number, cells in enumerate(sheet.to_python(), first)
                )  # fmt: skip
                merged = tuple((a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in sheet.merged_cell_ranges or ())
                sheets.append(Sheet(about.name, tuple(row for row in rows if row is not None), merged))
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(Problem("table_damaged", place, {"reason": str(error)})) from error
    return tuple(sheets)


def _row(number: int, cells: Sequence[Cell], left: int) -> Row | None:
    kept: list[Cell] = [None if cell == "" else cell for cell in cells]
    while kept and (kept[-1] is None or (isinstance(kept[-1], str) and not kept[-1].strip())):
        kept.pop()
    return Row(number, (None,) * left + tuple(kept)) if kept else None


def _text(content: bytes, place: Place) -> Sheet:
    text = container.decoded(content, place)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max((",", "\t", ";", "，", "|"), key=first_line.count)
    csv.field_size_limit(1_000_000)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if row := _row(number, list(cells), 0):
                rows.append(row)
    except csv.Error as error:
        raise InputError(Problem("table_damaged", place, {"reason": str(error)})) from error
    return Sheet(SHEET_OF_TEXT, tuple(rows))

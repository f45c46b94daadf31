"""Which row of a sheet is its header, and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.errors import InputError, Place, Problem, bad_input
from app.services.tabular.cells import Cell, as_date, as_decimal, as_text, as_whole, as_yes_no, folded
from app.services.tabular.reading import Row, Sheet

Synonyms = Mapping[str, Sequence[str]]  # field -> the headers it goes by; the field's own name counts as well
Value = TypeVar("Value")
LOOK_AT = 20  # titles, dates and notes above the header


@dataclass(frozen=True, slots=True)
class Record:
    """One row under the header. The typed readers raise InputError with the exact place."""

    table: Table
    row: Row

    @property
    def number(self) -> int:
        return self.row.number

    def cell(self, field: str) -> Cell:
        """None when the column or the cell is not there."""
        at = self.table.columns.get(field)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else None

    def place(self, field: str | None = None) -> Place:
        column = self.table.header_of(field) if field else None
        return Place(self.table.file, self.table.sheet or None, self.row.number, column)

    def text(self, field: str) -> str:
        return as_text(self.cell(field))

    def decimal(self, field: str) -> Decimal | None:
        return self._read(field, as_decimal, "not_a_number")

    def whole(self, field: str) -> int | None:
        return self._read(field, as_whole, "not_whole")

    def day(self, field: str) -> date | None:
        return self._read(field, as_date, "not_a_date")

    def yes(self, field: str) -> bool | None:
        return self._read(field, as_yes_no, "not_yes_no")

    def fen(self, field: str) -> int | None:
        """Money given in yuan; fractions of a fen are an error."""
        return self._read(field, _fen, "not_money")

    def _read(self, field: str, reader: Callable[[Cell], Value], code: str) -> Value:
        try:
            return reader(self.cell(field))
        except (ValueError, OverflowError):
            raise bad_input(code, self.place(field), text=self.text(field)) from None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header is known. ``columns`` is field -> column from 0; ``unknown`` are headers not used."""

    file: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]
    rows: tuple[Row, ...] = field(repr=False)
    unknown: tuple[str, ...] = ()

    def header_of(self, field: str) -> str:
        at = self.columns.get(field)
        return self.headers[at] if at is not None and self.headers[at] else field

    def records(self) -> Iterator[Record]:
        return (Record(self, row) for row in self.rows)


def header_key(text: str) -> str:
    """How headers are compared: width, case, spaces, stars and punctuation do not matter."""
    return re.sub(r"[\s_\-*:：.。/、#]+", "", folded(text))


def find_table(
    file: str,
    sheet: Sheet,
    synonyms: Synonyms,
    required: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
) -> Table:
    """The table of a sheet: its header is the row, of the first twenty, that names most fields.

    ``mapping`` (field -> header) wins over the synonyms. Raises InputError ``no_header`` when no row names a field,
    ``columns_missing`` with the headers that are there, ``no_such_header`` or ``no_such_field`` for a bad mapping.
    """
    place = Place(file=file, sheet=sheet.name or None)
    if not sheet.rows:
        raise InputError(Problem("sheet_empty", place))
    mapping = mapping or {}
    if strange := [name for name in mapping if name not in synonyms]:
        raise InputError(
            [Problem("no_such_field", values={"field": name, "known": ", ".join(synonyms)}) for name in strange]
        )
    found = [(_columns(row, synonyms, mapping), at) for at, row in enumerate(sheet.rows[:LOOK_AT])]
    columns, at = max(found, key=lambda pair: (len(pair[0]), -pair[1]))
    head = sheet.rows[at]
    if not columns and not mapping:
        raise InputError(
            Problem("no_header", place, {"known": "、".join(_first_words(synonyms, required or synonyms))})
        )
    headers = tuple(" ".join(as_text(cell).split()) for cell in head.cells)
    there = "、".join(text for text in headers if text)
    problems = [
        Problem("no_such_header", place, {"header": header, "there": there})
        for name, header in mapping.items()
        if name not in columns
    ]
    if missing := [name for name in required if name not in columns]:
        wanted = "、".join(_first_words(synonyms, missing))
        problems.append(Problem("columns_missing", place, {"columns": wanted, "there": there}))
    if problems:
        raise InputError(problems)
    used = set(columns.values())
    unknown = tuple(text for index, text in enumerate(headers) if text and index not in used)
    return Table(file, sheet.name, head.number, headers, columns, sheet.rows[at + 1 :], unknown)


def _columns(row: Row, synonyms: Synonyms, mapping: Mapping[str, str]) -> dict[str, int]:
    """Field -> column. An exact header wins over one whose bracketed unit was dropped; each column serves once."""
    exact: dict[str, int] = {}
    loose: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str) and cell.strip():
            exact.setdefault(header_key(cell), index)
            loose.setdefault(header_key(re.sub(r"[(（\[【].*?[)）\]】]", "", cell)), index)
    columns: dict[str, int] = {}
    for name in mapping:
        index_of = exact.get(header_key(mapping[name]))
        if index_of is not None:
            columns[name] = index_of
    for keys in (exact, loose):
        taken = set(columns.values())
        for name, others in synonyms.items():
            if name in columns or name in mapping:
                continue
            for key in (header_key(word) for word in (name, *others)):
                index_of = keys.get(key)
                if index_of is not None and index_of not in taken:
                    columns[name] = index_of
                    taken.add(index_of)
                    break
    return columns


def _first_words(synonyms: Synonyms, fields: Sequence[str] | Synonyms) -> list[str]:
    return [synonyms[name][0] if synonyms.get(name) else name for name in fields]


def _fen(cell: Cell) -> int | None:
    value = as_decimal(cell)
    if value is None:
        return None
    fen = value * 100
    if fen != fen.to_integral_value():
        raise ValueError(as_text(cell))
    return int(fen)

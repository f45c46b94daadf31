"""A row under a known header, with a typed reader for each kind of cell that names the exact place of a fault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.errors import Place, Problem, bad_input
from app.services.tables.tabular.cells import (
    Cell,
    as_amount,
    as_code,
    as_date,
    as_days,
    as_decimal,
    as_share,
    as_text,
    as_whole,
    as_years,
    as_yes_no,
    folded,
)
from app.services.tables.tabular.noticed import Faulty
from app.services.tables.tabular.reading import Row
from app.services.tables.tabular.units import has_unit

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Record:
    """One row under the header. The typed readers raise InputError with the exact place."""

    table: Table
    row: Row

    @property
    def number(self) -> int:
        """The row in the file, from 1."""
        return self.row.number

    def cell(self, field: str) -> Cell:
        """None when the column or the cell is not there."""
        at = self.table.columns.get(field)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else None

    def place(self, field: str | None = None) -> Place:
        """Where the row is, or the cell of a field: for a problem."""
        column = self.table.header_of(field) if field else None
        return Place(self.table.file, self.table.sheet or None, self.row.number, column)

    def faults(self, fields: Collection[str] | None = None) -> list[Problem]:
        """Cells of mapped columns that hold no value but an error of the spreadsheet, or a text whose end is lost."""
        wanted = self.table.columns if fields is None else fields
        return [
            Problem(cell.code, self.place(name), {"text": str(cell), "line": cell.line})
            for name in wanted
            if isinstance(cell := self.cell(name), Faulty)
        ]

    def text(self, field: str) -> str:
        """The cell as a person reads it; "" for an empty one."""
        return as_text(self.cell(field))

    def code(self, field: str) -> str:
        """A number that names something; one the spreadsheet has rounded is refused."""
        return self._read(field, as_code, "number_rounded")

    def decimal(self, field: str) -> Decimal | None:
        """A number; None for an empty cell. Raises InputError ``not_a_number`` at the cell."""
        return self._read(field, as_decimal, "not_a_number")

    def whole(self, field: str) -> int | None:
        """A whole number; None for an empty cell. Raises InputError ``not_whole`` at the cell."""
        return self._read(field, as_whole, "not_whole")

    def share(self, field: str) -> Decimal | None:
        """Per cent; None for an empty cell. Raises InputError ``not_per_cent`` at the cell."""
        return self._read(field, as_share, "not_per_cent")

    def days(self, field: str) -> int | None:
        """A whole number of days; None for an empty cell. Raises InputError ``not_whole`` at the cell."""
        return self._read(field, as_days, "not_whole")

    def years(self, field: str) -> int | None:
        """Whole years something is paid for; None for an empty cell. Raises InputError ``not_whole`` at the cell."""
        return self._read(field, as_years, "not_whole")

    def day(self, field: str) -> date | None:
        """A day, however it is written; None for an empty cell. Raises InputError ``not_a_date`` at the cell."""
        table = self.table

        def read(cell: Cell) -> date | None:
            return as_date(cell, since_1904=table.since_1904, month_first=table.month_first)

        return self._read(field, read, "not_a_date")

    def yes(self, field: str) -> bool | None:
        """Yes or no in either language; None for an empty cell. Raises InputError ``not_yes_no`` at the cell."""
        return self._read(field, as_yes_no, "not_yes_no")

    def fen(self, field: str) -> int | None:
        """Money given in yuan, or in the unit the header says where the cell says none; fractions of a fen are an
        error."""
        unit = self.table.units.get(self.table.columns.get(field, -1), Decimal(1))

        def read(cell: Cell) -> int | None:
            return _fen(cell, unit)

        return self._read(field, read, "not_money")

    def _read(self, field: str, reader: Callable[[Cell], Value], code: str) -> Value:
        cell = self.cell(field)
        if isinstance(cell, Faulty):
            raise bad_input(cell.code, self.place(field), text=str(cell), line=cell.line)
        try:
            return reader(cell)
        except (ValueError, OverflowError):
            raise bad_input(code, self.place(field), text=self.text(field)) from None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header is known. ``columns`` is field -> column from 0; ``unknown`` are headers not used, ``units``
    how many yuan 1 stands for in a column whose header says so, ``chosen`` are fields whose column somebody named.

    Merged cells below the header are filled already.
    """

    file: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]
    rows: tuple[Row, ...] = field(repr=False)
    unknown: tuple[str, ...] = ()
    since_1904: bool = False
    month_first: bool = False
    units: Mapping[int, Decimal] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()

    def header_of(self, field: str) -> str:
        """What the column of a field is called in the file; the field itself where it has none."""
        at = self.columns.get(field)
        return self.headers[at] if at is not None and at < len(self.headers) and self.headers[at] else field

    def records(self) -> Iterator[Record]:
        """The rows, each with the columns it is read by."""
        return (Record(self, row) for row in self.rows)

    def without(self, numbers: Collection[int]) -> Table:
        """The table less the rows of these numbers."""
        return replace(self, rows=tuple(row for row in self.rows if row.number not in numbers)) if numbers else self

    def with_constants(self, values: Mapping[str, str]) -> Table:
        """The table with a column more for each field that is the same in all rows."""
        if not values:
            return self
        width = max([len(self.headers), *(len(row.cells) for row in self.rows)])
        said = tuple(values.values())
        rows = tuple(Row(row.number, (*row.cells, *[None] * (width - len(row.cells)), *said)) for row in self.rows)
        headers = (*self.headers, *[""] * (width - len(self.headers)), *(f"= {name}" for name in values))
        columns = self.columns | {name: width + at for at, name in enumerate(values)}
        return replace(self, headers=headers, columns=columns, rows=rows)

    def translated(self, meanings: Mapping[str, Mapping[str, str]]) -> Table:
        """The table with words of other programs replaced: field → word, folded → the word that is known here."""
        wanted = {self.columns[name]: said for name, said in meanings.items() if name in self.columns and said}
        if not wanted:
            return self
        return replace(self, rows=tuple(_translated(row, wanted) for row in self.rows))

    def edited(self, edits: Mapping[tuple[int, str], str]) -> Table:
        """The table with some cells typed over: (row number, field) → text."""
        if not edits:
            return self
        by_row: dict[int, dict[int, str]] = {}
        for (number, name), text in edits.items():
            if name in self.columns:
                by_row.setdefault(number, {})[self.columns[name]] = text
        return replace(self, rows=tuple(_typed_over(row, by_row.get(row.number)) for row in self.rows))


def _translated(row: Row, wanted: Mapping[int, Mapping[str, str]]) -> Row:
    cells = list(row.cells)
    for column, said in wanted.items():
        if column < len(cells) and isinstance(cell := cells[column], (str, int, float)):
            cells[column] = said.get(folded(as_text(cell)), cell)
    return Row(row.number, tuple(cells))


def _typed_over(row: Row, texts: Mapping[int, str] | None) -> Row:
    if not texts:
        return row
    cells = [*row.cells, *[None] * (max(texts) + 1 - len(row.cells))]
    for column, text in texts.items():
        cells[column] = text or None
    return Row(row.number, tuple(cells))


def _fen(cell: Cell, unit: Decimal) -> int | None:
    value = as_amount(cell)
    if value is None:
        return None
    fen = value * 100 * (1 if isinstance(cell, str) and has_unit(cell) else unit)
    if fen != fen.to_integral_value():
        raise ValueError(as_text(cell))
    return int(fen)

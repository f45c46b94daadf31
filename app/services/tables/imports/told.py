"""What reading a file came upon beside its rows: one answer, shown before and after an import, in window and command.

Nothing of a file is left aside without a word: further sheets, hidden rows and columns, columns nothing is taken from,
cells without a column, rows with fewer cells than headers, marks taken out, odd quotes, units of a header.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.errors import Place, Problem
from app.services.tables.imports import footers
from app.services.tables.tabular import Sheet, Table, Workbook

MOST_ROWS, MOST_COLUMNS = 20, 30
KEPT_ASIDE = "_"  # begins the name of a hidden sheet that a program keeps for itself


def told(
    book: Workbook, sheet: Sheet, table: Table, known: Collection[str], taken: Collection[int] = ()
) -> tuple[Problem, ...]:
    """In the order of the file. ``sheet`` is as it was read, ``table`` what is taken from it; ``known`` are the names
    of all sheets the import reads or knows for its own, ``taken`` columns that are used without being a field.
    """
    used = {*table.columns.values(), *taken}
    return (
        *_sheets(book, sheet, known),
        *_none(table),
        *sheet.noticed.told,
        *_hidden(table, sheet),
        *_columns(table, used),
        *_cells(table, sheet, used),
    )


def _sheets(book: Workbook, sheet: Sheet, known: Collection[str]) -> Iterator[Problem]:
    names = {name.strip().casefold() for name in known} | {sheet.name.strip().casefold()}
    others = [
        f"{one.name} ({len(one.rows)})"
        for one in book.sheets
        if one.rows and one.name.strip().casefold() not in names and not (one.hidden and one.name[:1] == KEPT_ASIDE)
    ]
    if others:
        yield Problem("sheets_further", Place(book.file), {"sheets": tuple(others), "sheet": sheet.name})


def _none(table: Table) -> Iterator[Problem]:
    if not table.rows:
        yield Problem("rows_none", Place(table.file, table.sheet or None, table.header_row))


def _hidden(table: Table, sheet: Sheet) -> Iterator[Problem]:
    place, noticed = Place(table.file, table.sheet or None), sheet.noticed
    rows = [number for number in noticed.hidden_rows if number > table.header_row]
    if rows:
        yield Problem("rows_hidden", place, {"count": len(rows), "numbers": _numbers(rows)})
    if noticed.hidden_columns:
        yield Problem("columns_hidden", place, {"columns": tuple(_name(table, at) for at in noticed.hidden_columns)})


def _columns(table: Table, used: Collection[int]) -> Iterator[Problem]:
    place = Place(table.file, table.sheet or None)
    filled = {at for row in table.rows for at, cell in enumerate(row.cells) if cell is not None}
    unused = [name for at, name in enumerate(table.headers) if name and at in filled and at not in used]
    if unused:
        names = (*unused[:MOST_COLUMNS], *(["…"] if len(unused) > MOST_COLUMNS else []))
        yield Problem("columns_unused", place, {"columns": names})
    for at, unit in sorted(table.units.items()):
        if at in used:
            there = Place(table.file, table.sheet or None, column=_name(table, at))
            yield Problem("unit_read", there, {"unit": f"{unit:,f}"})


def _cells(table: Table, sheet: Sheet, used: Collection[int]) -> Iterator[Problem]:
    place = Place(table.file, table.sheet or None)
    surplus = {
        row.number: [at for at, cell in enumerate(row.cells) if cell is not None and at not in used
                     and (at >= len(table.headers) or not table.headers[at])]
        for row in table.rows
    }  # fmt: skip
    rows = [number for number, cells in surplus.items() if cells]
    if rows:
        columns = tuple(letters(at) for at in sorted({at for cells in surplus.values() for at in cells}))
        yield Problem("cells_surplus", place, {"count": len(rows), "numbers": _numbers(rows), "columns": columns})
    if short := _short(table, sheet):
        yield Problem("rows_short", place, {"count": len(short), "numbers": _numbers(short)})
    if cleaned := sheet.noticed.cleaned:
        marks = tuple(dict.fromkeys(mark for _, _, found in cleaned for mark in found))
        numbers = _numbers(list(dict.fromkeys(row for row, _, _ in cleaned)))
        yield Problem("marks_cleaned", place, {"count": len(cleaned), "numbers": numbers, "marks": marks})
    if loose := sheet.noticed.loose_quotes:
        yield Problem("quotes_loose", place, {"count": len(loose), "numbers": _numbers(loose)})


def _short(table: Table, sheet: Sheet) -> list[int]:
    """Rows written with fewer cells than there are headers: a text that was cut, or has lost a separator."""
    first = table.rows[0].number if table.rows else 0
    written = list(zip(sheet.rows, sheet.noticed.widths, strict=False))
    heads = (min(len(row.cells), cells) for row, cells in written if table.header_row <= row.number < first)
    width = max(heads, default=0)
    narrow = {row.number for row, cells in written if cells < width}
    return [row.number for row in table.rows if row.number in narrow and not footers.reason(row.cells)]


def _numbers(rows: Collection[int]) -> tuple[str, ...]:
    some = sorted(rows)[:MOST_ROWS]
    return (*map(str, some), *(["…"] if len(rows) > MOST_ROWS else []))


def _name(table: Table, at: int) -> str:
    """What a column is called: by its header, else by its letter."""
    return (table.headers[at] if at < len(table.headers) else "") or letters(at)


def letters(at: int) -> str:
    """A spreadsheet's own name of a column from 0: A, B … AA."""
    text, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text

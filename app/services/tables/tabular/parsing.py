"""Bytes of a table into rows: what runs in the limited child process. Gives messages, smallest first.

A message is a tuple of plain values, so that it can cross a pipe: ``("sheet", name, hidden, merged)``, ``("rows",
number of the first, column of the first cell, [cells, …])`` with empty rows and cells as they are, ``("loose", [row,
…])`` for rows of a text whose quotes do not match, ``("told", code, values)`` for what is worth telling of the file,
``("fault", code, values)``, and ``("end",)`` after the last. A cell
at fault is a tuple as :mod:`delimited` says. What is done to each row is the parent's work, which has a processor to
itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from app.services.tables.guards import literal
from app.services.tables.tabular import formats, reqif
from app.services.tables.tabular.container import WORKBOOKS, XLSX
from app.services.tables.tabular.damage import damage_of
from app.services.tables.tabular.delimited import Delimited

Message = tuple[Any, ...]
Shown = dict[int, dict[int, tuple[float, str]]]
CHUNK = 2_000
MOST_TOLD = 100


def messages(kind: str, content: bytes, encoding: str) -> Iterator[Message]:
    """Everything in the file. A table that cannot be read ends in a fault, never in an exception."""
    try:
        if kind in WORKBOOKS:
            yield from _workbook(content, kind)
        elif kind == "reqif":
            yield "sheet", "", False, []
            rows, told = reqif.rows(content)
            yield from _chunks(map(_literal, rows), 1, 0, {})
            for code, values in told[:MOST_TOLD]:
                yield "told", code, values
        else:
            yield from _text(content.decode(encoding))
    except MemoryError:
        yield "fault", "table_too_much", {}
    except Exception as error:  # a damaged file fails a reader in many ways; the child must say so, not die
        yield "fault", "table_damaged", {"reason": damage_of(error).value}
    else:
        yield ("end",)


def _workbook(content: bytes, kind: str) -> Iterator[Message]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        shown = formats.Shown(content) if kind == XLSX else None
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            merged = [(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in sheet.merged_cell_ranges or ()]
            yield "sheet", about.name, about.visible != SheetVisibleEnum.Visible, merged
            if sheet.start is None:
                continue
            # Rows come from the very first, cells from the first column that is used.
            yield from _chunks(sheet.iter_rows(), 1, sheet.start[1], shown.of(about.name) if shown else {})


def _text(text: str) -> Iterator[Message]:
    yield "sheet", "", False, []
    rows = Delimited(text)
    yield from _chunks(rows, rows.first, 0, {})
    if rows.loose:
        yield "loose", rows.loose


def _chunks(rows: Iterable[Any], first: int, left: int, shown: Shown) -> Iterator[Message]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield "rows", first, left, _as_shown(chunk, first, left, shown)
            first += CHUNK
            chunk = []
    if chunk:
        yield "rows", first, left, _as_shown(chunk, first, left, shown)


def _as_shown(chunk: list[Any], first: int, left: int, shown: Shown) -> list[Any]:
    """Numbers with zeros of their own become ("#", number, text)."""
    for number in range(first, first + len(chunk)) if shown else ():
        if number in shown:
            row = list(chunk[number - first])
            for column, pair in shown[number].items():
                if 0 <= column - left < len(row):
                    row[column - left] = ("#", *pair)
            chunk[number - first] = row
    return chunk


def _literal(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Nobody guards the texts of a ReqIF file: a quote at their beginning is theirs."""
    return tuple(literal(cell) if isinstance(cell, str) else cell for cell in row)


def packed(message: Message) -> Message:
    """Days and times as tuples, for a pipe that carries plain values only."""
    if message[0] != "rows":
        return message
    return "dated", *message[1:3], [list(map(_plain, row)) for row in message[3]]


def unpacked(message: Message) -> Message:
    """A message as it was before :func:`packed`."""
    if message[0] != "dated":
        return message
    return "rows", *message[1:3], [list(map(_whole, row)) for row in message[3]]


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return "t", cell.isoformat()
    if isinstance(cell, date):
        return "d", cell.isoformat()
    if isinstance(cell, time):
        return "c", cell.isoformat()
    return ("s", cell.total_seconds()) if isinstance(cell, timedelta) else cell


def _whole(cell: Any) -> Any:
    if not isinstance(cell, tuple):
        return cell
    if cell[0] == "t":
        return datetime.fromisoformat(cell[1])
    if cell[0] == "d":
        return date.fromisoformat(cell[1])
    if cell[0] == "c":
        return time.fromisoformat(cell[1])
    return timedelta(seconds=cell[1]) if cell[0] == "s" else cell

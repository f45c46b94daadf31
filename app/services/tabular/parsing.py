"""Bytes of a table into rows: what runs in the limited child process. Gives messages, smallest first.

A message is a tuple of plain values, so that it can cross a pipe: ``("sheet", name, hidden, merged)``,
``("rows", [(number, cells), …])``, ``("fault", code, values)``, and ``("end",)`` after the last.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.services.tabular import formats, reqif

Message = tuple[Any, ...]
CHUNK = 2_000
LONGEST_CELL = 1_000_000
DELIMITERS = (",", "\t", ";", "|", "，")


def messages(kind: str, content: bytes, encoding: str) -> Iterator[Message]:
    """Everything in the file. A table that cannot be read ends in a fault, never in an exception."""
    try:
        if kind == "xlsx":
            yield from _workbook(content)
        elif kind == "reqif":
            yield "sheet", "", False, []
            yield from _chunks(reqif.rows(content), 1, 0, {})
        else:
            yield from _text(content.decode(encoding))
    except MemoryError:
        yield "fault", "table_too_much", {}
    except Exception as error:  # a damaged file fails a reader in many ways; the child must say so, not die
        yield "fault", "table_damaged", {"reason": " ".join(str(error).split())[:200]}
    else:
        yield ("end",)


def _workbook(content: bytes) -> Iterator[Message]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        shown = formats.Shown(content)
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            merged = [(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in sheet.merged_cell_ranges or ()]
            yield "sheet", about.name, about.visible != SheetVisibleEnum.Visible, merged
            if sheet.start is None:
                continue
            top, left = sheet.start
            yield from _chunks(sheet.to_python(), top + 1, left, shown.of(about.name))


def _text(text: str) -> Iterator[Message]:
    yield "sheet", "", False, []
    csv.field_size_limit(LONGEST_CELL)
    head, _, rest = text.partition("\n")
    told = head.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:  # Excel's own way to say it
        yield from _chunks(csv.reader(io.StringIO(rest, newline=""), delimiter=told[4]), 2, 0, {})
        return
    delimiter = _delimiter(text)
    yield from _chunks(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1, 0, {})


def _delimiter(text: str) -> str:
    """The one found in most of the first lines; titles above the header have none."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:40]

    def found(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return sum(1 for count in counts if count), sum(counts)

    best = max(DELIMITERS[:-1], key=found)
    return best if found(best)[0] else max(DELIMITERS, key=found)


def _chunks(rows: Any, first: int, left: int, shown: dict[int, dict[int, tuple[float, str]]]) -> Iterator[Message]:
    chunk: list[tuple[int, tuple[Any, ...]]] = []
    for number, cells in enumerate(rows, first):
        if number in shown:
            cells = list(cells)
            for column, pair in shown[number].items():
                if 0 <= column - left < len(cells):
                    cells[column - left] = ("#", *pair)
        kept = _trimmed(cells)
        if kept:
            chunk.append((number, (None,) * left + kept if left else kept))
            if len(chunk) == CHUNK:
                yield "rows", chunk
                chunk = []
    if chunk:
        yield "rows", chunk


def _trimmed(cells: Sequence[Any]) -> tuple[Any, ...]:
    """Empty cells are None; those at the end are cut; nothing is left of an empty row."""
    last = len(cells)
    while last and (
        cells[last - 1] in ("", None) or (isinstance(cells[last - 1], str) and not cells[last - 1].strip())
    ):
        last -= 1
    return tuple([None if cell == "" else cell for cell in cells[:last]])


def packed(message: Message) -> Message:
    """Dates as tuples, for a pipe that carries plain values only."""
    if message[0] != "rows":
        return message
    return "dated", [(number, tuple(map(_plain, cells))) for number, cells in message[1]]


def unpacked(message: Message) -> Message:
    if message[0] != "dated":
        return message
    return "rows", [(number, tuple(map(_whole, cells))) for number, cells in message[1]]


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

"""What was done to a sheet after it was written: cells changed, rows added or gone – and what an agent may write there.

Own columns, notes below or beside a list and own sheets are data of the agent and no edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from app.services.tables.tabular import Cell, Row, Sheet, as_text
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.weekly import control
from app.services.team.weekly.book import HEADER
from app.services.team.weekly.columns import BY_HAND
from app.services.team.weekly.seal import EMPTY, MARK, Seal, marks

MOST_NAMED = 12  # edits of one sheet told one by one
MOST_COMPARED = 400  # rows that match none: of more, nobody wants to know which is which
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns a sheet was written with stand now; ``at`` None: it is no list, and every row has its own."""

    keys: tuple[str, ...]
    at: tuple[int, ...] | None

    def taken(self, cells: Sequence[Cell]) -> list[Cell]:
        """A row's cells in the order they were written; what may be filled in by hand is left out."""
        if self.at is None:
            return list(cells)
        found = [cells[place] if place < len(cells) else None for place in self.at]
        return [None if key in BY_HAND else cell for key, cell in zip(self.keys, found, strict=True)]

    def letter(self, number: int) -> str:
        """Of the column that was written in place ``number`` (from 0)."""
        return get_column_letter(1 + (number if self.at is None else self.at[number]))

    def own(self, cells: Sequence[Cell], width: int) -> list[tuple[int, Cell]]:
        """What stands in no column that was written, ``width`` columns of them where it is no list."""
        known = range(width) if self.at is None else self.at
        return [(at, cell) for at, cell in enumerate(cells) if at not in known and as_text(cell).strip()]


@dataclass(frozen=True, slots=True)
class Found:
    """Of one sheet."""

    edits: tuple[Finding, ...]
    notes: tuple[str, ...]


def columns_in(entries: Mapping[str, Any], key: str, sheet: Sheet) -> Columns:
    """By their titles, wherever they now stand; by their places where a title was changed."""
    keys = tuple(str(entries.get(f"columns.{key}", "")).split(","))
    titles: list[str] = json.loads(str(entries.get(f"titles.{key}", "[]")))
    if key == "summary" or not keys[0]:
        return Columns(keys, None)
    header = next((row.cells for row in sheet.rows if row.number == HEADER + 1), ())
    at: list[int] = []
    for title in titles:
        at.append(next((n for n, cell in enumerate(header) if cell == title and n not in at), -1))
    return Columns(keys, tuple(at) if at and min(at) >= 0 and len(at) == len(keys) else tuple(range(len(keys))))


def seal_in(entries: Mapping[str, Any], key: str, sheet: Sheet) -> str:
    """The seal of the sheet as it is now."""
    columns, one = columns_in(entries, key, sheet), Seal()
    for row in sheet.rows:
        one.add(columns.taken(row.cells))
    return one.text


def look(head: Any, key: str, sheet: Sheet) -> Found:
    """``head`` is the weekly file. Every edit with its place; edits that cannot be placed are one finding."""
    entries = head.agent.entries
    columns = columns_in(entries, key, sheet)
    written = dict(_written(control.whole(entries, f"marks.{key}")))
    if not written:
        same = seal_in(entries, key, sheet) == entries.get(f"seal.{key}")
        return Found(() if same else (_told(head, "sheet_edited", sheet),), ())
    widths = {number: len(text) // MARK for number, text in written.items()}
    now = {row.number: row for row in sheet.rows}
    texts = {n: _marks_of(columns, row, widths.get(n)) for n, row in now.items()}
    titles = next((row.cells for row in sheet.rows if row.number == HEADER + 1), ())
    notes = [
        _note(sheet, number, cell, titles[at] if columns.at is not None and at < len(titles) else "")
        for number, row in now.items()
        if number != HEADER + 1 or columns.at is None
        for at, cell in columns.own(row.cells, widths.get(number, 0))
    ]
    added, gone = _unmatched({n: text for n, text in texts.items() if text}, written)
    edits: list[Finding] = []
    if max(len(added), len(gone)) > MOST_COMPARED:
        return Found((_told(head, "sheet_edited", sheet),), tuple(notes))
    for number, was in _paired(added, gone):
        edits += _cells(head, sheet, columns, now[number], added.pop(number), gone.pop(was))
    for number in sorted(added):
        row = now[number]
        if columns.at is not None and is_note(columns, row):
            notes.append(_note(sheet, number, next(cell for cell in row.cells if as_text(cell).strip()), ""))
        else:
            edits.append(_told(head, "row_added", sheet, row=number))
    edits += [_told(head, "row_gone", sheet, row=number) for number in sorted(gone)]
    if len(edits) > MOST_NAMED:
        edits = [*edits[:MOST_NAMED], _told(head, "more_edited", sheet, count=len(edits) - MOST_NAMED)]
    return Found(tuple(edits), tuple(notes))


def notes_of(sheet: Sheet) -> list[str]:
    """What stands on a sheet of the agent's own, row by row."""
    lines = ((row.number, " ".join(filter(None, (as_text(cell).strip() for cell in row.cells)))) for row in sheet.rows)
    return [f"{sheet.name} {number} {text}" for number, text in lines if text][:MOST_NOTES]


def _written(text: str) -> Iterator[tuple[int, str]]:
    for one in text.split():
        number, _, row = one.partition(":")
        if number.isdigit():
            yield int(number), row


def _marks_of(columns: Columns, row: Row, width: int | None) -> str:
    cells = columns.taken(row.cells)
    if columns.at is None:  # what stands where nothing was written is a note
        return marks(cells[: width or 0])
    return marks(cells)


def _unmatched(now: Mapping[int, str], written: Mapping[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Rows of now that were not written so, and written rows that are there no more; where they stand is no matter."""
    free: dict[str, list[int]] = {}
    for number, text in written.items():
        free.setdefault(text, []).append(number)
    added = {}
    for number, text in now.items():
        if places := free.get(text):
            places.remove(number if number in places else places[0])
        else:
            added[number] = text
    return added, {number: written[number] for places in free.values() for number in places}


def _paired(added: Mapping[int, str], gone: Mapping[int, str]) -> list[tuple[int, int]]:
    """Which changed row was which: those with most cells alike first, half of them at least."""
    pairs = []
    for number, text in added.items():
        for was, before in gone.items():
            alike, of = _alike(text, before)
            if 2 * alike >= of:
                pairs.append((-alike, abs(number - was), number, was))
    taken: list[tuple[int, int]] = []
    for _, _, number, was in sorted(pairs):
        if all(number != one and was != other for one, other in taken):
            taken.append((number, was))
    return taken


def _alike(one: str, other: str) -> tuple[int, int]:
    """How many cells that hold something are the same, and how many do in the fuller row."""
    here, there = _split(one), _split(other)
    same = sum(1 for a, b in zip(here, there, strict=False) if a == b != EMPTY)
    return same, max(sum(1 for cell in row if cell != EMPTY) for row in (here, there))


def _split(text: str) -> list[str]:
    return [text[at : at + MARK] for at in range(0, len(text), MARK)]


def _cells(head: Any, sheet: Sheet, columns: Columns, row: Row, now: str, was: str) -> Iterator[Finding]:
    before, after = _split(was), _split(now)
    cells = columns.taken(row.cells)
    for number in range(max(len(before), len(after))):
        if (before[number] if number < len(before) else EMPTY) != (after[number] if number < len(after) else EMPTY):
            shown = as_text(cells[number]) if number < len(cells) else ""
            cell = f"{columns.letter(number)}{row.number}"
            yield _told(head, "cell_edited", sheet, row=row.number, cell=cell, shown=shown or "—")


def is_note(columns: Columns, row: Row) -> bool:
    """One text and nothing else: a line somebody wrote, not a row of the list."""
    said = [cell for cell in columns.taken(row.cells) if as_text(cell).strip()]
    return len(said) == 1 and isinstance(said[0], str)


def _note(sheet: Sheet, number: int, cell: Cell, title: Cell) -> str:
    return " ".join(filter(None, (sheet.name, str(number), as_text(title).strip(), as_text(cell).strip())))


def _told(head: Any, code: str, sheet: Sheet, **values: Any) -> Finding:
    found: Finding = head.finding(FindingKind.EDITED, code, grave=True, sheet=sheet.name, **values)
    return found

"""The rows of one sheet as they arrive: empty ones left out, cells at fault and invisible marks noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.errors import Problem
from app.invisible import MARKS, cleaned, marks_in
from app.services.tables.long_texts import is_marked, whole
from app.services.tables.tabular.cells import Cell, Shown
from app.services.tables.tabular.delimited import FAULT
from app.services.tables.tabular.noticed import ERRORS, UNCOMPUTED, Faulty, Look, Noticed

_ODD = re.compile(f"{MARKS.pattern}|{ERRORS}")
_ERROR = re.compile(ERRORS)
Numbered = tuple[int, tuple[Cell, ...]]


class Gathered:
    """``rows`` have a filled cell each: (number from 1, cells without the empty ones at the end)."""

    def __init__(self, name: str, hidden: bool, merged: Sequence[Sequence[int]], look: Look) -> None:
        self.name, self.hidden, self._look = name, hidden, look
        self.merged: tuple[tuple[int, int, int, int], ...] = tuple((s[0], s[1], s[2], s[3]) for s in merged)
        self.rows: list[Numbered] = []
        self._widths: list[int] = []
        self.loose: tuple[int, ...] = ()
        self.told: list[Problem] = []
        self._cleaned: list[tuple[int, int, tuple[str, ...]]] = []

    def add(self, first: int, left: int, raw: Sequence[Any]) -> None:
        """Rows from ``first``, whose first cell stands in column ``left`` (from 0)."""
        before, errors = (None,) * left, self._look.errors
        for number, cells in enumerate(raw, first):
            wrong = errors.get(number)
            kept = self._kept(number, left, _with_errors(cells, wrong, left) if wrong else cells)
            if kept:
                self.rows.append((number, before + kept if left else kept))
                self._widths.append(left + len(cells))

    def complete(self, rests: dict[int, str]) -> None:
        """Texts longer than a cell get the rest that lies on a hidden sheet of the workbook; one that has lost it is
        told."""
        lost = []
        for at, (number, cells) in enumerate(self.rows):
            if any(type(cell) is str and cell[-1:] == "⟧" and is_marked(cell) for cell in cells):
                joined = tuple(whole(cell, rests) if isinstance(cell, str) else cell for cell in cells)
                self.rows[at] = (number, joined)
                lost += [str(number)] if any(map(is_marked, joined)) else []
        if lost:
            self.told.append(Problem("long_text_lost", values={"count": len(lost), "numbers": tuple(lost[:20])}))

    def noticed(self) -> Noticed:
        """Hidden rows and columns that hold something; marks taken out; odd quotes."""
        look = self._look
        rows = tuple(number for number, _ in self.rows if number in look.hidden_rows) if look.hidden_rows else ()
        columns = tuple(
            at for at in sorted(look.hidden_columns)
            if any(at < len(cells) and cells[at] is not None for _, cells in self.rows)
        )  # fmt: skip
        return Noticed(rows, columns, tuple(self._cleaned), self.loose, tuple(self.told), tuple(self._widths))

    def _kept(self, number: int, left: int, cells: Sequence[Any]) -> tuple[Cell, ...]:
        last = len(cells)
        while last and _blank(cells[last - 1]):
            last -= 1
        kept = cells[:last]
        if _ODD.search("\n".join([cell for cell in kept if type(cell) is str])):
            kept = [self._clean(number, left + at, cell) for at, cell in enumerate(kept)]
            while kept and _blank(kept[-1]):
                kept.pop()
        if "" in kept or tuple in map(type, kept):
            return tuple(_cell(cell) for cell in kept)
        return tuple(kept)

    def _clean(self, number: int, column: int, cell: Any) -> Any:
        if type(cell) is not str:
            return cell
        if _ERROR.fullmatch(cell.strip()):
            text = cell.strip()
            return Faulty(text, "cell_uncomputed" if text == UNCOMPUTED else "cell_error")
        if marks := marks_in(cell):
            self._cleaned.append((number, column, marks))
            return cleaned(cell)
        return cell


def _with_errors(cells: Sequence[Any], wrong: Any, left: int) -> list[Any]:
    """A reader of workbooks gives nothing for a cell that shows an error."""
    found = [*cells, *[None] * (max(wrong) + 1 - left - len(cells))]
    for column, text in wrong.items():
        if column >= left:
            found[column - left] = text
    return found


def _blank(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and cell.isspace())


def _cell(cell: Any) -> Cell:
    """Numbers with zeros of their own come as ("#", number, text), cells at fault as ("!", code, text, line)."""
    if isinstance(cell, tuple):
        return Faulty(cell[2], cell[1], cell[3]) if cell[0] == FAULT else Shown(cell[1], cell[2])
    return None if cell == "" else cell

"""The seal of a weekly workbook: what is written can be told from what was changed afterwards.

Every row is reduced to a text that Excel, WPS and LibreOffice keep when they save a file, and hashed; a sheet's seal
is the sum of its rows' hashes, so that sorting a list is no change and a changed, added or deleted row is one. Beside
it stand marks, a few characters for each cell, which say where the change is.
It notices edits; it is not a signature.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b

EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
MARK = 4  # characters for a cell
EMPTY = "." * MARK
MOST_MARKED = 5_000  # rows of a sheet; the edits of a longer one are told by its sums alone
ROOM = 1 << 64
Plain = str | int | float | Decimal | date | None


def canonical(cells: Iterable[object]) -> str:
    """One row as a text: numbers to twelve digits, days as numbers, empty cells at the end left out."""
    return "\x1f".join(_cell(cell) for cell in cells).rstrip("\x1f")


def _cell(cell: object) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return cell if cell.strip() else ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"#{(cell - EPOCH).days}"
    if isinstance(cell, int | float | Decimal):
        return f"#{float(cell):.12g}"
    return str(cell)


def marks(cells: Sequence[object]) -> str:
    """Of one row: ``MARK`` characters for each cell, none for the empty ones at its end."""
    found = "".join(_mark(cell) for cell in cells)
    while found.endswith(EMPTY):
        found = found[:-MARK]
    return found


def _mark(cell: object) -> str:
    text = _cell(cell)
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=3).digest()).decode() if text else EMPTY


class Seal:
    """The seal of one sheet while its rows pass by; columns filled in by hand are skipped by their numbers."""

    def __init__(self, by_hand: Sequence[int] = ()) -> None:
        self._sum = 0
        self._by_hand = frozenset(by_hand)
        self._marks: list[str] = []

    def add(self, cells: Sequence[object], number: int = 0) -> None:
        """A row of cells, ``number`` as a spreadsheet counts it. The order of rows does not matter: a list may be
        sorted without breaking its seal."""
        if self._by_hand:
            cells = ["" if at in self._by_hand else cell for at, cell in enumerate(cells)]
        if text := canonical(cells):
            self._sum = (self._sum + int.from_bytes(blake2b(text.encode(), digest_size=8).digest())) % ROOM
            if number and len(self._marks) <= MOST_MARKED:
                self._marks.append(f"{number}:{marks(cells)}")

    @property
    def marks(self) -> str:
        """Where each row stood and what it held: ``number:marks``, divided by spaces; "" of a sheet too long for it."""
        return "" if len(self._marks) > MOST_MARKED else " ".join(self._marks)

    @property
    def text(self) -> str:
        """Sixteen hexadecimal digits."""
        return f"{self._sum:016x}"


def of_entries(entries: Mapping[str, object]) -> str:
    """The seal of the control sheet itself."""
    lines = sorted(f"{key}\x1f{canonical([value])}" for key, value in entries.items())
    return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()

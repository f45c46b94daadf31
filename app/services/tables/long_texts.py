"""Texts longer than a cell of a workbook may be: the rest lies on a hidden sheet, and comes back with its beginning.

The cell ends in a mark with a number; the hidden sheet has the pieces that follow under that number. So rows may be
sorted, moved and edited meanwhile, and the cell still finds its rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

SHEET = "_long"
HEADS = ("number", "piece", "text")
LONGEST_CELL = 32_767
"""UTF-16 letters one cell of a workbook holds; the rest is cut by whatever program writes it."""
PIECE = 32_000
_MARK = re.compile(r"⟦…(\d+)⟧$")
_BEFORE = "|"  # before each piece: it may begin with what a spreadsheet would run or cut


@dataclass(slots=True)
class Rests:
    """Collects what does not fit while a workbook is written."""

    lines: list[tuple[int, int, str]] = field(default_factory=list)
    _count: int = 0

    def fitting(self, text: str) -> str:
        """The text, or its beginning with the mark of its rest."""
        if len(text) <= LONGEST_CELL // 2 or _units(text) <= LONGEST_CELL:
            return text
        self._count += 1
        first, *rest = _pieces(text)
        self.lines += [(self._count, number, _BEFORE + piece) for number, piece in enumerate(rest, 1)]
        return f"{first}⟦…{self._count}⟧"


def rests_of(rows: Iterable[Sequence[Any]]) -> dict[int, str]:
    """Number → the rest of a text, from the rows of the hidden sheet below its header."""
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        if len(row) >= len(HEADS) and isinstance(row[0], int | float) and isinstance(row[1], int | float):
            found.setdefault(int(row[0]), {})[int(row[1])] = str(row[2]).removeprefix(_BEFORE)
    return {number: "".join(text for _, text in sorted(pieces.items())) for number, pieces in found.items()}


def is_marked(cell: object) -> bool:
    """Whether a cell is the beginning of a longer text."""
    return isinstance(cell, str) and _MARK.search(cell) is not None


def whole(text: str, rests: dict[int, str]) -> str:
    """The text with its rest; as it is where that is not there."""
    match = _MARK.search(text)
    return text[: match.start()] + rests[int(match[1])] if match and int(match[1]) in rests else text


def beginning(text: str) -> str:
    """The text without the mark of a rest."""
    return _MARK.sub("", text)


def _pieces(text: str) -> Iterator[str]:
    """At most PIECE UTF-16 letters each, never within a character."""
    at = 0
    while at < len(text):
        end = min(len(text), at + PIECE)
        while _units(text[at:end]) > PIECE:
            end = at + (end - at) // 2
        yield text[at:end]
        at = end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

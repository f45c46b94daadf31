"""Texts that a spreadsheet would run: written with a quote before them, read back without it.

Excel, WPS and LibreOffice take a cell of a csv for a formula by its first sign, the full-width ones of a Chinese
keyboard included. A text that has such a quote of its own gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

SIGNS = "=+\\-@\t\r\n＝＋－＠"
RUN = re.compile(f"'*[{SIGNS}]")
QUOTED = re.compile(f"'+[{SIGNS}]")


LONGEST_CELL = 32_767  # letters one cell of a workbook holds; the rest is cut by whatever program writes it


def is_cut(cell: object, kept: object) -> bool:
    """Whether a cell is what is left in a workbook of the longer text we keep: then it says nothing new of it."""
    if not (isinstance(cell, str) and isinstance(kept, str)) or len(cell) >= len(kept):
        return False
    return len(cell) > LONGEST_CELL - 100 and kept.startswith(cell)  # outer space may be gone


def guarded(text: str) -> str:
    """As it is written into a csv."""
    return "'" + text if RUN.match(text) else text


def literal(text: str) -> str:
    """As it is written where texts are never run: only what would be read as guarded is marked."""
    return "'" + text if QUOTED.match(text) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` and :func:`literal` were given."""
    return text[1:] if QUOTED.match(text) else text

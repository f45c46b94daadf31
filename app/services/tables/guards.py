"""Texts that a spreadsheet would run: written with a quote before them, read back without it.

Excel, WPS and LibreOffice take a cell of a csv for a formula by its first sign, the full-width ones of a Chinese
keyboard included. A text that has such a quote of its own gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

from app.services.tables.long_texts import LONGEST_CELL, beginning, is_marked

SIGNS = "=+\\-@\t\r\n＝＋－＠"
RUN = re.compile(f"'*[{SIGNS}]")
QUOTED = re.compile(f"'+[{SIGNS}]")


def is_cut(cell: object, kept: object) -> bool:
    """Whether a cell is what is left in a workbook of the longer text we keep: then it says nothing new of it."""
    if not (isinstance(cell, str) and isinstance(kept, str)) or len(beginning(cell)) >= len(kept):
        return False
    # outer space may be gone
    return (is_marked(cell) or len(cell) > LONGEST_CELL - 100) and kept.startswith(beginning(cell))


def guarded(text: str) -> str:
    """As it is written into a csv."""
    return "'" + text if RUN.match(text) else text


def literal(text: str) -> str:
    """As it is written where texts are never run: only what would be read as guarded is marked."""
    return "'" + text if QUOTED.match(text) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` and :func:`literal` were given."""
    return text[1:] if QUOTED.match(text) else text

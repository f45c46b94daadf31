"""A pasted block of lines as needs, its indents kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INDENT = re.compile(r"[ \t　]*")


@dataclass(frozen=True, slots=True)
class NewNeed:
    """One line. ``level`` says how many needs stand above it; a line cannot stand deeper than one below the line before
    it. Without a number the next one is given."""

    description: str
    level: int = 0
    number: str = ""
    type: str = ""


def lines_of(text: str) -> list[NewNeed]:
    """A pasted block, one need in each line that is not empty. Tabs, or blanks, before the words put it below the line
    before; of a table the cells of a line are joined."""
    found: list[NewNeed] = []
    widths: list[int] = []  # the indents of the lines above, each deeper than the one before
    for line in text.splitlines():
        if not (words := " ".join(line.split())):
            continue
        indent = _INDENT.match(line)
        width = len((indent[0] if indent else "").expandtabs(4))
        while widths and widths[-1] >= width:
            widths.pop()
        found.append(NewNeed(words, len(widths)))
        widths.append(width)
    return found

"""A delimited text record by record. A quote that is never closed costs its own line, not the rest of the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

LONGEST_CELL = 1_000_000
DELIMITERS = (",", "\t", ";", "|", "，")
FAULT = "!"  # begins the tuple that stands for a cell at fault: ("!", code, text, line)


class Delimited:
    """Iterate it once. ``loose`` holds the records, from ``first``, whose quotes do not match within one line."""

    def __init__(self, text: str) -> None:
        self.first = 1
        self.loose: list[int] = []
        head, _, rest = text.partition("\n")
        told = head.strip().strip('"')
        self._skipped = 0
        if told.lower().startswith("sep=") and len(told) == 5:  # Excel's own way to say it
            self.first, self._skipped, text, self._delimiter = 2, 1, rest, told[4]
        else:
            self._delimiter = delimiter_of(text)
        self._lines = list(io.StringIO(text, newline=""))
        csv.field_size_limit(LONGEST_CELL)

    def __iter__(self) -> Iterator[list[Any]]:
        """Strictly, as the format is meant; where that fails, the line it began to fail in is read by itself."""
        at, number = 0, self.first
        while at < len(self._lines):
            reader = csv.reader(islice(self._lines, at, None), delimiter=self._delimiter, strict=True)
            begun = at
            try:
                for row in reader:
                    yield row
                    number, begun = number + 1, at + reader.line_num
                return
            except csv.Error:
                yield self._alone(begun, number, at + reader.line_num - begun > 1 or self._ends_open(begun))
                number, at = number + 1, begun + 1

    def _alone(self, line: int, number: int, is_open: bool) -> list[Any]:
        """One line read by itself. Where its quote is open, its last cell may have gone on: nobody can know."""
        row: list[Any] = next(csv.reader([self._lines[line]], delimiter=self._delimiter), [])
        if is_open and row:
            row[-1] = (FAULT, "quote_open", row[-1].rstrip("\r\n"), line + 1 + self._skipped)
        else:
            self.loose.append(number)
        return row

    def _ends_open(self, line: int) -> bool:
        """Whether the last line of the text opens a quote and the text ends."""
        try:
            list(csv.reader([self._lines[line]], delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


def delimiter_of(text: str) -> str:
    """The one found in most of the first lines; titles above the header have none."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:40]

    def found(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return sum(1 for count in counts if count), sum(counts)

    best = max(DELIMITERS[:-1], key=found)
    return best if found(best)[0] else max(DELIMITERS, key=found)

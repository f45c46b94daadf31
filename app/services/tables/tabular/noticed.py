"""What a file holds that no value tells: hidden rows and columns, cells at fault, marks taken out, odd quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.errors import Problem

UNCOMPUTED = "#FORMULA!"
"""Stands for a formula without a result; no spreadsheet shows it."""
ERRORS = (
    r"#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|名称\?|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA|FORMULA!)"
    r"|Err:\d{3}"
)
"""What a spreadsheet shows in a cell whose formula has no result."""


class Faulty(str):
    """A cell that cannot be taken for what it says: ``code`` is that of the problem, ``line`` the line of a text."""

    __slots__ = ("code", "line")
    code: str
    line: int

    def __new__(cls, text: str, code: str, line: int = 0) -> Faulty:
        made = super().__new__(cls, text)
        made.code, made.line = code, line
        return made


@dataclass(frozen=True, slots=True)
class Look:
    """What the markup of one sheet of a workbook says: ``errors`` is row from 1 → column from 0 → the error shown."""

    errors: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Noticed:
    """Of one sheet, rows from 1 and columns from 0; only rows and columns with something in them.

    ``cleaned`` are the cells invisible marks were taken out of, with the marks; ``loose_quotes`` rows of a text whose
    quotes do not match, read as they stand; ``told`` what its reader says of the file; ``widths`` how many cells each
    filled row was written with, empty ones too.
    """

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    cleaned: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    loose_quotes: tuple[int, ...] = ()
    told: tuple[Problem, ...] = ()
    widths: tuple[int, ...] = ()

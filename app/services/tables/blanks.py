"""Blank workbooks to fill in and import: a comment on each column, lists to choose from, one sample row that stays out.

Small books that are edited by people: openpyxl, which knows comments and validations, is the library for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import words
from app.enums import Language
from app.services.base.files import exported

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

ENDINGS = (".xlsx",)
LAST_ROW = 2_000  # how far down the lists of choices reach
LONGEST_LIST = 250  # letters a list may have inside its cell rule; a longer one stands on a hidden sheet
LISTS = "_lists"
HEAD, MUST, SAMPLE = "1F6F8B", "8B3A1F", "7A8794"
TEXT, MONEY, DAY, WHOLE = "text", "money", "day", "whole"


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """``note`` explains it; ``choices`` are all it may hold; ``kind`` is text, money, day or whole; ``most`` bounds a
    whole number."""

    title: str
    note: str
    sample: str | float | None = None
    width: float = 14
    choices: Sequence[str] = ()
    kind: str = TEXT
    most: int | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """The first column of a sheet carries the mark of the sample row."""

    name: str
    columns: Sequence[BlankColumn]


def sample_mark(language: Language) -> str:
    """What stands in the first column of a row that is there to be looked at."""
    return words.say("import.sample", language)


@cache
def _marks() -> frozenset[str]:
    return frozenset(sample_mark(language).casefold() for language in Language)


def is_sample(text: str) -> bool:
    """Whether a row with this in its first column is the sample of a blank workbook, of whichever language."""
    return text.strip().casefold() in _marks()


def write_blank(path: Path, sheets: Sequence[BlankSheet], language: Language) -> int:
    """Returns how many columns there are. Raises as :func:`exported`."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for sheet in sheets:
        _fill(book, book.create_sheet(sheet.name), sheet, language)
    if LISTS in book.sheetnames:  # behind all others
        book.move_sheet(LISTS, len(book.sheetnames))
    book.active = 0
    with exported(path, *ENDINGS) as temporary:
        book.save(temporary)
    return sum(len(sheet.columns) for sheet in sheets)


def _fill(book: Workbook, page: Worksheet, sheet: BlankSheet, language: Language) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    must = words.say("import.required", language)
    for at, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        head = page.cell(1, at, column.title)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=MUST if column.required else HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        told = f"{must}\n{column.note}" if column.required else column.note
        head.comment = Comment(told, "Needfolio", height=120, width=260)
        page.column_dimensions[letter].width = column.width
        if column.kind == TEXT:  # numbers that name something stay as they are typed
            page.column_dimensions[letter].number_format = "@"
        if (rule := _rule(book, column)) is not None:
            page.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sample = page.cell(2, at, sample_mark(language) if at == 1 else column.sample)
        sample.font = Font(italic=True, color=SAMPLE)
        sample.number_format = {TEXT: "@", MONEY: "#,##0.00", DAY: "yyyy-mm-dd"}.get(column.kind, "General")
    page.row_dimensions[1].height = 32
    page.freeze_panes = "B2"


def _rule(book: Workbook, column: BlankColumn) -> DataValidation | None:
    from openpyxl.worksheet.datavalidation import DataValidation

    about: dict[str, Any] = {"allow_blank": True, "showErrorMessage": True}
    if column.choices:
        return DataValidation("list", formula1=_listed(book, column), **about)
    if column.kind == MONEY:  # a warning only: 12万 is understood as well
        return DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", errorStyle="warning", **about)
    if column.kind == WHOLE and column.most is not None:
        return DataValidation("whole", operator="between", formula1="1", formula2=str(column.most), **about)
    return None


def _listed(book: Workbook, column: BlankColumn) -> str:
    """The choices inside the rule where they fit, else as cells of a hidden sheet."""
    text = ",".join(column.choices)
    if len(text) <= LONGEST_LIST and not any(sign in choice for choice in column.choices for sign in ',"'):
        return f'"{text}"'
    from openpyxl.utils import get_column_letter

    page = book[LISTS] if LISTS in book.sheetnames else book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    at = page.max_column + 1 if page.cell(1, 1).value is not None else 1
    for row, choice in enumerate(column.choices, 1):
        page.cell(row, at, choice)
    letter = get_column_letter(at)
    return f"{LISTS}!${letter}$1:${letter}${len(column.choices)}"

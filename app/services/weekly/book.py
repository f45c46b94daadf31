"""The look of the weekly workbook: sheets with a title, a header that stays, and typed columns.

Rows are written from top to bottom and leave memory at once, so that a long week costs no more than a short one.
Texts are written as texts: nothing that comes from data can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from app.enums import Language
from app.services import xlsx_out
from app.words import say

INK, MUTED, ACCENT, SOFT, LINE = "#1F2933", "#66727F", "#1F6F8B", "#E1F0F5", "#C9D1D9"
GOOD, WARN, BAD = "#2F7D4F", "#A86400", "#B3372F"
TONES = {"good": GOOD, "warn": WARN, "bad": BAD}
A4 = 9
PIXELS_PER_CHARACTER = 7
LINE_HEIGHT = 14  # points
LONGEST_TEXT = 32_767  # what one cell can hold


class Kind(StrEnum):
    TEXT = "text"
    CENTRE = "centre"
    WRAPPED = "wrapped"
    COUNT = "count"
    CHANGE = "change"
    MONEY = "money"
    YUAN = "yuan"  # money without its cents, where the column is narrow; the cell keeps them
    RATE = "rate"
    DAYS = "days"
    DATE = "date"


NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.CHANGE: "+#,##0.##;-#,##0.##;0",
    Kind.MONEY: "#,##0.00",
    Kind.YUAN: "#,##0",
    Kind.RATE: "0.0%",
    Kind.DAYS: "#,##0.0",
    Kind.DATE: "yyyy-mm-dd",
}

ALIGNMENT = {
    Kind.CENTRE: "center",
    Kind.DATE: "center",
    **dict.fromkeys((Kind.COUNT, Kind.CHANGE, Kind.MONEY, Kind.YUAN, Kind.RATE, Kind.DAYS), "right"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters."""

    title: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Toned:
    """A cell with a tone; the text itself carries the mark, so that colour is never alone."""

    value: str | float
    tone: str


@dataclass(frozen=True, slots=True)
class Money:
    """Fen, shown in yuan."""

    fen: int | Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio, shown in per cent whatever its column counts."""

    value: Decimal


Cell = str | int | float | Decimal | date | Toned | Money | Share | None


class Book:
    """One workbook being written at ``path``; use as a context manager."""

    def __init__(self, path: Path, language: Language, properties: dict[str, str]) -> None:
        self.workbook = xlsx_out.begin(path)
        self.language = language
        self._formats: dict[tuple[Any, ...], Any] = {}
        self.font = "Microsoft YaHei" if language == Language.ZH else "Calibri"
        self.workbook.set_properties(
            {"title": properties["title"], "author": properties["author"], "created": datetime.now(UTC)}
        )
        for name, value in properties.items():
            if name not in ("title", "author"):
                self.workbook.set_custom_property(name, value)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        xlsx_out.end(self.workbook)

    def style(self, **wanted: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            base = {"font_name": self.font, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._formats[key] = self.workbook.add_format(base | wanted)
        return self._formats[key]

    def cell_style(self, kind: Kind, tone: str = "", *, strong: bool = False) -> Any:
        wanted: dict[str, Any] = {"bottom": 4, "bottom_color": LINE}
        if kind in NUMBER_FORMATS:
            wanted["num_format"] = NUMBER_FORMATS[kind]
        if kind in ALIGNMENT:
            wanted["align"] = ALIGNMENT[kind]
        if kind == Kind.WRAPPED:
            wanted |= {"text_wrap": True, "valign": "top"}
        if tone:
            wanted["font_color"] = TONES[tone]
        if strong:
            wanted |= {"bold": True, "bg_color": SOFT}
        return self.style(**wanted)

    def sheet(self, name: str, title: str, subtitle: str, widths: Sequence[float]) -> Any:
        """A sheet with its title in rows 1 and 2, set up to print on A4 across."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8{_escaped(title)}&C&8{_escaped(name)}&R&8{say('weekly.page_of', self.language)}")
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=16, font_color=ACCENT))
        sheet.write_string(1, 0, subtitle, self.style(font_color=MUTED))
        return sheet

    def header(self, sheet: Any, row: int, columns: Sequence[Column]) -> None:
        sheet.set_row(row, 30)
        for number, column in enumerate(columns):
            align = ALIGNMENT.get(column.kind, "left")
            style = self.style(bold=True, font_color="#FFFFFF", bg_color=ACCENT, text_wrap=True, align=align, border=0)
            sheet.write_string(row, number, column.title, style)

    def row(
        self, sheet: Any, row: int, columns: Sequence[Column], cells: Sequence[Cell], *, strong: bool = False
    ) -> None:
        lines = max((_lines(cell, column) for cell, column in zip(cells, columns, strict=True)), default=1)
        if lines > 1:  # written before the cells: afterwards the row has left memory
            sheet.set_row(row, LINE_HEIGHT * lines)
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            self.cell(sheet, row, number, cell, column.kind, strong=strong)

    def cell(self, sheet: Any, row: int, number: int, cell: Cell, kind: Kind, *, strong: bool = False) -> None:
        """A number stays a number and a text a text; money is turned to yuan here."""
        tone = ""
        value: str | float | Decimal | date | None
        if isinstance(cell, Toned):
            value, tone = cell.value, cell.tone
        elif isinstance(cell, Money):
            value, kind = Decimal(cell.fen) / 100, Kind.YUAN if kind == Kind.YUAN else Kind.MONEY
        elif isinstance(cell, Share):
            value, kind = cell.value, Kind.RATE
        else:
            value = cell
        style = self.cell_style(kind, tone, strong=strong)
        if value is None or value == "":
            sheet.write_blank(row, number, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, number, value[:LONGEST_TEXT], style)
        elif isinstance(value, date):
            sheet.write_datetime(row, number, value, style)
        else:
            sheet.write_number(row, number, float(value), style)

    def table(
        self,
        name: str,
        title: str,
        subtitle: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        filtered: bool = True,
    ) -> int:
        """A sheet that is one list: header in row 4, filter, frozen, repeated on each page. Returns how many rows."""
        sheet = self.sheet(name, title, subtitle, [column.width for column in columns])
        self.header(sheet, HEADER, columns)
        sheet.freeze_panes(HEADER + 1, 0)
        sheet.repeat_rows(HEADER)
        count = 0
        for count, cells in enumerate(rows, start=1):
            self.row(sheet, HEADER + count, columns, cells)
        if count and filtered:
            sheet.autofilter(HEADER, 0, HEADER + count, len(columns) - 1)
        if not count:
            sheet.write_string(HEADER + 1, 0, say("weekly.none", self.language), self.style(font_color=MUTED))
        return count


HEADER = 3


def _lines(cell: Cell, column: Column) -> int:
    """How many lines a wrapped text takes; a Chinese character is as wide as two others."""
    if column.kind != Kind.WRAPPED or not isinstance(cell, str):
        return 1
    width = sum(2 if east_asian_width(character) in "WF" else 1.1 for character in cell)
    return max(1, ceil(width / (column.width - 2)))


def _escaped(text: str) -> str:
    return text.replace("&", "&&")

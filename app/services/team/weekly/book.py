"""The look of the weekly workbook: sheets with a title, a header that stays, and typed columns.

Rows are written from top to bottom and leave memory at once, so that a long week costs no more than a short one.
Texts are written as texts: nothing that comes from data can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any
from unicodedata import east_asian_width

from app.enums import Language
from app.services.tables import xlsx_out
from app.services.team.weekly.columns import BY_HAND, Column, Kind, columns_of
from app.services.team.weekly.layout import Layout
from app.services.team.weekly.seal import Plain, Seal
from app.words import say

MUTED, LINE = "#66727F", "#C9D1D9"
GOOD, WARN, BAD = "#2F7D4F", "#A86400", "#B3372F"
TONES = {"good": GOOD, "warn": WARN, "bad": BAD}
A4 = 9
LINE_HEIGHT = 14  # points
LOGO_HEIGHT = 44  # pixels
WIDEST, NAMING = 165, 3  # characters on one page; columns that say whose row it is
LONGEST_TEXT = 32_767  # what one cell can hold


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
    """One workbook being written at ``path``; use as a context manager.

    Every sheet of ``names`` (sheet key → name) is there from the start, in the layout's order. Each row written
    passes its sheet's seal.
    """

    def __init__(
        self,
        path: Path,
        language: Language,
        properties: dict[str, str],
        names: Mapping[str, str],
        layout: Layout | None = None,
        created: datetime | None = None,
        *,
        sealed: bool = True,
    ) -> None:
        self._open = ExitStack()
        self.workbook = self._open.enter_context(xlsx_out.workbook(path))
        self.language = language
        self.layout = layout or Layout()
        self.names = {key: self.layout.title(key, name) for key, name in names.items()}
        self.sealed = sealed
        self.seals: dict[str, Seal] = {}
        self.heads: dict[str, list[Column]] = {}  # as written
        self._formats: dict[tuple[Any, ...], Any] = {}
        self.font = self.layout.font or ("Microsoft YaHei" if language == Language.ZH else "Calibri")
        self.workbook.set_properties(
            {"title": properties["title"], "author": properties["author"], "created": created or datetime.now(UTC)}
        )
        for name, value in properties.items():
            if name not in ("title", "author"):
                self.workbook.set_custom_property(name, value)
        self._sheets = {key: self.workbook.add_worksheet(self.names[key]) for key in self.layout.sheet_order(names)}
        shown = [key for key in self._sheets if key not in self.layout.hidden_sheets]
        self._sheets[shown[0]].activate()
        self._sheets[shown[0]].set_first_sheet()
        for key in self.layout.hidden_sheets & set(self._sheets):
            self._sheets[key].hide()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def style(self, **wanted: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            base = {"font_name": self.font, "font_size": 10, "font_color": self.layout.ink, "valign": "vcenter"}
            self._formats[key] = self.workbook.add_format(base | wanted)
        return self._formats[key]

    def cell_style(self, kind: Kind, tone: str = "", *, strong: bool = False) -> Any:
        """The format of a cell of this kind; one look-up for each cell of a long list."""
        key = ("cell", kind, tone, strong)
        if key in self._formats:
            return self._formats[key]
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
            wanted |= {"bold": True, "bg_color": self.layout.soft}
        self._formats[key] = self.style(**wanted)
        return self._formats[key]

    def sheet(self, key: str, title: str, subtitle: str, widths: Sequence[float]) -> Any:
        """The sheet with its title in rows 1 and 2, set up to print on A4 across."""
        sheet = self._sheets[key]
        self.seals.setdefault(key, Seal())
        title = self.layout.heading.format(title=title) if self.layout.heading else title
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page = say("weekly.page_of", self.language)
        sheet.set_footer(f"&L&8{_escaped(title)}&C&8{_escaped(self.names[key])}&R&8{page}")
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        sheet.set_row(0, 26)
        self.text(key, 0, title, bold=True, font_size=16, font_color=self.layout.accent)
        self.text(key, 1, subtitle, font_color=MUTED)
        return sheet

    def text(self, key: str, row: int, text: str, **wanted: Any) -> None:
        """A line of text in the first cell of a row."""
        self.seals[key].add([text], row + 1)
        self._sheets[key].write_string(row, 0, text[:LONGEST_TEXT], self.style(**wanted))

    def header(self, key: str, row: int, columns: Sequence[Column]) -> None:
        """The titles of a table in ``row`` (from 0), which count for the seal of the sheet."""
        sheet = self._sheets[key]
        self.seals[key].add([column.title for column in columns], row + 1)
        sheet.set_row(row, 30)
        for number, column in enumerate(columns):
            align = ALIGNMENT.get(column.kind, "left")
            style = self.style(
                bold=True, font_color="#FFFFFF", bg_color=self.layout.accent, text_wrap=True, align=align, border=0
            )
            sheet.write_string(row, number, column.title, style)

    def row(
        self, key: str, row: int, columns: Sequence[Column], cells: Sequence[Cell], *, strong: bool = False
    ) -> None:
        """One row of a table, as high as its longest text needs; it counts for the seal unless it is written by hand
        later.
        """
        sheet = self._sheets[key]
        lines = max((_lines(cell, column) for cell, column in zip(cells, columns, strict=True)), default=1)
        if lines > 1:  # written before the cells: afterwards the row has left memory
            sheet.set_row(row, LINE_HEIGHT * lines)
        written = [
            self._cell(sheet, row, number, cell, column.kind, strong)
            for number, (column, cell) in enumerate(zip(columns, cells, strict=True))
        ]
        if self.sealed:
            self.seals[key].add(written, row + 1)

    def _cell(self, sheet: Any, row: int, number: int, cell: Cell, kind: Kind, strong: bool) -> Plain:
        """A number stays a number and a text a text; money is turned to yuan here. Returns what was written."""
        tone = ""
        value: Plain
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
            value = value[:LONGEST_TEXT]
            sheet.write_string(row, number, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, number, value, style)
        else:
            sheet.write_number(row, number, float(value), style)
        return value

    def table(
        self,
        key: str,
        title: str,
        subtitle: str,
        rows: Iterable[Sequence[Cell]],
        *,
        columns: Sequence[Column] | None = None,
        filtered: bool = True,
    ) -> int:
        """A sheet that is one list: header in row 4, filter, frozen, repeated on each page. Returns how many rows.

        ``rows`` come in the natural order of the columns; the layout may show them in another.
        """
        natural = list(columns or columns_of(key, self.language))
        order, placed = self.layout.arrange(key, natural)
        moved = order != list(range(len(natural)))
        self.heads[key] = placed
        self.seals[key] = Seal([n for n, column in enumerate(placed) if column.key in BY_HAND])
        sheet = self.sheet(key, title, subtitle, [column.width for column in placed])
        for number, column in enumerate(placed):
            if column.hidden:
                sheet.set_column(number, number, column.width, None, {"hidden": True})
        if sum(column.width for column in placed if not column.hidden) > WIDEST:
            sheet.fit_to_pages(2, 0)  # smaller than this nobody reads it: two pages, each with whose row it is
            sheet.repeat_columns(0, NAMING - 1)
        self.header(key, HEADER, placed)
        sheet.freeze_panes(HEADER + 1, 0)
        sheet.repeat_rows(HEADER)
        count = 0
        for count, cells in enumerate(rows, start=1):
            self.row(key, HEADER + count, placed, [cells[number] for number in order] if moved else cells)
        if count and filtered:
            sheet.autofilter(HEADER, 0, HEADER + count, len(placed) - 1)
        if not count:
            self.text(key, HEADER + 1, say("weekly.none", self.language), font_color=MUTED)
        return count

    def logo(self, key: str, last_column: int) -> None:
        """The template's logo at the right end of the title, as high as the title's two rows."""
        if self.layout.logo is None:
            return
        scale = LOGO_HEIGHT / max(1, self.layout.logo_height)
        self._sheets[key].insert_image(
            0, last_column, str(self.layout.logo),
            {"x_scale": scale, "y_scale": scale, "object_position": 2, "x_offset": 2, "y_offset": 2},
        )  # fmt: skip


HEADER = 3


def _lines(cell: Cell, column: Column) -> int:
    """How many lines a wrapped text takes; a Chinese character is as wide as two others."""
    if column.kind != Kind.WRAPPED or not isinstance(cell, str):
        return 1
    width = sum(2 if east_asian_width(character) in "WF" else 1.1 for character in cell)
    return max(1, ceil(width / (column.width - 2)))


def _escaped(text: str) -> str:
    return text.replace("&", "&&")

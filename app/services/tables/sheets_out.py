"""Plain tables out: xlsx with a styled header and a filter, or csv where the name says so. Never a live formula."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

from app.services.base.files import exported
from app.services.tables import xlsx_out
from app.services.tables.guards import guarded, literal
from app.services.tables.long_texts import HEADS, SHEET, Rests

XLSX, CSV = ".xlsx", ".csv"
LINE = 15  # points
Value = str | int | float | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class OutSheet:
    """``formats`` maps a column to an Excel number format; ``choices`` to the values a cell may take."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float] = ()
    formats: dict[int, str] | None = None
    choices: Mapping[int, Sequence[str]] | None = None
    frozen_columns: int = 0
    colours: dict[str, str] | None = None  # text of a cell → its background
    hidden: bool = False
    wrapped: Collection[int] = ()  # columns whose text goes on below where it is longer than they are wide
    pages_across: int = 1  # on paper; the frozen columns stand at the left of each


def write_tables(path: Path, sheets: Sequence[OutSheet], endings: tuple[str, ...] = (XLSX, CSV)) -> None:
    """Write all sheets, or the first as csv. The file is there whole or not at all; raises as :func:`exported`."""
    with exported(path, *endings) as temporary:
        if path.suffix.lower() == CSV:
            write_csv(temporary, sheets[0])
        else:
            _write_xlsx(temporary, sheets)


def write_csv(path: Path, sheet: OutSheet) -> None:
    """UTF-8 with a mark, so that Excel reads Chinese; a text that a spreadsheet would run gets a leading quote."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(header) for header in sheet.headers])
        for row in sheet.rows:
            writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])


def _write_xlsx(path: Path, sheets: Sequence[OutSheet]) -> None:
    with xlsx_out.workbook(path) as book:
        head = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F6F8B", "text_wrap": True, "valign": "vcenter"}
        )
        rests = Rests()
        for sheet in sheets:
            _write_sheet(book, sheet, head, rests)
        if rests.lines:
            _write_sheet(book, OutSheet(SHEET, HEADS, rests.lines, hidden=True), head, rests)


def _write_sheet(book: Any, sheet: OutSheet, head: Any, rests: Rests) -> None:
    page = book.add_worksheet(sheet.name)
    if sheet.hidden:
        page.hide()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(sheet.pages_across, 0)
    page.repeat_rows(0)
    if sheet.frozen_columns:
        page.repeat_columns(0, sheet.frozen_columns - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    formats = {at: book.add_format({"num_format": text, "valign": "top"}) for at, text in (sheet.formats or {}).items()}
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    tones = {
        text: book.add_format({"bg_color": colour, "valign": "top"}) for text, colour in (sheet.colours or {}).items()
    }
    lines = book.add_format({"text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    if any(_wide(title) > width for title, width in zip(sheet.headers, sheet.widths, strict=False)):
        page.set_row(0, 2 * LINE)
    for at, header in enumerate(sheet.headers):
        page.write_string(0, at, literal(header), head)
        page.set_column(at, at, sheet.widths[at] if at < len(sheet.widths) else 14)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, value in enumerate(row):
            wrapped = lines if isinstance(value, str) and ("\n" in value or at in sheet.wrapped) else None
            said = rests.fitting(literal(value)) if isinstance(value, str) else value
            _write_cell(page, last, at, said, wrapped or formats.get(at, plain), day, tones)
        if sheet.wrapped and (high := _lines(sheet, row)) > 1:
            page.set_row(last, LINE * high)
    page.freeze_panes(1, sheet.frozen_columns)
    page.autofilter(0, 0, max(last, 1), len(sheet.headers) - 1)
    for at, choices in (sheet.choices or {}).items():
        page.data_validation(1, at, max(last, 1), at, {"validate": "list", "source": list(choices)})


def _lines(sheet: OutSheet, row: Sequence[Value]) -> int:
    """How many lines the longest wrapped text of a row takes: not every program finds that out by itself."""
    texts = [
        (value, sheet.widths[at]) for at, value in enumerate(row) if isinstance(value, str) and at in sheet.wrapped
    ]
    return max(
        (sum(max(1, ceil(_wide(line) / width)) for line in text.split("\n")) for text, width in texts), default=1
    )


def _wide(text: str) -> int:
    """In letters: a Chinese character takes two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _write_cell(page: Any, row: int, at: int, value: Value, style: Any, day: Any, tones: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, at, "y" if value else "n")
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, at, float(value) if isinstance(value, Decimal) else value, style)
    elif isinstance(value, date):
        page.write_datetime(row, at, value, day)
    else:
        page.write_string(row, at, value, tones.get(value, style))

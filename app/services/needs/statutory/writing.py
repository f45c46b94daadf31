"""Values of a sheet as a person types and reads them: shares in per cent, amounts with separators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from app import words
from app.enums import Language
from app.services.needs.statutory.files import TEXTS
from app.services.rules.needs.statutory import LAYOUTS, Cell, CellForm, Sheet, Statute

PERCENT = Decimal(100)


def cell_text(cell: Cell, value: Any, language: Language) -> str:
    """``0.0175`` → ``1.75%``, ``12000`` → ``12,000``; a fixed name in words."""
    if value is None or value == "":
        return ""
    if cell.form == CellForm.FIXED:
        return words.say(f"statute_row.{value}", language)
    if not isinstance(value, Decimal):
        return str(value)
    if cell.form == CellForm.SHARE:
        return f"{_plain(value * PERCENT)}%"
    return f"{value.normalize():,f}" if value == value.to_integral_value() else f"{value:,f}"


def write_cell(cell: Cell, text: str) -> Any:
    """What was typed as a value; what is no number stays the text, for the check to name. A share may be given as
    ``1.75%`` or ``1.75``, which both are per cent."""
    said = text.strip()
    if cell.form == CellForm.FIXED:
        return _fixed(said)
    if not said or cell.form in TEXTS:
        return said
    number = said.removesuffix("%").replace(",", "").removesuffix("元").strip()
    try:
        value = Decimal(number)
    except InvalidOperation:
        return said
    if not value.is_finite():
        return said
    return value / PERCENT if cell.form == CellForm.SHARE else value


def cells_of(sheet: Sheet, language: Language) -> list[tuple[str, ...]]:
    """The rows of a sheet as texts."""
    columns = LAYOUTS[sheet.code].columns
    return [tuple(cell_text(cell, row[cell.name], language) for cell in columns) for row in sheet.rows]


def row_of(code: Statute, texts: Sequence[str]) -> Mapping[str, Any]:
    """A row from its texts; what is missing at the end is empty."""
    columns = LAYOUTS[code].columns
    given = [*texts, *("" for _ in columns)]
    return {cell.name: write_cell(cell, text) for cell, text in zip(columns, given, strict=False)}


def pasted(text: str) -> list[tuple[str, ...]]:
    """A block copied from a spreadsheet as rows; empty lines are left out."""
    return [tuple(cell.strip() for cell in line.split("\t")) for line in text.splitlines() if line.strip()]


def _fixed(said: str) -> str:
    """A fixed name by itself or by its words in either language; anything else as it is."""
    for name in (group for layout in LAYOUTS.values() for group in layout.groups):
        if said in (name, *(words.say(f"statute_row.{name}", language) for language in Language)):
            return name
    return said


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

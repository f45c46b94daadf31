"""The weekly template: a small workbook beside the store, edited in Excel, that restyles the weekly workbook.

Three sheets: settings (item, value), sheets (sheet, order, shown, title) and columns (sheet, column, order, shown,
width, title). Whatever is left out or blank keeps the program's own look; anything wrong is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.enums import Language
from app.errors import InputError, Problem
from app.services.base.store import Store
from app.services.tables.sheets_out import XLSX, OutSheet, Value, write_tables
from app.services.tables.tabular import Record, Synonyms, Table, Workbook, find_table, read_tables
from app.services.team.weekly.columns import COLUMNS, SHEETS
from app.services.team.weekly.layout import ACCENT, INK, SOFT, Layout, Placement
from app.words import say

FILE_NAME = "weekly-template.xlsx"
COLOURS = {"accent": ACCENT, "soft": SOFT, "ink": INK}
ITEMS = (*COLOURS, "font", "heading", "logo")
PICTURES = (".png", ".jpg", ".jpeg")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
HEADING = re.compile(r"[^{}]*(\{title\}[^{}]*)*")
FORBIDDEN_IN_SHEET = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME, NARROWEST, WIDEST = 31, 2, 200
INCH = 96  # pixels of a screen
USUAL_DPI = 72  # of a picture that does not say

PARTS: dict[str, tuple[str, Synonyms]] = {
    "settings": ("设置", {"item": ("项目",), "value": ("值",)}),
    "sheets": ("工作表", {"sheet": ("工作表",), "order": ("顺序",), "shown": ("显示",), "title": ("名称",)}),
    "columns": (
        "列",
        {"sheet": ("工作表",), "column": ("列",), "order": ("顺序",), "shown": ("显示",), "width": ("列宽",),
         "title": ("名称",)},
    ),
}  # fmt: skip
T = TypeVar("T")


def path_of(store: Store) -> Path:
    """Where the template of this store is looked for."""
    return store.path.parent / FILE_NAME


def of_store(store: Store) -> Layout:
    """The layout of the store's template; the program's own look without one. Raises InputError as :func:`read`."""
    path = path_of(store)
    return read(path) if path.exists() else Layout()


def write_default(path: Path, language: Language) -> int:
    """A template that changes nothing: every item, sheet and column as it is, to be edited; how many columns.

    Raises InputError ``file_exists``: an edited template is never written over.
    """
    if path.exists():
        raise InputError(Problem("file_exists", values={"path": str(path)}))
    about = "weekly.template"
    settings: list[tuple[Value, ...]] = [
        (item, COLOURS.get(item, ""), say(f"{about}.{item}", language)) for item in ITEMS
    ]
    names = {key: say(f"weekly.sheet.{key}", language) for key in SHEETS}
    sheets: list[tuple[Value, ...]] = [
        (key, number * 10, "y", "", names[key]) for number, key in enumerate(SHEETS, start=1)
    ]
    columns: list[tuple[Value, ...]] = [
        (sheet, key, number * 10, "y", width, "", say(f"weekly.column.{key}", language))
        for sheet, heads in COLUMNS.items()
        for number, (key, width, _) in enumerate(heads, start=1)
    ]
    note = say(f"{about}.note", language)
    write_tables(
        path,
        [
            OutSheet(_part("settings", language), [*_heads("settings", language), note], settings, (16, 24, 70)),
            OutSheet(_part("sheets", language), [*_heads("sheets", language), note], sheets, (16, 10, 10, 24, 30)),
            OutSheet(
                _part("columns", language), [*_heads("columns", language), note], columns, (16, 18, 10, 10, 10, 24, 30)
            ),
        ],
        (XLSX,),
    )
    return len(columns)


def read(path: Path) -> Layout:
    """Raises InputError with every fault: file, sheet, row, column."""
    book = read_tables(path)
    problems: list[Problem] = []
    fields = Reader(path, problems)
    settings = fields.settings(_table(book, "settings", ("item", "value")))
    placements, titles, hidden = fields.sheets(_table(book, "sheets", ("sheet",)))
    columns = fields.columns(_table(book, "columns", ("sheet", "column")))
    if problems:
        raise InputError(problems)
    logo = path.parent / settings["logo"] if settings.get("logo") else None
    return Layout(
        accent=settings.get("accent") or ACCENT,
        soft=settings.get("soft") or SOFT,
        ink=settings.get("ink") or INK,
        font=settings.get("font", ""),
        heading=settings.get("heading", ""),
        logo=logo,
        logo_height=fields.logo_height,
        order=placements,
        hidden_sheets=frozenset(hidden),
        titles=titles,
        columns=columns,
    )


class Reader:
    """Reads the three tables and keeps every fault."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self._path, self._problems = path, problems
        self.logo_height = 0.0

    def settings(self, table: Table | None) -> dict[str, str]:
        """Colours, logo and heading by their item; faults are noted."""
        found = {}
        for record in table.records() if table else ():
            item, value = record.text("item"), record.text("value")
            if item not in ITEMS:
                self._wrong(record, "item", "not_a_choice", text=item, choices=", ".join(ITEMS))
            elif item in COLOURS and value and not COLOUR.fullmatch(value):
                self._wrong(record, "value", "template_colour", text=value)
            elif item == "logo" and value:
                self._look_at_logo(record, value)
            elif item == "heading" and value and not HEADING.fullmatch(value):
                self._wrong(record, "value", "template_heading", text=value)
            found[item] = value
        return found

    def sheets(self, table: Table | None) -> tuple[dict[str, float], dict[str, str], set[str]]:
        """Order and titles of sheets by key, and those not shown; faults are noted."""
        order: dict[str, float] = {}
        titles: dict[str, str] = {}
        hidden = set()
        for record in table.records() if table else ():
            key = record.text("sheet")
            if key not in SHEETS:
                self._wrong(record, "sheet", "not_a_choice", text=key, choices=", ".join(SHEETS))
                continue
            order[key] = self._number(record, "order", len(SHEETS) * 10.0)
            if title := record.text("title"):
                if len(title) > LONGEST_SHEET_NAME or FORBIDDEN_IN_SHEET.search(title):
                    self._wrong(record, "title", "template_sheet_name", text=title, most=LONGEST_SHEET_NAME)
                if title.casefold() in {other.casefold() for other in titles.values()}:
                    self._wrong(record, "title", "template_twice", text=title)
                titles[key] = title
            if self._get(record.yes, "shown") is False:
                hidden.add(key)
                if len(hidden) == len(SHEETS):
                    self._wrong(record, "shown", "template_all_hidden")
        return order, titles, hidden

    def columns(self, table: Table | None) -> dict[tuple[str, str], Placement]:
        """Where columns stand, by sheet and key; faults are noted."""
        found: dict[tuple[str, str], Placement] = {}
        for record in table.records() if table else ():
            sheet, key = record.text("sheet"), record.text("column")
            known = [name for name, *_ in COLUMNS.get(sheet, ())]
            if not known:
                self._wrong(record, "sheet", "not_a_choice", text=sheet, choices=", ".join(COLUMNS))
            elif key not in known:
                self._wrong(record, "column", "not_a_choice", text=key, choices=", ".join(known))
            elif (sheet, key) in found:
                self._wrong(record, "column", "template_twice", text=key)
            else:
                width = self._number(record, "width", 0.0)
                if width and not NARROWEST <= width <= WIDEST:
                    self._wrong(record, "width", "template_width", text=width, least=NARROWEST, most=WIDEST)
                found[sheet, key] = Placement(
                    order=self._number(record, "order", float("inf")),
                    shown=self._get(record.yes, "shown") is not False,
                    width=width or None,
                    title=record.text("title"),
                )
        return found

    def _number(self, record: Record, name: str, default: float) -> float:
        value = self._get(record.decimal, name)
        return default if value is None else float(value)

    def _get(self, read: Callable[[str], T], name: str) -> T | None:
        try:
            return read(name)
        except InputError as error:
            self._problems.extend(error.problems)
            return None

    def _look_at_logo(self, record: Record, name: str) -> None:
        from PIL import Image, UnidentifiedImageError

        logo = self._path.parent / name
        if logo.suffix.lower() not in PICTURES or not logo.is_file():
            self._wrong(record, "value", "template_logo", text=name)
            return
        try:
            with Image.open(logo) as image:
                self.logo_height = image.height * INCH / round(image.info.get("dpi", (USUAL_DPI, USUAL_DPI))[1])
        except (UnidentifiedImageError, OSError, ValueError, ArithmeticError):
            self._wrong(record, "value", "template_logo", text=name)

    def _wrong(self, record: Record, field: str, code: str, /, **values: object) -> None:
        self._problems.append(Problem(code, record.place(field), dict(values)))


def _table(book: Workbook, part: str, required: tuple[str, ...]) -> Table | None:
    """The part's table; a part that is not there keeps the program's look, but a workbook with none is no template."""
    names = {part, PARTS[part][0]}
    for sheet in book.sheets:
        if sheet.name.strip().casefold() in names:
            return find_table(book.file, sheet, PARTS[part][1], required) if sheet.rows else None
    if not any(sheet.name.strip().casefold() in {key, zh} for sheet in book.sheets for key, (zh, _) in PARTS.items()):
        book.sheet(part)
    return None


def _part(part: str, language: Language) -> str:
    return PARTS[part][0] if language == Language.ZH else part


def _heads(part: str, language: Language) -> list[str]:
    return [others[0] if language == Language.ZH else name for name, others in PARTS[part][1].items()]

"""The one reader of foreign tables: a workbook (.xlsx, .xlsb, .xls, .ods), a delimited text, a ReqIF file; known by
content, not by name.

Whatever cannot be read is an InputError that says why; a file without a single filled cell is one too.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.enums import FileDamage
from app.errors import InputError, Place, Problem
from app.services.base.file_faults import reason_of
from app.services.tables import long_texts
from app.services.tables.tabular import container
from app.services.tables.tabular.cells import Cell
from app.services.tables.tabular.child import Child
from app.services.tables.tabular.encodings import encoding_of
from app.services.tables.tabular.gathering import Gathered
from app.services.tables.tabular.noticed import Look, Noticed
from app.services.tables.tabular.parsing import Message, messages

LARGEST_FILE = 100 * 1024 * 1024
SMALL_TEXT = 256 * 1024  # nothing in it can unpack: a process of its own would cost more than reading it


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is the row as the user counts it, from 1, whatever was left out above."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows with at least one filled cell.

    ``merged`` holds (top, left, bottom, right): rows from 1, columns from 0. ``since_1904`` says from which day its
    bare numbers count as days.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    since_1904: bool = False
    noticed: Noticed = field(default_factory=Noticed)


@dataclass(frozen=True, slots=True)
class Workbook:
    """``file`` is the bare name, for messages. Sheets come in the file's order, empty ones included.

    ``encoding`` is the one a text was read in, empty for a workbook.
    """

    file: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name (case and outer space ignored). Raises InputError ``sheet_missing``."""
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        there = "、".join(sheet.name for sheet in self.sheets)
        raise InputError(Problem("sheet_missing", Place(file=self.file), {"sheet": name, "there": there}))

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets a person sees, filled or not; all where none is shown."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden) or self.sheets


def read_tables(path: Path, *, encoding: str = "", step: Callable[[], None] = lambda: None) -> Workbook:
    """Every sheet of the file. ``encoding`` reads a text in that one instead of the one found; ``step`` is called
    while a large file is parsed and may raise to stop it. Raises InputError naming the file and the reason.
    """
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FILE else b""
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(path)})) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": reason_of(error)})) from error
    if size > LARGEST_FILE:
        raise InputError(Problem("table_too_large", place, {"limit": LARGEST_FILE // 1024 // 1024}))
    return read_content(content, path.name, encoding=encoding, step=step)


def read_pasted(text: str, name: str) -> Workbook:
    """A block copied from a spreadsheet: tab-separated text. ``name`` stands for the file in messages."""
    return read_content(text.encode("utf-8", "replace"), name, encoding="utf-8")


def read_content(content: bytes, name: str, *, encoding: str = "", step: Callable[[], None] = lambda: None) -> Workbook:
    """As :func:`read_tables`, of a file already in memory."""
    place = Place(file=name)
    kind, checked = container.kind_of(content, place), container.Checked()
    if kind == container.TEXT:
        encoding = encoding_of(content, place, encoding)
        if len(content) <= SMALL_TEXT:
            return _whole(name, _collected(messages(kind, content, encoding), place, checked), encoding)
    with Child(kind, content, encoding) as child, _no_collecting():
        if kind in container.WORKBOOKS:  # looked at while the child begins
            checked = container.check(kind, content, place)
        found = _collected(child.messages(step), place, checked)
    return _whole(name, found, encoding if kind == container.TEXT else "")


def _whole(name: str, sheets: tuple[Sheet, ...], encoding: str) -> Workbook:
    if not any(sheet.rows for sheet in sheets):
        raise InputError(Problem("table_empty", Place(file=name)))
    return Workbook(name, sheets, encoding)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A million cells make no cycles, but each ten thousand of them would set off a search for some."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _values(told: dict[str, Any]) -> dict[str, Any]:
    """What crossed the pipe as a code has words in both languages."""
    return told | ({"reason": FileDamage(told["reason"])} if "reason" in told else {})


def _collected(told: Iterable[Message], place: Place, checked: container.Checked) -> tuple[Sheet, ...]:
    sheets: list[Gathered] = []
    for message in told:
        if message[0] == "rows":
            sheets[-1].add(*message[1:])
        elif message[0] == "sheet":
            _, name, hidden, merged = message
            sheets.append(Gathered(name, hidden, merged, checked.looks.get(name, Look())))
        elif message[0] == "loose":
            sheets[-1].loose = tuple(message[1])
        elif message[0] == "told":
            sheets[-1].told.append(Problem(message[1], place, message[2]))
        elif message[0] == "fault":
            raise InputError(Problem(message[1], place, _values(message[2])))
    rests = long_texts.rests_of(cells for one in sheets if one.name == long_texts.SHEET for _, cells in one.rows)
    for one in sheets:
        one.complete(rests)
    return tuple(
        Sheet(one.name, tuple(Row(*row) for row in one.rows), one.merged, one.hidden, checked.since_1904, one.noticed())
        for one in sheets
    )

"""The markup of an .xlsx beside its values: which part is which sheet, what is hidden, which cells show an error."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

from app.services.tables.tabular.noticed import UNCOMPUTED, Look

ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ERROR = re.compile(rb'<c\s[^>]*?t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_FORMULA = re.compile(rb"<c\s([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_NO_VALUE = re.compile(rb"</f>(?:</c>|<v\s*/>|<v></v>)|<f[^>]*/></c>")
_TYPED = re.compile(rb'\bt="(?!n")')  # a text that is empty is a value
_AT = re.compile(rb'\sr="([A-Z]{1,3})(\d+)"')
_HIDDEN_ROW = re.compile(rb'<row\s[^>]*?hidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<col\s[^>]*?hidden="(?:1|true)"[^>]*>')
_ROW_AT = re.compile(rb'\sr="(\d+)"')
MOST_COLUMNS = 16_384


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → the part of the archive it stands in."""
    targets = {}
    for tag in re.findall(rb"<Relationship\s[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        said = dict(ATTRIBUTE.findall(tag))
        targets[said.get(b"Id", b"")] = said.get(b"Target", b"").decode("utf-8", "replace")
    parts = {}
    for tag in re.findall(rb"<sheet\s[^>]*>", archive.read("xl/workbook.xml")):
        said = dict(ATTRIBUTE.findall(tag))
        target = targets.get(said.get(b"r:id", b""), "").removeprefix("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        parts[unescape(said.get(b"name", b"").decode("utf-8", "replace"))] = path
    return parts


def _uncomputed(sheet: bytes) -> Iterator[tuple[int, int]]:
    """(row, column) of formulas nobody has computed: whoever wrote the file left it to a spreadsheet."""
    if b"<f" not in sheet or not _NO_VALUE.search(sheet):
        return
    for cell in _FORMULA.finditer(sheet):
        if not _TYPED.search(cell[1]) and (at := _AT.search(b" " + cell[1])):
            yield int(at[2]), column_number(at[1]) - 1


def look_at(sheet: bytes) -> Look:
    """What the markup of one sheet says."""
    return Look(_errors(sheet), _hidden_rows(sheet), _hidden_columns(sheet))


def column_number(letters: bytes) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _errors(sheet: bytes) -> Mapping[int, Mapping[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for row, column in _uncomputed(sheet):
        found.setdefault(row, {})[column] = UNCOMPUTED
    if b't="e"' not in sheet:
        return found
    for cell in _ERROR.finditer(sheet):
        if at := _AT.search(cell[0]):
            text = unescape(cell[1].decode("utf-8", "replace"))
            found.setdefault(int(at[2]), {})[column_number(at[1]) - 1] = text
    return found


def _hidden_rows(sheet: bytes) -> frozenset[int]:
    return frozenset(int(at[1]) for tag in _HIDDEN_ROW.findall(sheet) if (at := _ROW_AT.search(tag)))


def _hidden_columns(sheet: bytes) -> frozenset[int]:
    found: set[int] = set()
    for tag in _HIDDEN_COLUMN.findall(sheet[: sheet.find(b"<sheetData")]):
        said = dict(ATTRIBUTE.findall(tag))
        first, last = int(said.get(b"min", b"0")), min(int(said.get(b"max", b"0")), MOST_COLUMNS)
        found.update(range(first - 1, last))
    return frozenset(found)

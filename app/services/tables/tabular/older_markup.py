"""What .xls, .xlsb and .ods say beside their values: cells that show an error, hidden rows and columns, by sheet.

Their readers give nothing for an error. Whatever is odd in such a file gives no look: the values are read all the same.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.parsers import expat

from app.services.tables.tabular.markup import ATTRIBUTE
from app.services.tables.tabular.noticed import Look

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
SECTOR_SHIFT, FAT_HEADS, DIRECTORY = 30, 76, 48  # places in the head of a compound file
END, MOST_COLUMNS = 0xFFFFFFFA, 16_384
SPEAKS = (b'value-type="error"', b'visibility="collapse"', b'visibility="filter"')


def xls_looks(content: bytes) -> dict[str, Look]:
    """Of a compound file with a workbook stream."""
    try:
        return _of_biff(_workbook_stream(content))
    except (struct.error, IndexError, ValueError, KeyError, UnicodeDecodeError):
        return {}


def packed_looks(archive: zipfile.ZipFile) -> dict[str, Look]:
    """Of an .xlsb or .ods."""
    names = set(archive.namelist())
    try:
        if "xl/workbook.bin" in names:
            return _of_xlsb(archive)
        return _of_ods(archive.read("content.xml")) if "content.xml" in names else {}
    except (struct.error, IndexError, ValueError, KeyError, UnicodeDecodeError, expat.ExpatError):
        return {}


class _Gathering:
    """A look in the making."""

    def __init__(self) -> None:
        self.errors: dict[int, dict[int, str]] = {}
        self.rows: set[int] = set()
        self.columns: set[int] = set()

    def error(self, row: int, column: int, code: int) -> None:
        self.errors.setdefault(row + 1, {})[column] = ERRORS.get(code, ERRORS[0x2A])

    @property
    def look(self) -> Look:
        return Look(self.errors, frozenset(self.rows), frozenset(self.columns))


# -- .xls: records in the workbook stream of a compound file ------------------------------------------------------
def _workbook_stream(content: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", content, SECTOR_SHIFT)[0]

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    heads = [one for one in struct.unpack_from("<109I", content, FAT_HEADS) if one < END]
    table = [one for head in heads for one in struct.unpack(f"<{size // 4}I", sector(head))]

    def chain(first: int) -> bytes:
        parts, at = list[bytes](), first
        while at < END and len(parts) <= len(table):
            parts.append(sector(at))
            at = table[at]
        return b"".join(parts)

    directory = chain(struct.unpack_from("<I", content, DIRECTORY)[0])
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(0, length - 2)].decode("utf-16-le") in ("Workbook", "Book"):
            return chain(struct.unpack_from("<I", directory, at + 116)[0])
    raise ValueError("no workbook")


def _biff_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Until the end of the part that begins there."""
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        if number == 0x0A:
            return
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _of_biff(stream: bytes) -> dict[str, Look]:
    found = {}
    for number, body in _biff_records(stream, 0):
        if number == 0x85:
            length, wide = body[6], body[7] & 1
            name = body[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            found[name] = _biff_sheet(stream, struct.unpack_from("<I", body)[0])
    return found


def _biff_sheet(stream: bytes, at: int) -> Look:
    sheet = _Gathering()
    for number, body in _biff_records(stream, at):
        is_error = number == 0x205 and body[7]
        of_formula = number == 0x06 and body[6] == 2 and body[12:14] == b"\xff\xff"
        if is_error or of_formula:
            row, column = struct.unpack_from("<HH", body)
            sheet.error(row, column, body[8 if of_formula else 6])
        elif number == 0x208 and body[12] & 0x20:
            sheet.rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif number == 0x7D and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            sheet.columns.update(range(first, last + 1))
    return sheet.look


# -- .xlsb: records in the parts of a zip -------------------------------------------------------------------------
def _of_xlsb(archive: zipfile.ZipFile) -> dict[str, Look]:
    links = [dict(ATTRIBUTE.findall(tag)) for tag in
             re.findall(rb"<Relationship\s[^>]*>", archive.read("xl/_rels/workbook.bin.rels"))]  # fmt: skip
    targets = {link[b"Id"].decode(): link[b"Target"].decode().removeprefix("/").removeprefix("xl/") for link in links}
    found = {}
    for number, body in _bin_records(archive.read("xl/workbook.bin")):
        if number == 156:
            relation, at = _wide(body, 8)
            name, _ = _wide(body, at)
            found[name] = _xlsb_sheet(archive.read(f"xl/{targets[relation]}"))
    return found


def _xlsb_sheet(content: bytes) -> Look:
    sheet, row = _Gathering(), 0
    for number, body in _bin_records(content):
        if number == 0:
            row = struct.unpack_from("<I", body)[0]
            if len(body) > 11 and body[11] & 0x10:
                sheet.rows.add(row + 1)
        elif number in (3, 11):
            sheet.error(row, struct.unpack_from("<I", body)[0], body[8])
        elif number == 60 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            sheet.columns.update(range(first, min(last, MOST_COLUMNS) + 1))
    return sheet.look


def _bin_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        number, at = _seven_bits(content, at, 2)
        length, at = _seven_bits(content, at, 4)
        yield number, content[at : at + length]
        at += length


def _seven_bits(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most ``most`` bytes, seven bits in each, the lowest first; and where it ends."""
    value = 0
    for place in range(most):
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def _wide(body: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


# -- .ods: elements that may stand for many -----------------------------------------------------------------------
def _of_ods(content: bytes) -> dict[str, Look]:
    if not any(word in content for word in SPEAKS):
        return {}
    found: dict[str, _Gathering] = {}
    reader = _OdsReader(found)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(content, True)
    return {name: sheet.look for name, sheet in found.items()}


class _OdsReader:
    def __init__(self, found: dict[str, _Gathering]) -> None:
        self._found, self._sheet = found, _Gathering()
        self._row = self._column = self._headed = 0
        self._rows = self._cells = 1
        self._error, self._said = False, ""

    def begin(self, name: str, about: dict[str, Any]) -> None:
        if name == "table:table":
            self._sheet = self._found.setdefault(unescape(about.get("table:name", "")), _Gathering())
            self._row = self._headed = 0
        elif name == "table:table-column":
            count = int(about.get("table:number-columns-repeated", 1))
            if about.get("table:visibility") in ("collapse", "filter"):
                self._sheet.columns.update(range(self._headed, min(self._headed + count, MOST_COLUMNS)))
            self._headed += count
        elif name == "table:table-row":
            self._rows, self._column = int(about.get("table:number-rows-repeated", 1)), 0
            if about.get("table:visibility") in ("collapse", "filter") and self._rows < MOST_COLUMNS:
                self._sheet.rows.update(range(self._row + 1, self._row + 1 + self._rows))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cells = int(about.get("table:number-columns-repeated", 1))
            self._error, self._said = about.get("calcext:value-type") == "error", ""

    def text(self, said: str) -> None:
        if self._error:
            self._said += said

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            if self._error and self._said.strip():
                self._sheet.errors.setdefault(self._row + 1, {})[self._column] = self._said.strip()
            self._column += self._cells
            self._error = False
        elif name == "table:table-row":
            self._row += self._rows

"""What a file really is, by its content; and whether it is safe to unpack."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from app.errors import InputError, Place, Problem
from app.services.tables.tabular.damage import damage_of
from app.services.tables.tabular.encodings import wide_of
from app.services.tables.tabular.markup import column_number, look_at, sheet_parts
from app.services.tables.tabular.noticed import Look
from app.services.tables.tabular.older_markup import packed_looks, xls_looks

XLSX, XLSB, XLS, ODS, TEXT, REQIF = "xlsx", "xlsb", "xls", "ods", "text", "reqif"
WORKBOOKS = (XLSX, XLSB, XLS, ODS)
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200  # honest sheets pack 5 to 40 times; a bomb packs a thousand times
RATIO_MATTERS_FROM = 20 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELLS = 20_000_000  # of the rectangle around the filled cells, which a reader holds in memory
MOST_REPEATED = 100_000  # rows one filled row of an .ods may stand for

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
XLS_STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
BEFORE_OLE = re.compile(rb"\x09[\x00\x02\x04][\x04\x06]\x00")  # Excel 2 to 4
XLS_BEGIN = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")  # the workbook's globals
XLS_LOCKED = 0x2F
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_LOCKED = (b"encryption-data", b"encrypted-package")
ODS_REPEATED = re.compile(rb'table:number-rows-repeated="(\d+)"')
STRICT = b"purl.oclc.org/ooxml"
BOOK, BOOK_TYPE = "xl/workbook.xml", re.compile(rb'PartName="/?([^"]+)"[^>]*?spreadsheetml\.sheet\.main\+xml')
MARKUP = re.compile(rb"\s*(<!doctype|<html|<table|<\?xml|<head|<meta|mime-version)", re.IGNORECASE)
FILLED = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})(\d+)"[^>/]*>')
HEAD = 4_096
PROGRAMS = {".iwa": "Apple Numbers", "word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
DECLARES = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)
SINCE_1904 = re.compile(rb"""date1904\s*=\s*["'](1|true|on)["']""")
LAST_ROW = re.compile(rb'<row\s[^>]*?r="(\d+)"')


def kind_of(content: bytes, place: Place) -> str:
    """One of :data:`WORKBOOKS`, ``text`` or ``reqif``; everything else is refused with what it is and what to do."""
    if not content.strip(b"\0 \r\n\t"):
        _refuse("table_empty", place)
    if content.startswith(ZIP):
        return _zip_kind(content, place)
    if content.startswith(OLE):
        return _ole_kind(content, place)
    if BEFORE_OLE.match(content):
        _refuse("table_xls", place)
    bare = content.removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(bare[:512]):
        if b"<REQ-IF" in bare[:HEAD]:
            return REQIF
        _refuse("table_html", place)
    if content.startswith((b"%PDF", b"\x89PNG", b"{\\rtf")) or (
        b"\0" in content and not wide_of(content) and not _stray(content)
    ):
        _refuse("table_unknown", place)
    return TEXT


def _stray(content: bytes) -> bool:
    """Whether the zero bytes are a few that slipped into a text: they are taken out as other invisible marks are."""
    return content.count(0) <= max(2, len(content) // 100) and not re.search(rb"[\x01-\x08\x0e-\x1a]", content[:HEAD])


def _ole_kind(content: bytes, place: Place) -> str:
    if ENCRYPTED in content:
        _refuse("table_encrypted", place)
    if not any(name in content for name in XLS_STREAMS):
        _refuse("table_unknown", place)
    begin = XLS_BEGIN.search(content)
    at = begin.start() if begin else len(content)
    for _ in range(8):  # the lock stands among the first records of the workbook
        if at + 4 > len(content):
            break
        number, length = struct.unpack_from("<HH", content, at)
        if number == XLS_LOCKED:
            _refuse("table_encrypted", place)
        at += 4 + length
    return XLS


def _zip_kind(content: bytes, place: Place) -> str:
    """A .reqifz that would unpack to too much is refused here: its reader has no guard of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            says = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib_error()):
        return XLSX  # the reader of workbooks says what is wrong with it
    if says.startswith(ODS_TYPE):
        return ODS
    if "xl/workbook.bin" in names:
        return XLSB
    found = [part for part in parts if part.filename.lower().endswith(".reqif")]
    if found and BOOK not in names:
        if (size := sum(part.file_size for part in parts)) > MOST_UNPACKED:
            _refuse("table_bomb", place, size=size // 1024 // 1024)
        return REQIF
    return XLSX


@dataclass(frozen=True, slots=True)
class Checked:
    """``since_1904``: whether bare numbers count days from then. ``looks`` is by name of a sheet."""

    since_1904: bool = False
    looks: Mapping[str, Look] = field(default_factory=dict)


def check(kind: str, content: bytes, place: Place) -> Checked:
    """Refuse a workbook that is none, is damaged, locked, or would not fit in memory once unpacked; what its markup
    says otherwise. An .xls is not packed: there is nothing to look at.
    """
    if kind == XLS:
        return Checked(looks=xls_looks(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                _refuse("table_encrypted", place)
            if kind == XLSX and BOOK not in {part.filename for part in parts}:
                _refuse_without_book(archive, place)
            unpacked = sum(part.file_size for part in parts)
            ratio = unpacked / max(1, len(content))
            bomb = unpacked > RATIO_MATTERS_FROM and ratio > MOST_RATIO
            if bomb or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                _refuse("table_bomb", place, size=unpacked // 1024 // 1024)
            about = archive.read(BOOK) if kind == XLSX else b""
            if STRICT in about:
                _refuse("table_strict", place)
            looks = {part.filename: look for part in parts if (look := _check_part(archive, part, place)) is not None}
            if kind == ODS:
                _check_ods(archive, place)
            if kind != XLSX:
                return Checked(looks=packed_looks(archive))
            named = sheet_parts(archive) if looks else {}
            found = {name: looks[part] for name, part in named.items() if part in looks}
            return Checked(bool(SINCE_1904.search(about)), found)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, KeyError, zlib_error()) as error:
        raise InputError(Problem("table_damaged", place, {"reason": damage_of(error)})) from error


def _refuse_without_book(archive: zipfile.ZipFile, place: Place) -> NoReturn:
    """A workbook whose parts stand elsewhere is told from a zip that is none."""
    names = set(archive.namelist())
    if program := next((known for part, known in PROGRAMS.items() if any(part in name for name in names)), ""):
        _refuse("table_of_program", place, program=program)
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if said := BOOK_TYPE.search(types):
        _refuse("table_elsewhere", place, part=said[1].decode("utf-8", "replace"))
    moved = next((name for name in sorted(names) if name.replace("\\", "/").lower().endswith("workbook.xml")), None)
    if moved is not None:
        _refuse("table_elsewhere", place, part=moved)
    _refuse("table_not_xlsx", place)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Place) -> Look | None:
    """No part may declare entities: that is how a small XML becomes a large one. Returns what a sheet's markup says."""
    if not part.filename.endswith((".xml", ".rels")):
        return None
    is_sheet = re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename)
    with archive.open(part) as file:
        content = file.read() if is_sheet else file.read(HEAD)
    if DECLARES.search(content[:HEAD]):
        _refuse("table_entities", place)
    if not is_sheet:
        return None
    _check_size(content, place)
    return look_at(content)


def _check_ods(archive: zipfile.ZipFile, place: Place) -> None:
    """Locked by a password; or one filled row that stands for a million, which a reader would write out."""
    names = set(archive.namelist())
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if any(word in manifest for word in ODS_LOCKED):
        _refuse("table_encrypted", place)
    content = archive.read("content.xml")
    for repeated in ODS_REPEATED.finditer(content):
        if int(repeated[1]) > MOST_REPEATED:
            row = content[repeated.end() : content.find(b"</table:table-row>", repeated.end())]
            if b"office:value" in row or b"<text:p" in row:
                _refuse("table_far_cells", place, rows=int(repeated[1]), columns=row.count(b"<table:table-cell"))


def zlib_error() -> type[Exception]:
    """What a damaged deflated part raises; zlib is imported when it is needed."""
    import zlib

    return zlib.error


def _check_size(sheet: bytes, place: Place) -> None:
    """A reader fills the rectangle up to the last filled cell: two far cells must not ask for all memory."""
    at = sheet.rfind(b"<row ")
    last = LAST_ROW.match(sheet, at) if at >= 0 else None
    rows = int(last[1]) if last else sheet.count(b"<row")
    width = 26 if not re.search(rb'r="[A-Z]{2,3}\d', sheet) else 16_384
    if rows * width <= MOST_CELLS:
        return
    bottom = right = 0
    for match in FILLED.finditer(sheet):
        bottom, right = max(bottom, int(match[2])), max(right, column_number(match[1]))
    if bottom * right > MOST_CELLS:
        _refuse("table_far_cells", place, rows=bottom, columns=right)


def _refuse(code: str, place: Place, **values: object) -> NoReturn:
    raise InputError(Problem(code, place, dict(values)))

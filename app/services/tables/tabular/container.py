"""What a file really is, by its content; and whether it is safe to unpack."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NoReturn

from app.errors import InputError, Place, Problem

XLSX, TEXT, REQIF = "xlsx", "text", "reqif"
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200  # honest sheets pack 5 to 40 times; a bomb packs a thousand times
RATIO_MATTERS_FROM = 20 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELLS = 20_000_000  # of the rectangle around the filled cells, which a reader holds in memory

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STRICT = b"purl.oclc.org/ooxml"
MARKUP = re.compile(rb"\s*(<!doctype|<html|<table|<\?xml|<head|<meta|mime-version)", re.IGNORECASE)
FILLED = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})(\d+)"[^>/]*>')
HEAD = 4_096
DECLARES = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)
SINCE_1904 = re.compile(rb"""date1904\s*=\s*["'](1|true|on)["']""")
LAST_ROW = re.compile(rb'<row\s[^>]*?r="(\d+)"')


def kind_of(content: bytes, place: Place) -> str:
    """``xlsx``, ``text`` or ``reqif``; everything else is refused with what it is and what to do."""
    if not content.strip(b"\0 \r\n\t"):
        _refuse("table_empty", place)
    if content.startswith(ZIP):
        return REQIF if _holds_reqif(content, place) else XLSX
    if content.startswith(OLE):
        _refuse("table_encrypted" if ENCRYPTED in content else "table_xls", place)
    bare = content.removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(bare[:512]):
        if b"<REQ-IF" in bare[:HEAD]:
            return REQIF
        _refuse("table_html", place)
    if content.startswith((b"%PDF", b"\x89PNG", b"{\\rtf")) or (b"\0" in content and not _utf16(content)):
        _refuse("table_unknown", place)
    return TEXT


def _holds_reqif(content: bytes, place: Place) -> bool:
    """Whether a zip is a .reqifz; one that would unpack to too much is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # the reader of workbooks says what is wrong with it
    found = [part for part in parts if part.filename.lower().endswith(".reqif")]
    if found and sum(part.file_size for part in parts) > MOST_UNPACKED:
        _refuse("table_bomb", place, size=sum(part.file_size for part in parts) // 1024 // 1024)
    return bool(found) and "xl/workbook.xml" not in {part.filename for part in parts}


def encoding_of(content: bytes, place: Place, wanted: str = "") -> str:
    """The encoding a text is read in: ``wanted``, else by its mark, else UTF-8, else GB18030 (Chinese Excel)."""
    found = _utf16(content)
    for encoding in [wanted] if wanted else [found] if found else ["utf-8-sig", "gb18030"]:
        try:
            content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return encoding
    return _refuse("table_encoding", place)


def _utf16(content: bytes) -> str:
    """By its mark; without one, by the zero bytes that every ASCII character then has."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2_000]
    if b"\0" not in sample or len(content) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even and odd:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def check_xlsx(content: bytes, place: Place) -> bool:
    """Refuse what is not a workbook, is damaged, or would not fit in memory once unpacked.

    Returns whether the days of this workbook count from 1904.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                _refuse("table_encrypted", place)
            if "xl/workbook.xml" not in names:
                _refuse("table_not_xlsx", place)
            unpacked = sum(part.file_size for part in parts)
            ratio = unpacked / max(1, len(content))
            bomb = unpacked > RATIO_MATTERS_FROM and ratio > MOST_RATIO
            if bomb or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                _refuse("table_bomb", place, size=unpacked // 1024 // 1024)
            about = archive.read("xl/workbook.xml")
            if STRICT in about:
                _refuse("table_strict", place)
            for part in parts:
                _check_part(archive, part, place)
            return bool(SINCE_1904.search(about))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, zlib_error()) as error:
        raise InputError(Problem("table_damaged", place, {"reason": str(error)})) from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Place) -> None:
    """No part may declare entities: that is how a small XML becomes a large one."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    is_sheet = re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename)
    with archive.open(part) as file:
        content = file.read() if is_sheet else file.read(HEAD)
    if DECLARES.search(content[:HEAD]):
        _refuse("table_entities", place)
    if is_sheet:
        _check_size(content, place)


def zlib_error() -> type[Exception]:
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
        bottom, right = max(bottom, int(match[2])), max(right, _column(match[1]))
    if bottom * right > MOST_CELLS:
        _refuse("table_far_cells", place, rows=bottom, columns=right)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse(code: str, place: Place, **values: object) -> NoReturn:
    raise InputError(Problem(code, place, dict(values)))

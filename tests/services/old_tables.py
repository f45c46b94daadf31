"""Small workbooks in the other formats Excel and LibreOffice write, made byte by byte: .xls, .xlsb, .ods."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

Cells = Sequence[Sequence[str | float | bytes | None]]
"""Bytes are the one byte of an error: ``b"\\x2a"`` is #N/A, ``b"\\x07"`` #DIV/0!"""
SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(sheets: dict[str, Cells], *, stream: str = "Workbook", locked: bool = False) -> bytes:
    """BIFF8 in a compound file. ``stream`` is what Excel names it; another name is another program's document."""
    return compound({stream: _biff(sheets, locked)})


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _biff(sheets: dict[str, Cells], locked: bool) -> bytes:
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if locked:
        head += _record(0x2F, struct.pack("<HHH", 0, 1, 2))
    head += _record(0x42, struct.pack("<H", 1200))
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    length = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    bodies = [_biff_sheet(rows) for rows in sheets.values()]
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x85, struct.pack("<IBB", length, 0, 0) + name)
        length += len(body)
    return head + _record(0x0A, b"") + b"".join(bodies)


def _biff_sheet(rows: Cells) -> bytes:
    found = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                found += _record(0x204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
            elif isinstance(cell, bytes):
                found += _record(0x205, place + cell + b"\x01")
            elif cell is not None:
                found += _record(0x203, place + struct.pack("<d", cell))
    return found + _record(0x0A, b"")


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file whose streams are all long enough to stand in sectors of their own."""
    chains: list[list[int]] = []
    data = b""
    for content in streams.values():
        padded = content + b"\0" * (max(4096, -(-len(content) // SECTOR) * SECTOR) - len(content))
        first = len(data) // SECTOR + 2
        chains.append(list(range(first, first + len(padded) // SECTOR)))
        data += padded
    table = [FAT, END]
    for chain in chains:
        table += [*chain[1:], END]
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = _entry("Root Entry", 5, END, 0, 1 if streams else FREE)
    for number, (name, chain) in enumerate(zip(streams, chains, strict=True), 1):
        right = number + 1 if number < len(streams) else FREE
        directory += _entry(name, 2, chain[0], len(chain) * SECTOR, FREE, right)
    directory += b"\0" * (SECTOR - len(directory))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    return head + struct.pack(f"<{len(table)}I", *table) + directory + data


def _entry(name: str, kind: int, first: int, size: int, child: int, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def ods(sheets: dict[str, Cells], *, locked: bool = False) -> bytes:
    from xml.sax.saxutils import escape

    tables = []
    for name, rows in sheets.items():
        lines = []
        for row in rows:
            cells = []
            for cell in row:
                if isinstance(cell, str):
                    cells.append(_ods_cell('office:value-type="string"', escape(cell)))
                elif cell is None:
                    cells.append("<table:table-cell/>")
                elif isinstance(cell, bytes):
                    about = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
                    cells.append(_ods_cell(about, {b"\x2a": "#N/A", b"\x07": "#DIV/0!"}[cell]))
                else:
                    cells.append(_ods_cell(f'office:value-type="float" office:value="{cell!r}"', str(cell)))
            lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>')
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}'
        "</manifest:file-entry></manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def _ods_cell(about: str, text: str) -> str:
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"


def xlsb(sheets: dict[str, Cells]) -> bytes:
    parts: dict[str, str | bytes] = {}
    book, links = _bin(131) + _bin(143), []
    for number, (name, rows) in enumerate(sheets.items(), 1):
        book += _bin(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        links.append(
            f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/worksheet" Target="worksheets/sheet{number}.bin"/>'
        )
        parts[f"xl/worksheets/sheet{number}.bin"] = _xlsb_sheet(rows)
    parts["xl/workbook.bin"] = book + _bin(144) + _bin(132)
    parts["xl/_rels/workbook.bin.rels"] = (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(links)}</Relationships>'
    )
    parts["[Content_Types].xml"] = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    return zipped(parts)


def _xlsb_sheet(rows: Cells) -> bytes:
    wide = max((len(cells) for cells in rows), default=1)
    found = _bin(129) + _bin(148, struct.pack("<IIII", 0, max(0, len(rows) - 1), 0, wide - 1)) + _bin(145)
    for row, cells in enumerate(rows):
        found += _bin(0, struct.pack("<IIHHB", row, 0, 300, 0, 0) + struct.pack("<III", 1, 0, wide - 1))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                found += _bin(6, struct.pack("<II", column, 0) + _wide(cell))
            elif isinstance(cell, bytes):
                found += _bin(3, struct.pack("<II", column, 0) + cell)
            elif cell is not None:
                found += _bin(5, struct.pack("<IId", column, 0, cell))
    return found + _bin(146) + _bin(130)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _bin(number: int, body: bytes = b"") -> bytes:
    """Number and length in seven bits a byte."""

    def seven(value: int) -> bytes:
        found = bytearray()
        while True:
            part, value = value & 0x7F, value >> 7
            found.append(part | (0x80 if value else 0))
            if not value:
                return bytes(found)

    head = bytes([number]) if number < 128 else struct.pack("<BB", (number & 0x7F) | 0x80, number >> 7)
    return head + seven(len(body)) + body


def zipped(parts: dict[str, str | bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return found.getvalue()


def unzipped(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

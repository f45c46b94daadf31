"""Numbers that a workbook shows with zeros of their own (1 as ``001``, 3.1 as ``3.10``) or as per cent (0.35 as
``35%``).

As text such a cell is what its reader saw, per cent with all their decimals. Only the plain formats of zeros are known;
any other shows the number.
"""

from __future__ import annotations

import io
import re
import zipfile

from app.services.tables.tabular.markup import ATTRIBUTE, column_number, sheet_parts

ZEROS = re.compile(r"0+(?:\.(0+))?")
PER_CENT = re.compile(r"[#0.,]*0(?:\.[0#]+)?%")
BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%"}


class Shown:
    """The cells of each sheet whose shown text differs from their number."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._styles = self._zero_styles()
        self._parts = sheet_parts(self._archive) if self._styles else {}

    def of(self, sheet: str) -> dict[int, dict[int, tuple[float, str]]]:
        """Row from 1 → column from 0 → (number, text)."""
        part = self._parts.get(sheet)
        if part is None or part not in self._archive.namelist():
            return {}
        choice = b"|".join(str(style).encode() for style in self._styles)
        cell = re.compile(rb'<c r="([A-Z]{1,3})(\d+)" s="(' + choice + rb')"(?: t="n")?><v>([^<]+)</v>')
        found: dict[int, dict[int, tuple[float, str]]] = {}
        for letters, row, style, value in cell.findall(self._archive.read(part)):
            number = float(value)
            text = _written(number, self._styles[int(style)])
            if text != f"{number:.15g}":
                found.setdefault(int(row), {})[column_number(letters) - 1] = (number, text)
        return found

    def _zero_styles(self) -> dict[int, str]:
        """Index of a cell style → its format of zeros or of per cent."""
        if "xl/styles.xml" not in self._archive.namelist():
            return {}
        styles = self._archive.read("xl/styles.xml")
        codes = dict(BUILT_IN)
        for tag in re.findall(rb"<numFmt\s[^>]*>", styles):
            said = dict(ATTRIBUTE.findall(tag))
            codes[int(said.get(b"numFmtId", b"-1"))] = said.get(b"formatCode", b"").decode("utf-8", "replace")
        block = re.search(rb"<cellXfs.*?</cellXfs>", styles, re.DOTALL)
        found = {}
        for index, tag in enumerate(re.findall(rb"<xf\s[^>]*>", block[0]) if block else ()):
            code = codes.get(int(dict(ATTRIBUTE.findall(tag)).get(b"numFmtId", b"0")), "")
            if (ZEROS.fullmatch(code) and code != "0") or PER_CENT.fullmatch(code):
                found[index] = code
        return found


def _written(number: float, code: str) -> str:
    if code.endswith("%"):
        return f"{number * 100:.12g}%"
    whole, _, decimals = code.partition(".")
    width = len(whole) + (len(decimals) + 1 if decimals else 0) + (number < 0)
    return f"{number:0{width}.{len(decimals)}f}"

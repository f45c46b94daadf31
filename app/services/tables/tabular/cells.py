"""What a cell of a foreign table means: text, number, day, yes or no.

Every reader raises ValueError when the cell holds something else; an empty cell is None (or ``""`` for a text).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.services.rules.base.spoken_numbers import (
    MOST,
    read_amount,
    read_days,
    read_number,
    read_pieces,
    read_share,
    read_years,
)
from app.services.tables.guards import unguarded

Cell = str | int | float | bool | datetime | date | time | timedelta | None

NOTHING = {"", "-", "--", "—", "——", "/", "n/a", "na", "无", "null", "none"}
YES = {"y", "yes", "true", "1", "是", "有", "√", "✓", "✔", "○", "对", "t"}
NO = {"n", "no", "false", "0", "否", "无", "×", "✗", "✘", "x", "-", "错", "f"}
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet; right for every day from 1900-03-01
EPOCH_1904 = date(1904, 1, 1)  # of a workbook made by an old Macintosh
FIRST_SERIAL, LAST_SERIAL = 61, 2_958_465  # 1900-03-01 .. 9999-12-31

_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[ t]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?:[ t,]\s*\d{1,2}:\d{2}.*)?")
_NAMED_MONTH = re.compile(r"(\d{1,2})[-/ .]+([a-z]{3})[a-z]*[-/ .,]+(\d{4}|\d{2})(?:[ t,]+\d{1,2}:\d{2}.*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROUNDED = re.compile(r"[+-]?\d(?:\.(\d+))?e(\+?)(\d{1,3})")
_DECIMALS = re.compile(r"(\d{5,})\.0+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Shown(float):
    """A number with the text its workbook shows for it: 1 as ``001``, 3.1 as ``3.10``."""

    text: str

    def __new__(cls, number: float, text: str) -> Shown:
        made = super().__new__(cls, number)
        made.text = text
        return made

    def __reduce__(self) -> tuple[type[Shown], tuple[float, str]]:
        return Shown, (float(self), self.text)


def folded(text: str) -> str:
    """Full-width to half-width, lower case, outer space away: for reading a value, never for keeping a text."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def as_text(cell: Cell) -> str:
    """The cell as its reader saw it: ``001`` stays ``001``, a whole float has no ``.0``, a day is ISO. The quote that
    keeps a spreadsheet from running a text is taken off.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return unguarded(cell.strip())
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Shown):
        return cell.text
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)


def as_code(cell: Cell) -> str:
    """A number that names something: an identity number, a phone, a code; ``13800001117.0`` is the same without its
    decimals, ``1.3800001117E+10`` has lost none. Refused (ValueError) where the spreadsheet has rounded it already:
    ``1.23E+17``, or more than 15 digits kept as a number.
    """
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise ValueError(as_text(cell))
    text = as_text(cell)
    plain = folded(text)
    if decimals := _DECIMALS.fullmatch(plain):
        return decimals[1]
    if rounded := _ROUNDED.fullmatch(plain):
        if len(rounded[1] or "") >= int(rounded[3]) > 0:
            return f"{Decimal(plain):f}"
        if rounded[2]:  # 3E12 without a sign may be a code of its own
            raise ValueError(text)
    return text


def as_decimal(cell: Cell) -> Decimal | None:
    """``1,234.5``, ``２０万``, ``三十万``, ``¥300元``, ``1.5倍``, ``12%`` (0.12); ``(5)`` and ``1,5`` are refused.
    Never NaN or infinite."""
    return _number(cell, read_number)


def as_amount(cell: Cell) -> Decimal | None:
    """Yuan: as :func:`as_decimal`, but years and per cent are no money."""
    return _number(cell, read_amount)


def as_share(cell: Cell) -> Decimal | None:
    """Per cent: 12 of ``12%``, ``12`` and of a cell that shows 12%. A bare number below 1 is refused: it may be either
    0.35 % or 35 %."""
    if isinstance(cell, Shown) and cell.text.endswith("%"):
        return _number(cell.text, read_share)
    value = _number(cell, read_share)
    if value is not None and 0 < abs(value) < 1 and not as_text(cell).rstrip().endswith(("%", "％")):
        raise ValueError(as_text(cell))
    return value


def as_whole(cell: Cell) -> int | None:
    """A whole number of years, people, times; ``30.0`` and ``20年`` are ones, ``30.5`` is not."""
    return _whole(cell, read_pieces)


def as_days(cell: Cell) -> int | None:
    """A whole number of days: 15, 15天."""
    return _whole(cell, read_days)


def as_years(cell: Cell) -> int | None:
    """The whole years something is paid for; ``趸交`` is 1."""
    return _whole(cell, read_years)


def _whole(cell: Cell, read: Callable[[str], Decimal | None]) -> int | None:
    value = _number(cell, read)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(as_text(cell))
    return int(value)


def _number(cell: Cell, read: Callable[[str], Decimal | None]) -> Decimal | None:
    if isinstance(cell, (bool, date, time, timedelta)):
        raise ValueError(as_text(cell))
    if isinstance(cell, (int, float)):
        value: Decimal | None = Decimal(repr(float(cell))) if isinstance(cell, float) else Decimal(cell)
    else:
        text = folded(cell or "")
        value = None if text in NOTHING else read(text)
    if value is not None and (not value.is_finite() or abs(value) >= MOST):
        raise ValueError(as_text(cell))
    return value


def as_date(cell: Cell, *, since_1904: bool = False, month_first: bool = False) -> date | None:
    """``2024-03-05``, ``2024.3.5``, ``2024/3/5``, ``2024年3月5日``, ``20240305``, ``5 Mar 2024``, a spreadsheet's day
    number or day.

    ``month_first`` reads ``3/5/2024`` as the fifth of March: only where the program that wrote it is known.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (bool, time, timedelta)):
        raise ValueError(as_text(cell))
    if isinstance(cell, (int, float)):
        return _date_of_number(cell, since_1904)
    text = folded(cell or "")
    if text in NOTHING:
        return None
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is not None:
        year, month, day = (int(part) for part in match.groups()[:3])
        return date(year, month, day)
    if (match := _NAMED_MONTH.fullmatch(text)) and match[2] in _MONTHS:
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return date(year, _MONTHS.index(match[2]) + 1, int(match[1]))
    if month_first and (match := _MONTH_FIRST.fullmatch(text)):
        month, day, year = (int(part) for part in match.groups()[:3])
        return date(year, month, day)
    if re.fullmatch(r"\d{5}", text):
        return _date_of_number(int(text), since_1904)
    raise ValueError(text)


def _date_of_number(number: int | float, since_1904: bool) -> date:
    compact = _COMPACT.fullmatch(str(int(number))) if number == int(number) else None
    if compact and 1900 <= int(compact[1]) <= 2200:
        return date(int(compact[1]), int(compact[2]), int(compact[3]))
    if not FIRST_SERIAL <= number < LAST_SERIAL + 1:
        raise ValueError(as_text(number))
    return (EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=int(number))


def as_yes_no(cell: Cell) -> bool | None:
    """y/n, yes/no, 是/否, √/×, true/false, 1/0."""
    if isinstance(cell, bool):
        return cell
    text = folded(as_text(cell))
    if text in YES:
        return True
    if text in NO:
        return False
    if text in NOTHING:
        return None
    raise ValueError(as_text(cell))

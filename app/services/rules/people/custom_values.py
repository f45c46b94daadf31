"""Values of the user's own fields: one canonical text each, and a whole number that compares them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import FieldKind
from app.services.rules.base.spoken_numbers import read_number

LONGEST = 500
MILLIONTHS = 1_000_000
MOST = Decimal(10) ** 12  # a number beyond that is a slip of the finger, and would not fit a column
YES, NO = "1", "0"


def canonical(kind: FieldKind, value: Any, choices: Sequence[str] = ()) -> str:
    """The text that is kept: "" for nothing. ``value`` is what a form gives: fen, a Decimal or its text, a date, a
    bool,
    a text. Raises ValueError with the code of what is wrong.
    """
    if value is None or value == "":
        return ""
    if kind == FieldKind.MONEY:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > int(MOST) * 100:
            raise ValueError("not_a_number")
        return str(value)
    if kind == FieldKind.NUMBER:
        return _number(value)
    if kind == FieldKind.DATE:
        if not isinstance(value, date):
            raise ValueError("not_a_date")
        return value.isoformat()
    if kind == FieldKind.YES_NO:
        return YES if value in (True, YES) else NO
    text = " ".join(str(value).split()) if kind == FieldKind.CHOICE else str(value).strip()
    if kind == FieldKind.CHOICE and text not in choices:
        raise ValueError("not_a_choice")
    if len(text) > LONGEST:
        raise ValueError("too_long")
    return text


def natural(kind: FieldKind, text: str) -> Any:
    """What a form takes: the reverse of :func:`canonical`; None for nothing."""
    if not text:
        return None
    if kind == FieldKind.MONEY:
        return int(text)
    if kind == FieldKind.NUMBER:
        return Decimal(text)
    if kind == FieldKind.DATE:
        return date.fromisoformat(text)
    return text == YES if kind == FieldKind.YES_NO else text


def rank(kind: FieldKind, text: str) -> int | None:
    """What orders values of the kind: millionths, fen, days, 1 or 0; None for words."""
    if not text or kind in (FieldKind.TEXT, FieldKind.CHOICE):
        return None
    if kind == FieldKind.DATE:
        return date.fromisoformat(text).toordinal()
    return int(Decimal(text) * MILLIONTHS) if kind == FieldKind.NUMBER else int(text)


def _number(value: Any) -> str:
    try:
        number = value if isinstance(value, Decimal) else read_number(str(value))
    except ValueError:
        raise ValueError("not_a_number") from None
    if number is None or not number.is_finite() or abs(number) > MOST:
        raise ValueError("not_a_number")
    plain = f"{number.quantize(Decimal(1) / MILLIONTHS):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain

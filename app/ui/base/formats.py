"""How money, dates, ratios and phones are shown and read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from app.enums import Language
from app.services.rules.base.spoken_numbers import read_amount, read_days, read_pieces, read_share
from app.services.rules.day.quick_add import days

MOST = 10**15  # fen; ten thousand times a very large policy, and safe in every store


def money(fen: int | None, *, cents: bool = False) -> str:
    """``12345600`` → ``123,456``; cents are shown when asked for or when there are any. None is a dash."""
    if fen is None:
        return "—"
    yuan, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{yuan:,}.{rest:02d}" if cents or rest else f"{sign}{yuan:,}"


def short_money(fen: int | None, language: Language) -> str:
    """For charts and bars: 万 in Chinese, k and M in English."""
    if fen is None:
        return "—"
    yuan = fen / 100
    if language == Language.ZH:
        return f"{yuan / 10_000:,.1f}".removesuffix(".0") + "万" if abs(yuan) >= 10_000 else f"{yuan:,.0f}"
    if abs(yuan) >= 1_000_000:
        return f"{yuan / 1_000_000:,.2f}".rstrip("0").rstrip(".") + "M"
    return f"{yuan / 1_000:,.1f}".removesuffix(".0") + "k" if abs(yuan) >= 10_000 else f"{yuan:,.0f}"


def read_money(text: str) -> int | None:
    """Fen from what a person types: ``12,345.6``, ``20万``, ``三十万元``; None when empty, else ValueError."""
    amount = read_amount(text)
    return None if amount is None else _fitting(amount * 100, text)


def read_whole(text: str, *, days: bool = False) -> int | None:
    """A whole number: ``20``, ``20年``, ``三十岁``, of days ``15天``; None when empty, ValueError for what is none:
    6个月 are no 6 years."""
    number = read_days(text) if days else read_pieces(text)
    return None if number is None else _fitting(number, text)


def _fitting(number: Decimal, text: str) -> int:
    if not number.is_finite() or abs(number) > MOST or number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def percent(ratio: float | None) -> str:
    return "—" if ratio is None else f"{ratio * 100:.0f}%"


def hundredths(share: int) -> str:
    """``3333`` → ``33.33``, ``5000`` → ``50``: hundredths of a per cent as per cent."""
    return f"{share / 100:.2f}".rstrip("0").rstrip(".")


def read_percent(text: str) -> int | None:
    """Hundredths of a per cent of ``33.33``, ``50%``, ``三成``; None when empty, else ValueError."""
    if not text.strip().rstrip("%％").strip():
        return None
    share = read_share(text)
    return None if share is None else _fitting(share * 100, text)


def day(value: date | None) -> str:
    return value.isoformat() if value else "—"


def minute(value: int | None) -> str:
    """``570`` → ``09:30``, minutes after midnight; nothing for None."""
    return "" if value is None else f"{value // 60:02d}:{value % 60:02d}"


def read_minute(text: str) -> int | None:
    """Minutes after midnight of ``9:30``, ``930``, ``9``, ``9点半``; None when empty, else ValueError."""
    clean = text.strip().replace("：", ":").replace("点半", ":30").replace("点", ":").rstrip("分:")
    if not clean:
        return None
    if clean.isdigit() and len(clean) > 2:
        clean = f"{clean[:-2]}:{clean[-2:]}"
    hour, _, rest = clean.partition(":")
    value = int(hour) * 60 + int(rest or 0)
    if not 0 <= value < 24 * 60 or int(rest or 0) > 59:
        raise ValueError(text)
    return value


def read_day(text: str) -> date | None:
    """A date as people type it: 2026-11-24, 2026.11.24, 2026/11/24, 2026年11月24日, 20261124, or in words from today
    on: 明天, 下周五, next Friday. None when empty.

    Raises ValueError for what is no date.
    """
    try:
        return _numbers(text)
    except ValueError:
        hit = days.find(text.strip(), datetime.now().astimezone().date())
        if hit is not None and hit[:2] == (0, len(text.strip())) and hit[2] is not None:
            return hit[2]
        raise


def _numbers(text: str) -> date | None:
    clean = text.strip()
    for mark in "./年月":
        clean = clean.replace(mark, "-")
    clean = clean.rstrip("日-")
    if not clean:
        return None
    if clean.isdigit() and len(clean) == 8:
        clean = f"{clean[:4]}-{clean[4:6]}-{clean[6:]}"
    year, month, day_of_month = (int(part) for part in clean.split("-"))
    return date(year, month, day_of_month)

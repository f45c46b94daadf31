"""Amounts in words for documents: yuan with separators, parts in per cent."""

from __future__ import annotations

from app.enums import Language

WAN = 10_000 * 100  # fen


def yuan(fen: int | None, *, cents: bool = False) -> str:
    """``12345600`` → ``123,456``; cents are shown when asked for or when there are any. None is a dash."""
    if fen is None:
        return "—"
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{rest:02d}" if cents or rest else f"{sign}{whole:,}"


def percent(part: float) -> str:
    """A part of 1 in per cent, with one decimal where there is one: 12.5%, 40%."""
    return f"{part * 100:.1f}".removesuffix(".0") + "%"


def in_wan(fen: int) -> str:
    """``143_370_000`` → ``143.4``, for a column in 万元; below 1 万 two decimals, so that little is not nothing."""
    figure = f"{fen / WAN:,.1f}" if abs(fen) >= WAN else f"{fen / WAN:.2f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def short_yuan(fen: int, language: Language) -> str:
    """With its unit, where a line is short: ``143.4万`` (``8,000元``) in Chinese, ``¥1.43M`` in English."""
    if language == Language.ZH:
        return f"{in_wan(fen)}万" if abs(fen) >= WAN else f"{fen / 100:,.0f}元"
    amount = fen / 100
    if abs(amount) >= 1_000_000:
        return "¥" + f"{amount / 1_000_000:,.2f}".rstrip("0").rstrip(".") + "M"
    return f"¥{amount / 1_000:,.0f}k" if abs(amount) >= 10_000 else f"¥{amount:,.0f}"

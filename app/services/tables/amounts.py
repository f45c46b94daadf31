"""Amounts in words for documents: yuan with separators, parts in per cent."""

from __future__ import annotations


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

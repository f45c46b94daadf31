"""Figures of reviews as they are read; what is not known is a dash."""

from __future__ import annotations

from typing import Any

from app.ui.base import formats


def money(value: Any) -> str:
    return "—" if value is None else formats.money(round(value / 100) * 100)


def count(value: Any) -> str:
    return "—" if value is None else f"{value:,.0f}"


def ratio(value: Any) -> float | None:
    return None if value is None else float(value)

"""An answer in words: in a confirmed interview, in its history."""

from __future__ import annotations

from typing import Any

from app import words
from app.enums import Language
from app.services.needs.interviews import Question
from app.services.needs.interviews.templates import CellKind, Kind, pick
from app.ui.base import formats, labels


def say_value(question: Question, value: Any, yes: str, language: Language) -> str:
    """Empty for none; ``yes`` are the words for a check that is ticked."""
    if value is None:
        return ""
    if question.kind == Kind.MONEY:
        return formats.money(value)
    if question.kind == Kind.PERCENT:
        return f"{formats.hundredths(value)}%"
    if question.kind == Kind.CHECK:
        return f"✓ {yes}" if value else f"✕ {words.say('customers.no', language)}"
    names = {key: pick(text, language) for key, text in question.choices}
    if question.kind == Kind.CHOICE:
        return names.get(value, str(value))
    if question.kind == Kind.CHOICES:
        return labels.listed([names.get(one, str(one)) for one in value], language)
    if question.kind == Kind.RANKING:
        return "  ".join(f"{place}. {names.get(one, one)}" for place, one in enumerate(value, 1))
    if question.kind == Kind.SCALE and question.scale is not None:
        return f"{value} / {question.scale.most}"
    if question.kind == Kind.TABLE:
        return "\n".join(_table_row(question, row) for row in value)
    return str(value)


def _table_row(question: Question, row: dict[str, Any]) -> str:
    return " · ".join(
        formats.money(row[column.key]) if column.kind == CellKind.MONEY else str(row[column.key])
        for column in question.columns
        if row.get(column.key) is not None
    )

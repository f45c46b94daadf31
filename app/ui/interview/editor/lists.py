"""Fields of the editor for lists of words, choices, columns: one line each, in the shape the document has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.services.needs.interviews.templates import CellKind, Column
from app.ui.interview.answering.table_field import TableField

YES = 1


class RowsField(TableField):
    """Rows of texts by column; the value is the document's own list."""

    def __init__(self, columns: Sequence[tuple[str, str]], number: str = "") -> None:
        """``columns`` are (key, words); the one named ``number`` takes 1 for yes."""
        from app.enums import Language

        made = [Column(k, CellKind.NUMBER if k == number else CellKind.TEXT, (text, text)) for k, text in columns]
        super().__init__(made, Language.ZH)


def to_pairs(rows: Any) -> list[dict[str, Any]]:
    """Words in both languages, as the document has them; a missing one stays empty, for the check to find."""
    return [{"zh": row.get("zh", ""), "en": row.get("en", "")} for row in rows or []]


def to_choices(rows: Any) -> list[dict[str, Any]]:
    return [{"value": row.get("value", ""), "zh": row.get("zh", ""), "en": row.get("en", "")} for row in rows or []]


def to_columns(rows: Any) -> list[dict[str, Any]]:
    found = []
    for row in rows or []:
        column: dict[str, Any] = {"key": row.get("key", ""), "kind": row.get("kind", "")}
        column["text"] = {"zh": row.get("zh", ""), "en": row.get("en", "")}
        if row.get("feeds") == YES:
            column["feeds"] = True
        found.append(column)
    return found


def from_columns(columns: Any) -> list[dict[str, Any]]:
    return [
        {"key": c.get("key"), "kind": c.get("kind"), **c.get("text", {}), "feeds": YES if c.get("feeds") else None}
        for c in columns or []
    ]

"""A row of a table as plain JSON, and back: for what must be undone long after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Table, inspect

from app.models.base.rows import UtcDateTime

STAMPS = ("created_at", "updated_at", "version")


def taken(row: Any) -> dict[str, Any]:
    """Every column of an ORM row; days and times as ISO texts."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).columns}


def values(table: Table, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a Core insert of the row needs. Columns the table has lost since are left out."""
    return {name: _whole(table, name, value) for name, value in kept.items() if name in table.c}


def put_back(row: Any, kept: Mapping[str, Any], only: Iterable[str] | None = None) -> None:
    """Set an ORM row to what was taken, but for its stamps and its id."""
    table = inspect(type(row)).local_table
    assert isinstance(table, Table)
    for name in only if only is not None else kept:
        if name in kept and name in table.c and name not in (*STAMPS, "id"):
            setattr(row, name, _whole(table, name, kept[name]))


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _whole(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if isinstance(value, str) and isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, Date) else value

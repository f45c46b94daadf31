"""Which columns of which tables point at a record, found in the tables themselves: one added later is known at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from app.models import Base

ENDS = {
    "trace_link": ("source_id", "target_id"),
    "link_clearing": ("source_id", "target_id"),
    "need_review": ("item_id",),
    "change_item": ("item_id",),
}
"""Tables that name records of any kind by their id alone."""
ALSO = {("proposal", "replaces_id"): "proposal"}
"""Columns that point at a record without a foreign key or its table's name."""


def pointing_at(target: str) -> Iterator[tuple[Table, Column[Any]]]:
    """Foreign keys to the table, and columns of its name without one: ``member_id`` of an answer may be empty text."""
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            keys = [key.column.table.name for key in column.foreign_keys]
            named = ALSO.get((table.name, column.name), column.name.removesuffix("_id"))
            if target in keys or (not keys and column.name.endswith("_id") and named == target):
                yield table, column


def named_by_id() -> Iterator[tuple[Table, Column[Any]]]:
    """The columns of :data:`ENDS`."""
    for name, columns in ENDS.items():
        table = Base.metadata.tables[name]
        yield from ((table, table.c[column]) for column in columns)

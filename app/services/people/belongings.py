"""Everything that belongs to households, found in the tables themselves: a table added later belongs as well.

A row belongs when it cannot be without a row that does, or names the household as its own. What merely mentions one (a
referrer, the next step of an activity) does not; it is listed apart, to be told that it mentions nobody any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table, and_, or_, select
from sqlalchemy.orm import Session

from app.models import Base
from app.services.base.pieces import pieces
from app.services.base.references import ENDS

LOOSE = ("policy.proposal_item_id",)
"""Names of columns that look like a key and own nothing."""

Key = tuple[Any, ...]


@dataclass(slots=True)
class Belongings:
    """``keys`` are primary keys by table; ``mentions`` say where others name one of them: (table, column, key)."""

    keys: dict[str, set[Key]] = field(default_factory=dict)
    mentions: set[tuple[str, str, Key]] = field(default_factory=set)

    @property
    def ids(self) -> set[str]:
        """Every single id among the keys."""
        return {str(key[0]) for keys in self.keys.values() for key in keys if len(key) == 1}

    def of(self, table: str) -> set[Key]:
        """The keys of the rows of one table; empty for a table that has none."""
        return self.keys.get(table, set())


def of_households(session: Session, household_ids: Iterable[str]) -> Belongings:
    """Everything that belongs to these households: rows of theirs, rows that cannot be without those, and what names
    any of them by id.
    """
    found = Belongings({"household": {(id,) for id in household_ids}})
    tables = Base.metadata.sorted_tables
    grown = True
    while grown:  # a table may come before one it depends on by a name alone
        grown = False
        for table in tables:
            new = _owned(session, table, found) - found.of(table.name)
            if new:
                found.keys.setdefault(table.name, set()).update(new)
                grown = True
    ids = found.ids
    for name, columns in ENDS.items():
        table = Base.metadata.tables[name]
        keys = {key for column in columns for key in _pointing(session, table, table.c[column], ids)}
        if keys:
            found.keys.setdefault(name, set()).update(keys)
    for table in tables:
        for column in table.c:
            if (target := _target(table, column)) and not _owns(column, target):
                for key in _pointing(session, table, column, {str(one[0]) for one in found.of(target)}):
                    if key not in found.of(table.name):
                        found.mentions.add((table.name, column.name, key))
    return found


def rows(session: Session, table: Table, keys: Iterable[Key]) -> Iterator[dict[str, Any]]:
    """The rows in the order of their keys."""
    columns = list(table.primary_key.columns)
    for some in pieces(sorted(keys, key=str)):
        wanted = (
            columns[0].in_([key[0] for key in some])
            if len(columns) == 1
            else or_(*(is_row(table, key) for key in some))
        )
        found = session.execute(select(table).where(wanted).order_by(*columns))
        yield from (dict(row._mapping) for row in found)


def is_row(table: Table, key: Key) -> Any:
    """The condition for the row with this key."""
    return and_(*(column == value for column, value in zip(table.primary_key.columns, key, strict=True)))


def _owned(session: Session, table: Table, found: Belongings) -> set[Key]:
    keys: set[Key] = set()
    for column in table.c:
        target = _target(table, column)
        if target and _owns(column, target) and found.of(target):
            keys |= set(_pointing(session, table, column, {str(key[0]) for key in found.of(target)}))
    return keys


def _target(table: Table, column: Column[Any]) -> str | None:
    """The table a column points at, by a foreign key or by its name."""
    if column.foreign_keys:
        return next(iter(column.foreign_keys)).column.table.name
    name = column.name.removesuffix("_id")
    known = column.name.endswith("_id") and name in Base.metadata.tables
    return name if known and f"{table.name}.{column.name}" not in LOOSE else None


def _owns(column: Column[Any], target: str) -> bool:
    return column.name == "household_id" or (bool(column.foreign_keys) and not column.nullable and target != "agent")


def _pointing(session: Session, table: Table, column: Column[Any], ids: Iterable[str]) -> Iterator[Key]:
    for some in pieces(sorted(ids)):
        query = select(*table.primary_key.columns).where(column.in_(some))
        yield from (tuple(row) for row in session.execute(query))

"""What a unit of work found before it changed rows: the way back from any act.

``watching`` and ``statements`` see all that changes rows: the flush of ORM rows by their history, other statements by
reading first what they are about to touch. A statement that came by neither way (raw SQL, a form of statement not known
here) makes the unit one that cannot be taken back; nothing is ever half kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Table, inspect, select, tuple_
from sqlalchemy.orm import Session

from app.models import Base
from app.services.base.pieces import pieces

Key = tuple[str, tuple[Any, ...]]
"""A row: the name of its table and its primary key."""
Values = dict[str, Any]
APART = frozenset({"audit", "unit_image", "series"})
"""No part of an act: the audit itself, and numbers that are never given out twice."""
CHUNK = 500  # keys in one condition: those of two columns are joined by OR, which SQLite nests


class Images:
    """``before`` is what was there: None where there was no row, and only what changed of a row that a flush changed.

    ``keeps`` turns False for a unit that cannot be taken back. ``undoes`` is the audit row a unit takes back.
    """

    def __init__(self) -> None:
        self.keeps = True
        self.undoes: int | None = None
        self.before: dict[Key, Values | None] = {}
        self._rows: dict[Key, Any] = {}  # ORM rows as their last flush left them
        self._again: set[str] = set()  # tables that must be read again at the end
        self._covered = 0

    def give_up(self) -> None:
        """Keep nothing any more: this unit of work cannot be taken back."""
        self.keeps = False
        self.before.clear()
        self._rows.clear()

    @contextmanager
    def covering(self) -> Iterator[None]:
        """What statements in the block change is known already."""
        self._covered += 1
        try:
            yield
        finally:
            self._covered -= 1

    @property
    def exposed(self) -> bool:
        """Whether a statement now would change rows that nobody looked at before."""
        return self.keeps and not self._covered

    def changes(self, table: Table, key: tuple[Any, ...], olds: Values) -> None:
        """Columns of a row that are about to be set; what was seen first is what was there."""
        self._again.add(table.name)
        known = self.before.setdefault((table.name, key), {})
        if known is not None:
            for name, value in olds.items():
                known.setdefault(name, value)

    def hold(self, session: Session, table: Table, keys: Iterable[tuple[Any, ...]]) -> None:
        """Keep whole rows that are about to change or go."""
        wanted = [key for key in dict.fromkeys(keys) if self._lacks(table, key)]
        for key, values in read(session, table, wanted).items():
            self.changes(table, key, values)

    def hold_going(self, session: Session, table: Table, keys: Iterable[tuple[Any, ...]]) -> None:
        """The same for rows that go, with those that go along by ``ON DELETE CASCADE``."""
        keys = list(keys)
        self.hold(session, table, keys)
        for child, column in going_along(table):
            ids = [key[0] for key in keys]
            own = list(child.primary_key.columns)
            for some in pieces(ids, CHUNK):
                found = session.connection().execute(select(*own).where(child.c[column].in_(some))).all()
                if found:
                    self.hold_going(session, child, [tuple(row) for row in found])

    def born(self, table: Table, keys: Iterable[tuple[Any, ...]]) -> None:
        """Rows that were not there before."""
        self._again.add(table.name)
        for key in keys:
            self.before.setdefault((table.name, key), None)

    def flushed(self, table: Table, key: tuple[Any, ...], row: Any, olds: Values | None) -> None:
        """An ORM row that a flush wrote: ``olds`` are the columns it changed, None for a new row."""
        self._rows[table.name, key] = row
        known = self.before.setdefault((table.name, key), {} if olds is not None else None)
        if known is not None:
            for name, value in (olds or {}).items():
                known.setdefault(name, value)

    def distrust(self) -> None:
        """After a rollback to a savepoint, rows in memory may say what the database does not."""
        self._again.update(name for name, _ in self.before)

    def after(self, session: Session) -> dict[Key, Values | None]:
        """The rows of ``before`` as they are now, at least in the columns that ``before`` has."""
        now: dict[Key, Values | None] = dict.fromkeys(self.before)
        wanted: dict[str, list[tuple[Any, ...]]] = {}
        for (name, key), old in self.before.items():
            row = self._rows.get((name, key))
            columns = old or Base.metadata.tables[name].c.keys()
            loaded = inspect(row).dict if row is not None and name not in self._again else {}
            if all(column in loaded for column in columns):
                now[name, key] = {column: loaded[column] for column in columns}
            else:
                wanted.setdefault(name, []).append(key)
        for name, keys in wanted.items():
            table = Base.metadata.tables[name]
            olds = [self.before[name, key] for key in keys]
            names = set(table.primary_key.columns.keys()).union(*(old or table.c.keys() for old in olds))
            found = read(session, table, keys, [column for column in table.c if column.name in names])
            now.update(((name, key), values) for key, values in found.items())
        return now

    def _lacks(self, table: Table, key: tuple[Any, ...]) -> bool:
        known = self.before.get((table.name, key), {})
        return known is not None and len(known) < len(table.c)


def read(
    session: Session, table: Table, keys: Sequence[tuple[Any, ...]], columns: Sequence[ColumnElement[Any]] = ()
) -> dict[tuple[Any, ...], Values]:
    """The rows with these primary keys, as the database has them now; ``columns`` contain the primary key."""
    own = list(table.primary_key.columns)
    found = {}
    for some in pieces(keys, CHUNK):
        among = own[0].in_([key[0] for key in some]) if len(own) == 1 else tuple_(*own).in_(some)
        for row in session.connection().execute(select(*(columns or table.c)).where(among)):
            values = dict(row._mapping)
            found[tuple(values[column.name] for column in own)] = values
    return found


def going_along(table: Table) -> Iterator[tuple[Table, str]]:
    """Tables, and their columns, whose rows the database deletes with a row of ``table``."""
    for child in Base.metadata.tables.values():
        for key in child.foreign_keys:
            if key.column.table is table and key.ondelete == "CASCADE":
                yield child, key.parent.name

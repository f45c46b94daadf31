"""Temporary views of one connection that stand before tables, so that readers read other rows than are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, column, insert, table, text
from sqlalchemy.orm import Session

from app.services.base import snapshots
from app.services.base.pieces import pieces
from app.services.base.store.images import CHUNK, Values, read

Rows = dict[tuple[Any, ...], Values | None]
"""By primary key the columns that were others; None where there was no row."""


@contextmanager
def temporary(session: Session) -> Iterator[None]:
    """A connection that only looks may make what is its own and in memory; the file stays as it is."""
    only = session.scalar(text("PRAGMA query_only"))
    session.execute(text("PRAGMA query_only=OFF"))
    try:
        yield
    finally:
        if only:
            session.execute(text("PRAGMA query_only=ON"))


def stand_before(session: Session, real: Table, rows: Rows) -> None:
    """A temporary view by the table's own name: its rows, and those of ``rows`` as they were; a key is one column."""
    name, keys = real.name, [one.name for one in real.primary_key.columns]
    assert len(keys) == 1, name
    session.execute(text(f"CREATE TEMP TABLE gone_{name} AS SELECT {keys[0]} FROM main.{name} WHERE 0"))
    session.execute(text(f"CREATE TEMP TABLE then_{name} AS SELECT * FROM main.{name} WHERE 0"))
    gone, then = (
        table(f"{part}_{name}", *(column(one.name, one.type) for one in columns))
        for part, columns in (("gone", real.primary_key.columns), ("then", real.c))
    )
    for some in pieces(list(rows), CHUNK):
        session.execute(insert(gone), [{keys[0]: key[0]} for key in some])
    now = read(session, real, [key for key, olds in rows.items() if olds is not None])
    were: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for key, olds in rows.items():
        row = now.get(key, {}) | snapshots.values(real, olds or {})
        if olds is not None and len(row) == len(real.c):
            were[tuple(row)].append(row)
    for alike in were.values():
        session.execute(insert(then), alike)
    columns = ", ".join(f'"{one.name}"' for one in real.c)
    session.execute(text(
        f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM main.{name} WHERE {keys[0]} NOT IN "
        f"(SELECT {keys[0]} FROM temp.gone_{name}) UNION ALL SELECT {columns} FROM temp.then_{name}"
    ))  # fmt: skip


def step_aside(session: Session, name: str) -> None:
    """The table of this name is read again as it is."""
    session.execute(text(f"DROP VIEW temp.{name}"))
    session.execute(text(f"DROP TABLE temp.then_{name}"))
    session.execute(text(f"DROP TABLE temp.gone_{name}"))

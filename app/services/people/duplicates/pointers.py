"""Everything in the store that points at a household or a member, found in the tables themselves: a table added later
is moved as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, Table, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.models import Base, TraceLink
from app.services.base import snapshots
from app.services.base.pieces import pieces
from app.services.base.references import pointing_at
from app.services.base.store import WriteSession
from app.services.rules.spine.fingerprints import fingerprint


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows of a table, by their primary keys, whose ``column`` pointed at ``old`` and now at ``new``.

    ``dropped`` are rows that could not move because one like them was there already.
    """

    table: str
    column: str
    old: str
    new: str
    keys: tuple[tuple[Any, ...], ...]
    dropped: tuple[dict[str, Any], ...] = ()

    def document(self) -> dict[str, Any]:
        """As it is kept with the merge; :func:`moved_of` reads it again."""
        return {
            "table": self.table, "column": self.column, "old": self.old, "new": self.new,
            "keys": [list(key) for key in self.keys], "dropped": list(self.dropped),
        }  # fmt: skip


def moved_of(document: dict[str, Any]) -> Moved:
    """What :meth:`Moved.document` wrote."""
    keys = tuple(tuple(key) for key in document["keys"])
    return Moved(
        document["table"], document["column"], document["old"], document["new"], keys, tuple(document["dropped"])
    )


def move_all(session: WriteSession, target: str, old: str, new: str) -> list[Moved]:
    """Point whatever points at ``old`` (a row of the table ``target``) at ``new``."""
    found = []
    for table, column in pointing_at(target):
        keys = [tuple(key) for key in session.execute(select(*table.primary_key.columns).where(column == old))]
        if not keys:
            continue
        kept, dropped = _move(session, table, column, keys, new)
        found.append(Moved(table.name, column.name, old, new, tuple(kept), tuple(dropped)))
    return found


def move_back(session: WriteSession, moved: Moved) -> None:
    """Rows that are gone, or point elsewhere by now, are left as they are."""
    table = Base.metadata.tables.get(moved.table)
    if table is None or moved.column not in table.c:
        return
    column = table.c[moved.column]
    for key in moved.keys:
        session.execute(update(table).where(_is(table, key), column == moved.new).values({column.name: moved.old}))
    for row in moved.dropped:
        session.execute(insert(table).values(snapshots.values(table, row)))


def rewrite(session: WriteSession, moved: list[Moved], names: dict[str, str]) -> None:
    """Frozen documents of the moved rows, and the fields their trace links remember, say the new ids: what was
    linked has not changed.
    """
    for one in moved:
        table = Base.metadata.tables.get(one.table)
        if table is None:
            continue
        documents = [column for column in table.c if isinstance(column.type, JSON)]
        for key in one.keys if documents else ():
            row = session.execute(select(*documents).where(_is(table, key))).mappings().one_or_none()
            changed = {name: _renamed(value, names) for name, value in (row or {}).items()}
            if row and any(changed[name] != row[name] for name in changed):
                session.execute(update(table).where(_is(table, key)).values(changed))
    _rewrite_links(session, moved, names)


def _rewrite_links(session: WriteSession, moved: list[Moved], names: dict[str, str]) -> None:
    for some in pieces(sorted({str(key[0]) for one in moved for key in one.keys if len(key) == 1})):
        ends = or_(TraceLink.source_id.in_(some), TraceLink.target_id.in_(some))
        for link in session.scalars(select(TraceLink).where(ends)):
            for side in ("source", "target"):
                fields = getattr(link, f"{side}_fields")
                renamed = _renamed(fields, names)
                if renamed != fields:
                    if getattr(link, f"{side}_print") == fingerprint(fields):
                        setattr(link, f"{side}_print", fingerprint(renamed))
                    setattr(link, f"{side}_fields", renamed)
            link.upstream = _renamed(link.upstream, names)
    session.flush()


def _move(
    session: WriteSession, table: Table, column: Column[Any], keys: list[tuple[Any, ...]], new: str
) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    at = [place for place, part in enumerate(table.primary_key.columns) if part is column]

    def after(key: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(new if place in at else part for place, part in enumerate(key))

    kept: list[tuple[Any, ...]] = []
    dropped: list[dict[str, Any]] = []
    for key in keys:
        try:
            with session.begin_nested():
                session.execute(update(table).where(_is(table, key)).values({column.name: new}))
            kept.append(after(key))
        except IntegrityError:
            row = session.execute(select(table).where(_is(table, key))).mappings().one()
            dropped.append({name: snapshots.plain(value) for name, value in row.items()})
            session.execute(delete(table).where(_is(table, key)))
    return kept, dropped


def _is(table: Table, key: tuple[Any, ...]) -> Any:
    return and_(*(column == value for column, value in zip(table.primary_key.columns, key, strict=True)))


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """Ids are 32 random digits: wherever one stands, it is the id."""
    text = json.dumps(value, ensure_ascii=False)
    changed = text
    for old, new in names.items():
        changed = changed.replace(old, new)
    return value if changed == text else json.loads(changed)

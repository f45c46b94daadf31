"""Rows put back as they were, in an order that foreign keys and unique columns allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import String, Table, UniqueConstraint, and_, bindparam, delete, insert, update

from app.models import Base
from app.services.base import snapshots
from app.services.base.pieces import One, pieces
from app.services.base.store import WriteSession
from app.services.base.store.images import CHUNK, Values
from app.services.base.store.kept import Image, Unit

Pk = tuple[Any, ...]
Changes = list[tuple[Pk, Values]]
Step = Callable[[int, int], None]


def nobody(_done: int, _total: int) -> None:
    """For who does not want to know how far it is."""


def restore(session: WriteSession, unit: Unit, step: Step = nobody) -> None:
    """What points at rows that go turns away; they go, children first; the lost ones come back, parents first; then
    every changed row gets its old values.
    """
    done, total = 0, len(unit.images)

    def told(count: int) -> None:
        nonlocal done
        done += count
        step(done, total)

    tables = [table for table in Base.metadata.sorted_tables if any(i.table == table.name for i in unit.images)]
    images = {table: [image for image in unit.images if image.table == table.name] for table in tables}
    for table in tables:
        session.images.hold(session, table, [_key(table, i.key) for i in images[table] if i.after is not None])
        session.images.born(table, [_key(table, i.key) for i in images[table] if i.after is None])
    with session.images.covering():
        going = {table.name: {i.key[0] for i in images[table] if i.before is None} for table in tables}
        for table in tables:
            _write(session, table, _turned_away(table, images[table], going))
            _write(session, table, _parked(table, images[table]))
        for table in reversed(tables):
            going_keys = [_key(table, i.key) for i in images[table] if i.before is None]
            for some in _portions(going_keys, told):
                _delete(session, table, some)
        for table in tables:
            lost = [i.before for i in images[table] if i.after is None and i.before is not None]
            for rows in _portions(lost, told):
                _insert(session, table, rows)
        for table in tables:
            for changes in _portions(_old(images[table]), told):
                _write(session, table, changes, stamped=True)
            _write(session, table, _late(table, images[table]))
    session.expire_all()


def _portions(rows: Sequence[One], told: Callable[[int], None]) -> Iterator[list[One]]:
    """As many at once as take a moment; each is told when it is done."""
    for some in pieces(rows):
        yield some
        told(len(some))


def _old(images: Iterable[Image]) -> Changes:
    return [(i.key, i.before) for i in images if i.before is not None and i.after is not None]


def _turned_away(table: Table, images: Sequence[Image], going: dict[str, set[Any]]) -> Changes:
    """Foreign keys of rows that stay and point at rows that go: where they pointed before, or for the moment nowhere;
    of rows that go and point at each other: nowhere.
    """
    found: Changes = []
    for image in images:
        values: Values = {}
        for column, target in _links(table):
            if image.before is None:
                if column in _mutual(table):
                    values[column] = None
            elif image.after is not None and column in image.before and image.after[column] in going.get(target, ()):
                values[column] = None if table.c[column].nullable else image.before[column]
        if values:
            found.append((image.key, values))
    return found


def _parked(table: Table, images: Sequence[Image]) -> Changes:
    """Values that must be unique make room for each other: two rows may have changed places."""
    unique = {
        column.name
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
        for column in constraint.columns
        if not column.foreign_keys and (column.nullable or isinstance(column.type, String))
    }
    unique |= {column.name for column in table.c if column.unique}
    changed = [(key, sorted(unique & values.keys())) for key, values in _old(images)]
    if not unique or len(images) < 2:
        return []
    return [
        (key, {name: None if table.c[name].nullable else f"~{key[0]}" for name in names})
        for key, names in changed
        if names
    ]


def _late(table: Table, images: Iterable[Image]) -> Changes:
    """Links among the rows that came back."""
    lost = [(i.key, i.before) for i in images if i.after is None and i.before is not None]
    links = [(key, {name: values[name] for name in _mutual(table) if values.get(name)}) for key, values in lost]
    return [(key, values) for key, values in links if values]


def _links(table: Table) -> Iterator[tuple[str, str]]:
    for key in table.foreign_keys:
        yield key.parent.name, key.column.table.name


def _mutual(table: Table) -> list[str]:
    """Columns that point at the same table, or at one that comes later: set when all rows are there."""
    order = {one.name: number for number, one in enumerate(Base.metadata.sorted_tables)}
    return [name for name, target in _links(table) if order[target] >= order[table.name] and table.c[name].nullable]


def _delete(session: WriteSession, table: Table, keys: Sequence[Pk]) -> None:
    own = list(table.primary_key.columns)
    if keys:
        one = and_(*(column == bindparam(f"k_{column.name}") for column in own))
        session.connection().execute(delete(table).where(one), [_where(table, key) for key in keys])


def _insert(session: WriteSession, table: Table, rows: Sequence[Values]) -> None:
    """The versions count on, so that whoever saw the row before it went sees that something happened."""
    nowhere = dict.fromkeys(_mutual(table))
    new = [snapshots.values(table, row) | nowhere | _stamps(session, table, row) for row in rows]
    for some in pieces(new, CHUNK):
        session.connection().execute(insert(table), list(some))


def _stamps(session: WriteSession, table: Table, row: Values) -> Values:
    return {"updated_at": session.now, "version": row["version"] + 1} if _counted(table) else {}


def _counted(table: Table) -> bool:
    return all(name in table.c for name in snapshots.STAMPS)


def _write(session: WriteSession, table: Table, changes: Changes, *, stamped: bool = False) -> None:
    alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    counted = _counted(table)
    for key, values in changes:
        new = {name: value for name, value in values.items() if not (counted and name in ("updated_at", "version"))}
        row = {f"v_{name}": value for name, value in snapshots.values(table, new).items()}
        alike[tuple(sorted(new))].append(row | _where(table, key))
    one = and_(*(column == bindparam(f"k_{column.name}") for column in table.primary_key.columns))
    for names, rows in alike.items():
        new_values: dict[str, Any] = {name: bindparam(f"v_{name}", type_=table.c[name].type) for name in names}
        if counted and stamped:
            new_values |= {"updated_at": session.now, "version": table.c.version + 1}
        if new_values:
            session.connection().execute(update(table).where(one).values(new_values), rows)


def _where(table: Table, key: Pk) -> Values:
    return {f"k_{column.name}": part for column, part in zip(table.primary_key.columns, _key(table, key), strict=True)}


def _key(table: Table, key: Pk) -> Pk:
    names = [column.name for column in table.primary_key.columns]
    return tuple(snapshots.values(table, dict(zip(names, key, strict=True))).values())

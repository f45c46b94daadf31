"""Every import can be taken back as one unit of work, as long as nobody built on what it brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.errors import InputError, Problem, bad_input
from app.models import Base, ImportBatch, ImportChange
from app.services.base import snapshots
from app.services.base.pieces import pieces
from app.services.base.store import Actor, Store, WriteSession
from app.services.tables.imports.batches import MADE, PARTS_KEY
from app.services.tables.imports.records import Records, pointed_at

MOST_TOLD = 20


def undo(store: Store, actor: Actor, batch_id: str, records_of: Callable[[str], Records]) -> int:
    """Take the whole import back; returns how many records that were. ``records_of`` finds by the key of a kind what
    its family says of its records. Refused (InputError) with each record that was changed or built upon since; then
    nothing is taken back.
    """
    with store.write(actor, "import.undo") as session:
        batch = session.get(ImportBatch, batch_id)
        if batch is None:
            raise bad_input("not_found")
        if batch.undone_at is not None:
            raise bad_input("import_undone", file=batch.file)
        records = records_of(batch.kind)
        changes = session.scalars(select(ImportChange).where(ImportChange.batch_id == batch_id)).all()
        changed = [change for change in changes if change.version_after != MADE]
        if problems := [*_changed_since(session, changed), *_built_upon(session, batch, records)]:
            raise InputError(problems[:MOST_TOLD])
        _unmake(session, [change for change in changes if change.version_after == MADE])
        own = _put_back(session, changed, records.model.__tablename__)
        records.put_back(session, batch, own)
        for ids in pieces(batch.added):
            records.clear(session, ids)
            session.execute(delete(records.model).where(records.model.id.in_(ids)))
        records.close(session, batch)
        batch.undone_at = session.now
        session.note(batch=batch_id, kind=batch.kind)
        return len(batch.added) + len(own)


def _changed_since(session: Session, changed: Sequence[ImportChange]) -> Iterator[Problem]:
    for change in changed:
        row = session.get(_class(change.table_name), change.record_id)
        if row is None or row.version != change.version_after:
            yield Problem("import_row_changed", values={"name": _name(change.before)})


def _built_upon(session: Session, batch: ImportBatch, records: Records) -> Iterator[Problem]:
    """Whole columns are read and compared here: a hundred thousand ids in a condition would take longer."""
    ids = set(batch.added)
    if not ids:
        return
    rows = {row["id"]: row for row in _rows(session, records.model) if row["id"] in ids}
    yield from (Problem("import_row_gone", values={"name": id}) for id in batch.added if id not in rows)
    used = {id for id, row in rows.items() if row["version"] > 1}
    used |= pointed_at(session, records.model, ids, records.parts)
    used |= records.used(session, ids)
    yield from (Problem("import_row_used", values={"name": _name(rows[id])}) for id in sorted(used) if id in rows)


def _unmake(session: Session, made: Sequence[ImportChange]) -> None:
    by_table: dict[str, list[str]] = {}
    for change in made:
        by_table.setdefault(change.table_name, []).append(change.record_id)
    for name, ids in by_table.items():
        key = Base.metadata.tables[name].c.id
        for some in pieces([key.type.python_type(id) for id in ids]):
            session.execute(delete(key.table).where(key.in_(some)))


def _put_back(session: WriteSession, changed: Sequence[ImportChange], main: str) -> list[str]:
    """Every changed record as it was, with the rows that the change had replaced; the ids of those of table ``main``"""
    for change in changed:
        snapshots.put_back(session.get_one(_class(change.table_name), change.record_id), change.before)
    session.flush()
    for change in changed:
        for name, rows in change.before.get(PARTS_KEY, {}).items():
            table = Base.metadata.tables[name]
            session.execute(delete(table).where(table.c[f"{change.table_name}_id"] == change.record_id))
            if rows:
                session.execute(insert(table), [snapshots.values(table, row) for row in rows])
    return [change.record_id for change in changed if change.table_name == main]


@cache
def _class(table: str) -> type[Any]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is Base.metadata.tables[table])


def _rows(session: Session, model: type[Any]) -> Iterator[dict[str, Any]]:
    columns = [c for c in model.__table__.c if c.name in ("id", "version", "name", "number", "code", "name_zh")]
    return (dict(row._mapping) for row in session.execute(select(*columns)))


def _name(values: dict[str, Any]) -> str:
    return str(values.get("name") or values.get("number") or values.get("name_zh") or values.get("code") or "?")

"""A session that sees what it changes: the flush of ORM rows, bulk statements, and what comes past both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from app.services.base.store import statements
from app.services.base.store.images import APART, Images

HERE = "needfolio_images"
"""Where a connection keeps the images of the unit of work under way on it."""


class ImagingSession(Session):
    """A session that sees what it changes."""

    def __init__(self, engine: Engine, **more: Any) -> None:
        super().__init__(engine, **more)
        self.images = Images()

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """What it writes was looked at row by row."""
        with self.images.covering():
            super().flush(objects)


def key_of(row: Any) -> tuple[Any, ...]:
    """The primary key of an ORM row, column by column."""
    return tuple(inspect(type(row)).primary_key_from_instance(row))


@event.listens_for(ImagingSession, "after_begin")
def _announce(session: ImagingSession, _transaction: SessionTransaction, connection: Connection) -> None:
    connection.info[HERE] = session.images


@event.listens_for(ImagingSession, "before_flush")
def _before_flush(session: ImagingSession, _context: UOWTransaction, _instances: Any) -> None:
    """What the flush deletes is read in whole; a changed row whose old values were never loaded, too."""
    images = session.images
    if not images.keeps:
        return
    for row in session.deleted:
        images.hold_going(session, inspect(type(row)).local_table, [key_of(row)])
    for row in session.dirty:
        if any(not attribute.history.deleted for attribute in _changed(row)):
            images.hold(session, inspect(type(row)).local_table, [key_of(row)])


@event.listens_for(ImagingSession, "after_flush")
def _after_flush(session: ImagingSession, _context: UOWTransaction) -> None:
    images = session.images
    if not images.keeps:
        return
    for row in session.new:
        table = inspect(type(row)).local_table
        if table.name not in APART:
            images.flushed(table, key_of(row), row, None)
    for row in session.dirty:
        table = inspect(type(row)).local_table
        if table.name not in APART and (changed := _changed(row)):
            olds = {one.key: one.history.deleted[0] for one in changed if one.history.deleted}
            if any(column.name in olds for column in table.primary_key):
                images.give_up()  # a row that becomes another
                return
            images.flushed(table, key_of(row), row, olds)


def _changed(row: Any) -> list[Any]:
    return [attribute for attribute in inspect(row).attrs if attribute.history.has_changes()]


@event.listens_for(ImagingSession, "after_soft_rollback")
def _rolled_back(session: ImagingSession, _transaction: SessionTransaction) -> None:
    session.images.distrust()


@event.listens_for(ImagingSession, "do_orm_execute")
def _on_statement(state: ORMExecuteState) -> Any:
    session = state.session
    assert isinstance(session, ImagingSession)
    if session.images.exposed and (state.is_insert or state.is_update or state.is_delete):
        return statements.run(state, session.images)
    return None


@event.listens_for(Engine, "before_cursor_execute")
def _guard(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    """A statement that changes rows and that nobody has announced."""
    images = connection.info.get(HERE)
    if images is not None and images.exposed and statement[:6].upper() in ("INSERT", "UPDATE", "DELETE", "REPLAC"):
        images.give_up()

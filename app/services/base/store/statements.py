"""Bulk statements of a unit of work: what they are about to touch is read first, what they make is found after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Delete, Insert, Integer, Table, Update, func, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.schema import CallableColumnDefault

from app.models import Base
from app.services.base.store.images import APART, Images, Values, read

Rows = list[Mapping[str, Any]]
Pk = tuple[Any, ...]


def run(state: ORMExecuteState, images: Images) -> Any:
    """Run the statement, and keep in ``images`` what it changes."""
    session, statement = state.session, state.statement
    session.flush()  # as the statement itself would
    table = Base.metadata.tables.get(getattr(getattr(statement, "table", None), "name", ""))
    coming: Sequence[Pk] = ()
    if table is None:
        images.give_up()
    elif table.name in APART:
        pass
    elif isinstance(statement, Insert):
        return _insert(state, images, statement, table)
    elif isinstance(statement, Update):
        coming = _update(state, images, statement, table)
    elif isinstance(statement, Delete):
        own = list(table.primary_key.columns)
        images.hold_going(session, table, [tuple(row.values()) for row in _touched(state, statement, table, own)])
    else:
        images.give_up()
    with images.covering():
        result = state.invoke_statement()
    if table is not None and coming:
        images.born(table, coming)
    return result


def _update(state: ORMExecuteState, images: Images, statement: Update, table: Table) -> Sequence[Pk]:
    """Only what is about to be set is read: a change of a hundred thousand rows stays short. Returns the primary keys
    of rows that are going to be there: a row whose key changes goes, and another comes."""
    own = [column.name for column in table.primary_key.columns]
    new = dict(_values(statement))
    names = set(new) or {name for row in _parameters(state) for name in row}
    names.update(name for name in (*own, "version") if name in table.c)
    moved = {name: value for name, value in new.items() if name in own}
    if not names <= set(table.c.keys()) or not all(isinstance(value, BindParameter) for value in moved.values()):
        images.give_up()
        return ()
    keys = []
    for values in _touched(state, statement, table, [column for column in table.c if column.name in names]):
        keys.append(tuple(values[name] for name in own))
        images.changes(table, keys[-1], values)
    if not moved:
        return ()
    images.hold(state.session, table, keys)
    return [tuple(_plain(moved.get(name, part)) for name, part in zip(own, key, strict=True)) for key in keys]


def _touched(
    state: ORMExecuteState, statement: Update | Delete, table: Table, columns: Sequence[ColumnElement[Any]]
) -> Iterator[Values]:
    """These columns of the rows it is about to change."""
    rows, own = _parameters(state), list(table.primary_key.columns)
    conditions = [] if statement.whereclause is None else [statement.whereclause]
    if not conditions and rows:  # a list of rows by their primary keys
        keys = [tuple(row[column.name] for column in own) for row in rows]
        yield from read(state.session, table, keys, columns).values()
        return
    query = select(*columns).where(*conditions)
    for values in rows or [{}]:
        for found in state.session.connection().execute(query, dict(values)):
            yield dict(found._mapping)


def _insert(state: ORMExecuteState, images: Images, statement: Insert, table: Table) -> Any:
    """What came is known when it is there: an insert that fails in a savepoint brings nothing."""
    own = list(table.primary_key.columns)
    connection = state.session.connection()
    numbered = len(own) == 1 and isinstance(own[0].type.dialect_impl(connection.dialect), Integer)
    rows = _inserted(state, statement)
    if rows is not None and not numbered:
        statement, rows = _with_ids(statement, rows, own)
    named = rows is not None and all(column.name in row for row in rows for column in own)
    last = connection.execute(select(func.max(own[0]))).scalar() or 0 if numbered and not named else 0
    with images.covering():
        result = state.invoke_statement(statement, _as_given(state, rows) if named else None)
    if rows is not None and named:
        images.born(table, [tuple(_plain(row[column.name]) for column in own) for row in rows])
    elif rows is not None and numbered:  # nobody else writes meanwhile: the new rows are those with higher numbers
        images.born(table, [tuple(row) for row in connection.execute(select(*own).where(own[0] > last))])
    else:
        images.give_up()
    return result


def _as_given(state: ORMExecuteState, rows: Rows | None) -> Any:
    """The rows in the form of the parameters they come from: one, many, or none where the statement has its values."""
    given = state.parameters
    return None if not given or not rows else rows if isinstance(given, list) else rows[0]


def _with_ids(statement: Insert, rows: Rows, own: Sequence[Column[Any]]) -> tuple[Insert, Rows]:
    """The same rows with the ids that the tables would give them, so that they are known; as they are where that cannot
    be.
    """
    new = own[0].default
    if len(own) > 1 or not isinstance(new, CallableColumnDefault) or getattr(statement, "_multi_values", False):
        return statement, rows
    name, make = own[0].name, cast("Callable[[None], str]", new.arg)
    if _values(statement):
        if name in rows[0]:
            return statement, rows
        id = make(None)
        return statement.values({name: id}), [{**rows[0], name: id}]
    return statement, [row if name in row else {**row, name: make(None)} for row in rows]


def _inserted(state: ORMExecuteState, statement: Insert) -> Rows | None:
    """The rows of an insert; None where they cannot be told from the statement, or where it may change others."""
    rows, own = _parameters(state), _values(statement)
    many = [row for rows in getattr(statement, "_multi_values", ()) for row in rows]
    upsert = getattr(statement, "_post_values_clause", None) is not None or getattr(statement, "_prefixes", False)
    if statement.select is not None or upsert or (own and rows) or (many and rows):
        return None
    if many:
        return [{_name(column): value for column, value in row.items()} for row in many]
    return [dict(own)] if own else list(rows)


def _parameters(state: ORMExecuteState) -> Rows:
    given = state.parameters
    return [given] if isinstance(given, Mapping) else list(given or ())


def _values(statement: Insert | Update) -> list[tuple[str, Any]]:
    values: Mapping[Any, Any] = getattr(statement, "_values", None) or {}
    return [(_name(column), value) for column, value in values.items()]


def _name(column: Any) -> str:
    return column if isinstance(column, str) else str(column.key)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, BindParameter) else value

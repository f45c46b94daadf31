"""A row for every table, made from its columns; and the schema of a database as plain data, to compare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Dialect, MetaData, Table, TypeDecorator, inspect

VALUES: dict[type[Any], Any] = {
    int: 1,
    float: 1.5,
    bool: True,
    bytes: b"x",
    date: date(2026, 1, 2),
    datetime: datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
}
BOOKKEEPING = "alembic_version"


def tables_of(connection: Connection) -> list[Table]:
    """The tables as the database has them, each after those it leads to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != BOOKKEEPING]


def row_of(table: Table) -> dict[str, Any]:
    """One row; its links lead to the row of the other table, and none to itself where that may be."""
    return {column.name: _value(table, column) for column in table.c}


def _value(table: Table, column: Any) -> Any:
    linked = next(iter(column.foreign_keys), None)
    ours = isinstance(column.type, TypeDecorator)
    kind = column.type.impl.python_type if ours else column.type.python_type
    if linked is not None and kind is str:
        own = linked.column.table is table
        return None if own and column.nullable else f"id of {linked.column.table.name}"[:32]
    if column.primary_key and kind is str:
        return f"id of {table.name}"[:32]
    if kind is str:
        return "需"
    if kind is datetime and not ours:  # a column as the database has it takes what is in it
        return VALUES[kind].replace(tzinfo=None)
    return VALUES.get(kind, {"需": [1, "合"]})  # JSON has no type of Python's


def schema_of(connection: Connection) -> dict[str, dict[str, Any]]:
    """By table its columns in order, its keys, what is unique and its indexes; read for all tables at once."""
    seen, dialect = inspect(connection), connection.dialect
    columns = {name: list(_columns(found, dialect)) for (_, name), found in seen.get_multi_columns().items()}
    parts = {
        "key": seen.get_multi_pk_constraint(),
        "links": seen.get_multi_foreign_keys(),
        "unique": seen.get_multi_unique_constraints(),
        "checks": seen.get_multi_check_constraints(),
        "indexes": seen.get_multi_indexes(),
    }
    tables: dict[str, dict[str, Any]] = {name: {"columns": found} for name, found in columns.items()}
    for part, by_table in parts.items():
        for (_, name), found in by_table.items():
            tables[name][part] = found if part == "key" else {one["name"]: one for one in found}
    tables.pop(BOOKKEEPING, None)
    return tables


def _columns(columns: Any, dialect: Dialect) -> Iterator[tuple[str, str, bool, Any]]:
    for column in columns:
        yield column["name"], column["type"].compile(dialect), column["nullable"], column["default"]

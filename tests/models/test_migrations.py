"""Stores of earlier versions, with a row in every table, come to this version whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, func, insert, select

from app.services.base.store import Store
from app.services.base.store.copies import faults
from app.services.base.store.engine import make_engine
from app.services.base.store.keys import create_key
from app.services.base.store.migrate import SCRIPTS, _run, revisions
from tests.conftest import CHEAP, PASSWORD

VALUES: dict[type[Any], Any] = {
    str: "x",
    int: 1,
    float: 1.0,
    bool: False,
    date: date(2026, 1, 2),
    datetime: datetime(2026, 1, 2, tzinfo=UTC).replace(tzinfo=None),
}


def fill(connection: Connection) -> dict[str, int]:
    """One row in every table of the schema as it stands, its links leading to the row of the other table."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        connection.execute(insert(table).values(_row(table)))
    return {table.name: 1 for table in tables}


def _row(table: Table) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.c:
        linked = next(iter(column.foreign_keys), None)
        if linked is not None:
            own = linked.column.table is table
            row[column.name] = None if own and column.nullable else f"id of {linked.column.table.name}"[:32]
        elif column.primary_key and column.type.python_type is str:
            row[column.name] = f"id of {table.name}"[:32]
        else:
            row[column.name] = VALUES.get(column.type.python_type, {})  # JSON has no type of Python's
    return row


def test_the_newest_revision_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = ScriptDirectory.from_config(config)
    assert revisions()[-1] == scripts.get_current_head()
    assert sorted(script.revision for script in scripts.walk_revisions()) == revisions()


@pytest.mark.parametrize("revision", revisions())
def test_a_filled_store_of_each_version_keeps_every_row(tmp_path: Path, revision: str) -> None:
    """A table with rows that others link to could not be rebuilt: the store did not open any more."""
    path = tmp_path / "old.db"
    key = create_key(path, PASSWORD, CHEAP)
    engine = make_engine(path, key)
    _run(engine, revision)
    with engine.begin() as connection:
        counts = fill(connection)
    engine.dispose()
    store = Store.open(path, PASSWORD)
    with store.read() as session:
        metadata = MetaData()
        metadata.reflect(session.connection())
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        for name, count in counts.items():
            assert session.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one() == count, name
    store.close()
    assert faults(path, key) == []
    kept = list((tmp_path / "backups").glob("*.db")) if (tmp_path / "backups").exists() else []
    assert len(kept) == (revision != revisions()[-1])

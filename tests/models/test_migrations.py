"""Stores of earlier versions, with a row in every table, come to this version whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select

from app.errors import StoreError
from app.models.migrations.first import SCHEMA
from app.services.base.store import Store
from app.services.base.store.copies import faults
from app.services.base.store.engine import make_engine
from app.services.base.store.keys import create_key
from app.services.base.store.migrate import SCRIPTS, configuration, revisions, run, upgrade
from tests.conftest import CHEAP, PASSWORD
from tests.models.rows import row_of, tables_of

NEXT = "9999"
LATER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"

def upgrade() -> None:
    with op.batch_alter_table("household", recreate="always") as batch:
        batch.alter_column("city", type_=sa.String(200))
        batch.add_column(sa.Column("district", sa.String(40), nullable=False, server_default="区"))
"""


def fill(connection: Connection) -> list[str]:
    """One row in every table of the schema as it stands; the names of the tables."""
    tables = tables_of(connection)
    for table in tables:
        connection.execute(insert(table).values(row_of(table)))
    return [table.name for table in tables]


def assert_kept(connection: Connection, names: list[str]) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    for name in names:
        assert connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one() == 1, name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "old.db"


@pytest.fixture
def key(path: Path) -> bytes:
    return create_key(path, PASSWORD, CHEAP)


@pytest.fixture
def engine(path: Path, key: bytes) -> Iterator[Engine]:
    made = make_engine(path, lambda: key)
    yield made
    made.dispose()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Our migrations, and one more that rebuilds a table others lead to."""
    scripts = tmp_path / "50% later" / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{NEXT}_later.py").write_text(LATER.format(head=revisions()[-1]), encoding="utf-8")
    return scripts


def test_the_newest_revision_is_alembics_head() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert revisions()[-1] == scripts.get_current_head()
    assert sorted(script.revision for script in scripts.walk_revisions()) == revisions()


@pytest.mark.parametrize("revision", revisions())
def test_a_filled_store_of_each_version_keeps_every_row(path: Path, key: bytes, engine: Engine, revision: str) -> None:
    """A table with rows that others link to could not be rebuilt: the store did not open any more."""
    run(engine, revision)
    with engine.begin() as connection:
        names = fill(connection)
    engine.dispose()
    store = Store.open(path, PASSWORD)
    with store.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert_kept(session.connection(), names)
    store.close()
    assert faults(path, key) == []
    assert len(copies(path)) == (revision != revisions()[-1])


def test_a_later_step_rebuilds_a_table_that_others_lead_to(path: Path, key: bytes, engine: Engine, later: Path) -> None:
    run(engine)
    with engine.begin() as connection:
        names = fill(connection)
    upgrade(engine, path, key, datetime(2026, 11, 24, tzinfo=UTC), later)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert_kept(connection, names)
        assert connection.exec_driver_sql("SELECT district FROM household").scalars().all() == ["区"]
    assert faults(path, key) == []
    assert [copy.name for copy in copies(path)] == [f"old-before-{NEXT}-20261124000000.db"]


def test_this_version_leaves_a_store_of_a_later_one_alone(path: Path, key: bytes, engine: Engine, later: Path) -> None:
    upgrade(engine, path, key, datetime(2026, 11, 24, tzinfo=UTC), later)
    engine.dispose()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path, PASSWORD)
    assert caught.value.problems[0].code == "store_newer"
    assert path.read_bytes() == before
    assert copies(path) == []


def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path, key: bytes, engine: Engine, later: Path) -> None:
    """Steps change tables in one transaction: the table made before the fault is gone again."""
    run(engine)
    with engine.begin() as connection:
        names = fill(connection)
    step = later / "versions" / f"{NEXT}_later.py"
    step.write_text(step.read_text(encoding="utf-8") + "    raise RuntimeError('power')\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="power"):
        upgrade(engine, path, key, datetime(2026, 11, 24, tzinfo=UTC), later)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == revisions()[-1]
        assert "district" not in Table("household", MetaData(), autoload_with=connection).c
        assert_kept(connection, names)


@pytest.mark.usefixtures("path")
def test_the_first_schema_knows_every_table_it_makes(engine: Engine) -> None:
    run(engine, "0001")
    with engine.connect() as connection:
        assert {table.name for table in tables_of(connection)} == set(SCHEMA.tables)


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*.db"))

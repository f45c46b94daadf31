"""The tables: what the migrations make, what PostgreSQL would take, and names and ids that can be relied on."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, Table, UniqueConstraint, create_engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import Base
from app.models.base.rows import Row, new_id
from app.services.base.store import Store
from app.services.base.store.migrate import configuration
from tests.models.rows import schema_of

TABLES = Base.metadata.sorted_tables
PREFIXES: dict[type[Constraint], str] = {ForeignKeyConstraint: "fk_", UniqueConstraint: "uq_", CheckConstraint: "ck_"}
LONGEST_NAME = 63  # PostgreSQL cuts what is longer


def test_the_migrations_make_exactly_the_tables_of_the_models(store: Store) -> None:
    """Column by column, key by key, index by index."""
    plain = create_engine("sqlite://")
    with plain.begin() as made, store.read() as session:
        Base.metadata.create_all(made)
        wanted, found = schema_of(made), schema_of(session.connection())
    assert found.keys() == wanted.keys() == Base.metadata.tables.keys()
    for name, parts in wanted.items():
        assert found[name] == parts
    plain.dispose()


def test_the_migrations_are_one_line_from_the_first_to_one_head() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
    assert all(not script.is_merge_point and not script.is_branch_point for script in scripts.walk_revisions())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_postgresql_takes_the_table(table: Table) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    text = str(CreateTable(table).compile(dialect=dialect))
    for index in table.indexes:
        text += str(CreateIndex(index).compile(dialect=dialect))
    assert "AUTOINCREMENT" not in text.upper()
    assert "BLOB" not in text.upper()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nothing_in_the_table_is_special_to_one_engine(table: Table) -> None:
    assert not [name for name in table.dialect_options if table.dialect_options[name]._non_defaults]  # type: ignore[attr-defined]
    for column in table.c:
        assert "sqlite" not in type(column.type).__module__, column
        assert column.server_default is None, f"{column}: defaults are Python's, the same on every engine"
    for index in table.indexes:
        assert not index.dialect_kwargs, index


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_money_fits_and_names_follow_the_convention(table: Table) -> None:
    for column in table.c:
        if re.search(r"gap|premium|amount|income|^sum$|budget", column.name) and column.type.python_type is int:
            kind = column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
            assert kind == "BIGINT", f"{column}: 21 million yuan are more fen than an INTEGER holds"
    for constraint in table.constraints:
        name = str(constraint.name)
        prefix = {ForeignKeyConstraint: "fk_", UniqueConstraint: "uq_", CheckConstraint: "ck_"}.get(
            type(constraint), "pk_"
        )
        assert name.startswith(prefix), constraint
        assert len(name) <= LONGEST_NAME
    for index in table.indexes:
        assert str(index.name).startswith("ix_")
        assert len(str(index.name)) <= LONGEST_NAME


def test_links_to_other_tables_are_indexed() -> None:
    """To delete a row, or to join by a link, must not read a whole table."""
    for table in TABLES:
        keys = [table.primary_key, *(one for one in table.constraints if isinstance(one, UniqueConstraint))]
        leading = {index.columns[0].name for index in table.indexes} | {key.columns[0].name for key in keys}
        assert {key.parent.name for key in table.foreign_keys} <= leading, table


def test_business_rows_have_machine_ids_and_times_and_a_version() -> None:
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Row)]
    assert len(models) > 10
    for model in models:
        assert [column.name for column in model.__table__.primary_key] == ["id"]
        assert {"id", "created_at", "updated_at", "version"} <= set(model.__table__.c.keys())


def test_sqlite_numbers_rows_by_itself() -> None:
    assert (
        "BIGINT" not in str(CreateTable(Base.metadata.tables["audit"]).compile(dialect=sqlite.dialect())).split(",")[0]
    )


def test_ids_are_uuid7_and_sort_by_birth() -> None:
    before = time.time_ns() // 1_000_000
    ids = []
    for _ in range(20):
        ids.append(new_id())
        time.sleep(0.002)
    assert ids == sorted(ids)
    for text in ids:
        assert re.fullmatch(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", text)
    born = int(ids[0][:12], 16)
    assert before <= born <= before + 1_000
    assert datetime.fromtimestamp(born / 1000, UTC).year >= 2024


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(20_000)}) == 20_000

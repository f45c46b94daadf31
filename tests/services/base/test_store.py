"""The store: encrypted, one at a time, all or nothing, and it never replaces what it cannot read."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from app.enums import StoreDamage
from app.errors import InputError, StoreError
from app.models import Agent, AuditRow, UnitImage
from app.services.base.store import Actor, KeyCost, Store
from app.services.base.store.keys import keyslot_path, write_keyslot
from tests.conftest import CHEAP, NOW, PASSWORD


def add_agent(store: Store, actor: Actor, code: str) -> None:
    with store.write(actor, "agent.add") as session:
        session.add(Agent(code=code, name="王小二"))


def codes(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Agent.code).where(Agent.code.startswith("B")).order_by(Agent.code)))


def test_what_is_written_is_there_after_reopening(store_file: Path, actor: Actor) -> None:
    store = Store.open(store_file, PASSWORD)
    add_agent(store, actor, "B1")
    store.close()
    store = Store.open(store_file, PASSWORD)
    assert codes(store) == ["B1"]
    store.close()


def test_a_moment_is_one_state_of_the_store(store: Store, actor: Actor) -> None:
    """What another thread commits meanwhile is not seen before it is over; nothing is written in it."""
    with store.moment():
        assert codes(store) == []
        with ThreadPoolExecutor() as other:
            other.submit(add_agent, store, actor, "B1").result()
            assert other.submit(codes, store).result() == ["B1"]
        with store.moment():
            assert codes(store) == []
        assert codes(store) == []
        with pytest.raises(AssertionError, match="only looked at"):
            add_agent(store, actor, "B2")
    assert codes(store) == ["B1"]


def test_the_file_says_nothing_without_the_key(store: Store, actor: Actor, store_file: Path) -> None:
    add_agent(store, actor, "B1")
    store.close()
    content = store_file.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "王小二".encode() not in content


def test_wrong_password(store_file: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, "wrong horse")
    assert caught.value.problems[0].code == "wrong_password"


def test_a_short_password_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Store.create(tmp_path / "s.db", "short", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_store_is_never_replaced(store_file: Path) -> None:
    before = store_file.read_bytes()
    with pytest.raises(InputError) as caught:
        Store.create(store_file, PASSWORD, cost=CHEAP)
    assert caught.value.problems[0].code == "store_exists"
    assert store_file.read_bytes() == before


def test_missing_store_and_missing_keys(store_file: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "none.db", PASSWORD)
    assert caught.value.problems[0].code == "store_missing"
    keyslot_path(store_file).unlink()
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, PASSWORD)
    assert caught.value.problems[0].code == "keys_missing"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1}', '{"format": 1, "wrapped": "zz"}'])
def test_a_damaged_keyslot_is_named(store_file: Path, damage: str) -> None:
    keyslot_path(store_file).write_text(damage)
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, PASSWORD)
    assert caught.value.problems[0].code == "keys_damaged"


def test_keyslot_parameters_cannot_be_edited(store_file: Path) -> None:
    slot = json.loads(keyslot_path(store_file).read_text())
    keyslot_path(store_file).write_text(json.dumps(slot | {"comment": "weaker"}))
    with pytest.raises(StoreError):
        Store.open(store_file, PASSWORD)


def test_a_new_password_opens_the_same_data(store: Store, actor: Actor, store_file: Path) -> None:
    add_agent(store, actor, "B1")
    write_keyslot(store_file, store._key, "another password", CHEAP)
    store.close()
    again = Store.open(store_file, "another password")
    assert codes(again) == ["B1"]
    again.close()


def test_every_flipped_page_is_seen_and_the_file_is_left_alone(store_file: Path) -> None:
    content = bytearray(store_file.read_bytes())
    content[len(content) // 2] ^= 1
    store_file.write_bytes(content)
    try:
        store = Store.open(store_file, PASSWORD)
    except StoreError as error:
        assert error.problems[0].code == "store_damaged"
    else:
        assert store.faults()
        store.close()
    assert store_file.read_bytes() == bytes(content)


def test_a_store_of_another_kind_is_refused(store_file: Path) -> None:
    store_file.write_bytes(b"SQLite format 3\0" + b"\0" * 8000)
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, PASSWORD)
    assert caught.value.problems[0].code == "store_damaged"
    again = store_file.read_bytes()
    assert again.startswith(b"SQLite format 3")


@pytest.mark.usefixtures("store")
def test_one_instance(store_file: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, PASSWORD)
    assert caught.value.problems[0].code == "store_in_use"


def test_a_newer_store_is_refused_and_untouched(store: Store, actor: Actor, store_file: Path) -> None:
    with store.write(actor, "test.newer") as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = store_file.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(store_file, PASSWORD)
    assert caught.value.problems[0].code == "store_newer"
    assert store_file.read_bytes() == before
    assert not (store_file.parent / "backups").exists()


def test_foreign_keys_are_on_inside_the_doors(store: Store, actor: Actor) -> None:
    with store.read() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    with store.write(actor, "test.pragma") as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2


def test_a_unit_of_work_that_raises_leaves_nothing(store: Store, actor: Actor) -> None:
    with pytest.raises(ZeroDivisionError), store.write(actor, "agent.add") as session:
        session.add(Agent(code="B1", name="x"))
        session.flush()
        session.execute(text("CREATE TABLE half (id INTEGER)"))
        raise ZeroDivisionError
    assert codes(store) == []
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).scalar() == 0
        assert "agent.add" not in session.scalars(select(AuditRow.action)).all()


def test_writing_through_the_read_door_is_not_kept(store: Store) -> None:
    with store.read() as session:
        session.add(Agent(code="B1", name="x", created_at=NOW, updated_at=NOW))
        session.flush()
    assert codes(store) == []


def test_times_and_versions_are_stamped_by_the_door(store_file: Path, actor: Actor) -> None:
    now = NOW
    store = Store.open(store_file, PASSWORD, clock=lambda: now)
    add_agent(store, actor, "B1")
    now = NOW + timedelta(hours=1)
    with store.write(actor, "agent.update") as session:
        session.scalars(select(Agent).where(Agent.code == "B1")).one().name = "新名字"
    with store.read() as session:
        row = session.scalars(select(Agent).where(Agent.code == "B1")).one()
        assert (row.created_at, row.updated_at, row.version) == (NOW, now, 2)
        assert row.created_at.tzinfo is UTC
    store.close()


def test_one_audit_row_per_unit_of_work_chained(store: Store, actor: Actor) -> None:
    for code in ("B1", "B2", "B3"):
        add_agent(store, actor, code)
    with store.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "agent.add").order_by(AuditRow.id)).all()
    assert [(row.actor, row.action) for row in rows] == [("A001", "agent.add")] * 3
    assert len({row.digest for row in rows}) == 3
    assert store.faults() == []


@pytest.mark.parametrize("crime", ["edit", "remove"])
def test_a_tampered_audit_row_shows(store: Store, actor: Actor, crime: str) -> None:
    for code in ("B1", "B2", "B3"):
        add_agent(store, actor, code)
    with store.write(actor, "test.crime") as session:
        if crime == "edit":
            session.execute(update(AuditRow).where(AuditRow.id == 2).values(actor="A999"))
        else:
            session.execute(delete(UnitImage).where(UnitImage.audit_id == 2))
            session.execute(delete(AuditRow).where(AuditRow.id == 2))
    assert store.faults() == [StoreDamage.CHAIN]


def test_a_copy_is_whole_and_opens_with_the_same_password(store: Store, actor: Actor, tmp_path: Path) -> None:
    add_agent(store, actor, "B1")
    target = tmp_path / "copies" / "copy.db"
    store.copy_to(target)
    copy = Store.open(target, PASSWORD)
    assert codes(copy) == ["B1"]
    assert copy.faults() == []
    copy.close()
    assert [path.name for path in target.parent.iterdir() if ".part" in path.name] == []


def test_the_default_cost_is_the_recommended_one() -> None:
    assert KeyCost() == KeyCost(memory_kib=65536, passes=3, lanes=4)


def test_a_naive_time_is_refused(store: Store, actor: Actor) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError), store.write(actor, "test.naive") as session:
        session.execute(text("SELECT 1"))
        session.execute(update(Agent).values(updated_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point of the test

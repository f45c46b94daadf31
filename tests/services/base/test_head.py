"""A store that lost steps it had saved is never shown as sound; and one store is never open twice."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import StoreError
from app.services.base import backup, restoring, settings
from app.services.base.store import Actor, Store, head, place
from app.services.base.store.engine import connect
from app.services.base.store.head import PLACE, Head, HeadFile, head_path
from app.services.base.store.keys import keyslot_path
from tests.conftest import PASSWORD


def say(store: Store, actor: Actor, *colours: str) -> None:
    for colour in colours:
        settings.write(store, actor, "colour", colour)


def tampered(store: Store, *statements: str) -> None:
    """By somebody who has the key, and another program; the store is closed by then."""
    key = store.data_key
    store.close()
    connection = connect(store.path, key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def copied(store: Path, folder: Path, *parts: str) -> Path:
    folder.mkdir()
    for part in parts:
        shutil.copyfile(place.beside(store, part), place.beside(folder / store.name, part))
    return folder / store.name


def test_a_hot_copy_without_its_log_tells_how_many_steps_are_missing(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    """As a sync tool makes one. It once opened as sound, without the day's work."""
    say(store, actor, "red", "green", "blue")
    torn = copied(store_file, tmp_path / "sync", place.DATABASE, place.KEYS, place.HEAD)
    before = torn.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(torn, PASSWORD)
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["count"]) == ("steps_missing", 3)
    assert torn.read_bytes() == before
    opened = Store.open(torn, PASSWORD, as_it_is=True)
    assert settings.read(opened, "colour") is None
    say(opened, actor, "grey")
    opened.close()
    Store.open(torn, PASSWORD).close()  # whoever took what there was is asked no more


def test_an_old_database_in_the_place_of_the_new_one_is_told(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    say(store, actor, "red")
    old = backup.back_up(store, tmp_path / "usb")
    say(store, actor, "green", "blue")
    store.close()
    shutil.copyfile(old, store_file)
    with pytest.raises(StoreError, match="steps_missing"):
        Store.open(store_file, PASSWORD)


def test_a_chain_cut_and_grown_again_is_another_history(store: Store, actor: Actor, store_file: Path) -> None:
    say(store, actor, "red", "green")
    tampered(store, "DELETE FROM unit_image", "DELETE FROM audit WHERE id > 1")
    kept = head_path(store_file).read_bytes()
    opened = Store.open(store_file, PASSWORD, as_it_is=True)
    say(opened, actor, "black", "white", "grey")
    opened.close()
    head_path(store_file).write_bytes(kept)
    with pytest.raises(StoreError, match="history_differs"):
        Store.open(store_file, PASSWORD)


def test_a_head_behind_its_store_is_no_fault(store: Store, actor: Actor, store_file: Path) -> None:
    """A kill between the commit and the head leaves it so."""
    say(store, actor, "red")
    behind = head_path(store_file).read_bytes()
    say(store, actor, "green")
    store.close()
    head_path(store_file).write_bytes(behind)
    opened = Store.open(store_file, PASSWORD)
    assert settings.read(opened, "colour") == "green"
    assert head.read(store_file, opened.data_key) == opened.steps()
    opened.close()


def test_no_head_of_somebody_else_counts(tmp_path: Path) -> None:
    """Whoever has not the key cannot say how far a store had come; a torn write leaves the head before it."""
    path, key, chance = tmp_path / "s.db", b"k" * 32, random.Random(7)
    kept = HeadFile(path, key)
    for steps in range(1, 8):
        kept.write(Head(steps, f"{steps:064}"))
        assert head.read(path, key) == Head(steps, f"{steps:064}")
        assert head.read(path, b"x" * 32) is None
    whole = head_path(path).read_bytes()
    assert len(whole) == 2 * PLACE
    for _ in range(500):
        place_, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        damaged = bytearray(whole)
        damaged[place_] ^= bit
        head_path(path).write_bytes(damaged)
        seen = head.read(path, key)
        assert seen in (Head(7, f"{7:064}"), Head(6, f"{6:064}"))
    for cut in range(len(whole)):
        head_path(path).write_bytes(whole[:cut])
        assert head.read(path, key) in (None, Head(7, f"{7:064}"), Head(6, f"{6:064}"))


def test_a_backup_carries_its_head_and_one_that_lacks_steps_is_not_restored(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    say(store, actor, "red")
    old, new = backup.back_up(store, tmp_path / "usb"), None
    say(store, actor, "green")
    new = backup.back_up(store, tmp_path / "usb")
    store.close()
    shutil.copyfile(old, new)
    before = store_file.read_bytes()
    with pytest.raises(StoreError, match="steps_missing"):
        restoring.restore(new, store_file, restoring.by_password(PASSWORD))
    assert store_file.read_bytes() == before


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(store: Store, actor: Actor) -> None:
    """A second program past every lock: the chain shows it, and the step is refused, not forked."""
    say(store, actor, "red")
    with store._engine.connect() as other:
        raw = other.connection.driver_connection
        assert raw is not None
        raw.execute("INSERT INTO audit (at, actor, action, details, digest) VALUES ('2026-11-24', 'X', 'x', '{}', 'f')")
        raw.execute("COMMIT") if raw.in_transaction else None
    with pytest.raises(StoreError, match="store_taken"):
        say(store, actor, "green")
    assert settings.read(store, "colour") == "red"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no file that is locked")
@pytest.mark.parametrize("way", ["deleted lock", "symbolic link", "second name"])
@pytest.mark.usefixtures("store")
def test_a_store_is_not_open_twice_by_another_way_in(store_file: Path, tmp_path: Path, way: str) -> None:
    path = tmp_path / "elsewhere" / "other.db"
    path.parent.mkdir()
    if way == "deleted lock":
        store_file.with_name(store_file.name + ".lock").unlink()
        path = store_file
    elif way == "symbolic link":
        path.symlink_to(store_file)
    else:
        path.hardlink_to(store_file)
        shutil.copyfile(keyslot_path(store_file), keyslot_path(path))
    with pytest.raises(StoreError, match="store_in_use"):
        Store.open(path, PASSWORD)


def test_a_link_opens_the_store_it_names(store_file: Path, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "mine.db"
    link.symlink_to(store_file)
    store = Store.open(link, PASSWORD)
    say(store, actor, "red")
    store.close()
    assert [path.name for path in link.parent.iterdir()] == ["mine.db"]
    store = Store.open(store_file, PASSWORD)
    assert settings.read(store, "colour") == "red"
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives rights by folder")
def test_nobody_else_may_read_what_a_store_is_made_of(store: Store, actor: Actor, store_file: Path) -> None:
    say(store, actor, "red")
    copy = backup.before(store, "test")
    parts = [place.beside(one, part) for one in (store_file, copy) for part in place.there(one)]
    assert len(parts) >= 7
    assert {path.name: path.stat().st_mode & 0o077 for path in parts} == {path.name: 0 for path in parts}
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_the_log_goes_into_the_file_when_nothing_is_done(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    say(store, actor, "red")
    store.rest()
    calm = copied(store_file, tmp_path / "sync", place.DATABASE, place.KEYS, place.HEAD)
    opened = Store.open(calm, PASSWORD)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_the_doors_check_cells_and_keep_the_log_short(store: Store) -> None:
    with store.read() as session:
        assert session.execute(text("PRAGMA cell_size_check")).scalar() == 1
        assert session.execute(text("PRAGMA wal_autocheckpoint")).scalar() == 500


def test_a_tampered_chain_is_refused_at_the_next_opening(store: Store, actor: Actor, store_file: Path) -> None:
    """Edited under the key: whoever keeps the head sees that the end of the chain is another one."""
    say(store, actor, "red")
    tampered(store, "DELETE FROM unit_image", f"UPDATE audit SET digest = '{'0' * 64}' WHERE id = 2")
    with pytest.raises(StoreError, match="history_differs"):
        Store.open(store_file, PASSWORD)

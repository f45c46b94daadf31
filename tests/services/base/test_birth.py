"""A store is born, restored and given its place whole or not at all, wherever the program ends meanwhile."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import InputError, StoreError
from app.paths import journal_of, next_store
from app.services.base import access, agents, backup, founding, ladder, restoring, settings
from app.services.base.store import Actor, Store, place
from app.services.base.store.keys import keyslot_path
from tests.conftest import CHEAP, NOW, PASSWORD

AGENT = Actor("A007", "周宁")
Killed = Callable[[Callable[[], object], Callable[[int], None]], int]
MOVES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "shutil.copyfile")


@pytest.fixture
def killed_at_each_step(soak: bool) -> Killed:
    return lambda work, look: killed(work, look, 1 if soak else 3)


def killed(work: Callable[[], object], look: Callable[[int], None], every: int) -> int:
    """Do the work in a child that ends, as a killed one does, just before its first step on the disk, its fourth
    (``every``), and so on; after each look at what it left. Returns how many steps there were."""
    for step in range(0, 10_000, every):
        child = os.fork()
        if child == 0:
            left = step

            def end(event: str, _arguments: object) -> None:
                nonlocal left
                if event in MOVES:
                    if left == 0:
                        os._exit(9)
                    left -= 1

            sys.addaudithook(end)
            try:
                work()
            except BaseException:
                os._exit(1)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, 9), f"step {step}"
        look(step)
        if ended == 0:
            return step
    raise AssertionError("no end")


needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork, by which rounds are cheap")


@needs_fork
def test_a_first_start_killed_anywhere_leaves_a_store_or_none(tmp_path: Path, killed_at_each_step: Killed) -> None:
    """It once ended as "exists already" or "unknown agent", for ever, at most of the moments tried."""
    folder = tmp_path / "home"
    path = folder / "needfolio.db"
    born = []

    def work() -> None:
        founding.found(path, PASSWORD, AGENT, cost=CHEAP).close()

    def look(_step: int) -> None:
        whole = path.exists() or journal_of(path).exists()
        born.append(whole)
        if not whole:
            founding.found(path, PASSWORD, AGENT, cost=CHEAP).close()
        store = Store.open(path, PASSWORD)
        assert agents.me(store) == AGENT
        assert store.faults() == []
        store.close()
        assert not next_store(path).exists()
        shutil.rmtree(folder)

    assert killed_at_each_step(work, look) > 20
    assert {True, False} == set(born)


@pytest.fixture
def copy(store: Store, actor: Actor, tmp_path: Path) -> Iterator[Path]:
    """A backup in which the colour is "then"; in the store it is "now", in its log and nowhere else."""
    settings.write(store, actor, "colour", "then")
    made = backup.back_up(store, tmp_path / "usb")
    settings.write(store, actor, "colour", "now")
    torn = {part: place.beside(store.path, part).read_bytes() for part in place.there(store.path)}
    store.close()
    for part, content in torn.items():  # as a machine leaves it whose power failed: with a log
        place.beside(store.path, part).write_bytes(content)
    yield made


@needs_fork
def test_a_restore_killed_anywhere_leaves_the_old_store_or_the_new_one(
    copy: Path, store_file: Path, killed_at_each_step: Killed
) -> None:
    """It once deleted the log of the living store first: what came up was sound and had lost a day."""
    home = store_file.parent
    kept = home.parent / "kept"
    shutil.copytree(home, kept, ignore=shutil.ignore_patterns("usb"))
    seen = []

    def work() -> None:
        restoring.restore(copy, store_file, restoring.by_password(PASSWORD))

    def look(_step: int) -> None:
        store = Store.open(store_file, PASSWORD)
        seen.append(settings.read(store, "colour"))
        assert store.faults() == []
        store.close()
        if seen[-1] == "then":
            (aside,) = (home / "backups").glob("*-replaced-*.db")
            old = Store.open(aside, PASSWORD)
            assert settings.read(old, "colour") == "now"
            old.close()
        for path in home.iterdir():
            if path.name != "usb":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(kept, home, dirs_exist_ok=True)

    assert killed_at_each_step(work, look) > 30
    assert sorted(set(seen)) == ["now", "then"]
    assert seen == sorted(seen), "first the old one, then the new one"


def again(home: Path, kept: Path) -> None:
    """The folder as it was kept."""
    shutil.rmtree(home)
    shutil.copytree(kept, home)


@pytest.fixture
def home(store_file: Path, tmp_path: Path) -> Path:
    """A folder of its own with the store in it, and beside it, as ``kept``, what it was."""
    home = tmp_path / "home"
    home.mkdir()
    for part in place.there(store_file):
        shutil.move(place.beside(store_file, part), place.beside(home / store_file.name, part))
    shutil.copytree(home, tmp_path / "kept")
    return home


@needs_fork
def test_a_change_of_password_killed_anywhere_leaves_the_old_one_or_the_new(
    home: Path, actor: Actor, killed_at_each_step: Killed
) -> None:
    path, newer = home / "needfolio.db", "four things: kite pear lamp"
    seen = []

    def work() -> None:
        store = Store.open(path, PASSWORD)
        access.change_password(store, actor, PASSWORD, newer, cost=CHEAP)
        store.close()

    def look(_step: int) -> None:
        for password in (PASSWORD, newer):
            try:
                store = Store.open(path, password)
            except StoreError as error:
                assert error.problems[0].code == "wrong_password"
            else:
                seen.append(password)
                assert store.faults() == []
                store.close()
                break
        else:
            raise AssertionError("neither opens")
        again(home, home.parent / "kept")

    assert killed_at_each_step(work, look) > 10
    assert seen == sorted(seen, key=[PASSWORD, newer].index)
    assert set(seen) == {PASSWORD, newer}


@needs_fork
def test_a_new_data_key_killed_anywhere_leaves_one_whole_store(home: Path, killed_at_each_step: Killed) -> None:
    path = home / "needfolio.db"
    keys_seen = set()

    def look(_step: int) -> None:
        store = Store.open(path, PASSWORD)
        keys_seen.add(store.data_key == first)
        assert agents.me(store).name == "李敏"
        assert store.faults() == []
        store.close()
        again(home, home.parent / "kept")

    store = Store.open(path, PASSWORD)
    first = store.data_key
    store.close()
    again(home, home.parent / "kept")
    assert killed_at_each_step(lambda: access.new_data_key(path, PASSWORD, cost=CHEAP), look) > 20
    assert keys_seen == {True, False}


@needs_fork
def test_a_backup_killed_anywhere_leaves_no_half_copy(home: Path, actor: Actor, killed_at_each_step: Killed) -> None:
    path = home / "needfolio.db"

    def work() -> None:
        store = Store.open(path, PASSWORD)
        settings.write(store, actor, "colour", "red")
        ladder.step(store)
        store.close()

    def look(_step: int) -> None:
        for copy in backup.folder_of(path).glob("*.db"):
            restoring.preview(copy, restoring.by_password(PASSWORD))
        store = Store.open(path, PASSWORD)
        ladder.step(store)
        done = ladder.drill(store)
        assert done is not None
        assert done.fault == ""
        store.close()
        again(home, home.parent / "kept")

    assert killed_at_each_step(work, look) > 20


def test_what_a_killed_copy_left_is_swept_after_a_day(store_file: Path) -> None:
    backups = store_file.parent / "backups"
    backups.mkdir()
    left = [folder / f".{number:012x}.part" for number, folder in enumerate((store_file.parent, backups))]
    for path in left:
        path.write_bytes(b"half")
    Store.open(store_file, PASSWORD).close()
    assert all(path.exists() for path in left), "somebody may be writing it"
    for path in left:
        os.utime(path, (0, 0))
    (backups / "notes.part").write_bytes(b"not ours")
    os.utime(backups / "notes.part", (0, 0))
    Store.open(store_file, PASSWORD).close()
    assert [path.name for path in backups.iterdir()] == ["notes.part"]
    assert not left[0].exists()


def test_keys_without_a_database_are_put_aside_not_lost(store_file: Path) -> None:
    keys = keyslot_path(store_file).read_bytes()
    store_file.unlink()
    founding.found(store_file, "another password", AGENT, cost=CHEAP).close()
    (aside,) = (store_file.parent / "backups").glob("*-alone-*.keys")
    assert aside.read_bytes() == keys
    Store.open(store_file, "another password").close()


def test_no_second_birth_over_a_store(store_file: Path) -> None:
    before = store_file.read_bytes()
    with pytest.raises(InputError, match="store_exists"):
        founding.found(store_file, PASSWORD, cost=CHEAP)
    assert store_file.read_bytes() == before


def test_an_empty_file_is_no_store_with_nothing_in_it(store_file: Path) -> None:
    """It opened, sound and with no rows."""
    store_file.write_bytes(b"")
    with pytest.raises(StoreError, match="store_unborn"):
        Store.open(store_file, PASSWORD)
    assert store_file.read_bytes() == b""


def test_a_birth_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="password_short"):
        founding.found(tmp_path / "home" / "s.db", "short", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("journal", ["", "{", "[]", '{"aside": "../x", "files": ["", ".keys"]}', '{"aside": "x"}'])
def test_a_journal_that_is_none_changes_nothing(store_file: Path, journal: str) -> None:
    next_store(store_file).mkdir()
    (next_store(store_file) / store_file.name).write_bytes(b"not a store")
    journal_of(store_file).write_text(journal)
    Store.open(store_file, PASSWORD).close()
    assert not next_store(store_file).exists()


def test_what_a_restore_brings_back_has_the_passwords_of_today(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    settings.write(store, actor, "colour", "then")
    copy = backup.back_up(store, tmp_path / "usb")
    key = store.data_key
    store.close()
    from app.services.base.store.keys import write_keyslot

    write_keyslot(store_file, key, "a newer password", CHEAP)
    restoring.restore(copy, store_file, lambda _: key)
    opened = Store.open(store_file, "a newer password", clock=lambda: NOW)
    assert settings.read(opened, "colour") == "then"
    opened.close()


def test_a_preview_says_what_is_in_a_copy_and_touches_nothing(copy: Path) -> None:
    before = {path.name: path.read_bytes() for path in copy.parent.iterdir()}
    seen = restoring.preview(copy, restoring.by_password(PASSWORD))
    assert (seen.agent, seen.counts["customers"], seen.steps) == ("李敏", 0, 2)
    assert {path.name: path.read_bytes() for path in copy.parent.iterdir()} == before

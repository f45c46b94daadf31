"""Where nothing can be written a store is looked at, with a clear word, and what is said of a step is true."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.main import main
from app.enums import FileFault
from app.errors import StoreError
from app.services.base import backup, drafts, restoring, settings
from app.services.base.store import Actor, Store, looking, place
from app.services.base.store.keys import keyslot_path
from tests.conftest import PASSWORD

Usage = namedtuple("Usage", "total used free")


def full(_path: Path) -> Usage:
    """What the system says of a disk that has no room left."""
    return Usage(10**9, 10**9, 0)


@pytest.fixture
def with_log(store: Store, store_file: Path, actor: Actor) -> Path:
    """A store whose last step is in its log only, as a power cut leaves it."""
    settings.write(store, actor, "colour", "red")
    left = {part: place.beside(store_file, part).read_bytes() for part in place.there(store_file)}
    store.close()
    for part, content in left.items():
        place.beside(store_file, part).write_bytes(content)
    assert place.beside(store_file, place.LOG).stat().st_size
    return store_file


def test_on_a_full_disk_one_looks_and_is_told(with_log: Path, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", full)
    before = {part: place.beside(with_log, part).read_bytes() for part in place.there(with_log)}
    store = Store.open(with_log, PASSWORD)
    assert store.only_looking is FileFault.FULL
    assert settings.read(store, "colour") == "red"
    assert store.faults() == []
    with pytest.raises(StoreError) as caught:
        settings.write(store, actor, "colour", "green")
    assert caught.value.problems[0].code == "store_only_looking"
    drafts.keep(store, "draft.x", {"a": 1})
    assert drafts.of(store, "draft.x") == {}
    store.close()
    assert {part: place.beside(with_log, part).read_bytes() for part in place.there(with_log)} == before


def test_a_copy_is_made_of_what_can_only_be_looked_at(
    with_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an agent needs most then."""
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", full)
        store = Store.open(with_log, PASSWORD)
        copy = backup.back_up(store, tmp_path / "stick")
        store.close()
    opened = Store.open(copy, PASSWORD)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_with_room_again_it_is_worked_at_again(with_log: Path, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LEAST_FREE", 1 << 62)
    store = Store.open(with_log, PASSWORD)
    assert store.only_looking is FileFault.FULL
    store.close()
    monkeypatch.undo()
    store = Store.open(with_log, PASSWORD)
    settings.write(store, actor, "colour", "green")
    store.close()


READ_ONLY = """
import ctypes, os, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, MS_BIND, MS_REMOUNT, MS_RDONLY, MS_REC, MS_PRIVATE = 0x20000, 4096, 32, 1, 16384, 1 << 18
folder = sys.argv[1].encode()
if libc.unshare(CLONE_NEWNS) or libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None):
    sys.exit(77)
if libc.mount(folder, folder, None, MS_BIND, None) or libc.mount(
    folder, folder, None, MS_BIND | MS_REMOUNT | MS_RDONLY, None
):
    sys.exit(77)
sys.exit(subprocess.run([sys.executable, "-m", "app", *sys.argv[2:]]).returncode)
"""


def on_read_only_media(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program while the folder is mounted read-only, as a locked stick is; skips where that is not allowed."""
    password = folder.parent / "password.txt"
    password.write_text(PASSWORD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder), *arguments],
        env=os.environ | {"NEEDFOLIO_PASSWORD_FILE": str(password), "NEEDFOLIO_LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    if done.returncode == 77:
        pytest.skip("mounting is not allowed here")
    return done


@pytest.fixture
def stick(with_log: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "stick"
    folder.mkdir()
    for part in place.there(with_log):
        shutil.copyfile(place.beside(with_log, part), place.beside(folder / with_log.name, part))
    yield folder


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None) if sys.platform == "linux" else None, "unshare"), reason="Linux only")
def test_a_store_on_read_only_media_is_checked_and_refuses_to_write(stick: Path) -> None:
    path = str(stick / "needfolio.db")
    seen = on_read_only_media(stick, "check", "--store", path)
    assert (seen.returncode, seen.stderr) == (0, "")
    refused = on_read_only_media(stick, "demo", "--store", str(stick / "new.db"))
    assert refused.returncode == 2
    assert "read-only" in refused.stderr


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None) if sys.platform == "linux" else None, "unshare"), reason="Linux only")
def test_a_good_backup_on_read_only_media_is_restored(store: Store, actor: Actor, tmp_path: Path) -> None:
    """It was refused: a copy that kept a write-ahead log cannot be read where none can be made."""
    settings.write(store, actor, "colour", "red")
    copy = backup.back_up(store, tmp_path / "stick")
    store.close()
    target = tmp_path / "home" / "needfolio.db"
    done = on_read_only_media(copy.parent, "restore", str(copy), "--store", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    opened = Store.open(target, PASSWORD)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_a_copy_with_a_log_of_its_own_is_restored_whole(with_log: Path, tmp_path: Path) -> None:
    """What a restore put aside is such a copy."""
    target = tmp_path / "home" / "needfolio.db"
    restoring.restore(with_log, target, restoring.by_password(PASSWORD))
    opened = Store.open(target, PASSWORD)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_keys_one_may_not_read_are_said_not_raised(
    store_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password.txt"))
    keyslot_path(store_file).unlink()
    keyslot_path(store_file).mkdir()  # what root, too, cannot read as a file
    assert main(["check", "--store", str(store_file), "--language", "en"]) == 2
    assert "error: The key file" in capsys.readouterr().err

"""Backups come back, and restoring never loses what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import StoreError
from app.services.base import backup, restoring, settings
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from tests.conftest import PASSWORD


def test_a_backup_brings_back_what_was_there_then(store: Store, store_file: Path, actor: Actor, tmp_path: Path) -> None:
    settings.write(store, actor, "colour", "then")
    copy = backup.back_up(store, tmp_path / "usb")
    settings.write(store, actor, "colour", "now")
    store.close()

    kept = restoring.restore(copy, store_file, restoring.by_password(PASSWORD))

    for path, colour in ((store_file, "then"), (kept, "now")):
        assert path is not None
        opened = Store.open(path, PASSWORD)
        assert settings.read(opened, "colour") == colour
        assert opened.faults() == []
        opened.close()


def test_a_damaged_copy_restores_nothing(store: Store, store_file: Path, tmp_path: Path) -> None:
    copy = backup.back_up(store, tmp_path / "usb")
    store.close()
    content = bytearray(copy.read_bytes())
    content[9000] ^= 1
    copy.write_bytes(content)
    before = store_file.read_bytes()
    with pytest.raises(StoreError) as caught:
        restoring.restore(copy, store_file, restoring.by_password(PASSWORD))
    assert caught.value.problems[0].code == "store_damaged"
    assert store_file.read_bytes() == before


def test_no_restore_over_a_store_in_use(store: Store, store_file: Path, tmp_path: Path) -> None:
    copy = backup.back_up(store, tmp_path / "usb")
    with pytest.raises(StoreError) as caught:
        restoring.restore(copy, store_file, restoring.by_password(PASSWORD))
    assert caught.value.problems[0].code == "store_in_use"


def test_a_restore_without_the_keyslot_is_refused(store: Store, store_file: Path, tmp_path: Path) -> None:
    copy = backup.back_up(store, tmp_path / "usb")
    store.close()
    keyslot_path(copy).unlink()
    with pytest.raises(StoreError) as caught:
        restoring.restore(copy, store_file, restoring.by_password(PASSWORD))
    assert caught.value.problems[0].code == "keys_missing"


def test_counts_name_every_table(store: Store) -> None:
    counts = backup.counts(store)
    assert counts["agent"] == 1
    assert counts["matrix"] == 1
    assert counts["household"] == 0

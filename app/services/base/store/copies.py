"""Verified copies of a store: made with the engine's own backup, reopened and checked before they get their name."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.errors import Problem, StoreError
from app.services.base.files import atomic
from app.services.base.store.engine import connect
from app.services.base.store.keys import keyslot_path


def faults(path: Path, key: bytes) -> list[str]:
    """What page checksums, structure and foreign keys complain about; empty when the file is sound."""
    connection = connect(path, key)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        found += [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [f"foreign key: {row[0]} row {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
        return found
    except sqlcipher.DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()


def verified_copy(store: Path, key: bytes, target: Path) -> None:
    """Copy ``store`` and its keyslot to ``target``. Raises StoreError ``store_damaged`` if the copy is not sound."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic(target) as temporary:
        source, copy = connect(store, key), connect(temporary, key)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
        if found := faults(temporary, key):
            raise StoreError(Problem("store_damaged", values={"detail": found[0]}))
    with atomic(keyslot_path(target)) as temporary:
        shutil.copyfile(keyslot_path(store), temporary)

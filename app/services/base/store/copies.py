"""Verified copies of a store: made with the engine's own backup, reopened and checked before they get their name.

A copy needs no second file to be read: it is written without a write-ahead log, so that it opens from a medium that
cannot be written. Its keys and its head stand beside it before it gets its name.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.enums import StoreDamage
from app.errors import Problem, StoreError
from app.log import LOGGER
from app.services.base.files import atomic_together
from app.services.base.store import head, place
from app.services.base.store.damage import damage_of
from app.services.base.store.engine import connect
from app.services.base.store.keys import keyslot_path

MOST_LOGGED = 20
LAST = "SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1"
AT = "SELECT digest FROM audit WHERE id = ?"


def faults(path: Path, key: bytes, *, look: bool = False) -> list[StoreDamage]:
    """What page checksums, structure and foreign keys complain about; empty when the file is sound. ``look``: without
    touching it, nor what stands beside it."""
    connection = connect(path, key, look=look)
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        found = [StoreDamage.PAGES] if said else []
        found += quick_faults(connection.execute)
        broken = [f"{row[0]} row {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += [StoreDamage.LINKS] if broken else []
        if said or broken:
            LOGGER.error("the store is damaged: %s", [*said, *broken][:MOST_LOGGED])
        return found
    except sqlcipher.DatabaseError as error:
        return [damage_of(error)]
    finally:
        connection.close()


def quick_faults(execute: Callable[[str], Any]) -> list[StoreDamage]:
    """What the structure complains about; each page is decrypted and its seal compared on the way."""
    said = [str(row[0]) for row in execute("PRAGMA quick_check") if row[0] != "ok"]
    return list(dict.fromkeys(map(damage_of, said[:MOST_LOGGED])))


def verified_copy(store: Path, key: bytes, target: Path, *, slots: Path | None = None, look: bool = False) -> None:
    """Copy ``store``, its keyslots and its head to ``target``. Raises StoreError ``store_damaged`` if the copy is not
    sound or not what the store is. The keyslots are those at ``slots``, by default the store's own."""
    place.own_folder(target.parent)
    parts = [keyslot_path(target), head.head_path(target), target]
    with atomic_together(parts) as (keys, end, copy):
        for temporary in (keys, end, copy):
            place.own_file(temporary)
        shutil.copyfile(slots or keyslot_path(store), keys)
        last = _copied(store, copy, key, look=look)
        if found := faults(copy, key):
            raise StoreError(Problem("store_damaged", values={"detail": found[0]}))
        end.write_bytes(head.whole(last, key))


def rewritten(store: Path, key: bytes, target: Path, new_key: bytes) -> head.Head:
    """The whole store at ``target``, encrypted with another key; returns how far it has come. Both are compared table
    by table. Raises StoreError ``store_damaged``."""
    connection = connect(store, key)
    try:
        connection.execute(f"ATTACH DATABASE ? AS next KEY \"x'{new_key.hex()}'\"", (str(target),))
        connection.execute("SELECT sqlcipher_export('next')").fetchall()
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            counts = [f"SELECT count(*) FROM {part}.{table}" for part in ("main", "next")]
            if len({connection.execute(count).fetchone() for count in counts}) > 1:
                raise StoreError(Problem("store_damaged", values={"detail": StoreDamage.COPY}))
        last = _last(connection)
        connection.execute("DETACH DATABASE next")
        return last
    except sqlcipher.DatabaseError as error:
        raise StoreError(Problem("store_damaged", values={"detail": damage_of(error)})) from error
    finally:
        connection.close()


def last_step(path: Path, key: bytes, *, look: bool = False) -> head.Head:
    """How far the store at ``path`` has come by its own chain; step 0 where there is no chain yet."""
    connection = connect(path, key, look=look)
    try:
        return _last(connection)
    finally:
        connection.close()


def _copied(store: Path, copy: Path, key: bytes, *, look: bool) -> head.Head:
    """Copy page by page as one view, whatever is written meanwhile; the chain of the copy must be a part of the
    store's."""
    source, target = connect(store, key, look=look), connect(copy, key)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE").fetchall()
        last = _last(target)
        if last.steps and source.execute(AT, (last.steps,)).fetchone() != (last.digest,):
            raise StoreError(Problem("store_damaged", values={"detail": StoreDamage.CHAIN}))
        return last
    except sqlcipher.DatabaseError as error:
        raise StoreError(Problem("store_damaged", values={"detail": damage_of(error)})) from error
    finally:
        target.close()
        source.close()


def _last(connection: Any) -> head.Head:
    try:
        row = connection.execute(LAST).fetchone()
    except sqlcipher.OperationalError:  # no such table: nothing was founded here
        row = None
    return head.Head(0, head.ORIGIN) if row is None else head.Head(int(row[0]), str(row[1]))

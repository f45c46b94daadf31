"""Reading a store where nothing may be written: a copy on a stick that is locked, a folder that is, a full disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.enums import FileFault
from app.errors import Problem, StoreError
from app.services.base.file_faults import reason_of
from app.services.base.store import place
from app.services.base.store.damage import damage_of
from app.services.base.store.engine import connect

LEAST_FREE = 8 * 1024 * 1024
"""Bytes. With less, opening would begin what a commit cannot end."""


@contextmanager
def looked_at(store: Path, key: bytes) -> Iterator[Path]:
    """A path at which the whole store can be looked at: its own, or, where a write-ahead log still holds a part of it,
    that of a copy in a folder of our own, which is gone afterwards. What is copied stays encrypted.

    Raises StoreError ``store_unread`` when there is no room for the copy."""
    log = place.beside(store, place.LOG)
    if not log.exists() or log.stat().st_size == 0:
        yield store
        return
    try:
        folder = tempfile.TemporaryDirectory(prefix="needfolio-", ignore_cleanup_errors=True)
        copy = Path(folder.name) / store.name
        for ending in (place.DATABASE, place.LOG):
            shutil.copyfile(place.beside(store, ending), place.beside(copy, ending))
    except OSError as error:
        raise StoreError(Problem("store_unread", values={"detail": reason_of(error)})) from error
    with folder:
        _join(copy, key)
        yield copy


def why_only_looking(store: Path) -> FileFault | None:
    """Why nothing can be written at this place; None when it can."""
    if not os.access(store.parent, os.W_OK) or (store.exists() and not os.access(store, os.W_OK)):
        return FileFault.READ_ONLY
    try:
        free = shutil.disk_usage(store.parent).free
    except OSError:
        return None
    return FileFault.FULL if free < LEAST_FREE else None


def _join(copy: Path, key: bytes) -> None:
    """Bring the log of our own copy into it. Raises StoreError ``store_damaged``."""
    connection = connect(copy, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlcipher.DatabaseError as error:
        raise StoreError(Problem("store_damaged", values={"detail": damage_of(error)})) from error
    finally:
        connection.close()

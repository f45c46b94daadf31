"""Backups of a store and the way back. A copy gets its name only after it was reopened and checked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from app.errors import Problem, StoreError
from app.models import Base
from app.services.base.store import Store
from app.services.base.store.copies import faults, verified_copy
from app.services.base.store.keys import keyslot_path, read_key
from app.services.base.store.lock import StoreLock

KEPT_BEFORE = 5


def back_up(store: Store, folder: Path) -> Path:
    """A verified copy in ``folder``, named after the store and the time; returns its path."""
    target = folder / f"{store.path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{store.path.suffix}"
    store.copy_to(target)
    return target


def before(store: Store, what: str) -> Path:
    """A verified copy beside the store before something large is done to it (an import, a merge); the last five of
    each kind are kept.
    """
    folder = store.path.parent / "backups"
    name = f"{store.path.stem}-before-{what}-"
    target = folder / f"{name}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{store.path.suffix}"
    store.copy_to(target)
    for old in sorted(folder.glob(f"{name}*{store.path.suffix}"))[:-KEPT_BEFORE]:
        for part in (old, keyslot_path(old)):
            part.unlink(missing_ok=True)
    return target


def restore(copy: Path, path: Path, password: str) -> Path | None:
    """Put ``copy`` (with its keyslot beside it) in the place of the store at ``path``.

    The copy is checked first; a store that was there is kept under ``backups`` and its new path returned.
    Raises StoreError for a missing, locked or damaged copy, or a store in use; ``path`` is then as it was.
    """
    if not copy.exists():
        raise StoreError(Problem("store_missing", values={"path": str(copy)}))
    key = read_key(copy, password)
    if found := faults(copy, key):
        raise StoreError(Problem("store_damaged", values={"detail": found[0]}))
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = StoreLock(path)
    try:
        kept = _set_aside(path)
        verified_copy(copy, key, path)
    finally:
        lock.release()
    return kept


def _set_aside(path: Path) -> Path | None:
    """Copy the present store, write-ahead log and all, byte for byte: it may be the damaged one that is replaced."""
    if not path.exists():
        return None
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    kept = folder / f"{path.stem}-replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{path.suffix}"
    for ending in ("", "-wal", ".keys"):
        part = path.with_name(path.name + ending)
        if part.exists():
            kept.with_name(kept.name + ending).write_bytes(part.read_bytes())
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return kept


def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with store.read() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

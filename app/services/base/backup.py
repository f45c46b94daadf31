"""Backups of a store. A copy gets its name only after it was reopened and checked; the way back is :mod:`restoring`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from app.models import Base
from app.services.base.store import Store, place
from app.services.base.store.staging import BACKUPS

KEPT_BEFORE = 5


def back_up(store: Store, folder: Path) -> Path:
    """A verified copy in ``folder``, named after the store and the time; returns its path."""
    target = folder / f"{store.path.stem}-{stamp()}{store.path.suffix}"
    store.copy_to(target)
    return target


def before(store: Store, what: str) -> Path:
    """A verified copy beside the store before something large is done to it (an import, a merge); the last five of
    each kind are kept.
    """
    folder = folder_of(store.path)
    name = f"{store.path.stem}-before-{what}-"
    target = folder / f"{name}{stamp()}{store.path.suffix}"
    store.copy_to(target)
    for old in sorted(folder.glob(f"{name}*{store.path.suffix}"))[:-KEPT_BEFORE]:
        remove(old)
    return target


def folder_of(store: Path) -> Path:
    """Where the copies the program makes by itself lie."""
    return place.real(store).parent / BACKUPS


def stamp() -> str:
    """The time as it stands in the names of copies, in UTC: two copies never share one."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"


def remove(copy: Path) -> None:
    """A copy with all that belongs to it; the database, which makes it one, first."""
    for part in reversed(place.PARTS):
        place.beside(copy, part).unlink(missing_ok=True)


def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with store.read() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

"""The way back from a backup: what copies there are, what is in one, and putting it in the place of the store."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.enums import CopyKind
from app.errors import Problem, StoreError
from app.services.base import backup
from app.services.base.store import copies, head, keys, migrate, place, staging
from app.services.base.store.damage import damage_of
from app.services.base.store.engine import connect
from app.services.base.store.lock import held
from app.services.base.store.looking import looked_at

KeyOf = Callable[[Path], bytes]
"""Gives the data key of the store or copy at a path; raises StoreError where it cannot."""
EMPTY = 8192  # bytes: a database in which no table fits
NAME = re.compile(r"-(?:(auto|replaced|alone|before)-(?:.*-)?)?(\d{8})-?(\d{6})(?:-(\d{6}))?$")
COUNTED = {"customers": "household", "members": "member", "policies": "policy", "activities": "activity"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy on a disk. ``at`` is when it was made, by its name, else by its file; ``size`` in bytes."""

    path: Path
    kind: CopyKind
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What is in a copy: how many steps it knows, when the last was done, whose it is, and rows of what counts."""

    path: Path
    steps: int
    last_at: datetime | None
    agent: str
    counts: dict[str, int]


def found(store: Path, others: Iterable[Path] = ()) -> list[Copy]:
    """The copies of this store in its own folder of backups and in the ``others``; the newest first."""
    store = place.real(store)
    folders = dict.fromkeys([backup.folder_of(store), *others])
    listed = []
    for folder in folders:
        with contextlib.suppress(OSError):  # a stick that is not there
            listed += [
                copy
                for path in folder.glob(f"{store.stem}-*{store.suffix}")
                if keys.keyslot_path(path).exists() and (copy := _copy(path)) is not None
            ]
    return sorted(listed, key=lambda copy: copy.at, reverse=True)


def by_password(password: str) -> KeyOf:
    """The key as the password of the copy opens it: the one that held when the copy was made."""
    return lambda copy: keys.read_key(copy, password)


def by_key(key: bytes) -> KeyOf:
    """The key of the store that is open; raises StoreError ``copy_other_key`` for a copy of another."""

    def key_of(copy: Path) -> bytes:
        try:
            with looked_at(copy, key) as at:
                copies.last_step(at, key, look=True)
        except (sqlcipher.DatabaseError, StoreError):
            raise StoreError(Problem("copy_other_key")) from None
        return key

    return key_of


def preview(copy: Path, key_of: KeyOf) -> Preview:
    """What is in a copy, checked page by page on the way; nothing is changed, neither it nor its folder. Raises
    StoreError for a copy that is missing, locked, damaged, newer than the program, or lacks steps its head knows."""
    with _checked(copy, key_of) as (key, at):
        connection = connect(at, key, look=True)
        try:
            counts = {name: _one(connection, f"SELECT count(*) FROM {table}") for name, table in COUNTED.items()}
            last = _one(connection, "SELECT at FROM audit ORDER BY id DESC LIMIT 1")
            who = _one(connection, "SELECT name FROM agent ORDER BY code LIMIT 1")
            return Preview(copy, copies.last_step(at, key, look=True).steps, _time(last), str(who or ""), counts)
        except sqlcipher.DatabaseError as error:
            raise StoreError(Problem("store_damaged", values={"detail": damage_of(error)})) from error
        finally:
            connection.close()


def restore(copy: Path, path: Path, key_of: KeyOf) -> Path | None:
    """Put ``copy`` in the place of the store at ``path``, in one step whatever happens meanwhile.

    The copy is checked first; what stood there is kept whole under ``backups`` and its new path returned. Where the
    same key opens both, the passwords of today stay; else those of the copy hold again. Raises StoreError as
    :func:`preview`, and for a store in use; ``path`` is then as it was.
    """
    path = place.real(path)
    with _checked(copy, key_of) as (key, at), held(path):
        staged = staging.begin(path)
        try:
            copies.verified_copy(at, key, staged, slots=_slots(copy, path, key, key_of), look=True)
            return staging.finish(path, f"{path.stem}-replaced-{backup.stamp()}{path.suffix}")
        except BaseException:
            staging.throw_away(path)
            raise


def put_aside(path: Path) -> Path:
    """Move an empty store – a file in which nothing was ever founded – out of the way of a new beginning; returns where
    its database is now. Raises StoreError ``store_in_use``, and ``store_not_empty`` for anything that is more."""
    path = place.real(path)
    with held(path):
        staging.settle(path)
        if path.exists() and path.stat().st_size > EMPTY:
            raise StoreError(Problem("store_not_empty", values={"path": str(path)}))
        aside = backup.folder_of(path) / f"{path.stem}-alone-{backup.stamp()}{path.suffix}"
        place.own_folder(aside.parent)
        for part in place.there(path):
            place.beside(path, part).replace(place.beside(aside, part))
    return aside


@contextlib.contextmanager
def _checked(copy: Path, key_of: KeyOf) -> Any:
    """The key of a sound copy, and a path at which it can be looked at."""
    if not copy.is_file():
        raise StoreError(Problem("store_missing", values={"path": str(copy)}))
    key = key_of(copy)
    with looked_at(copy, key) as at:
        if faults := copies.faults(at, key, look=True):
            raise StoreError(Problem("store_damaged", values={"detail": faults[0]}))
        connection = connect(at, key, look=True)
        try:
            revision = _one(connection, "SELECT version_num FROM alembic_version")
            last = copies.last_step(at, key, look=True)
            lost = head.lost(
                head.read(copy, key), last.steps, lambda id: _one(connection, f"SELECT digest FROM audit WHERE id={id}")
            )
        finally:
            connection.close()
        if revision is None or last.steps == 0:
            raise StoreError(Problem("store_unborn", values={"path": str(copy)}))
        if revision not in migrate.revisions():
            raise StoreError(Problem("store_newer", values={"revision": revision}))
        if lost is not None:
            code = "steps_missing" if lost.steps else "history_differs"
            raise StoreError(Problem(code, values={"count": lost.steps}))
        yield key, at


def _slots(copy: Path, path: Path, key: bytes, key_of: KeyOf) -> Path:
    """The keyslots the restored store gets: those in use where they hold the same key, else those of the copy."""
    with contextlib.suppress(StoreError):
        if keys.keyslot_path(path).exists() and key_of(path) == key:
            return keys.keyslot_path(path)
    return keys.keyslot_path(copy)


def _one(connection: Any, query: str) -> Any:
    try:
        row = connection.execute(query).fetchone()
    except sqlcipher.OperationalError:  # a table an older version did not have
        return None
    return None if row is None else row[0]


def _copy(path: Path) -> Copy | None:
    match = NAME.search(path.stem)
    try:
        kept = path.stat()
    except OSError:
        return None
    at = datetime.fromtimestamp(kept.st_mtime, UTC)
    if match is None:
        return Copy(path, CopyKind.HAND, at, kept.st_size)
    with contextlib.suppress(ValueError):
        at = datetime.strptime(match[2] + match[3] + (match[4] or "0"), "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
    return Copy(path, CopyKind(match[1] or "hand"), at, kept.st_size)


def _time(text: Any) -> datetime | None:
    """As the engine keeps it: UTC without saying so."""
    if text is None:
        return None
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

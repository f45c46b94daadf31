"""A whole store put in its place: built and checked in a folder beside it, then moved by a journal.

A store is born, restored and given a new key this way. Until the journal is on the disk nothing of the place has
changed, and whatever was begun is thrown away; from then on it is finished, by this start of the program or the next.
So there is no moment at which the place holds half of one store and half of another.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from app.paths import journal_of, next_store
from app.services.base.files import atomic, sync_folder
from app.services.base.store import place
from app.services.base.temporary import PART

BACKUPS = "backups"
DAY = 24 * 60 * 60


def begin(store: Path) -> Path:
    """Where to build the store that is to stand at ``store``; what was left of an earlier try is settled first."""
    settle(store)
    place.own_folder(next_store(store))
    return next_store(store) / store.name


def finish(store: Path, aside: str) -> Path | None:
    """Put what was built in its place. What stood there goes to ``backups`` under the name ``aside``, whole; returns
    its path, None when nothing stood there. The caller has checked what was built and holds the lock."""
    folder = next_store(store)
    files = [ending for ending in place.PARTS if place.beside(folder / store.name, ending).exists()]
    for ending in files:
        _sync(place.beside(folder / store.name, ending))
    old = place.there(store)
    if old:
        place.own_folder(store.parent / BACKUPS)
    with atomic(journal_of(store)) as temporary:
        temporary.write_text(json.dumps({"aside": Path(aside).name, "files": files}), encoding="ascii")
    settle(store)
    return store.parent / BACKUPS / aside if place.DATABASE in old else None


def settle(store: Path) -> None:
    """Finish what has its journal, throw away what has none. Called by whoever holds the lock, before anything else."""
    _sweep(store.parent)
    _sweep(store.parent / BACKUPS)
    folder = next_store(store)
    if not folder.exists():
        return
    if (journal := _read(journal_of(store))) is not None:
        aside, files = journal
        _put_aside(store, store.parent / BACKUPS / aside, files)
        for ending in files:
            if (staged := place.beside(folder / store.name, ending)).exists():
                staged.replace(place.beside(store, ending))
        sync_folder(store.parent)
        (journal_of(store)).unlink()
    shutil.rmtree(folder)


def is_waiting(store: Path) -> bool:
    """Whether a whole store waits to be put in its place by the next who opens it."""
    return _read(journal_of(store)) is not None


def throw_away(store: Path) -> None:
    """What was begun comes to nothing: for a build that failed before its journal was written."""
    if not is_waiting(store):
        shutil.rmtree(next_store(store), ignore_errors=True)


def _sweep(folder: Path) -> None:
    """What a killed program left half written, once nobody can be writing it any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            if PART.fullmatch(path.name) and path.stat().st_mtime < time.time() - DAY:
                path.unlink()


def _put_aside(store: Path, aside: Path, files: list[str]) -> None:
    """What stands at the place and is not yet of the new store. The log goes before its database does."""
    staged = next_store(store) / store.name
    if not staged.exists():  # the last to move has moved
        return
    for ending in place.PARTS:
        here = place.beside(store, ending)
        if here.exists() and (ending not in files or place.beside(staged, ending).exists()):
            place.own_folder(aside.parent)
            here.replace(place.beside(aside, ending))
    if aside.parent.exists():
        sync_folder(aside.parent)


def _read(journal: Path) -> tuple[str, list[str]] | None:
    """The name what stands there gets, and the endings of what was built; None without a whole journal of ours."""
    try:
        kept = json.loads(journal.read_text(encoding="ascii"))
        aside, files = str(kept["aside"]), [ending for ending in place.PARTS if ending in kept["files"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (aside, files) if aside == Path(aside).name and place.DATABASE in files else None


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())

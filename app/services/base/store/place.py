"""The files of one store: what stands beside the database, and that nobody else on the machine may read them."""

from __future__ import annotations

import os
from pathlib import Path

from app.log import LOGGER

DATABASE, LOG, INDEX, KEYS, OLD_KEYS, HEAD = "", "-wal", "-shm", ".keys", ".keys.old", ".head"
PARTS = (LOG, INDEX, OLD_KEYS, HEAD, KEYS, DATABASE)
"""Everything that belongs to a store; the database, which makes it one, is the last."""
OWN_FILE, OWN_FOLDER = 0o600, 0o700


def real(path: Path) -> Path:
    """Where the file truly is: two links to one store are one store, with one lock and one key file."""
    return path.expanduser().resolve()


def beside(store: Path, ending: str) -> Path:
    """The part of the store with this ending; the database itself for the empty one."""
    return store.with_name(store.name + ending)


def there(store: Path) -> list[str]:
    """Which parts of a store stand at this path."""
    return [ending for ending in PARTS if beside(store, ending).exists()]


def own(path: Path) -> None:
    """Only its owner may read and write the file. Windows gives the user's folder its rights; a system that knows none
    keeps its own."""
    if os.name != "nt":
        try:
            path.chmod(OWN_FILE)
        except OSError as error:
            LOGGER.info("the rights of a file of the store stay as they are: %s", type(error).__name__)


def own_folder(folder: Path) -> None:
    """Make the folder, if there is none, for its owner alone; one that is there keeps its rights."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=OWN_FOLDER, exist_ok=True)


def own_file(path: Path) -> None:
    """An empty file only its owner may read, before anything is written to it."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, OWN_FILE))

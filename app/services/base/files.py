"""Files that are either wholly there or not there: write beside, flush to the disk, rename."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from app.errors import bad_input
from app.models.base.rows import new_id
from app.services.base import temporary as temporary_files
from app.services.base.file_faults import reason_of
from app.services.base.file_names import check_target

PATIENCE = 1.0 if os.name == "nt" else 0.0  # seconds


@contextmanager
def exported(path: Path, *endings: str) -> Iterator[Path]:
    """:func:`atomic` for whatever leaves the program. The name and what is there are looked at first.

    Raises InputError as :func:`check_target` and ``cannot_write``; what was at ``path`` is then as it was.
    """
    with exported_together([path], *endings) as (temporary,):
        yield temporary


@contextmanager
def exported_together(paths: Sequence[Path], *endings: str) -> Iterator[list[Path]]:
    """Several files that belong together: all are written before the first gets its name."""
    for path in paths:
        check_target(path, endings)
    with _beside(paths) as temporaries:
        yield temporaries


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the same folder; rename it to ``path`` if the block succeeds, else remove it.

    For the store's own files; whatever leaves the program is :func:`exported`. Raises InputError ``cannot_write`` when
    the folder is missing, full or closed to us.
    """
    with atomic_together([path]) as (temporary,):
        yield temporary


@contextmanager
def atomic_together(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """:func:`atomic` for several of the store's own files: all are whole before the first gets its name, and they get
    their names in this order. A file that others may not read may be made beforehand (``place.own_file``)."""
    with _beside(paths) as temporaries:
        yield temporaries


@contextmanager
def _beside(paths: Sequence[Path]) -> Iterator[list[Path]]:
    temporaries = [path.with_name(f".{new_id()[-12:]}.part") for path in paths]  # short: the name itself may be long
    path = paths[0]
    temporary_files.begun(temporaries)
    try:
        yield temporaries
        for temporary in temporaries:
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
        for path, temporary in zip(paths, temporaries, strict=True):
            patiently(partial(temporary.replace, path))
        for folder in {path.parent for path in paths}:
            sync_folder(folder)
    except OSError as error:
        raise bad_input("cannot_write", path=str(path), reason=reason_of(error)) from error
    finally:
        for temporary in temporaries:
            with suppress(OSError):  # whoever holds it lets go; the next start removes it (temporary_files.begun)
                patiently(partial(temporary.unlink, missing_ok=True))


def patiently(act: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Do what Windows refuses while a virus scanner or an indexer looks into a file that has just been written: try
    again for so long. Raises the last PermissionError; elsewhere, where waiting does not help, the first."""
    until = time.monotonic() + seconds
    while True:
        try:
            act()
            return
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

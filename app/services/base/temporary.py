"""A folder of our own for whatever is written for a moment, and what is left of a program that was ended in the middle.

Rows about customers leave memory while a workbook is made, and stand beside the target under a name of ours until all
are there. A program that is killed takes nothing away; so the next start does, here and wherever a part was begun.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from app.paths import user_data_folder

PART = re.compile(r"\.[0-9a-f]{12}\.part")  # as :mod:`files` names what it writes
LOCK, PARTS = ".lock", ".parts"
LEAST_FREE = 64 * 1024 * 1024
_noted: list[Path] = []  # the list of parts of this process, once it has begun


def begin() -> Path | None:
    """From now on temporary files are made in a folder nobody else may enter; what earlier processes left is removed,
    what others still use is not. None, and the system's folder as ever, where no place can be had."""
    roots = list(_roots())
    for root in roots:
        with suppress(OSError):
            _sweep(root)
    for root in roots:
        with suppress(OSError):
            folder, lock = _taken(root)
            tempfile.tempdir = str(folder)
            _noted[:] = [folder.with_suffix(PARTS)]
            atexit.register(_end, folder, lock)
            return folder
    return None


def begun(parts: Iterable[Path]) -> None:
    """Remember where parts of files are being written, before they are: another start removes what is left of them."""
    for note in _noted:
        with suppress(OSError), note.open("a", encoding="ascii") as file:
            file.writelines(json.dumps(str(part.absolute())) + "\n" for part in parts)


def environment() -> dict[str, str]:
    """For a process of ours: it uses the same folder."""
    return {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), tempfile.gettempdir())}


def _roots() -> Iterator[Path]:
    """With the data, which outlives a restart; where that place is closed or full, with the system's."""
    yield user_data_folder() / "temporary"
    yield Path(tempfile.gettempdir()) / f"needfolio-{os.getuid() if sys.platform != 'win32' else 'own'}"


def _taken(root: Path) -> tuple[Path, IO[bytes]]:
    for folder in reversed([one for one in (root, *root.parents) if not one.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)  # the home as well, where this is the first start
    if not _ours(root) or shutil.disk_usage(root).free < LEAST_FREE:
        raise OSError
    while True:
        lock = root / (os.urandom(6).hex() + LOCK)
        file = lock.open("xb")
        if _hold(file) and lock.exists():  # else another start took it for a left one in between
            folder = lock.with_suffix("")
            folder.mkdir(mode=0o700)
            return folder, file
        file.close()


def _ours(root: Path) -> bool:
    """A folder, no link, that is ours; closed to others from now on."""
    if root.is_symlink():
        return False
    if sys.platform == "win32":
        return True
    if root.stat().st_uid != os.getuid():
        return False
    root.chmod(0o700)
    return True


def _hold(file: IO[bytes]) -> bool:
    """Windows removes no file that is open, so there it is held by being open."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(root: Path) -> None:
    if not root.is_dir() or not _ours(root):
        return
    for lock in root.glob("*" + LOCK):
        with suppress(OSError), lock.open("rb") as file:
            if sys.platform == "win32":
                file.close()
                lock.unlink()
                _remove(lock.with_suffix(""))
            elif _hold(file):
                _remove(lock.with_suffix(""))
                lock.unlink()
    for left in root.iterdir():
        if left.is_dir() and not left.with_suffix(LOCK).exists():
            _remove(left)


def _remove(folder: Path) -> None:
    note = folder.with_suffix(PARTS)
    if note.exists():
        for line in note.read_text(encoding="ascii").splitlines():
            with suppress(OSError, ValueError):
                part = Path(json.loads(line))
                if PART.fullmatch(part.name) and part.is_file() and not part.is_symlink():
                    part.unlink()
        note.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _end(folder: Path, lock: IO[bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for ending in (PARTS, LOCK):
        if ending == LOCK:
            lock.close()
        with suppress(OSError):
            folder.with_suffix(ending).unlink()
    for empty in (folder.parent, user_data_folder()):  # a look at the help makes no folder for good
        with suppress(OSError):
            empty.rmdir()

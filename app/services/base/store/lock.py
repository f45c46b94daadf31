"""One Needfolio per store."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import Problem, StoreError, bad_input
from app.services.base.file_faults import reason_of
from app.services.base.store import place
from app.services.base.store.synced import refuse_synced


@contextmanager
def held(store: Path) -> Iterator[None]:
    """The store's place for ourselves, its folder made if there is none, to put a store there. Raises StoreError
    ``store_in_use`` and ``store_synced``, InputError ``cannot_write``."""
    refuse_synced(store)
    try:
        place.own_folder(store.parent)
        lock = StoreLock(store)
    except OSError as error:
        raise bad_input("cannot_write", path=str(store), reason=reason_of(error)) from error
    try:
        yield
    finally:
        lock.release()


class StoreLock:
    """Held from open to close, by whichever thread: the window opens a store in a worker and closes it in its own.

    It is the lock of the real file, whatever link led to it. Where the system has locks that follow the file itself,
    one of these is held too: a lock file somebody deleted, or a second name of the same file, opens nothing twice. What
    gets past both is refused at its first write: the door sees a step in the chain that is not its own.

    Raises StoreError ``store_in_use`` naming the process that holds it, ``store_synced`` where a cloud service keeps
    the folder in step, and OSError where no file can be made.
    """

    def __init__(self, store: Path) -> None:
        refuse_synced(store)
        self._lock = FileLock(store.with_name(store.name + ".lock"), timeout=0, thread_local=False, mode=0o600)
        self._holder = store.with_name(store.name + ".holder")
        self._file: int | None = None
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(Problem("store_in_use", values={"holder": self._read_holder()})) from None
        try:
            self._file = _hold(store)
        except BlockingIOError:
            self._lock.release()
            raise StoreError(Problem("store_in_use", values={"holder": self._read_holder()})) from None
        try:
            self._holder.write_text(str(os.getpid()), encoding="ascii")
        except OSError:  # a full disk: the number is only for the one who is refused
            self._holder.unlink(missing_ok=True)

    def release(self) -> None:
        """Let another process have the store."""
        with contextlib.suppress(OSError):  # the folder became read-only meanwhile
            self._holder.unlink(missing_ok=True)
        if self._file is not None:
            os.close(self._file)
            self._file = None
        self._lock.release()

    def _read_holder(self) -> str:
        try:
            return self._holder.read_text(encoding="ascii") or "?"
        except OSError:
            return "?"


def _hold(store: Path) -> int | None:
    """A lock on the database file itself; None where there is no file yet or no such lock. It does not meet those of
    the engine, which are of another kind. Raises BlockingIOError when somebody else has it."""
    if sys.platform == "win32" or not store.exists():
        return None
    import fcntl

    try:
        file = os.open(store, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise
    except OSError:  # a file system without such locks
        os.close(file)
        return None
    return file

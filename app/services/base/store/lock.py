"""One Needfolio per store."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import Problem, StoreError


class StoreLock:
    """Held from open to close, by whichever thread: the window opens a store in a worker and closes it in its own.

    Raises StoreError ``store_in_use`` naming the process that holds it.
    """

    def __init__(self, store: Path) -> None:
        self._lock = FileLock(store.with_name(store.name + ".lock"), timeout=0, thread_local=False)
        self._holder = store.with_name(store.name + ".holder")
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(Problem("store_in_use", values={"holder": self._read_holder()})) from None
        self._holder.write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        """Let another process have the store."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _read_holder(self) -> str:
        try:
            return self._holder.read_text(encoding="ascii")
        except OSError:
            return "?"

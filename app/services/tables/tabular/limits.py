"""What the process that reads a foreign file may use, on every system, and that it never outlives who started it.

POSIX limits address space and processor time, Windows has a Job with the same limits. Where these are not kept (macOS,
a Windows whose own Job allows no other), and for a parent that was killed, a watchdog in the child ends it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

MOST_MEMORY = 3 * 1024**3  # of address space; 100,000 rows of an ordinary list need a tenth
MOST_SECONDS = 120
LOOK_SECONDS = 0.5
TOO_MUCH = 3  # exit code
STATM = Path("/proc/self/statm")


def limit() -> None:
    """In the child, before it reads anything."""
    if sys.platform != "win32":
        _limit_posix()
    watch(os.getppid(), MOST_MEMORY)


def _limit_posix() -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
        (resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1)),
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, most)


def watch(parent: int, most_memory: int) -> None:
    """End this process when ``parent`` has ended, or when more memory is in use than ``most_memory`` bytes."""
    if sys.platform == "win32":
        from app.services.tables.tabular.job import runs

        there = runs(parent)
    else:

        def there() -> bool:
            return os.getppid() == parent

    def look() -> None:
        while there() and in_use() <= most_memory:
            time.sleep(LOOK_SECONDS)
        os._exit(TOO_MUCH)

    threading.Thread(target=look, daemon=True).start()


def in_use() -> int:
    """Bytes of memory this process holds; only its peak where nothing else is told (macOS). On Linux the peak is wrong:
    a child begins with that of its parent."""
    if sys.platform == "win32":
        from app.services.tables.tabular.job import own_memory

        return own_memory()
    if STATM.exists():
        return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def hold(process: subprocess.Popen[bytes]) -> Callable[[], None]:
    """In the parent: bind the child to us. The function returned lets its limits go, once it has ended."""
    if os.name != "nt":
        return lambda: None
    from app.services.tables.tabular.job import job_of

    return job_of(process, MOST_MEMORY, MOST_SECONDS)

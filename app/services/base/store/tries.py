"""How long one waits after wrong passwords: 1 second after the fifth, twice as long after each further one, never more
than five minutes, and also after a new start. Nobody is locked out for good."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

from app.errors import Problem, StoreError
from app.services.base.store import place

FREE, LONGEST = 5, 300  # wrong passwords without a wait; seconds


def tries_path(store: Path) -> Path:
    """The file that counts them. It protects against a guest at the keyboard; against a thief of the files there is
    Argon2id."""
    return place.beside(store, ".tries")


def wait(failures: int) -> int:
    """Seconds to wait after so many wrong passwords in a row."""
    return 0 if failures < FREE else min(LONGEST, 1 << min(failures - FREE, 16))


def check(store: Path) -> None:
    """Raises StoreError ``password_wait`` with the seconds that are left."""
    failures, at = _read(store)
    if at > time.time():  # the clock was put back: the wait begins anew, and is no longer for it
        _write(store, failures)
        at = time.time()
    left = wait(failures) - (time.time() - at)
    if left > 0:
        raise StoreError(Problem("password_wait", values={"count": int(left) + 1}))


def failed(store: Path) -> None:
    """One more wrong password."""
    _write(store, _read(store)[0] + 1)


def opened(store: Path) -> None:
    """The right password: counting begins anew."""
    with suppress(OSError):
        tries_path(store).unlink(missing_ok=True)


def _write(store: Path, failures: int) -> None:
    with suppress(OSError):  # where nothing can be written nobody is made to wait
        if not tries_path(store).exists():
            place.own_file(tries_path(store))
        tries_path(store).write_text(json.dumps({"failures": failures, "at": time.time()}), encoding="ascii")


def _read(store: Path) -> tuple[int, float]:
    """A file that cannot be read counts nothing."""
    try:
        kept = json.loads(tries_path(store).read_text(encoding="ascii"))
        return int(kept["failures"]), float(kept["at"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 0, 0.0

"""The head file: how far the store had come, kept beside it, so that a store which lost its last steps is seen.

The write-ahead log is a file of its own. A tool that copies the database without it, or an old database put in its
place, opens as a sound store in which nothing of the last days ever was. The head says how many steps were saved and
how the chain of the audit ended, sealed with the data key. It is written after each commit, without waiting for the
disk: it may be behind the store, which is no loss, and is never ahead of what was saved.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.log import LOGGER
from app.services.base.store import place

PLACE = 256  # bytes; two places in turn, so that a torn write spoils the older of both
ORIGIN = "0" * 64  # the seal before the first row of a chain
PURPOSE = b"needfolio head file 1"


@dataclass(frozen=True, slots=True)
class Head:
    """``steps`` is the number of the last audit row, ``digest`` its seal."""

    steps: int
    digest: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What a store lacks that its head knows: so many saved steps, or a history that is another one (``steps`` 0)."""

    steps: int


def head_path(store: Path) -> Path:
    """The file with the head; it moves with the store."""
    return place.beside(store, place.HEAD)


class HeadFile:
    """The head of one open store; closed with it."""

    def __init__(self, store: Path, key: bytes) -> None:
        self._path, self._key = head_path(store), _sealing(key)
        self._last: Head | None = None

    def write(self, head: Head) -> None:
        """Keep the head. A disk that refuses leaves the one before, which is true as well; the step is saved all the
        same."""
        if head == self._last:
            return
        try:
            if not self._path.exists():
                place.own_file(self._path)
            with self._path.open("r+b", buffering=0) as file:
                file.seek(PLACE * (head.steps % 2))
                file.write(_told(head, self._key))
        except OSError as error:
            LOGGER.warning("the head file was not written: %s", type(error).__name__)
        else:
            self._last = head

    def forget(self) -> None:
        """Nothing is written any more: the store is closed, and its key goes."""
        self._key = b""

    def anew(self, head: Head) -> None:
        """Forget what was kept; from now on this is the head."""
        place.own_file(self._path)
        self._path.write_bytes(b" " * PLACE * 2)
        self._last = None
        self.write(head)


def read(store: Path, key: bytes) -> Head | None:
    """The latest head kept beside the store; None when there is none that this key has sealed."""
    try:
        content = head_path(store).read_bytes()[: 2 * PLACE]
    except OSError:
        return None
    sealing = _sealing(key)
    found = [_of(content[start : start + PLACE], sealing) for start in (0, PLACE)]
    return max((head for head in found if head is not None), key=lambda head: head.steps, default=None)


def whole(head: Head, key: bytes) -> bytes:
    """The content of a head file that was never written before."""
    sealing = _sealing(key)
    return b"".join(_told(head, sealing) if turn == head.steps % 2 else b" " * PLACE for turn in (0, 1))


def lost(kept: Head | None, steps: int, digest_at: Callable[[int], str | None]) -> Lost | None:
    """What a chain of so many ``steps`` lacks of the kept head; ``digest_at`` gives the seal of one of its rows."""
    if kept is None or digest_at(kept.steps) == kept.digest:
        return None
    return Lost(max(kept.steps - steps, 0))


def _sealing(key: bytes) -> bytes:
    return hmac.new(key, PURPOSE, hashlib.sha256).digest()


def _seal(head: Head, sealing: bytes) -> str:
    return hmac.new(sealing, f"{head.steps} {head.digest}".encode(), hashlib.sha256).hexdigest()


def _told(head: Head, sealing: bytes) -> bytes:
    text = json.dumps({"steps": head.steps, "digest": head.digest, "seal": _seal(head, sealing)})
    return text.encode().ljust(PLACE - 1) + b"\n"


def _of(content: bytes, sealing: bytes) -> Head | None:
    try:
        kept = json.loads(content)
        head = Head(int(kept["steps"]), str(kept["digest"]))
        return head if hmac.compare_digest(str(kept["seal"]).encode(), _seal(head, sealing).encode()) else None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None

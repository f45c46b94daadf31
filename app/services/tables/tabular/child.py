"""A foreign file is parsed in a process of its own, with limits: whatever is in it, the program goes on.

What it may use is in :mod:`limits`; everywhere the parent waits so long and no longer, and ends the child when its
caller cancels. A frozen program starts itself with a hidden option.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from app.services.base import temporary
from app.services.tables.tabular.limits import MOST_SECONDS, hold, limit
from app.services.tables.tabular.parsing import Message, messages, packed, unpacked

OPTION = "--read-table"
STEP_SECONDS = 0.1
ROOT = Path(__file__).resolve().parents[4]
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from app.services.tables.tabular.child import serve; serve()"


class Child:
    """Begins to parse at once. Use as a context: the process is gone when the block is left."""

    def __init__(self, kind: str, content: bytes, encoding: str) -> None:
        self._process = subprocess.Popen(
            _command(kind, encoding),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=temporary.environment() | _within(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._let_go = hold(self._process)
        self._arrived: queue.Queue[Message | None] = queue.Queue(maxsize=64)
        self._stopped = threading.Event()
        source, target = self._process.stdin, self._process.stdout
        threading.Thread(target=_feed, args=(source, content), daemon=True).start()
        threading.Thread(target=_listen, args=(target, self._arrived, self._stopped), daemon=True).start()

    def messages(self, step: Callable[[], None]) -> Iterator[Message]:
        """What :func:`parsing.messages` says. ``step`` is called often and may raise to cancel."""
        return _awaited(self._arrived, step, time.monotonic() + MOST_SECONDS)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._process.kill()
        self._process.wait()
        self._let_go()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _command(kind: str, encoding: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION, kind, encoding]
    return [_python(), "-c", START, str(ROOT), kind, encoding]


def _python() -> str:
    """The ``python.exe`` of an environment on Windows only starts another one, which would be outside of the Job, or
    refused by it: that other one is started at once."""
    if os.name != "nt" or getattr(sys, "frozen", False):
        return sys.executable
    return str(getattr(sys, "_base_executable", sys.executable))


def _within() -> dict[str, str]:
    """That other one then finds the packages of our environment, as the standard library's multiprocessing does it."""
    return {"__PYVENV_LAUNCHER__": sys.executable} if _python() != sys.executable else {}


def _awaited(arrived: queue.Queue[Message | None], step: Callable[[], None], until: float) -> Iterator[Message]:
    while True:
        step()
        if time.monotonic() > until:
            yield "fault", "table_too_slow", {"seconds": MOST_SECONDS}
            return
        try:
            message = arrived.get(timeout=STEP_SECONDS)
        except queue.Empty:
            continue
        if message is None:  # it ended without a word: the system stopped it
            yield "fault", "table_too_much", {}
            return
        yield message
        if message[0] in ("end", "fault"):
            return


def _feed(stream: BinaryIO | Any, content: bytes) -> None:
    with contextlib.suppress(OSError):  # the child ended early: what it said tells why
        stream.write(content)
    with contextlib.suppress(OSError):
        stream.close()


def _listen(stream: BinaryIO | Any, arrived: queue.Queue[Message | None], stopped: threading.Event) -> None:
    while not stopped.is_set():
        message = _received(stream)
        while not stopped.is_set():
            try:
                arrived.put(message, timeout=STEP_SECONDS)
                break
            except queue.Full:
                continue
        if message is None:
            return


def _received(stream: BinaryIO | Any) -> Message | None:
    try:
        head = stream.read(4)
        if len(head) < 4:
            return None
        body = stream.read(struct.unpack("<I", head)[0])
        return unpacked(marshal.loads(body))
    except (OSError, EOFError, ValueError, TypeError):
        return None


def serve() -> NoReturn:
    """The child: the file on standard input, its messages on standard output."""
    limit()
    gc.disable()  # it lives for one file and makes no cycles
    kind, encoding = sys.argv[-2:]
    with open(0, "rb", closefd=False) as source:
        content = source.read()
    with open(1, "wb", closefd=False) as target:
        for message in messages(kind, content, encoding):
            try:
                body = marshal.dumps(message)
            except ValueError:
                body = marshal.dumps(packed(message))
            target.write(struct.pack("<I", len(body)) + body)
    # What was parsed is not taken apart piece by piece: the system takes it all at once.
    os._exit(0)

"""Logging to a small rotating file. Messages name codes and ids, never a person, a sum or a key."""

from __future__ import annotations

import contextlib
import logging
import traceback
from itertools import pairwise
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

LOGGER = logging.getLogger("needfolio")


def start_log(folder: Path) -> None:
    """Write warnings and our own notices to ``folder/log/needfolio.log`` (3 files of 512 KiB)."""
    target = folder / "log"
    target.mkdir(parents=True, exist_ok=True)
    handler = Turned(target / "needfolio.log", maxBytes=512 * 1024, backupCount=2, encoding="utf-8")
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)


class Turned(RotatingFileHandler):
    """Two programs may write one log, a window and a scheduled command: Windows then renames it for neither of them. It
    grows on, and is turned by whoever has it for himself; nothing said is lost meanwhile."""

    def doRollover(self) -> None:
        if self.stream:
            self.stream.close()
        now = Path(self.baseFilename)
        kept = [now.with_name(f"{now.name}.{number}") for number in range(self.backupCount, -1, -1)]
        with contextlib.suppress(OSError):
            now.replace(kept[-1])
            for older, newer in pairwise(kept):
                if newer.exists():
                    newer.replace(older)
        self.stream = self._open()


class Discreet(logging.Formatter):
    """Of an exception it writes the kind and where it came from, not its words: those may quote a customer's data."""

    def formatException(self, ei: Any) -> str:
        error: BaseException | None = ei[1]
        parts = []
        while error is not None:
            parts.append(f"{_where(error.__traceback__)}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile handling this:\n".join(parts)


def _where(trace: TracebackType | None) -> str:
    return "".join(f"  {frame.filename}:{frame.lineno} in {frame.name}\n" for frame in traceback.extract_tb(trace))

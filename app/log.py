"""Logging to a small rotating file. Messages name codes and ids, never a person, a sum or a key."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("needfolio")


def start_log(folder: Path) -> None:
    """Write warnings and our own notices to ``folder/log/needfolio.log`` (3 files of 512 KiB)."""
    target = folder / "log"
    target.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(target / "needfolio.log", maxBytes=512 * 1024, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)

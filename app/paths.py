"""Where things are: resources beside the code (or inside a frozen build), data in the user's own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_FOLDER = "Needfolio"
STORE_NAME = "needfolio.db"


def resource(*parts: str) -> Path:
    """A file or folder under ``resources/``, in a checkout and in a frozen build alike."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("resources", *parts)


def user_data_folder() -> Path:
    """The platform's folder for this user's data; not created here. ``NEEDFOLIO_HOME`` overrides it."""
    if home := os.environ.get("NEEDFOLIO_HOME"):
        return Path(home)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / APP_FOLDER


def program() -> str:
    """What somebody types to start us, for the usage of the command line."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "python -m app"


def next_store(store: Path) -> Path:
    """The folder beside a store where the one that is to take its place is built."""
    return store.with_name(f".{store.name}.next")


def journal_of(store: Path) -> Path:
    """The file that says the next store is whole and waits only to be moved to its place."""
    return next_store(store) / "ready.json"


def default_store() -> Path:
    """The store used when none is named."""
    return user_data_folder() / STORE_NAME

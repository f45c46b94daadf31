"""Names of files that leave the program: what one may be called everywhere, and what it is called unless somebody says.

A name is refused on every system where one of the usual systems would refuse it, or make something else of it: a file
is sent on, put on a stick, opened on another machine.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app import words
from app.enums import Language
from app.errors import InputError, Problem

FORBIDDEN = '<>:"|?*\\/'
PORTS = [f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"]
RESERVED = frozenset(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *PORTS])
LONGEST = 255  # bytes of a name on Linux; letters on Windows
USUAL = 200  # bytes of a name of our own at the most: an ending and a number still fit behind it


def check_target(path: Path, endings: tuple[str, ...] = ()) -> None:
    """Refuse a place no file of ours may be written to: nothing is touched. ``endings`` are those the export knows.

    Raises InputError ``out_folder``, ``out_link``, ``out_device``, ``out_no_folder``, ``out_characters``,
    ``out_trailing``, ``out_reserved``, ``out_long`` or ``out_ending``.
    """
    values: dict[str, object] = {"path": str(path), "name": path.name}
    if code := _wrong_name(path, values) or _wrong_place(path):
        raise InputError(Problem(code, values=values))
    if endings and path.suffix.lower() not in endings:
        raise InputError(Problem("out_ending", values=values | {"endings": endings}))


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a name no system could have is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _wrong_place(path: Path) -> str:
    """By what is there already. A link would be replaced by a file, a device by a file of its name."""
    try:
        if path.is_symlink():
            return "out_link"
        if path.is_dir():
            return "out_folder"
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            return "out_device"
        return "" if path.parent.is_dir() else "out_no_folder"
    except OSError:  # a folder closed to us: writing says so
        return ""


def _wrong_name(path: Path, values: dict[str, object]) -> str:
    name = path.name
    if not name or name == "..":
        return "out_folder"
    found = [letter for letter in dict.fromkeys(name) if letter in FORBIDDEN or ord(letter) < 32 or ord(letter) == 127]
    if path.drive and not path.root and len(path.drive) == 2:  # "a:b.xlsx" on Windows: a file b.xlsx on drive a
        found = [":"]
    if found:
        values["characters"] = " ".join(repr(letter)[1:-1] if ord(letter) < 32 else letter for letter in found)
        return "out_characters"
    if name.endswith((".", " ")):
        return "out_trailing"
    if name.partition(".")[0].rstrip(" ").upper() in RESERVED:
        return "out_reserved"
    length = len(name.encode("utf-16-le")) // 2 if os.name == "nt" else len(os.fsencode(name))
    if length > LONGEST:
        values |= {"length": length, "most": LONGEST, "name": name[:20] + "…"}
        return "out_long"
    return ""


def default_name(code: str, ending: str, language: Language, **values: object) -> str:
    """What an exported file is called unless its user says otherwise: the words ``file_name.<code>`` and ``ending``."""
    told = {key: str(value) for key, value in values.items()}
    return clean(words.say(f"file_name.{code}", language, **told)) + ending


def clean(text: str) -> str:
    """``text`` as (part of) a file name: what no system takes becomes ``_``."""
    kept = "".join("_" if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in text)
    kept = kept.encode()[:USUAL].decode(errors="ignore").strip(" .") or "_"
    return f"_{kept}" if kept.partition(".")[0].upper() in RESERVED else kept

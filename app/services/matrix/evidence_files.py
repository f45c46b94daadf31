"""A file that shows something, by its path and what it held."""

from __future__ import annotations

import hashlib
from pathlib import Path


def print_of(evidence: str) -> str:
    """SHA-256 of the file; empty for what is no file here, such as an address."""
    try:
        with Path(evidence).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def is_other(evidence: str, print_then: str) -> bool:
    """Whether a file that was there holds something else now, or is gone."""
    return bool(print_then) and print_of(evidence) != print_then

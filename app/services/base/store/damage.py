"""What the engine says of a file, in words of ours: its own are in one language only, and stay in the log."""

from __future__ import annotations

import re

from app.enums import FileFault, StoreDamage
from app.log import LOGGER

_DAMAGE = (  # the first that the engine's words have one of
    (StoreDamage.LINKS, re.compile(r"foreign key")),
    (StoreDamage.FOREIGN, re.compile(r"not a database|is encrypted|file is encrypted|hmac check failed for page 1$")),
    (StoreDamage.PAGES, re.compile(r"hmac|page \d+|checksum|cipher")),
    (StoreDamage.TABLES, re.compile(r"no such (?:table|column)|has no column|schema")),
)
_FAULT = (
    (FileFault.FULL, re.compile(r"\bfull\b")),
    (FileFault.READ_ONLY, re.compile(r"read-?only")),
    (FileFault.BUSY, re.compile(r"locked|busy")),
    (FileFault.MISSING, re.compile(r"unable to open")),
    (FileFault.DENIED, re.compile(r"denied|permission|authoriz")),
)


def damage_of(said: object) -> StoreDamage:
    """The nearest of what can be told of a damaged file; STRUCTURE where nothing is clear."""
    LOGGER.error("the store is damaged: %s", said)
    text = str(said).casefold()
    return next((damage for damage, words in _DAMAGE if words.search(text)), StoreDamage.STRUCTURE)


def trouble_of(said: object) -> FileFault | StoreDamage:
    """Why the engine could not read or write just now: the disk, as it says; TABLES for what is not in the file."""
    LOGGER.error("the store could not be read or written: %s", said)
    text = str(said).casefold()
    if _DAMAGE[-1][1].search(text):
        return StoreDamage.TABLES
    return next((fault for fault, words in _FAULT if words.search(text)), FileFault.BROKEN)

"""Language and level: what every part needs."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Level(StrEnum):
    """Importance and urgency of a need."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class FileFault(StrEnum):
    """Why the system would not read or write a file."""

    FULL = "full"
    TOO_LARGE = "too_large"
    DENIED = "denied"
    READ_ONLY = "read_only"
    MISSING = "missing"
    FOLDER = "folder"
    LONG_NAME = "long_name"
    BAD_NAME = "bad_name"
    BUSY = "busy"
    BROKEN = "broken"


class FileDamage(StrEnum):
    """What is broken in a file that cannot be read, in place of a library's own words."""

    PACKED = "packed"
    PART_MISSING = "part_missing"
    MARKUP = "markup"
    LETTERS = "letters"
    CUT = "cut"
    LONG_CELL = "long_cell"
    CONTENT = "content"


class JsonFault(StrEnum):
    """Why a text is no JSON, in place of the library's own words."""

    VALUE = "value"
    NAME = "name"
    COLON = "colon"
    COMMA = "comma"
    TRAILING = "trailing"
    EXTRA = "extra"
    QUOTE_OPEN = "quote_open"
    CONTROL = "control"
    ESCAPE = "escape"
    CONSTANT = "constant"
    DIGITS = "digits"
    LETTERS = "letters"
    OTHER = "other"


class StoreDamage(StrEnum):
    """What is broken in a data file, in place of the engine's own words."""

    FOREIGN = "foreign"
    PAGES = "pages"
    STRUCTURE = "structure"
    LINKS = "links"
    TABLES = "tables"
    CHAIN = "chain"
    COPY = "copy"


class CopyKind(StrEnum):
    """How a copy of a store came to be."""

    HAND = "hand"
    AUTO = "auto"
    BEFORE = "before"
    REPLACED = "replaced"
    ALONE = "alone"


class Tone(StrEnum):
    """The colour a label is shown in, by what it says."""

    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CALM = "calm"

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


class Tone(StrEnum):
    """The colour a label is shown in, by what it says."""

    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CALM = "calm"

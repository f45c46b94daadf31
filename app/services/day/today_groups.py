"""A group of lines on Today, in a form the page shows without knowing what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app import words
from app.enums import Language


class Tone(StrEnum):
    """How pressing: the colour of the mark, which says the same by its shape."""

    WRONG = "wrong"
    WARN = "warn"
    GOOD = "good"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """``code`` finds the words, filled with ``values``; a click chooses the family and opens ``tab`` at ``id``."""

    on: date
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    household_id: str | None = None
    tab: str = "customers"
    id: str | None = None

    def words(self, language: Language) -> str:
        """The line as it is read."""
        return words.say(self.code, language, **self.values)


@dataclass(frozen=True, slots=True)
class Group:
    """``code`` finds the title; ``column`` is 0 (most pressing) to 2. Without lines it is not shown."""

    key: str
    code: str
    mark: str
    tone: Tone
    column: int
    lines: tuple[GroupLine, ...]

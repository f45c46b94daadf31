"""A file written in the other language: its closed words are said in the reader's, free texts stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from app import words
from app.enums import (
    ActivityKind,
    ActivityStatus,
    Coverage,
    Event,
    Language,
    Level,
    NeedStatus,
    OrderState,
    Relation,
    Stage,
)
from app.services.rules.spine.coverage import DateMark
from app.services.rules.spine.funnel import PATH
from app.services.tables.tabular import Cell
from app.services.team.weekly import book
from app.services.team.weekly.risks import RiskKind
from app.words import say

FAMILIES: tuple[type[StrEnum], ...] = (
    ActivityKind, ActivityStatus, Coverage, Event, Level, NeedStatus, DateMark, Relation, OrderState,
)  # fmt: skip
SENTENCES = (
    "weekly.plan.need", "order_approval.approved", "order_approval.returned",
    *(f"weekly.risk.{kind.value}.text" for kind in RiskKind),
)  # fmt: skip
"""What our own sentences say is found in them and said in the other language."""


class Translator:
    """From one language to another; nothing to do when they are the same."""

    def __init__(self, source: Language, target: Language) -> None:
        self._source, self._target = source, target
        self._words = {} if source == target else _dictionary(source, target)

    def cell(self, cell: Cell) -> book.Cell:
        """The cell as the team's list shows it: days without a time, known words translated, a mark kept."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, str):
            return self._text(cell) if self._words else cell
        if cell is None or isinstance(cell, int | float | date):
            return cell
        return str(cell)

    def _text(self, text: str) -> str:
        """A known word, a word with its mark or number, a sentence of ours; else as it stands."""
        first, _, rest = text.partition(" ")
        if text in self._words:
            return self._words[text]
        if len(first) == 1 and rest in self._words:  # its mark
            return f"{first} {self._words[rest]}"
        if rest.isdigit() and first in self._words:
            return f"{self._words[first]} {rest}"
        for code, pattern, fixed in _patterns(self._source):
            if match := pattern.fullmatch(text):
                values = fixed | {name: self._words.get(said, said) for name, said in match.groupdict().items()}
                return say(code, self._target, **values)
        return text


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """Each sentence as it is written, its values open; in English once more for one day."""
    return tuple(_forms(language))


def _forms(language: Language) -> Iterator[tuple[str, re.Pattern[str], dict[str, str]]]:
    for code in SENTENCES:
        names = re.findall(r"{(\w+)}", say(code, language))
        for fixed in ({}, {"days": "1"}) if "days" in names and language == Language.EN else ({},):
            open_ = {name: f"\x00{name}\x00" for name in names if name not in fixed}
            text = re.escape(say(code, language, **open_, **fixed)) if names else re.escape(say(code, language))
            yield code, re.compile(re.sub(r"\x00(\w+)\x00", r"(?P<\1>.+?)", text)), dict(fixed)


@cache
def _dictionary(source: Language, target: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for family in FAMILIES:
        found |= {words.of(one, source): words.of(one, target) for one in family}
    for stage in Stage:
        number = f"{stage.value} " if stage in PATH else ""
        found[number + words.of(stage, source)] = number + words.of(stage, target)
    for kind in RiskKind:
        code = f"weekly.risk.{kind.value}"
        found[say(code, source)] = say(code, target)
    for code in ("weekly.severity.grave", "weekly.severity.watch", "order_approval.waits", "order_approval.none"):
        found[say(code, source)] = say(code, target)
    days = say("weekly.weekdays", source).split(), say("weekly.weekdays", target).split()
    return found | dict(zip(*days, strict=True))

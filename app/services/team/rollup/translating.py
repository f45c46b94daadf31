"""A file written in the other language: its closed words are said in the reader's, free texts stay as they are."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cache

from app import words
from app.enums import ActivityKind, ActivityStatus, Coverage, Event, Language, Level, NeedStatus, Stage
from app.services.rules.spine.coverage import DateMark
from app.services.rules.spine.funnel import PATH
from app.services.tables.tabular import Cell
from app.services.team.weekly import book
from app.services.team.weekly.risks import RiskKind
from app.words import say

FAMILIES: tuple[type[StrEnum], ...] = (
    ActivityKind, ActivityStatus, Coverage, Event, Level, NeedStatus, DateMark,
)  # fmt: skip


class Translator:
    """From one language to another; nothing to do when they are the same."""

    def __init__(self, source: Language, target: Language) -> None:
        self._words = {} if source == target else _dictionary(source, target)

    def cell(self, cell: Cell) -> book.Cell:
        """The cell as the team's list shows it: days without a time, known words translated, a mark kept."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, str):
            mark, _, rest = cell.partition(" ")
            if rest in self._words:
                return f"{mark} {self._words[rest]}"
            return self._words.get(cell, cell)
        if cell is None or isinstance(cell, int | float | date):
            return cell
        return str(cell)


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
    for code in ("weekly.severity.grave", "weekly.severity.watch"):
        found[say(code, source)] = say(code, target)
    days = say("weekly.weekdays", source).split(), say("weekly.weekdays", target).split()
    return found | dict(zip(*days, strict=True))

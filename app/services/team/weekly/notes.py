"""The last sheet: how every figure is counted, with the version of the definitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app import words
from app.enums import Language, Stage
from app.services.measures.kpis import wording
from app.services.rules.measures.kpis import Definitions
from app.services.rules.spine.funnel import PATH
from app.services.tables.amounts import percent
from app.services.team.weekly.book import Book, Cell
from app.services.team.weekly.collect import Report
from app.services.team.weekly.risks import POLICY_ENDS_WITHIN
from app.words import say

NOTES = (
    "week",
    "month",
    "target",
    "rate",
    "funnel",
    "conversion",
    "cohort",
    "stale",
    "coverage",
    "risks",
    "products",
    "privacy",
)


def write(book: Book, report: Report, title: str) -> int:
    """Returns how many definitions are in it."""
    language = book.language
    about = say("weekly.about.definitions", language, version=report.definitions.version)
    return book.table("definitions", title, about, _rows(report, language), filtered=False)


def definition_rows(definitions: Definitions, language: Language) -> Iterator[list[Cell]]:
    """One row per KPI: name, formula, what is counted, unit, period, version."""
    for kpi in definitions.kpis:
        unit, period = say(f"weekly.unit.{kpi.unit.value}", language), say(f"period_kind.{kpi.period}", language)
        above, below = (wording.terms(part, language) for part in (kpi.numerator, kpi.denominator))
        yield [kpi.called(language), kpi.explained(language), above, below or None, unit, period, kpi.version]


def _rows(report: Report, language: Language) -> Iterator[list[Cell]]:
    yield from definition_rows(report.definitions, language)
    separator = "、" if language == Language.ZH else ", "
    stale = separator.join(
        say("weekly.note.stale.one", language, stage=words.of(Stage(stage), language), days=days)
        for stage, days in report.definitions.stale_days.items()
        if Stage(stage) in PATH
    )
    values: dict[str, dict[str, Any]] = {
        "month": {"first": report.progress.month[0], "last": report.progress.month[1]},
        "stale": {"limits": stale},
        "risks": {
            "warn": percent(float(report.limits.warn_share)),
            "stop": percent(float(report.limits.stop_share)),
            "days": POLICY_ENDS_WITHIN.days,
        },
    }
    for note in NOTES:
        text = say(f"weekly.note.{note}", language, **values.get(note, {}))
        yield [say(f"weekly.note.{note}.title", language), text, *[None] * 5]

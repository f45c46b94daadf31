"""The columns of the weekly workbook's lists, by sheet: what a template may reorder and a roll-up reads by key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.enums import Language
from app.words import say


class Kind(StrEnum):
    TEXT = "text"
    CENTRE = "centre"
    WRAPPED = "wrapped"
    COUNT = "count"
    CHANGE = "change"
    MONEY = "money"
    YUAN = "yuan"  # money without its cents, where the column is narrow; the cell keeps them
    RATE = "rate"
    DAYS = "days"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; ``key`` is the same in every language and whatever the title says."""

    title: str
    width: float
    kind: Kind = Kind.TEXT
    key: str = ""
    hidden: bool = False


BY_HAND = frozenset({"result"})
"""Columns the agent may fill in after the file is written: they are not part of its seal."""

SHEETS = ("summary", "activities", "funnel", "needs", "products", "orders", "plan", "risks", "words", "definitions")

COLUMNS: dict[str, tuple[tuple[str, float, Kind], ...]] = {
    "activities": (
        ("date", 12, Kind.DATE), ("weekday", 9, Kind.CENTRE), ("time", 9, Kind.CENTRE), ("kind", 18, Kind.TEXT),
        ("status", 14, Kind.CENTRE), ("customer", 16, Kind.TEXT), ("stage", 24, Kind.TEXT),
        ("premium", 16, Kind.MONEY), ("next_step_on", 14, Kind.DATE),
    ),
    "funnel": (
        ("stage", 26, Kind.TEXT), ("opening", 11, Kind.COUNT), ("entered", 11, Kind.COUNT), ("left", 11, Kind.COUNT),
        ("closing", 11, Kind.COUNT), ("conversion", 16, Kind.RATE), ("cohort", 16, Kind.RATE),
        ("mean_days", 15, Kind.DAYS), ("stale", 13, Kind.COUNT), ("stale_limit", 13, Kind.COUNT),
    ),
    "needs": (
        ("number", 9, Kind.TEXT), ("customer", 9, Kind.TEXT), ("member", 8, Kind.TEXT), ("need", 13, Kind.TEXT),
        ("importance", 8, Kind.CENTRE), ("urgency", 8, Kind.CENTRE), ("rank", 6, Kind.COUNT),
        ("gap", 12, Kind.YUAN), ("in_force", 13, Kind.YUAN), ("proposed", 13, Kind.YUAN),
        ("covered", 8, Kind.RATE), ("coverage", 11, Kind.CENTRE), ("need_status", 11, Kind.CENTRE),
        ("planned_start", 11, Kind.DATE), ("planned_finish", 11, Kind.DATE), ("actual_start", 11, Kind.DATE),
        ("actual_finish", 11, Kind.DATE), ("dates_say", 12, Kind.CENTRE), ("reschedules", 7, Kind.COUNT),
        ("suspects", 7, Kind.COUNT), ("owner", 7, Kind.CENTRE),
    ),
    "products": (
        ("product_code", 14, Kind.TEXT), ("product", 36, Kind.TEXT), ("policies", 12, Kind.COUNT),
        ("households", 12, Kind.COUNT), ("policy_premium", 18, Kind.MONEY),
    ),
    "orders": (
        ("order_number", 12, Kind.TEXT), ("customer", 12, Kind.TEXT), ("order_products", 44, Kind.WRAPPED),
        ("order_premium", 16, Kind.MONEY), ("order_state", 13, Kind.CENTRE), ("submitted_on", 13, Kind.DATE),
        ("issued_on", 13, Kind.DATE), ("approval", 30, Kind.TEXT),
    ),
    "plan": (
        ("date", 12, Kind.DATE), ("weekday", 9, Kind.CENTRE), ("time", 9, Kind.CENTRE), ("what", 34, Kind.TEXT),
        ("customer", 16, Kind.TEXT), ("stage", 26, Kind.TEXT), ("result", 36, Kind.TEXT),
    ),
    "risks": (
        ("severity", 13, Kind.CENTRE), ("risk", 22, Kind.TEXT), ("customer", 16, Kind.TEXT),
        ("explanation", 62, Kind.TEXT), ("since", 14, Kind.DATE), ("days", 10, Kind.COUNT),
    ),
    "words": (("item", 20, Kind.WRAPPED), ("said", 110, Kind.WRAPPED)),
    "definitions": (
        ("item", 24, Kind.WRAPPED), ("formula", 60, Kind.WRAPPED), ("numerator", 30, Kind.WRAPPED),
        ("denominator", 22, Kind.WRAPPED), ("unit", 9, Kind.CENTRE), ("period", 9, Kind.CENTRE),
        ("version", 9, Kind.COUNT),
    ),
}  # fmt: skip
"""The summary has no entry: its columns are also those of its charts and stay as they are."""


def columns_of(sheet: str, language: Language) -> list[Column]:
    """In their natural order, which is the order a row's cells come in."""
    return [Column(say(f"weekly.column.{key}", language), width, kind, key) for key, width, kind in COLUMNS[sheet]]

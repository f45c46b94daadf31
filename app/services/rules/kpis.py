"""KPIs are definitions kept as data, computed over measures, and printed with their formula and version.

Companies count differently, so nothing here knows what a "meeting" is: a definition names the measures of its
numerator and, for a rate or an average, of its denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from app.enums import ActivityKind, Language, Metric

ACTIVE_DAYS = "active_days"
WORK_DAYS = "work_days"
PREMIUM = "premium"
INSURED_HOUSEHOLDS = "insured_households"
COMBINED_HOUSEHOLDS = "combined_households"
SUBMITTED_PREMIUM = "submitted_premium"  # of orders, fen
ISSUED_PREMIUM = "issued_premium"
ISSUED_CASES = "issued_cases"
ORDERS = (SUBMITTED_PREMIUM, ISSUED_PREMIUM, ISSUED_CASES)
MEASURES = frozenset({*ActivityKind, *ORDERS, ACTIVE_DAYS, WORK_DAYS, PREMIUM, INSURED_HOUSEHOLDS, COMBINED_HOUSEHOLDS})


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"  # fen
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Definition:
    """One KPI. Without a ``denominator`` the value is the sum of the numerator's measures."""

    code: str
    name: tuple[str, str]
    formula: tuple[str, str]
    unit: Unit
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    period: str
    metric: Metric | None  # the target this KPI is held against

    def called(self, language: Language) -> str:
        return self.name[language != Language.ZH]

    def explained(self, language: Language) -> str:
        return self.formula[language != Language.ZH]


@dataclass(frozen=True, slots=True)
class Definitions:
    """A versioned set of KPIs, with the days without real contact after which each stage is stale."""

    version: str
    kpis: tuple[Definition, ...]
    stale_days: Mapping[str, int]

    def of_metric(self, metric: Metric) -> Definition:
        return next(kpi for kpi in self.kpis if kpi.metric == metric)


def read(document: Mapping[str, Any]) -> Definitions:
    """Definitions from their document. Raises ValueError naming the KPI for an unknown measure or a repeated code."""
    kpis = tuple(_definition(entry) for entry in document["kpis"])
    codes = [kpi.code for kpi in kpis]
    if repeated := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"KPI defined twice: {sorted(repeated)}")
    return Definitions(str(document["version"]), kpis, dict(document["stale_days"]))


def _definition(entry: Mapping[str, Any]) -> Definition:
    numerator, denominator = tuple(entry["numerator"]), tuple(entry.get("denominator") or ())
    if unknown := {*numerator, *denominator} - MEASURES:
        raise ValueError(f"KPI {entry['code']}: unknown measure {sorted(unknown)}")
    (name_zh, name_en), (formula_zh, formula_en) = entry["name"], entry["formula"]
    return Definition(
        code=entry["code"],
        name=(name_zh, name_en),
        formula=(formula_zh, formula_en),
        unit=Unit(entry["unit"]),
        numerator=numerator,
        denominator=denominator,
        period=entry["period"],
        metric=Metric(entry["metric"]) if entry.get("metric") else None,
    )


def compute(definition: Definition, measures: Mapping[str, int]) -> Decimal | None:
    """The KPI's value; a missing measure is 0. None when a rate has nothing to divide by: unknown is not zero."""
    above = _total(definition.numerator, measures)
    if not definition.denominator:
        return above
    below = _total(definition.denominator, measures)
    if below == 0:
        return None
    value = above / below
    return value.quantize(Decimal(1), ROUND_HALF_UP) if definition.unit == Unit.MONEY else value


def _total(names: Iterable[str], measures: Mapping[str, int]) -> Decimal:
    return Decimal(sum(measures.get(name, 0) for name in names))


def missing(actual: int, target: int) -> int:
    """What is still to do; never negative."""
    return max(0, target - actual)


def reached(actual: Decimal | int, target: Decimal | int) -> Decimal | None:
    """actual / target; None without a target."""
    return Decimal(actual) / Decimal(target) if target else None

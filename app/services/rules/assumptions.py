"""The named, versioned set of assumptions an analysis stands on; printed with every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

GUARANTEED_CREDIT = Decimal("0.02")  # the most a guaranteed product may credit since September 2025


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Rates are per year; money is yuan of today; ages in completed years."""

    discount: Decimal
    inflation: Decimal
    salary_growth: Decimal
    education_growth: Decimal
    savings_return: Decimal
    retirement_age: Decimal
    life_expectancy: Decimal
    own_share: Decimal  # of the own income, consumed by oneself
    survivors_share: Decimal  # of the family's spending, still needed without one adult
    income_multiple: Decimal
    final_expenses: Decimal
    emergency_months: Decimal
    independent_age: Decimal
    treatment: Decimal
    illness_care: Decimal
    illness_years: Decimal
    medical_tier: Decimal
    disability_share: Decimal
    care_from_age: Decimal
    care_month: Decimal
    care_years: Decimal
    retirement_ratio: Decimal
    education_year: Decimal
    education_age: Decimal
    education_years: Decimal


NAMES = tuple(field.name for field in fields(Assumptions))
RATES = ("discount", "inflation", "salary_growth", "education_growth", "savings_return")


def make(values: Mapping[str, Any], changes: Mapping[str, Any]) -> Assumptions:
    """A set with some values changed. Raises KeyError for an unknown name."""
    if strange := set(changes) - set(NAMES):
        raise KeyError(", ".join(sorted(strange)))
    return Assumptions(**{name: Decimal(str(changes.get(name, values[name]))) for name in NAMES})

"""The named, versioned set of assumptions an analysis stands on; printed with every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Rates are per year; money is yuan of today; ages in completed years."""

    discount: Decimal
    inflation: Decimal
    salary_growth: Decimal
    education_growth: Decimal
    savings_return: Decimal
    retirement_age: Decimal  # of whoever neither wishes another nor has a statutory one
    statutory_retirement: Decimal  # 1: by birth and sex where known, 0: the assumed age for all
    retirement_final: Decimal  # 1: the ratio goes by the last salary, 0: by today's
    debts_whole: Decimal  # 1: each earner's death leaves all debts to be paid, 0: a part by income
    parents_rise: Decimal  # 1: support for parents rises with prices, 0: it stays
    home_care_year: Decimal  # what it costs to replace who cares for the children without a salary
    life_expectancy: Decimal
    own_share: Decimal  # of the own income, consumed by oneself
    survivors_share: Decimal  # of the family's spending, still needed without one adult, with children
    partner_share: Decimal  # the same without children, until the partner retires
    partner_after_share: Decimal  # the same after that
    income_multiple: Decimal
    multiple_of_expenses: Decimal  # 1: the rule of thumb goes by expenses, 0: by income
    spending_from: Decimal  # 0: spending at the beginning of each year, 1: at its end
    income_from: Decimal  # 0: salaries at the beginning of each year, 1: at its end
    final_expenses: Decimal
    emergency_months: Decimal
    independent_age: Decimal
    treatment: Decimal
    medical_pays: Decimal  # of the treatment, what medical insurance pays within its limit
    illness_care: Decimal
    illness_years: Decimal
    medical_tier: Decimal  # the yearly limit wanted
    medical_deductible: Decimal  # the most
    medical_renewal: Decimal  # the least years of guaranteed renewal
    disability_share: Decimal
    care_from_age: Decimal  # the need is talked about from this age
    care_at_age: Decimal  # care begins
    care_month: Decimal
    care_years: Decimal
    retirement_ratio: Decimal
    education_year: Decimal
    education_age: Decimal
    education_years: Decimal
    premium_warn: Decimal  # premiums as a share of income; a store takes both from its thresholds of suitability
    premium_stop: Decimal


NAMES = tuple(field.name for field in fields(Assumptions))
RATES = ("discount", "inflation", "salary_growth", "education_growth", "savings_return")
RETURNS = ("discount", "savings_return")  # what money set aside is assumed to earn


class Unit(StrEnum):
    RATE = "rate"
    SHARE = "share"
    MONEY = "money"
    AGE = "age"
    YEARS = "years"
    MONTHS = "months"
    TIMES = "times"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Spec:
    """How one assumption is offered: its unit, and the range and step of its slider (values beyond are allowed)."""

    name: str
    group: str
    unit: Unit
    least: Decimal
    most: Decimal
    step: Decimal


def _spec(name: str, group: str, unit: Unit, least: str, most: str, step: str) -> Spec:
    return Spec(name, group, unit, Decimal(least), Decimal(most), Decimal(step))


SPECS = (
    _spec("discount", "economy", Unit.RATE, "0", "0.08", "0.0025"),
    _spec("inflation", "economy", Unit.RATE, "0", "0.06", "0.0025"),
    _spec("salary_growth", "economy", Unit.RATE, "0", "0.08", "0.0025"),
    _spec("savings_return", "economy", Unit.RATE, "0", "0.06", "0.0025"),
    _spec("spending_from", "economy", Unit.CHOICE, "0", "1", "1"),
    _spec("income_from", "economy", Unit.CHOICE, "0", "1", "1"),
    _spec("survivors_share", "family", Unit.SHARE, "0.3", "1", "0.05"),
    _spec("partner_share", "family", Unit.SHARE, "0.2", "1", "0.05"),
    _spec("partner_after_share", "family", Unit.SHARE, "0.2", "1", "0.05"),
    _spec("own_share", "family", Unit.SHARE, "0.1", "0.7", "0.05"),
    _spec("independent_age", "family", Unit.AGE, "16", "30", "1"),
    _spec("debts_whole", "family", Unit.CHOICE, "0", "1", "1"),
    _spec("parents_rise", "family", Unit.CHOICE, "0", "1", "1"),
    _spec("home_care_year", "family", Unit.MONEY, "0", "120000", "6000"),
    _spec("final_expenses", "family", Unit.MONEY, "0", "300000", "10000"),
    _spec("emergency_months", "family", Unit.MONTHS, "0", "24", "1"),
    _spec("income_multiple", "family", Unit.TIMES, "5", "20", "1"),
    _spec("multiple_of_expenses", "family", Unit.CHOICE, "0", "1", "1"),
    _spec("treatment", "health", Unit.MONEY, "0", "1000000", "50000"),
    _spec("medical_pays", "health", Unit.SHARE, "0", "1", "0.05"),
    _spec("illness_care", "health", Unit.MONEY, "0", "200000", "10000"),
    _spec("illness_years", "health", Unit.YEARS, "3", "5", "1"),
    _spec("medical_tier", "health", Unit.MONEY, "500000", "6000000", "500000"),
    _spec("medical_deductible", "health", Unit.MONEY, "0", "50000", "5000"),
    _spec("medical_renewal", "health", Unit.YEARS, "0", "20", "1"),
    _spec("disability_share", "health", Unit.SHARE, "0.6", "0.7", "0.01"),
    _spec("care_from_age", "health", Unit.AGE, "30", "70", "1"),
    _spec("care_at_age", "health", Unit.AGE, "60", "90", "1"),
    _spec("care_month", "health", Unit.MONEY, "0", "20000", "500"),
    _spec("care_years", "health", Unit.YEARS, "0", "15", "1"),
    _spec("statutory_retirement", "saving", Unit.CHOICE, "0", "1", "1"),
    _spec("retirement_age", "saving", Unit.AGE, "50", "70", "1"),
    _spec("life_expectancy", "saving", Unit.AGE, "75", "100", "1"),
    _spec("retirement_ratio", "saving", Unit.SHARE, "0.3", "1", "0.05"),
    _spec("retirement_final", "saving", Unit.CHOICE, "0", "1", "1"),
    _spec("education_growth", "saving", Unit.RATE, "0", "0.1", "0.0025"),
    _spec("education_year", "saving", Unit.MONEY, "0", "300000", "5000"),
    _spec("education_age", "saving", Unit.AGE, "3", "25", "1"),
    _spec("education_years", "saving", Unit.YEARS, "1", "10", "1"),
    _spec("premium_warn", "premium", Unit.SHARE, "0.05", "0.3", "0.01"),
    _spec("premium_stop", "premium", Unit.SHARE, "0.1", "0.5", "0.01"),
)  # fmt: skip
OFFERED = tuple(spec for spec in SPECS if spec.group != "premium")
"""What is changed for one family or in a set; the lines of premiums are a rule of the whole store."""
SPEC_OF = {spec.name: spec for spec in SPECS}


def make(values: Mapping[str, Any], changes: Mapping[str, Any]) -> Assumptions:
    """A set with some values changed. Raises KeyError for an unknown name."""
    if strange := set(changes) - set(NAMES):
        raise KeyError(", ".join(sorted(strange)))
    return Assumptions(**{name: Decimal(str(changes.get(name, values[name]))) for name in NAMES})

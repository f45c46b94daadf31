"""Whether a product can be sold for a person on a day, and if not, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.services.rules.offers.pricing import pay_years, rate_of
from app.services.rules.offers.products import Product

MinorCaps = tuple[tuple[int, int], ...]
# 200,000 yuan below 10, 500,000 from 10 to 17: (age below, most death cover in fen), the lowest age first
MINOR_CAPS: MinorCaps = ((10, 20_000_000), (18, 50_000_000))


class Rule(StrEnum):
    """The rules a product, a lock or a combination can break."""

    AGE = "age"
    SEX = "sex"
    OCCUPATION = "occupation"
    ON_SALE = "on_sale"
    AGE_PLUS_PAY = "age_plus_pay"
    NO_RATE = "no_rate"
    SUM = "sum"
    EXCLUDED = "excluded"
    MAIN = "main"
    INDEMNITY = "indemnity"
    OVERSHOOT = "overshoot"
    MINOR = "minor"
    BUDGET = "budget"
    MEMBER_LIMIT = "member_limit"


@dataclass(frozen=True, slots=True)
class Person:
    """``age`` in completed years on the day of the plan; None only where ages do not matter (goods).
    ``premium_limit`` is the most to be paid for this person a year, in fen; None is no limit."""

    key: str
    sex: str | None = None
    age: int | None = None
    occupation_class: int | None = None
    premium_limit: int | None = None


def broken_rule(product: Product, person: Person, day: date) -> Rule | None:
    """The first rule that keeps ``person`` from ``product``; None when it can be sold."""
    age = person.age
    if age is not None and not _within(age, product.age_min, product.age_max):
        return Rule.AGE
    if age is None and (product.age_min is not None or product.age_max is not None):
        return Rule.AGE
    if product.sex is not None and product.sex != person.sex:
        return Rule.SEX
    if product.occupation_max is not None and (person.occupation_class or 1) > product.occupation_max:
        return Rule.OCCUPATION
    if (product.on_sale_from and day < product.on_sale_from) or (product.on_sale_to and day > product.on_sale_to):
        return Rule.ON_SALE
    years = pay_years(product, age)
    if years is not None and years <= 0:
        return Rule.AGE_PLUS_PAY
    if product.age_plus_pay_max is not None and age is not None and age + (years or 0) > product.age_plus_pay_max:
        return Rule.AGE_PLUS_PAY
    return Rule.NO_RATE if rate_of(product, person.sex, age) is None else None


def _within(age: int, least: int | None, most: int | None) -> bool:
    return (least is None or age >= least) and (most is None or age <= most)


def on_grid(product: Product, sum_fen: int) -> bool:
    """Whether a sum is one the product is sold with: from ``sum_min`` in whole steps up to ``sum_max``."""
    if sum_fen < product.sum_min or (product.sum_max is not None and sum_fen > product.sum_max):
        return False
    return product.sum_step == 0 or (sum_fen - product.sum_min) % product.sum_step == 0


def minor_death_cap(age: int | None, caps: MinorCaps = MINOR_CAPS) -> int | None:
    """The most death cover (fen) a minor may have by ``caps``; None for an adult or where ages do not matter."""
    return None if age is None else next((cap for below, cap in caps if age < below), None)

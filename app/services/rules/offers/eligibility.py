"""Whether a product can be sold for a person on a day, and if not, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.enums import Sex
from app.services.rules.offers.pricing import pay_years, rate_of
from app.services.rules.offers.products import Product

ADULT = 18
MinorCaps = tuple[tuple[int, int], ...]
ADULT = 18
# 200,000 yuan below 10, 500,000 from 10 to 17: (age below, most death cover in fen), the lowest age first
MINOR_CAPS: MinorCaps = ((10, 20_000_000), (18, 50_000_000))


USUAL_CLASS = 4
"""Nearly every occupation is of class 1 to 4: a product that takes these is offered before the class is known, one that
takes fewer is not [ours]."""


class Datum(StrEnum):
    """What must be known of a person before a price can be told, by the field it is kept in."""

    SEX = "sex"
    BIRTH_DATE = "birth_date"
    OCCUPATION_CLASS = "occupation_class"


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
    LIQUID = "liquid"
    MEMBER_LIMIT = "member_limit"
    MISSING_SEX = "missing_sex"
    MISSING_BIRTH_DATE = "missing_birth_date"
    MISSING_OCCUPATION_CLASS = "missing_occupation_class"


@dataclass(frozen=True, slots=True)
class Person:
    """``age`` in completed years on the day of the plan; None only where ages do not matter (goods).
    ``premium_limit`` is the most to be paid for this person a year, in fen; None is no limit. ``held_death`` is the
    death cover in force already, fen: with a minor it counts towards the cap."""

    key: str
    sex: str | None = None
    age: int | None = None
    occupation_class: int | None = None
    premium_limit: int | None = None
    held_death: int = 0


def broken_rule(product: Product, person: Person, day: date) -> Rule | None:
    """The first rule that keeps ``person`` from ``product``; None when it can be sold. What is not known of the person
    is a rule of its own, and only where nothing that is known keeps the two apart."""
    age, job = person.age, person.occupation_class
    if age is not None and not _within(age, product.age_min, product.age_max):
        return Rule.AGE
    if product.sex is not None and person.sex is not None and product.sex != person.sex:
        return Rule.SEX
    if product.occupation_max is not None and job is not None and job > product.occupation_max:
        return Rule.OCCUPATION
    if (product.on_sale_from and day < product.on_sale_from) or (product.on_sale_to and day > product.on_sale_to):
        return Rule.ON_SALE
    years = pay_years(product, age)
    if years is not None and years <= 0:
        return Rule.AGE_PLUS_PAY
    if product.age_plus_pay_max is not None and age is not None and age + (years or 0) > product.age_plus_pay_max:
        return Rule.AGE_PLUS_PAY
    if not any(rate_of(product, sex, age) is not None for sex in ((person.sex,) if person.sex else (None, *Sex))):
        return Rule.NO_RATE
    missing = missing_data(product, person)
    return Rule(f"missing_{missing[0].value}") if missing else None


def missing_data(product: Product, person: Person) -> tuple[Datum, ...]:
    """What is not known of the person and decides whether, or at what price, the product can be sold. A minor has no
    occupation."""
    job = product.occupation_max is not None and product.occupation_max < USUAL_CLASS
    grown = person.age is None or person.age >= ADULT
    asked = (
        (Datum.SEX, person.sex is None and (product.sex is not None or rates_by_sex(product, person.age))),
        (Datum.BIRTH_DATE, person.age is None and rests_on_age(product)),
        (Datum.OCCUPATION_CLASS, person.occupation_class is None and job and grown),
    )
    return tuple(datum for datum, needed in asked if needed)


def rates_by_sex(product: Product, age: int | None) -> bool:
    """Whether the price of this age is another for a man than for a woman, or is there for one of them alone."""
    return rate_of(product, None, age) is None or len({rate_of(product, sex, age) for sex in Sex}) > 1


def rests_on_age(product: Product) -> bool:
    """Whether the age decides who may buy it, how long it is paid, or what it costs; of goods it does not."""
    limits = (product.age_min, product.age_max, product.age_plus_pay_max)
    bands = {(rate.age_from, rate.age_to) for rate in product.rates}
    return any(limit is not None for limit in limits) or product.pay_years.startswith("to") or len(bands) > 1


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

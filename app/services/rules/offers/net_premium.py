"""Premiums by a table of deaths and illnesses: what a cover is worth, its net premium, and the rate a premium implies.

Years are whole: what happens in a year is paid at its end, premiums and incomes at its beginning. Values are shares of
one yuan of sum; the arithmetic is in floating point, since rates are rounded to a hundredth of a unit in a thousand.
"""

from __future__ import annotations

import re

from app.enums import Event, Sex
from app.services.rules.needs.life_table import LifeTable, expected, present_value
from app.services.rules.offers.pricing import pay_years, rate_of
from app.services.rules.offers.products import Product
from app.services.rules.offers.sharing import groups

AT_DEATH = (Event.DEATH, Event.LEGACY)
BY_INCIDENCE = (Event.CRITICAL_ILLNESS, Event.DISABILITY, Event.CARE, Event.ACCIDENT)
STUDY = range(18, 22)
HIGHEST = 0.25


def net_premium(product: Product, sex: str, age: int, table: LifeTable, rate: float) -> float | None:
    """The level premium a year, for one yuan of sum, that pays exactly for the covers at this rate of interest; None
    where the table knows nothing of one of them. Of events of which one sum pays only one, the dearest counts."""
    years = pay_years(product, age) or 1
    term = _term(product, age, table)
    worth = {}
    for cover in product.covers:
        value = _worth(cover.event, sex, age, term, years, table, rate)
        if value is None:
            return None
        worth[cover.event] = value * float(cover.factor)
    together = groups(product, tuple(worth))
    shared = {event for group in together for event in group}
    total = max((max(worth[event] for event in group) for group in together), default=0.0)
    total += sum(value for event, value in worth.items() if event not in shared)
    paying = present_value(table.survivors(sex, age)[:years], rate)
    return total / paying if total else None


def implied_rate(product: Product, sex: str, age: int, table: LifeTable) -> float | None:
    """The rate of interest at which the premium of the product pays exactly for its covers, nothing left for costs.
    None where there is no premium, the table knows nothing of a cover, or no rate up to 25 % does."""
    rate = rate_of(product, sex, age)
    if rate is None:
        return None
    asked = float(rate / product.rate_unit)
    low, high = -0.05, HIGHEST
    for _ in range(40):
        middle = (low + high) / 2
        net = net_premium(product, sex, age, table, middle)
        if net is None:
            return None
        low, high = (middle, high) if net > asked else (low, middle)
    return None if high >= HIGHEST - 1e-6 else high


def saves(product: Product) -> bool:
    """Whether its premium depends on interest above all: it pays for certain, at a death whenever that is, or at an
    agreed age."""
    events = {cover.event for cover in product.covers}
    whole_life = product.term == "life" and bool(events & set(AT_DEATH))
    return whole_life or bool(events & {Event.RETIREMENT, Event.EDUCATION})


def _term(product: Product, age: int, table: LifeTable) -> int:
    last = len(table.deaths[Sex.FEMALE]) - age
    if match := re.fullmatch(r"to(\d+)", product.term):
        return max(1, min(last, int(match[1]) - age))
    return min(last, int(product.term)) if product.term.isdigit() else last


def _worth(event: str, sex: str, age: int, term: int, paid: int, table: LifeTable, rate: float) -> float | None:
    deaths = table.deaths[sex]
    if event in AT_DEATH:
        alive = table.survivors(sex, age)[:term]
        return present_value([lives * deaths[age + year] for year, lives in enumerate(alive)], rate, 1)
    if event in BY_INCIDENCE and (event, sex) in table.incidence:
        struck = table.incidence[event, sex]
        healthy = table.survivors(sex, age, struck)[:term]
        return present_value([lives * struck[age + year] for year, lives in enumerate(healthy)], rate, 1)
    if event == Event.RETIREMENT:
        wait = max(table.pension_age - age, paid)
        return expected(table, sex, age, [0.0] * wait + [1.0], rate)
    if event == Event.EDUCATION and age < STUDY[0]:
        flows = [1 / len(STUDY) if age + year in STUDY else 0.0 for year in range(STUDY[-1] + 1 - age)]
        return expected(table, sex, age, flows, rate)
    return None

"""Synthetic families and catalogues of any size from a seed, harder than life: many riders under many mains, products
that cover several events, small maxima that must be piled up. For the optimiser's tests and its bench."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.enums import ProductKind
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.products import Cover, Product, Rate

DAY = date(2026, 11, 23)
EVENTS = ("death", "accident", "critical_illness", "medical", "disability", "care", "retirement", "education")
WAN = 10_000_00  # fen


def market(members: int, products: int, seed: int) -> tuple[Request, list[Product]]:
    """A request of ``members`` people with about six needs each, and a catalogue."""
    chance = random.Random(seed)
    people = tuple(
        Person(f"p{n}", chance.choice("MF"), chance.choice([6, 12, 35, 38, 45, 62]), 1) for n in range(members)
    )
    needs = tuple(
        NeedGap(
            f"{person.key}-{event}", person.key, event, chance.randint(10, 300) * WAN, Fraction(chance.randint(1, 9))
        )
        for person in people
        for event in EVENTS
        if chance.random() < 0.7
    )
    budget = chance.choice([10_000_00, 15_000_00]) * members
    return Request(DAY, people, needs, budget), [_product(chance, number) for number in range(products)]


def _product(chance: random.Random, number: int) -> Product:
    rider = number > 5 and chance.random() < 0.3
    covers = {
        event: chance.choice(["1", "1", "0.5", "2", "1.3"])
        for event in chance.sample(EVENTS, chance.choice([1, 1, 1, 2]))
    }
    base, step = chance.uniform(0.5, 20), chance.choice([WAN, 5 * WAN, 10 * WAN])
    least = chance.choice([1, 2, 5]) * step
    mains = chance.sample(range(min(number, 60)), min(5, number)) if rider else []
    return Product(
        code=f"T{number}", name_zh="", name_en="", insurer="", category="",
        kind=ProductKind.RIDER if rider else ProductKind.MAIN,
        covers=tuple(Cover(event, Decimal(factor)) for event, factor in covers.items()),
        rates=tuple(
            Rate(sex, age, age + 4, Decimal(str(round(base * (1 + age / 40) * (1.2 if sex == "M" else 1), 2))))
            for sex in "MF"
            for age in range(0, 71, 5)
        ),
        rate_unit=Decimal(1000), sum_min=least, sum_max=least + step * chance.choice([5, 10, 40, 100]), sum_step=step,
        age_min=chance.choice([None, 0, 18]), age_max=chance.choice([None, 55, 65]),
        mains=tuple(f"T{n}" for n in mains),
        max_ratio_to_main=chance.choice([None, Decimal(1), Decimal(2)]) if rider else None,
        indemnity="medical" in covers,
    )  # fmt: skip

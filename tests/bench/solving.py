"""Numbers for a family: its gaps, one proven combination, and three plans with their curve."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from app.enums import ProductKind
from app.services.needs import analysis
from app.services.offers.combinations import combine
from app.services.offers.solver import CLOSE, Programme, find_candidates
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.products import Cover, Product, Rate
from tests.bench.measure import Result, seconds
from tests.bench.stores import SEED

DAY = date(2026, 11, 23)
EVENTS = ("death", "accident", "critical_illness", "medical", "care", "retirement")
AGES = (38, 36, 9, 64, 62, 3)


def family(people: int) -> Request:
    """Each person has four needs of random size; the budget meets about half of them."""
    random_ = random.Random(SEED)
    persons = tuple(Person(f"p{n}", "MF"[n % 2], AGES[n], 1) for n in range(people))
    needs = tuple(
        NeedGap(
            f"{person.key}-{event}", person.key, event, random_.randrange(5, 80) * 1_000_000,
            Fraction(random_.randint(1, 5)),
        )
        for person in persons
        for event in random_.sample(EVENTS, 4)
    )  # fmt: skip
    return Request(DAY, persons, needs, budget=people * 400_000, affordable=people * 1_000_000)


def catalogue(size: int) -> list[Product]:
    """Mains and riders with one to three covers, prices that rise with age, and steps of ten thousand yuan."""
    random_ = random.Random(SEED + size)
    products: list[Product] = []
    for number in range(size):
        rider = number > 5 and random_.random() < 0.3
        facts: dict[str, Any] = {
            "code": f"T{number:04d}", "name_zh": f"产品{number}", "name_en": f"Product {number}", "insurer": "x",
            "kind": ProductKind.RIDER if rider else ProductKind.MAIN, "category": "",
            "covers": tuple(
                Cover(event, Decimal(random_.choice(("0.5", "1", "1", "2"))))
                for event in random_.sample(EVENTS, random_.choice((1, 1, 2, 3)))
            ),
            "rates": tuple(
                Rate(sex, age, age + 9, Decimal(random_.randrange(20, 400)) / 100 * (1 + Decimal(age) / 25))
                for sex in "MF"
                for age in range(0, 80, 10)
            ),
            "rate_unit": Decimal(1000), "sum_min": 1_000_000, "sum_max": random_.choice((20, 50, 100)) * 1_000_000,
            "sum_step": 1_000_000, "indemnity": random_.random() < 0.1,
            "mains": tuple(one.code for one in random_.sample(products, 3)) if rider else (),
            "max_ratio_to_main": Decimal(random_.choice(("0.5", "1", "2"))) if rider else None,
        }  # fmt: skip
        products.append(Product(**facts))
    return products


def measure_analysis() -> list[Result]:
    """Six people, all kinds of need: the needs alone, and the whole document with scenarios, cliffs and life."""
    members = [
        {"key": f"p{n}", "relation": "self" if n == 0 else "spouse" if n == 1 else "child" if age < 18 else "parent",
         "sex": "MF"[n % 2], "age": age, "income": 180_000 if 18 <= age < 60 else 0,
         "policies": [{"name": "T", "cover": {"death": 300_000}, "until_age": 60, "premium": 1_000}]}
        for n, age in enumerate(AGES)
    ]  # fmt: skip
    case = {"as_of": DAY.isoformat(), "members": members, "expenses": 160_000, "liquid": 200_000, "debts": 900_000,
            "legacy": 500_000, "unverified": ["debts"]}  # fmt: skip
    size = f"{len(AGES)} people, all needs"
    inputs = analysis.read_case(case, "case", DAY)
    needs = [seconds(inputs.needs) for _ in range(60)]
    whole = [seconds(lambda: analysis.analyse_document(case, "case", today=DAY)) for _ in range(30)]
    return [
        Result("analysis of a household", size, median(needs[5:]), None, "", "≤ 20 ms"),
        Result("the same as a document, with scenarios", size, median(whole[5:]), None, "", ""),
    ]


def measure_combination() -> list[Result]:
    return [
        _proven(3, 200, "≤ 0.3 s", rounds=3),
        _proven(6, 1_000, "≤ 3 s", rounds=1),
    ]


def _proven(people: int, products: int, goal: str, *, rounds: int) -> Result:
    request, offered = family(people), catalogue(products)
    found: list[Any] = []

    def work() -> None:
        programme = Programme(request, find_candidates(request, offered))
        found.append(programme.solve(request.budget, effort=CLOSE))

    taken = median(seconds(work) for _ in range(rounds))
    solution = found[-1]
    gap = abs(solution.bound - float(solution.objective)) / max(float(solution.objective), 1e-9)
    remark = f"proven gap {gap:.3%}"
    return Result("one combination, proven", f"{people} people × {products:,} products", taken, None, "", goal, remark)


def measure_plans() -> list[Result]:
    request, offered = family(3), catalogue(50)
    answers: list[Any] = []
    taken = median(seconds(lambda: answers.append(combine(request, offered))) for _ in range(3))
    proven = max(plan.gap for plan in answers[-1].plans)
    remark = f"{len(answers[-1].frontier)} points, proven gap {proven:.3%}"
    return [Result("three plans and their curve of 20", "3 people × 50 products", taken, None, "", "≤ 1 s", remark)]

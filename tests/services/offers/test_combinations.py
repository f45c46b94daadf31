"""Combinations against exhaustive search on random small families, and the laws any optimiser must keep."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.enums import ProductKind
from app.errors import InputError
from app.services.offers.combinations import combine
from app.services.offers.solver import Programme, find_candidates
from app.services.rules.offers.combinations import (
    Choice,
    Item,
    Lock,
    NeedGap,
    Pair,
    Request,
    WhyOpen,
    covers_of,
    price,
    waives,
)
from app.services.rules.offers.eligibility import Person, broken_rule
from app.services.rules.offers.products import Cover, Product, Rate

DAY = date(2026, 11, 23)
D = Decimal


def product(code: str, kind: ProductKind, covers: dict[str, str], rate: str, **facts: object) -> Product:
    base: dict[str, object] = {
        "code": code, "name_zh": code, "name_en": code, "insurer": "x", "kind": kind, "category": "",
        "covers": tuple(Cover(event, D(factor)) for event, factor in covers.items()),
        "rates": (Rate(None, 0, 105, D(rate)),), "rate_unit": D(1000),
        "sum_min": 10_000_00, "sum_max": 30_000_00, "sum_step": 10_000_00,
    }  # fmt: skip
    return Product(**(base | facts))  # type: ignore[arg-type]


def random_case(chance: random.Random) -> tuple[Request, list[Product]]:
    """Up to two people, four products with at most three sums each: small enough to try every choice."""
    people = tuple(
        Person(
            f"p{n}", chance.choice("MF"), chance.choice([8, 35, 50]), 1,
            chance.choice([15_00, 60_00]) if chance.random() < 0.2 else None,
        )
        for n in range(chance.randint(1, 2))
    )  # fmt: skip
    events = ["death", "critical_illness", "medical"]
    products = []
    for number in range(chance.randint(2, 4)):
        kind = ProductKind.RIDER if number and chance.random() < 0.35 else ProductKind.MAIN
        covers = {event: chance.choice(["1", "0.5", "2"]) for event in chance.sample(events, chance.randint(1, 2))}
        products.append(
            product(
                f"T{number}",
                kind,
                covers,
                chance.choice(["1.37", "2.5", "0.333", "7", "4.0001"]),
                sum_max=chance.choice([10_000_00, 20_000_00, 30_000_00]),
                rate_unit=D(chance.choice([1000, 997, 10000])),
                age_min=chance.choice([None, 18]),
                indemnity=chance.random() < 0.3,
                mains=tuple(f"T{n}" for n in range(number)) if kind == ProductKind.RIDER else (),
                max_ratio_to_main=chance.choice([None, D(1), D("0.5")]) if kind == ProductKind.RIDER else None,
            )
        )
    if chance.random() < 0.3:
        products.append(
            product(
                "W",
                ProductKind.WAIVER,
                {},
                chance.choice(["31.7", "50"]),
                mains=(products[0].code,),
                sum_min=0,
                sum_step=0,
            )
        )
    needs = tuple(
        NeedGap(
            f"{person.key}-{event}",
            person.key,
            event,
            chance.choice([7_000_00, 15_000_00, 40_000_00]),
            Fraction(chance.randint(1, 5)),
        )
        for person in people
        for event in events
        if chance.random() < 0.7
    )
    locked: tuple[Lock, ...] = ()
    if chance.random() < 0.3:
        chosen = chance.choice(products)
        waiver = chosen.kind == ProductKind.WAIVER
        locked = (Lock(chosen.code, chance.choice(people).key, None if waiver else chosen.sum_min),)
    excluded = frozenset({products[-1].code}) if chance.random() < 0.15 and not locked else frozenset()
    budget = chance.choice([10_00, 35_00, 80_00, 200_00])
    payer = chance.choice(people) if chance.random() < 0.3 else None
    pairs: tuple[Pair, ...] = ()
    if chance.random() < 0.3:
        codes = tuple(thing.code for thing in chance.sample(products, 2))
        pairs = (Pair(codes, Fraction(chance.choice([1, 3, 20]), 10)),)
    single_limit = chance.choice([None, 0, 30_00, 90_00])
    if chance.random() < 0.4:  # paid once, out of the money at hand where it is known
        products[0] = replace(products[0], pay_years="1", term="life")
    caps = ((18, 12_000_00),) if chance.random() < 0.3 else ((10, 200_000_00), (18, 500_000_00))
    return Request(
        DAY, people, needs, budget, None, Fraction(1, 5), locked, excluded, payer, pairs, caps,
        single_limit=single_limit,
    ), products  # fmt: skip


def paid(request: Request, products: list[Product], items: tuple[Item, ...]) -> tuple[int, int]:
    """What the budget carries, and what comes out of the money at hand."""
    once = (
        {p.code for p in products if (p.pay_years, p.term) == ("1", "life")}
        if request.single_limit is not None
        else set()
    )
    at_once = sum(item.premium for item in items if item.product in once)
    return sum(item.premium for item in items) - at_once, at_once


def affordable(request: Request, products: list[Product], items: tuple[Item, ...]) -> bool:
    yearly, at_once = paid(request, products, items)
    return yearly <= (request.budget or 0) and at_once <= (request.single_limit or 0)


def every_choice(request: Request, products: list[Product]) -> list[tuple[Item, ...]]:
    """All combinations that keep the rules, by trying each product for each person with each sum."""
    options: list[list[Choice | None]] = []
    for person in request.people:
        for thing in products:
            lock = next((k for k in request.locked if (k.product, k.insured) == (thing.code, person.key)), None)
            life = request.payer if request.payer and thing.kind == ProductKind.WAIVER else person
            able = broken_rule(thing, life, request.as_of) is None and thing.code not in request.excluded
            sums = range(thing.sum_min, (thing.sum_max or 0) + 1, thing.sum_step or 1) if able else ()
            if thing.kind == ProductKind.WAIVER:
                sums = range(1) if able else range(0)
            choices: list[Choice | None] = [Choice(thing, person, s) for s in sums]
            if lock is not None:
                choices = [c for c in choices if c is not None and (lock.sum is None or c.sum == lock.sum)]
            else:
                choices = [None, *choices]
            options.append(choices)
    found = []
    for picked in itertools.product(*options):
        choices = [choice for choice in picked if choice is not None]
        if allowed(request, products, choices):
            found.append(price(choices, request.needs, request.payer))
    return found


def allowed(request: Request, products: list[Product], choices: list[Choice]) -> bool:
    for choice in choices:
        mains = [c for c in choices if c.person == choice.person and c.product.code in choice.product.mains]
        ratio = choice.product.max_ratio_to_main
        if choice.product.kind == ProductKind.RIDER and not any(
            ratio is None or choice.sum <= ratio * m.sum for m in mains
        ):
            return False
        waived = [c for c in choices if waives(choice, c, request.payer) and c.product.term != "life"]
        if choice.product.kind == ProductKind.WAIVER and not waived:
            return False
        if choice.product.indemnity and sum(c.person == choice.person and c.product.indemnity for c in choices) > 1:
            return False
    for person in request.people:
        death = sum(
            c.sum * v.factor for c in choices if c.person == person for v in c.product.covers if v.event == "death"
        )
        cap = next((cap for below, cap in request.minor_caps if (person.age or 0) < below), None)
        if cap is not None and death > cap:
            return False
    items = price(choices, request.needs, request.payer)
    for person in request.people:
        own, _ = paid(request, products, tuple(item for item in items if item.insured == person.key))
        if person.premium_limit is not None and own > person.premium_limit:
            return False
    cover = covers_of(items)
    return all(cover.get(need.key, 0) <= need.gap * (1 + request.overshoot) for need in request.needs)


def objective(request: Request, items: tuple[Item, ...]) -> Fraction:
    cover = covers_of(items)
    return sum((n.weight * Fraction(min(cover.get(n.key, 0), n.gap), n.gap) for n in request.needs), Fraction(0))


def bonus(request: Request, items: tuple[Item, ...]) -> Fraction:
    held = {(item.product, item.insured) for item in items}
    return sum(
        (
            pair.bonus
            for pair in request.pairs
            for person in request.people
            if all((code, person.key) in held for code in pair.products)
        ),
        Fraction(0),
    )


def rank(request: Request, items: tuple[Item, ...]) -> tuple[Fraction, int, int]:
    return -objective(request, items) - bonus(request, items), sum(item.premium for item in items), len(items)


@pytest.mark.parametrize("block", range(8))
def test_equal_to_exhaustive_search(block: int, soak: bool) -> None:
    chance = random.Random(block)
    solved = 0
    for _ in range(600 if soak else 30):
        request, products = random_case(chance)
        within = [items for items in every_choice(request, products) if affordable(request, products, items)]
        programme = Programme(request, find_candidates(request, products))
        solution = programme.solve(request.budget)
        if not within or not all(lock_possible(request, products, lock) for lock in request.locked):
            continue
        solved += 1
        assert solution is not None, (request, products)
        best = min(within, key=lambda items: rank(request, items))
        assert rank(request, solution.items) == rank(request, best), (request, products)
        assert affordable(request, products, solution.items)
        assert solution.optimal
        assert solution.bound == pytest.approx(float(solution.objective + solution.bonus), abs=1e-6)
    assert solved > 10


def lock_possible(request: Request, products: list[Product], lock: Lock) -> bool:
    thing = next(p for p in products if p.code == lock.product)
    person = next(p for p in request.people if p.key == lock.insured)
    return broken_rule(thing, request.life(thing, person), request.as_of) is None


def test_a_larger_budget_never_covers_less_and_fewer_products_never_cover_more() -> None:
    chance = random.Random(99)
    for _ in range(40):
        request, products = random_case(chance)
        request = replace(request, locked=())
        programme = Programme(request, find_candidates(request, products))
        reached = [programme.solve(budget * 100, fewest=False) for budget in (0, 20, 50, 90, 300)]
        objectives = [solution.objective for solution in reached if solution is not None]
        assert objectives == sorted(objectives)
        fewer = Programme(request, find_candidates(request, products[1:])).solve(300_00, fewest=False)
        assert fewer is not None
        assert fewer.objective <= objectives[-1]


def family() -> tuple[Request, list[Product]]:
    products = [
        product("T20", ProductKind.MAIN, {"death": "1"}, "1.5", sum_max=1_000_000_00, age_max=60),
        product("C1", ProductKind.MAIN, {"critical_illness": "1"}, "6", sum_max=500_000_00),
        product("R1", ProductKind.RIDER, {"critical_illness": "1"}, "4", mains=("T20",), max_ratio_to_main=D(1)),
    ]
    people = (Person("p1", "M", 40, 1), Person("p2", "F", 38, 1))
    needs = (
        NeedGap("n1", "p1", "death", 360_000_00, Fraction(3)),
        NeedGap("n2", "p1", "critical_illness", 300_000_00, Fraction(2)),
        NeedGap("n3", "p2", "care", 100_000_00, Fraction(1)),
    )
    return Request(DAY, people, needs, 1_000_00), products


def test_three_plans_and_a_rising_curve() -> None:
    request, products = family()
    answer = combine(request, products)
    essential, balanced, full = answer.plans
    assert [plan.name for plan in answer.plans] == ["essential", "balanced", "full"]
    assert {plan.status for plan in answer.plans} == {"optimal"}
    assert essential.premium <= 600_00
    assert balanced.premium <= 1_000_00
    assert essential.objective <= balanced.objective <= full.objective
    premiums = [point.premium for point in answer.frontier]
    objectives = [point.objective for point in answer.frontier]
    assert premiums == sorted(premiums)
    assert objectives == sorted(objectives)
    assert answer.frontier[-1].objective == full.objective
    why = {cover.need.key: cover.why_open for cover in balanced.coverage}
    assert why["n3"] == WhyOpen.NO_PRODUCT
    assert why["n2"] == WhyOpen.BUDGET
    assert {c.need.key: c.why_open for c in full.coverage}["n1"] is None


def test_what_the_customer_refuses_is_not_offered_and_said() -> None:
    request, products = family()
    answer = combine(replace(request, excluded=frozenset({"C1", "R1"})), products)
    assert all(item.product == "T20" for plan in answer.plans for item in plan.items)
    assert answer.plans[2].coverage[1].why_open == WhyOpen.REFUSED


def test_what_the_customer_insists_on_is_in_every_plan() -> None:
    request, products = family()
    answer = combine(replace(request, locked=(Lock("C1", "p1", 100_000_00),)), products)
    for plan in answer.plans:
        assert ("C1", 100_000_00) in [(item.product, item.sum) for item in plan.items]
    assert answer.plans[0].premium >= 600_00


@pytest.mark.parametrize(
    ("lock", "rule"),
    [
        (Lock("T20", "p1", 15_000_00), "sum"),
        (Lock("C1", "p1", 400_000_00), "overshoot"),
        (Lock("C1", "p1", 300_000_00), "budget"),
        (Lock("C9", "p1", 10_000_00), None),
    ],
)
def test_a_lock_that_cannot_be_had_names_its_rule(lock: Lock, rule: str | None) -> None:
    request, products = family()
    with pytest.raises(InputError) as caught:
        combine(replace(request, locked=(lock,)), products)
    problem = caught.value.problems[0]
    assert (problem.code, problem.values.get("rule")) == (("lock_rule", rule) if rule else ("unknown_product", None))


def test_a_waiver_is_priced_last_on_what_it_waives() -> None:
    waiver = product("W1", ProductKind.WAIVER, {}, "50", sum_min=0, sum_step=0, mains=("T20",))
    request, products = family()
    locks = (Lock("T20", "p1", 30_000_00), Lock("W1", "p1", None))
    answer = combine(replace(request, locked=locks, excluded=frozenset({"C1", "R1"})), [*products, waiver])
    for plan in answer.plans:
        mains = sum(item.premium for item in plan.items if item.product == "T20")
        item = next(item for item in plan.items if item.product == "W1")
        assert item.sum == mains
        assert item.premium == (mains * 50 + 500) // 1000


def test_a_need_without_a_gap_asks_for_nothing() -> None:
    """It counted once as covered in the plans and not at all in the curve."""
    person = Person("p", "M", 35, 1)
    needs = (NeedGap("a", "p", "death", 20_000_00, Fraction(1)), NeedGap("b", "p", "care", 0, Fraction(5)))
    answer = combine(Request(DAY, (person,), needs, None), [product("T", ProductKind.MAIN, {"death": "1"}, "2")])
    assert [plan.objective for plan in answer.plans][-1] == answer.frontier[-1].objective == 1

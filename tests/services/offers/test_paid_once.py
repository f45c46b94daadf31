"""One payment closes one need: the optimiser against every choice of small markets, with what each choice pays shared
out by another programme than the product's own."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import inf

import highspy
import pytest

from app.enums import ProductKind
from app.services.offers.combinations import combine, evaluate
from app.services.offers.solver import Programme, find_candidates
from app.services.rules.offers.combinations import Choice, Item, NeedGap, Request, covers_of, price
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.linear import maximise
from app.services.rules.offers.products import Cover, Product, Rate

DAY = date(2026, 11, 30)
ME = Person("m", "M", 35, 1)
WAN = 10_000_00
EVENTS = ("death", "legacy", "accident", "critical_illness", "retirement")


def product(code: str, covers: dict[str, str], rate: str = "2", **facts: object) -> Product:
    base: dict[str, object] = {
        "code": code, "name_zh": code, "name_en": code, "insurer": "x", "kind": ProductKind.MAIN, "category": "",
        "covers": tuple(Cover(event, Decimal(factor)) for event, factor in covers.items()),
        "rates": (Rate(None, 0, 105, Decimal(rate)),), "rate_unit": Decimal(1000),
        "sum_min": 10 * WAN, "sum_max": 100 * WAN, "sum_step": 10 * WAN,
    }  # fmt: skip
    return Product(**(base | facts))  # type: ignore[arg-type]


def need(event: str, wan: int, weight: int = 1) -> NeedGap:
    return NeedGap(event, "m", event, wan * WAN, Fraction(weight))


WHOLE = product("W", {"death": "1", "legacy": "1"}, "16")
TERM = product("T", {"death": "1"})
ACCIDENT = product("A", {"accident": "1"}, "1")
ANNUITY = product("R", {"retirement": "1", "legacy": "1"}, "30")
EARLY = product("CR", {"critical_illness": "1"}, "5", kind=ProductKind.RIDER, mains=("T",),
                max_ratio_to_main=Decimal(1), facts={"early": "yes"})  # fmt: skip


def full(needs: list[NeedGap], *products: Product) -> tuple[dict[str, int], dict[str, int]]:
    """Cover by need and sum by product, in ten thousands, of the plan without a budget."""
    plan = combine(Request(DAY, (ME,), tuple(needs), None), list(products)).plans[2]
    assert plan.status == "optimal"
    again = evaluate(Request(DAY, (ME,), tuple(needs), None), list(products), "x", plan.items, budget=None)
    assert again.items == plan.items, "the page reads a plan as the optimiser does"
    return (
        {cover.need.key: cover.cover // WAN for cover in plan.coverage},
        {item.product: item.sum // WAN for item in plan.items},
    )


def test_one_whole_life_closes_either_the_need_at_death_or_the_legacy() -> None:
    """500,000 closed both."""
    assert full([need("death", 50), need("legacy", 50)], WHOLE) == ({"death": 50, "legacy": 50}, {"W": 100})
    small = replace(WHOLE, sum_max=50 * WAN)
    assert full([need("death", 50, 2), need("legacy", 50)], small) == ({"death": 50, "legacy": 0}, {"W": 50})
    assert full([need("death", 50), need("legacy", 50, 2)], small) == ({"death": 0, "legacy": 50}, {"W": 50})


def test_one_cash_value_is_spent_in_old_age_or_left_to_heirs() -> None:
    covered, sums = full([need("retirement", 40), need("legacy", 20)], ANNUITY)
    assert (covered, sums) == ({"retirement": 40, "legacy": 20}, {"R": 60})


def test_what_a_rider_pays_early_is_taken_off_the_death_cover_of_its_main() -> None:
    covered, sums = full([need("death", 50), need("critical_illness", 30)], TERM, EARLY)
    assert (covered, sums) == ({"death": 50, "critical_illness": 30}, {"T": 80, "CR": 30})
    own = replace(EARLY, facts={})
    assert full([need("death", 50), need("critical_illness", 30)], TERM, own)[1] == {"T": 50, "CR": 30}


def test_life_cover_answers_a_death_by_accident_and_the_same_gap_is_not_bought_twice() -> None:
    covered, sums = full([need("death", 100), need("accident", 100)], TERM, ACCIDENT)
    assert (covered, sums) == ({"death": 100, "accident": 100}, {"T": 100})
    covered, sums = full([need("death", 50), need("accident", 80)], TERM, ACCIDENT)
    assert (covered, sums) == ({"death": 50, "accident": 80}, {"T": 50, "A": 30})
    assert full([need("death", 100), need("accident", 30)], TERM)[0] == {"death": 100, "accident": 30}, "never too much"
    assert full([need("accident", 30)], ACCIDENT)[0] == {"accident": 30}
    assert full([need("death", 30)], ACCIDENT)[0] == {"death": 0}, "accident cover pays on no other death"


def test_what_is_left_to_heirs_is_not_there_for_an_accident() -> None:
    fifty = replace(WHOLE, sum_max=50 * WAN)
    covered, _ = full([need("legacy", 50, 3), need("accident", 50)], fifty)
    assert covered == {"legacy": 50, "accident": 0}
    covered, _ = full([need("death", 50, 2), need("legacy", 50, 3), need("accident", 50, 2)], fifty)
    assert covered == {"death": 50, "legacy": 0, "accident": 50}, "two needs of one death weigh more than one"


def test_a_citys_scheme_closes_no_need_for_medical_cover() -> None:
    city = product("H", {"medical": "1"}, "0.1", indemnity=True, category="city medical")
    other = replace(city, code="M", category="medical")
    assert full([need("medical", 100)], city)[1] == {}
    assert full([need("medical", 100)], city, other)[1] == {"M": 100}


# -- every choice of small markets -------------------------------------------------------------------------------------
def market(chance: random.Random) -> tuple[Request, list[Product]]:
    products = []
    for number in range(chance.choice([2, 3])):
        events = chance.sample(EVENTS, chance.randint(1, 3))
        covers = {event: chance.choice(["1", "1", "0.5", "2"]) for event in events}
        rate, most = chance.choice(["1.37", "2.5", "7", "4"]), chance.choice([10, 20, 30])
        products.append(product(f"P{number}", covers, rate, sum_max=most * WAN))
    asked = [event for event in EVENTS if chance.random() < 0.75]
    if "critical_illness" in asked and chance.random() < 0.7:
        mains = tuple(p.code for p in products if chance.random() < 0.7) or ("P0",)
        products.append(replace(EARLY, code="E", mains=mains, sum_max=20 * WAN))
    needs = [need(event, chance.choice([7, 15, 40]), chance.randint(1, 5)) for event in asked]
    return Request(DAY, (ME,), tuple(needs), chance.choice([50_00, 200_00, 900_00, 3_000_00]) * 10), products


ONE_OF = (("death", "legacy", "critical_illness"), ("accident", "legacy", "critical_illness"),
          ("retirement", "legacy"))  # fmt: skip


def most_covered(request: Request, choice: dict[str, tuple[Product, int]]) -> float | None:
    """The most that these sums cover when each is paid once; None where they insure more than may be. In ten thousands,
    so that the solver's tolerances are small against all figures."""
    choice = {code: (thing, total // WAN) for code, (thing, total) in choice.items()}
    gaps = {n.event: n for n in request.needs}
    ends: dict[tuple[str, str], int] = {}
    factor: dict[tuple[str, str], float] = {}
    for code, (thing, _) in choice.items():
        paid = {c.event: float(c.factor) for c in thing.covers}
        for event in gaps:
            if event in paid or (event == "accident" and "death" in paid):
                ends[code, event] = len(ends)
                factor[code, event] = paid.get(event, paid.get("death", 0.0))
    rows: list[tuple[dict[int, float], float, float]] = []
    rider = choice.get("E")
    mains = [code for code in choice if rider and code in rider[0].mains]
    early = float(rider[1]) if rider else 0.0
    covered = {code: {cover.event for cover in thing.covers} for code, (thing, _) in choice.items()}
    grouped: set[tuple[str, str]] = set()
    for number, group in enumerate(ONE_OF):
        for code, (_, total) in choice.items():
            here = [event for event in group if (code, event) in ends]
            of_life = "death" in covered[code] and "accident" in here
            if len(here) > 1 and (number != 1 or of_life):
                own = all(event in covered[code] for event in here)
                if number == 0 and "death" not in here and (code, "accident") in ends and "death" in covered[code]:
                    own = False  # what is neither for heirs nor for an illness is there for a death by accident
                least = float(total) - (early if code in mains else 0.0)
                rows.append(({ends[code, event]: 1.0 for event in here}, max(least, 0.0) if own else 0.0, float(total)))
                grouped |= {(code, event) for event in here}
        if mains and number < 2:
            of_mains = [c for c in mains if any((c, e) in ends for e in group)]
            if number == 1:  # of life cover only
                of_mains = [c for c in of_mains if (c, "accident") in ends and "death" in covered[c]]
            used = {ends[c, e]: 1.0 for c in of_mains for e in group if (c, e) in ends}
            rows.append((used, 0.0, max(0.0, sum(float(choice[c][1]) for c in mains) - early)))
    for (code, event), column in ends.items():
        if (code, event) not in grouped:
            total, own = float(choice[code][1]), event in covered[code]
            at_death = event in ONE_OF[0] or (event == "accident" and "death" in covered[code])
            less = early if code in mains and at_death else 0.0
            rows.append(({column: 1.0}, max(total - less, 0.0) if own else 0.0, total))
    cost = [0.0] * len(ends)
    for event, asked in gaps.items():
        terms = {column: factor[end] for end, column in ends.items() if end[1] == event}
        own = {ends[e]: factor[e] for e in ends if e[1] == event and event in {c.event for c in choice[e[0]][0].covers}}
        rows.append((own, 0.0, asked.gap / WAN * 1.2))
        cost.append(float(asked.weight))
        rows.append((terms | {len(cost) - 1: -asked.gap / WAN}, 0.0, inf))
    return _solve(cost, [0.0] * len(cost), [inf] * len(ends) + [1.0] * len(gaps), rows)


def _solve(
    cost: list[float], lower: list[float], upper: list[float], rows: list[tuple[dict[int, float], float, float]]
) -> float | None:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    for value, low, high in zip(cost, lower, upper, strict=True):
        highs.addCol(-value, low, high, 0, [], [])
    for terms, low, high in rows:
        if not terms and low > 0:
            return None
        highs.addRow(low, high, len(terms), list(terms), list(terms.values()))
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    return -float(highs.getInfo().objective_function_value)


def every_choice(request: Request, products: list[Product]) -> list[tuple[float, int, int, tuple[Item, ...]]]:
    found = []
    sums = [[0, *range(p.sum_min, (p.sum_max or 0) + 1, p.sum_step)] for p in products]
    for picked in itertools.product(*sums):
        choice = {p.code: (p, total) for p, total in zip(products, picked, strict=True) if total}
        if "E" in choice:
            mains = [choice[code][1] for code in choice["E"][0].mains if code in choice]
            if not mains or choice["E"][1] > max(mains):
                continue
        items = price([Choice(p, ME, total) for p, total in choice.values()], request.needs)
        premium = sum(item.premium for item in items)
        if premium > (request.budget or 0):
            continue
        worth = most_covered(request, choice)
        if worth is not None:
            total = covers_of(items)
            read = sum(float(n.weight) * min(1.0, total.get(n.key, 0) / n.gap) for n in request.needs)
            assert read == pytest.approx(worth, abs=1e-6), (request, choice)
            assert all(total.get(n.key, 0) <= n.gap * 1.2 + 1 for n in request.needs), (request, choice)
            found.append((worth, premium, len(items), items))
    return found


@pytest.mark.parametrize("block", range(4))
def test_equal_to_every_choice_of_a_small_market(block: int, soak: bool) -> None:
    chance = random.Random(1000 + block)
    for _ in range(100 if soak else 12):
        request, products = market(chance)
        solution = Programme(request, find_candidates(request, products)).solve(request.budget)
        assert solution is not None
        worth, premium, count, _ = min(
            every_choice(request, products), key=lambda one: (-round(one[0], 7), one[1], one[2])
        )
        assert float(solution.objective) == pytest.approx(worth, abs=1e-6), (request, products)
        assert (solution.premium, len(solution.items)) == (premium, count), (request, products)
        assert solution.optimal and solution.bound == pytest.approx(float(solution.objective), abs=1e-6)


def test_the_exact_programme_takes_its_goals_in_order() -> None:
    """First 3x + 2y, then y; x + y ≤ 4, x ≤ 3, 2y ≤ 5."""
    rows = [[Fraction(1), Fraction(1)], [Fraction(1), Fraction(0)], [Fraction(0), Fraction(2)]]
    most = [Fraction(4), Fraction(3), Fraction(5)]
    assert maximise([[Fraction(3), Fraction(2)], [Fraction(0), Fraction(1)]], rows, most) == [3, 1]
    assert maximise([[Fraction(1), Fraction(1)], [Fraction(0), Fraction(1)]], rows, most) == [
        Fraction(3, 2),
        Fraction(5, 2),
    ]

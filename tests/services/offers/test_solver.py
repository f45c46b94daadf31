"""The optimiser's short cuts change nothing, its proofs hold, and it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.enums import ProductKind
from app.services.offers.combinations import combine
from app.services.offers.solver import CLOSE, SKETCH, Effort, Programme, Solution, find_candidates
from app.services.rules.offers.combinations import Lock, NeedGap, Pair, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.products import Cover, Product, Rate
from tests.market import DAY, market


def rank(solution: Solution | None) -> tuple[Fraction, int, int]:
    assert solution is not None
    return -solution.objective, solution.premium, len(solution.items)


@pytest.mark.parametrize("seed", range(6))
def test_leaving_out_what_is_never_better_loses_nothing(seed: int) -> None:
    request, products = market(2, 40, seed)
    few, all_ = find_candidates(request, products), find_candidates(request, products, reduce=False)
    assert sum(candidate.steps for candidate in few) < sum(candidate.steps for candidate in all_)
    for budget in (request.budget, (request.budget or 0) // 3):
        assert rank(Programme(request, few).solve(budget)) == rank(Programme(request, all_).solve(budget))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_said_to_be_proven_holds(seed: int) -> None:
    """The exact optimum lies between what a lesser effort found and the bound it states."""
    request, products = market(3, 60, seed)
    candidates = find_candidates(request, products)
    exact = Programme(request, candidates).solve(request.budget)
    assert exact is not None and exact.optimal
    for effort in (CLOSE, SKETCH):
        close = Programme(request, candidates).solve(request.budget, effort=effort)
        assert close is not None
        assert float(close.objective) - 1e-9 <= float(exact.objective) <= close.bound + 1e-9
        assert close.premium <= (request.budget or 0)
        if effort is CLOSE:
            assert close.bound - float(close.objective) <= 0.005 * close.bound + 1e-9


def test_a_large_family_is_solved_to_half_a_per_cent() -> None:
    request, products = market(3, 200, 1)
    answer = combine(request, products)
    for plan in answer.plans:
        assert plan.status in ("optimal", "feasible")
        assert 0 <= plan.gap <= 0.005
        assert plan.budget is None or plan.premium <= plan.budget
        assert (plan.status == "optimal") <= (plan.gap == 0)
    reached = [point.objective for point in answer.frontier]
    assert reached == sorted(reached) and len(reached) >= 10
    assert answer.frontier[-1].objective == answer.plans[2].objective


def test_a_stop_keeps_the_best_so_far() -> None:
    request, products = market(3, 60, 2)
    candidates = find_candidates(request, products)
    nothing = Programme(request, candidates).solve(request.budget, stop=lambda: True)
    assert nothing is not None and not nothing.optimal and nothing.items == ()
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    part = Programme(request, candidates).solve(request.budget, stop=stop)
    assert part is not None and not part.optimal
    assert part.bound > float(part.objective) > 0
    answer = combine(request, products, stop=lambda: True)
    assert {plan.status for plan in answer.plans} == {"feasible"}


def test_a_stop_at_any_moment_keeps_what_is_true() -> None:
    """Stopped while the premium was looked for, it once ended in an OverflowError."""
    request, products = market(2, 16, 9)
    candidates = find_candidates(request, products)
    asked = 0

    def counting(last: int) -> bool:
        nonlocal asked
        asked += 1
        return asked > last

    exact = Programme(request, candidates).solve(request.budget, stop=lambda: counting(10**9))
    assert exact is not None and exact.optimal
    total = asked
    for last in range(0, total, max(1, total // 25)):
        asked = 0
        part = Programme(request, candidates).solve(request.budget, stop=lambda last=last: counting(last))
        assert part is not None
        assert part.objective <= exact.objective and part.bound >= float(exact.objective) - 1e-6
        assert part.premium <= (request.budget or 0)
        assert not part.optimal or rank(part) == rank(exact)


def test_no_time_is_an_honest_answer_too() -> None:
    request, products = market(3, 60, 2)
    short = Programme(request, find_candidates(request, products)).solve(request.budget, effort=Effort(seconds=0.0))
    assert short is not None and not short.optimal and short.bound > float(short.objective)


def product(code: str, covers: dict[str, str], rate: str, **facts: object) -> Product:
    base: dict[str, object] = {
        "code": code, "name_zh": code, "name_en": code, "insurer": "x", "kind": ProductKind.MAIN, "category": "",
        "covers": tuple(Cover(event, Decimal(factor)) for event, factor in covers.items()),
        "rates": (Rate("M", 0, 105, Decimal(rate) * 2), Rate("F", 0, 105, Decimal(rate))),
        "rate_unit": Decimal(1000), "sum_min": 10_000_00, "sum_max": 30_000_00, "sum_step": 10_000_00,
    }  # fmt: skip
    return Product(**(base | facts))  # type: ignore[arg-type]


MAN, WOMAN, CHILD = Person("m", "M", 40), Person("w", "F", 38), Person("c", "F", 6)


def test_a_waiver_is_on_the_life_of_who_pays() -> None:
    """Held by the payer it waives the family's premiums, held by another only that member's; the age is the payer's."""
    waiver = product("W", {}, "10", kind=ProductKind.WAIVER, age_min=18, sum_min=0, sum_step=0)
    products = [product("T", {"death": "1"}, "2"), waiver]
    needs = tuple(NeedGap(p.key, p.key, "death", 20_000_00, Fraction(1)) for p in (MAN, CHILD))
    for insured, waived in (("c", 40_00), ("m", 120_00)):
        request = Request(DAY, (MAN, CHILD), needs, None, locked=(Lock("W", insured, None),), payer=MAN)
        item = next(item for item in combine(request, products).plans[2].items if item.product == "W")
        assert (item.sum, item.premium) == (waived, waived * 20 // 1000)


def test_a_member_is_never_paid_for_beyond_the_limit() -> None:
    needs = tuple(NeedGap(p.key, p.key, "death", 30_000_00, Fraction(1)) for p in (MAN, WOMAN))
    people = (replace(MAN, premium_limit=50_00), WOMAN)
    (full,) = combine(Request(DAY, people, needs, None), [product("T", {"death": "1"}, "2")]).plans[2:]
    assert {item.insured: item.premium for item in full.items} == {"m": 40_00, "w": 60_00}


def test_a_pair_tips_the_balance_and_is_seen_apart() -> None:
    products = [
        product("A", {"death": "1"}, "2"),
        product("B", {"death": "1"}, "2.1"),
        product("C", {"care": "1"}, "2"),
    ]
    needs = (NeedGap("d", "w", "death", 10_000_00, Fraction(1)), NeedGap("c", "w", "care", 10_000_00, Fraction(1)))
    request = Request(DAY, (WOMAN,), needs, None)
    plain = combine(request, products).plans[2]
    paired = combine(replace(request, pairs=(Pair(("B", "C"), Fraction(1, 10)),)), products).plans[2]
    assert {item.product for item in plain.items} == {"A", "C"} and plain.bonus == 0
    assert {item.product for item in paired.items} == {"B", "C"} and paired.bonus == Fraction(1, 10)
    assert plain.objective == paired.objective == 2


def test_the_main_of_a_waiver_in_a_pair_is_bought_for_the_pair() -> None:
    """A deep search found it: the main answers no need, so it was left out, and the bonus with it."""
    main = product("M", {"death": "1"}, "0.1")
    rider = product("R", {"accident": "1"}, "0.1", kind=ProductKind.RIDER, mains=("M",))
    waiver = product("W", {}, "20", kind=ProductKind.WAIVER, mains=("R",), sum_min=0, sum_step=0)
    other = product("C", {"critical_illness": "1"}, "1")
    need = NeedGap("n", "p", "critical_illness", 20_000_00, Fraction(3))
    pair = Pair(("C", "W"), Fraction(1))
    request = Request(DAY, (Person("p", "F", 30, 1),), (need,), 1_000_00, pairs=(pair,))
    solution = Programme(request, find_candidates(request, [main, rider, waiver, other])).solve(request.budget)
    assert solution is not None and solution.bonus == 1
    assert {item.product for item in solution.items} == {"M", "R", "W", "C"}

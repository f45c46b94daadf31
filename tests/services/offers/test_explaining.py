"""Every price, every item and every open need can say why; what the agent insists on keeps its reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Language, ProductKind
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.offers import combinations
from app.services.offers.combinations import Override, Wish, preferences
from app.services.rules.offers.combinations import Item, Lock, NeedGap, Pair, Plan, Request, WhyOpen
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.pricing import explain_price, premium, rate_of
from app.services.rules.offers.products import Cover, Product, Rate
from tests.market import DAY, market


def product(code: str, event: str, rate: str, **facts: object) -> Product:
    base: dict[str, object] = {
        "code": code, "name_zh": code, "name_en": code, "insurer": "x", "kind": ProductKind.MAIN, "category": "",
        "covers": (Cover(event, Decimal(1)),),
        "rates": (Rate("M", 18, 40, Decimal(rate)), Rate(None, 0, 105, Decimal(9))),
        "rate_unit": Decimal(1000), "sum_min": 10_000_00, "sum_max": 100_000_00, "sum_step": 10_000_00,
    }  # fmt: skip
    return Product(**(base | facts))  # type: ignore[arg-type]


MAN = Person("m", "M", 40)
FLAT = (Rate(None, 0, 105, Decimal(2)),)
BY_SEX = (Rate("M", 0, 105, Decimal(3)), Rate("F", 0, 105, Decimal(2)))
BY_AGE = (Rate(None, 0, 40, Decimal(2)), Rate(None, 41, 105, Decimal(3)))
NEEDS = (
    NeedGap("d", "m", "death", 80_000_00, Fraction(2)),
    NeedGap("c", "m", "care", 50_000_00, Fraction(1)),
)
PRODUCTS = [product("A", "death", "2"), product("B", "death", "2.5"), product("C", "care", "3")]
REQUEST = Request(DAY, (MAN,), NEEDS, 250_00)


def test_a_price_explains_itself() -> None:
    told = explain_price(PRODUCTS[1], 30_000_00, "M", 40)
    assert told is not None
    assert (told.premium, told.row.age_from, told.row.age_to) == (75_00, 18, 40)
    assert told.formula == "30,000.00 ÷ 1,000 × 2.5 = 75.00"
    odd = explain_price(replace(PRODUCTS[0], rate_unit=Decimal(997)), 10_000_00, "M", 40)
    assert odd is not None and odd.formula == "10,000.00 ÷ 997 × 2 = 20.0602 → 20.06"
    assert explain_price(PRODUCTS[0], 10_000_00, "F", 41).row.sex is None  # type: ignore[union-attr]
    assert explain_price(PRODUCTS[0], 10_000_00, "F", 110) is None


@given(st.integers(1, 10**10), st.decimals("0.01", "99", places=4), st.sampled_from(["1", "997", "1000", "10000"]))
def test_the_explanation_gives_the_price_that_is_charged(total: int, rate: Decimal, unit: str) -> None:
    thing = replace(PRODUCTS[0], rates=(Rate(None, 0, 105, rate),), rate_unit=Decimal(unit))
    told = explain_price(thing, total, "M", 40)
    charged = rate_of(thing, "M", 40)
    assert told is not None and charged is not None
    assert told.premium == premium(thing, total, charged)
    assert abs(told.exact - told.premium) <= Fraction(1, 2)
    assert told.formula.endswith(f"{Decimal(told.premium) / 100:,.2f}")


def test_each_yuan_closes_a_need_and_none_is_counted_twice() -> None:
    for seed in range(5):
        request, products = market(2, 30, seed)
        plan = combinations.plan_within(request, products, "balanced", request.budget)
        parts = combinations.closes(request, plan)
        for item in plan.items:
            own = [part for part in parts if (part.product, part.insured) == (item.product, item.insured)]
            assert not own or sum(part.premium for part in own) == item.premium
        assert sum((part.worth for part in parts), Fraction(0)) == plan.objective
        for cover in plan.coverage:
            counted = sum(part.counted for part in parts if part.need == cover.need.key)
            assert counted == min(cover.cover, cover.need.gap)


def test_why_this_and_not_that() -> None:
    plan = combinations.plan_within(REQUEST, PRODUCTS, "balanced", 160_00)
    (item,) = plan.items
    assert (item.product, item.sum) == ("A", 80_000_00)
    why = combinations.why_this(REQUEST, PRODUCTS, plan, item)
    assert why.lost == 2 and why.saved == 160_00
    assert [(i.product, i.sum) for i in why.instead.items] == [("B", 60_000_00)]
    assert why.behind == Fraction(1, 2)


def test_why_a_need_stays_open() -> None:
    school = NeedGap("e", "m", "education", 10_000_00, Fraction(1))
    age = NeedGap("r", "m", "retirement", 200_000_00, Fraction(1))
    needs = (*NEEDS, school, age)
    products = [*PRODUCTS, product("R", "retirement", "1", sum_max=100_000_00)]
    request = replace(REQUEST, needs=needs, budget=260_00, affordable=260_00, forbidden=frozenset({("C", "m")}))
    full = combinations.combine(request, products).plans[2]
    assert {c.need.key: c.why_open for c in full.coverage} == {
        "d": None, "c": WhyOpen.REFUSED, "e": WhyOpen.NO_PRODUCT, "r": WhyOpen.LIMITS,
    }  # fmt: skip
    poor = combinations.combine(replace(request, affordable=100_00, budget=100_00), products).plans
    why = [{c.need.key: c.why_open for c in plan.coverage}["d"] for plan in poor]
    assert why == [WhyOpen.SHARE, WhyOpen.BUDGET, WhyOpen.AFFORDABLE], "each plan is ended by a line of its own"


def test_a_change_by_hand_is_no_refusal_of_the_customer() -> None:
    plan = combinations.plan_within(REQUEST, PRODUCTS, "balanced", 160_00)  # 80,000 of A; no money for the care
    assert [c.why_open for c in plan.coverage] == [None, WhyOpen.BUDGET]
    (item,) = plan.items

    def changed(*items: Item) -> list[WhyOpen | None]:
        found = combinations.evaluate(REQUEST, PRODUCTS, "balanced", items, budget=160_00, before=plan)
        return [cover.why_open for cover in found.coverage]

    assert changed(item) == [None, WhyOpen.BUDGET], "what is as it was keeps its reason"
    assert changed(replace(item, sum=60_000_00)) == [WhyOpen.CHANGED, WhyOpen.CHANGED], "there is money left now"
    care = Item("C", "m", 10_000_00, 0)
    assert changed(item, care) == [None, WhyOpen.CHANGED], "raised by hand as well"
    refused = replace(REQUEST, forbidden=frozenset({("C", "m")}))
    less = combinations.evaluate(refused, PRODUCTS, "balanced", [], budget=160_00, before=plan)
    assert [cover.why_open for cover in less.coverage] == [WhyOpen.CHANGED, WhyOpen.REFUSED]
    alone = combinations.evaluate(REQUEST, PRODUCTS, "balanced", [], budget=None)
    assert {cover.why_open for cover in alone.coverage} == {WhyOpen.CHANGED}


@pytest.mark.parametrize(
    ("person", "facts", "missing"),
    [
        (Person("m", None, 40, 1), {"rates": BY_SEX}, ("sex",)),
        (Person("m", None, 40, 1), {"sex": "F", "rates": FLAT}, ("sex",)),
        (Person("m", "M", None, 1), {"age_min": 18, "age_max": 60, "rates": FLAT}, ("birth_date",)),
        (Person("m", "M", None, 1), {"rates": BY_AGE}, ("birth_date",)),
        (Person("m", "M", 40), {"occupation_max": 3, "rates": FLAT}, ("occupation_class",)),
        (Person("m", None, None), {"rates": BY_SEX, "age_max": 60, "occupation_max": 2},
         ("sex", "birth_date", "occupation_class")),
        (Person("m", None, 40, 1), {"rates": FLAT}, ()),  # priced alike for men and women
        (Person("m", "M", None, 1), {"rates": FLAT}, ()),  # priced alike at any age
        (Person("m", "M", 40), {"occupation_max": 4}, ()),  # nearly every class
        (Person("m", "M", 12), {"occupation_max": 3}, ()),  # a child has no occupation
    ],
)  # fmt: skip
def test_who_is_not_known_is_not_a_lack_of_products(
    person: Person, facts: dict[str, object], missing: tuple[str, ...]
) -> None:
    need = NeedGap("d", "m", "death", 20_000_00, Fraction(1))
    request = Request(DAY, (person,), (need,), 1_000_00)
    plan = combinations.combine(request, [product("A", "death", "2", **facts)]).plans[1]
    (cover,) = plan.coverage
    assert cover.missing == missing
    assert cover.why_open == (WhyOpen.MISSING if missing else None)
    if missing:
        said = combinations.cover_words(cover, Language.ZH)
        assert said.startswith("缺") and said.endswith("，无法计价")
        sold, items = [product("A", "death", "2", **facts)], [Item("A", "m", 10_000_00, 0)]
        with pytest.raises(InputError) as refused:
            combinations.evaluate(request, sold, "x", items, budget=None)
        assert refused.value.problems[0].values["rule"] == f"missing_{missing[0]}"


def test_what_is_known_goes_before_what_is_missing() -> None:
    """Too old at any class: there is no product, and asking for the class would not help."""
    need = NeedGap("d", "m", "death", 20_000_00, Fraction(1))
    request = Request(DAY, (Person("m", None, 70),), (need,), 1_000_00)
    sold = product("A", "death", "2", age_max=60, occupation_max=3, rates=BY_SEX)
    (cover,) = combinations.combine(request, [sold]).plans[1].coverage
    assert (cover.why_open, cover.missing) == (WhyOpen.NO_PRODUCT, ())


def test_alternatives_differ_in_products() -> None:
    request, products = market(2, 30, 1)
    plans = combinations.alternatives(request, products, "balanced", request.budget)
    assert len(plans) == 3
    assert [plan.objective for plan in plans] == sorted((plan.objective for plan in plans), reverse=True)
    for number, plan in enumerate(plans):
        assert plan.premium <= (request.budget or 0)
        for earlier in plans[:number]:
            held = {(item.product, item.insured) for item in earlier.items}
            missing = held - {(item.product, item.insured) for item in plan.items}
            assert 3 * len(missing) >= len(held)
    few = combinations.alternatives(REQUEST, PRODUCTS[2:], "balanced", 1_000_00)
    assert [[item.product for item in plan.items] for plan in few] == [["C"]]


def around(*wishes: Override) -> Plan:
    return combinations.plan_within(combinations.around(REQUEST, PRODUCTS, wishes), PRODUCTS, "balanced", 250_00)


def test_the_plan_is_found_again_around_what_the_agent_insists_on() -> None:
    pin = Override(Wish.PIN, "B", "m", 40_000_00, "the family knows B")
    again = around(pin)
    assert ("B", 40_000_00) in [(item.product, item.sum) for item in again.items]
    assert again.premium <= 250_00 and again.objective <= around().objective
    assert "A" not in {item.product for item in around(Override(Wish.FORBID, "A", "m", None, "had a bad time")).items}
    changed = around(pin, replace(pin, wish=Wish.FORBID, reason="changed their mind"))
    assert "B" not in {item.product for item in changed.items}


@pytest.mark.parametrize(
    ("override", "code", "rule"),
    [
        (Override(Wish.PIN, "B", "m", 40_001_00, "x"), "lock_rule", "sum"),
        (Override(Wish.PIN, "Z", "m", 40_000_00, "x"), "unknown_product", None),
        (Override(Wish.PIN, "B", "m", 100_000_00, "x"), "lock_rule", "overshoot"),
    ],
)
def test_an_override_that_cannot_be_is_said(override: Override, code: str, rule: str | None) -> None:
    with pytest.raises(InputError) as caught:
        around(override)
    assert (caught.value.problems[0].code, caught.value.problems[0].values.get("rule")) == (code, rule)


def test_preferences_are_kept_and_pairs_can_be_switched_off(store: Store, actor: Actor) -> None:
    assert preferences.read(store) == preferences.Preferences()
    pair = preferences.PairSetting(("A", "C"), Fraction(1, 3))
    resting = preferences.PairSetting(("A", "B"), Fraction(1, 5), on=False)
    mine = preferences.Preferences((pair, resting), True, ((12, 10_000_000),))
    preferences.write(store, actor, mine)
    assert preferences.read(store) == mine
    assert mine.applied(REQUEST).pairs == (Pair(("A", "C"), Fraction(1, 3)),)
    assert mine.applied(REQUEST).minor_cap(replace(MAN, age=11)) == 10_000_000
    assert replace(mine, pairs_count=False).applied(REQUEST).pairs == ()
    alone = preferences.PairSetting(("A",), Fraction(0))
    wrong = preferences.Preferences((alone, pair, replace(pair, products=("C", "A"))), True, ((10, -1),))
    with pytest.raises(InputError) as caught:
        preferences.write(store, actor, wrong)
    assert [problem.code for problem in caught.value.problems] == [
        "pair_of_one", "not_above", "pair_twice", "negative",
    ]  # fmt: skip
    assert preferences.read(store) == mine


def test_what_one_member_does_not_want_another_may_have() -> None:
    woman = Person("w", "F", 38)
    needs = (NEEDS[0], NeedGap("wd", "w", "death", 80_000_00, Fraction(2)))
    request = replace(REQUEST, people=(MAN, woman), needs=needs, forbidden=frozenset({("A", "m")}))
    plan = combinations.plan_within(request, PRODUCTS[:1], "full", None)
    assert [item.insured for item in plan.items] == ["w"]
    with pytest.raises(InputError) as caught:
        combinations.combine(replace(request, locked=(Lock("A", "m", 10_000_00),)), PRODUCTS)
    assert caught.value.problems[0].values["rule"] == "excluded"

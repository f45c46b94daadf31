"""Premiums by a table: against closed formulas and plain sums, the sample's rates, and what a check doubts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app import paths
from app.enums import Language, ProductKind, Sex
from app.services.base.store import Actor, Store
from app.services.needs import statutory
from app.services.needs.life_tables import sample_table
from app.services.offers.catalogue import read_catalogue
from app.services.offers.catalogue.assumed_rates import assumed_rate_cap, caps_of, shipped_caps
from app.services.offers.catalogue.checks import check_product
from app.services.rules.needs.life_table import LifeTable, expected, present_value
from app.services.rules.needs.statutory import Statute
from app.services.rules.offers.net_premium import implied_rate, net_premium, saves
from app.services.rules.offers.products import Cover, Product, Rate
from resources.tables.make_tables import LAWS, probabilities

THREE = LifeTable("x", {"M": (0.1, 0.2, 1.0), "F": (0.1, 0.2, 1.0)}, {("accident", "M"): (0.01, 0.01, 0.01)}, 2)


def product(covers: dict[str, str], rate: str = "20", **facts: object) -> Product:
    base: dict[str, object] = {
        "code": "P", "name_zh": "P", "name_en": "P", "insurer": "x", "kind": ProductKind.MAIN, "category": "",
        "covers": tuple(Cover(event, Decimal(factor)) for event, factor in covers.items()),
        "rates": (Rate(None, 0, 60, Decimal(rate)),), "rate_unit": Decimal(1000), "sum_min": 100_00, "sum_max": 100_00,
        "sum_step": 0, "pay_years": "2", "term": "life",
    }  # fmt: skip
    return Product(**(base | facts))  # type: ignore[arg-type]


def test_a_whole_life_of_three_years_by_hand() -> None:
    """0.1 die in the first year, 0.9 · 0.2 in the second, the rest in the third; two premiums."""
    v = 1 / 1.02
    worth = 0.1 * v + 0.9 * 0.2 * v**2 + 0.9 * 0.8 * v**3
    assert net_premium(product({"death": "1"}), "M", 0, THREE, 0.02) == pytest.approx(worth / (1 + 0.9 * v))
    twice = product({"death": "1", "legacy": "2"})
    assert net_premium(twice, "M", 0, THREE, 0.02) == pytest.approx(2 * worth / (1 + 0.9 * v)), "one sum is paid once"
    term = product({"death": "1"}, term="2")
    assert net_premium(term, "M", 0, THREE, 0.02) == pytest.approx((0.1 * v + 0.18 * v**2) / (1 + 0.9 * v))
    capital = product({"retirement": "1"}, term="life")
    assert net_premium(capital, "M", 0, THREE, 0.02) == pytest.approx(0.9 * 0.8 * v**2 / (1 + 0.9 * v))
    assert net_premium(product({"medical": "1"}), "M", 0, THREE, 0.02) is None
    assert net_premium(product({"accident": "1"}, term="1"), "M", 0, THREE, 0.0) == pytest.approx(0.01 / 1.9)


def test_expected_flows_and_years_to_live() -> None:
    assert THREE.survivors("M", 0) == pytest.approx([1, 0.9, 0.72])
    assert THREE.expected_years("M", 0) == pytest.approx(0.9 + 0.72 + 0.5)
    assert expected(THREE, "M", 0, [10, 10, 10], 0.0) == pytest.approx(26.2)
    assert present_value([1, 1], 0.05, 1) == pytest.approx(1 / 1.05 + 1 / 1.05**2)


def test_a_rate_that_pays_exactly_is_found_again() -> None:
    whole = product({"death": "1"})
    net = net_premium(whole, "M", 0, THREE, 0.03)
    assert net is not None
    priced = replace(whole, rates=(Rate(None, 0, 60, Decimal(str(net * 1000))),))
    assert implied_rate(priced, "M", 0, THREE) == pytest.approx(0.03, abs=1e-6)


def test_the_shipped_table_follows_its_stated_formula() -> None:
    table = sample_table()
    for sex in Sex:
        flat, rising, growth = LAWS["deaths"][sex]
        for age in (0, 30, 60, 90):
            assert table.deaths[sex][age] == pytest.approx(min(1.0, flat + rising * growth**age), abs=1e-7)
        assert table.deaths[sex][-1] == 1.0
        assert list(table.incidence["critical_illness", sex]) == probabilities(*LAWS["critical_illness"][sex])
    assert table.expected_years("F", 0) > table.expected_years("M", 0) > 75


def test_the_caps_are_those_in_force_on_the_day() -> None:
    day = date(2026, 11, 30)
    kinds = ("whole life", "participating", "universal")
    assert [assumed_rate_cap(kind, shipped_caps(day)) for kind in kinds] == [0.02, 0.0175, 0.01]
    assert assumed_rate_cap("annuity", shipped_caps(date(2025, 8, 31))) == 0.025


def test_no_sample_premium_is_below_its_net_premium_and_no_annuity_promises_more_than_may_be() -> None:
    """Whole life was cheaper than what it pays, and annuities implied up to 8 %."""
    table, seen = sample_table(), 0
    for one in read_catalogue(paths.resource("catalogues", "sample-insurer.xlsx")):
        for rate in one.rates:
            net = net_premium(one, rate.sex or "F", rate.age_from, table, 0.02)
            if net is not None:
                seen += 1
                assert float(rate.rate) >= net * float(one.rate_unit), (one.code, rate)
            if saves(one):
                implied = implied_rate(one, rate.sex or "F", rate.age_from, table)
                assert implied is not None and implied <= 0.02, (one.code, rate)
        assert "below_net" not in {doubt.code for doubt in check_product(one)[1]}
    assert seen > 800


@pytest.mark.parametrize(
    ("covers", "rate", "doubted"),
    [
        ({"death": "1", "legacy": "1"}, "26", False),
        ({"death": "1", "legacy": "1"}, "12", True),
        ({"retirement": "1"}, "62", False),
        ({"retirement": "1"}, "20", True),
        ({"education": "1"}, "150", False),
        ({"education": "1"}, "30", True),
        ({"accident": "1"}, "0.1", False),  # interest is not what it depends on
    ],
)
def test_a_table_of_anybody_is_doubted_where_it_implies_more(covers: dict[str, str], rate: str, doubted: bool) -> None:
    one = product(covers, rate, rates=(Rate(None, 0 if "education" in covers else 30, 30, Decimal(rate)),),
                  pay_years="20" if "death" in covers else "10", age_min=None)  # fmt: skip
    found = [problem for problem in check_product(one)[1] if problem.code == "below_net"]
    assert bool(found) == doubted
    if found:
        assert float(str(found[0].values["net"])) > float(rate)


def test_a_cap_changed_in_the_store_is_the_one_products_are_judged_by(store: Store, actor: Actor) -> None:
    """Named fault: the check went by the shipped sheet whatever the store's said."""
    one = product(
        {"death": "1", "legacy": "1"}, "20", rates=(Rate(None, 30, 30, Decimal(20)),), pay_years="20", age_min=None
    )
    sheet = next(one for one in statutory.sheets(store, Language.ZH) if one.code == Statute.RATE_CAPS)
    newest = {**sheet.rows[-1], "ordinary": Decimal("0.04")}
    statutory.change(store, actor, replace(sheet, rows=(*sheet.rows[:-1], newest)))
    with store.read() as session:
        caps = caps_of(session)
    assert caps.ordinary == Decimal("0.04")
    assert "below_net" in {problem.code for problem in check_product(one)[1]}
    assert "below_net" not in {problem.code for problem in check_product(one, caps)[1]}

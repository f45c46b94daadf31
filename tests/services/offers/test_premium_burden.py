"""Premiums still to pay, by one rule: what is paid up, or was paid once, burdens nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.enums import Relation
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.needs import interviews
from app.services.needs.analysis.inputs import assumption_set
from app.services.needs.interviews.reading import inputs_of
from app.services.offers import suitability
from app.services.rules.needs.affordability import Burden, affordability, years_to_pay
from app.services.rules.needs.assumptions import OFFERED
from app.services.rules.needs.gaps import Case, CaseMember, Held

ON = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "pay_years", "left"),
    [
        (date(2020, 3, 1), None, 1, 0),  # a single premium
        (date(2026, 11, 30), None, 1, 0),
        (date(2020, 3, 1), None, 0, 0),
        (date(2016, 3, 1), None, 10, 0),  # paid up
        (date(2016, 12, 1), None, 10, 0),  # the tenth and last was due on 1 December 2025
        (date(2017, 11, 30), None, 10, 1),  # the last is due today
        (date(2017, 11, 29), None, 10, 0),  # the last was due yesterday
        (date(2017, 12, 1), None, 10, 1),
        (date(2026, 11, 30), None, 20, 20),
        (date(2026, 1, 1), date(2027, 1, 1), 1, None),  # a cover for a year is renewed
        (date(2020, 3, 1), None, None, None),
        (None, None, 20, 20),
        (None, None, 1, 0),
    ],
)
def test_only_premiums_to_come_count(
    starts_on: date | None, ends_on: date | None, pay_years: int | None, left: int | None
) -> None:
    assert years_to_pay(starts_on, ends_on, pay_years, ON) == left


@pytest.mark.parametrize(
    ("premium", "burden"),
    [(20_000, Burden.BEARABLE), (20_001, Burden.HEAVY), (30_000, Burden.HEAVY), (30_001, Burden.TOO_HEAVY)],
)
def test_a_line_is_crossed_above_it_not_at_it(premium: int, burden: Burden) -> None:
    """Analysis and suitability once judged exactly 20 % differently."""
    held = (Held("x", {}, premium=Decimal(premium)), Held("paid up", {}, premium=Decimal(90_000), pay_years=0))
    case = Case((CaseMember("a", Relation.SELF, 40, income=Decimal(100_000), policies=held),))
    assert affordability(case, assumption_set({"premium_warn": "0.2", "premium_stop": "0.3"})).burden == burden


def test_a_store_has_one_place_for_the_two_lines(store: Store, actor: Actor) -> None:
    """Named fault: an analysis went by its assumptions, suitability by the thresholds, so one could warn alone."""
    household = demo.sample_family(store)
    rules = suitability.rules(store)
    limits = replace(rules.thresholds, warn_share=Fraction(12, 100), stop_share=Fraction(18, 100))
    suitability.change_rules(store, actor, replace(rules, thresholds=limits))
    draft = interviews.start(store, actor, household)
    interviews.change_assumptions(store, actor, draft.id, {"premium_warn": "0.3"})
    inputs = inputs_of(interviews.read(store, draft.id))
    assert (inputs.assumptions.premium_warn, inputs.assumptions.premium_stop) == (Decimal("0.12"), Decimal("0.18"))
    assert "premium_warn" not in {spec.name for spec in OFFERED}

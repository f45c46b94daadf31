"""What must hold of the needs of every family."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Event, Relation
from app.services.needs.analysis import assumption_set
from app.services.rules.needs.assumptions import NAMES, SPEC_OF
from app.services.rules.needs.gaps import Case, CaseMember, analyse
from tests.services.needs.test_need_kinds import A, D, need_of

money = st.integers(0, 3_000_000).map(D)
incomes = st.integers(1, 1_000_000).map(D)


@st.composite
def families(draw: st.DrawFn) -> Case:
    members = [CaseMember("me", Relation.SELF, draw(st.integers(22, 58)), "M", draw(incomes))]
    if draw(st.booleans()):
        income = draw(st.just(D(0)) | incomes)
        members.append(CaseMember("she", Relation.SPOUSE, draw(st.integers(22, 58)), "F", income))
    children = draw(st.lists(st.integers(0, 21), max_size=2))
    members += [CaseMember(f"kid{number}", Relation.CHILD, age) for number, age in enumerate(children)]
    return Case(tuple(members), draw(money), draw(money), draw(money), draw(st.integers(0, 60_000).map(D)))


@given(families(), st.sampled_from(["discount", "savings_return"]))
def test_zero_rates_and_zero_years_work(case: Case, name: str) -> None:
    for need in analyse(case, assumption_set({name: 0, "inflation": 0, "illness_years": 0, "care_years": 0})):
        assert need.result.gap >= 0


@given(families(), st.integers(1, 10))
def test_rate_equal_to_growth_and_below_it(case: Case, hundredths: int) -> None:
    growth = D(hundredths) / 100
    for rate in (growth, growth / 2):
        a = assumption_set({"discount": rate, "inflation": growth, "salary_growth": growth})
        need = need_of(case, a, Event.DISABILITY)
        years = 60 - case.members[0].age
        if rate == growth:
            assert float(need.result.need) == pytest.approx(float(case.members[0].income or 0) * 0.6 * years, rel=1e-9)
        else:
            assert float(need.result.need) >= float(case.members[0].income or 0) * 0.6 * years


@given(families(), st.integers(0, 7), st.integers(1, 3))
def test_life_value_falls_with_the_rate_and_with_age_and_rises_with_growth(case: Case, rate: int, more: int) -> None:
    def value(case: Case, **changes: Any) -> Decimal:
        need = need_of(case, assumption_set({"own_share": 0, **changes}), Event.DEATH)
        return next(r for s, r in need.others if s.name == "life_value").need

    low, high = D(rate) / 100, D(rate + more) / 100
    assert value(case, discount=low) > value(case, discount=high)
    assert value(case, salary_growth=low) < value(case, salary_growth=high)
    first, *rest = case.members
    older = replace(case, members=(replace(first, age=first.age + 1), *rest))
    assert value(older, discount=D("0.05")) < value(case, discount=D("0.05"))


@given(families(), st.integers(0, 10**7), st.sampled_from(sorted(Event)))
def test_cover_against_one_event_moves_no_need_it_does_not_pay_for(case: Case, amount: int, event: Event) -> None:
    """A surplus never nets another need, and accident cover never offsets death by any cause."""
    pays = {
        Event.DEATH: {Event.DEATH, Event.ACCIDENT}, Event.MEDICAL: {Event.MEDICAL, Event.CRITICAL_ILLNESS},
    }.get(event, {event})  # fmt: skip
    first, *rest = case.members
    insured = replace(case, members=(replace(first, cover={event: D(amount)}), *rest))
    before, after = analyse(case, A), analyse(insured, A)
    assert [need.key for need in before] == [need.key for need in after]
    for old, new in zip(before, after, strict=True):
        if new.member == "me" and new.event in pays:
            assert new.result.gap <= old.result.gap
        else:
            assert new == old


@given(families())
def test_nothing_is_rounded_before_it_is_shown(case: Case) -> None:
    """A household ten thousand times as rich has gaps exactly ten thousand times as large."""
    changes = {name: 0 for name in NAMES if SPEC_OF[name].unit == "money"}
    a = assumption_set(changes)

    def times(case: Case, factor: int) -> Case:
        members = tuple(replace(m, income=(m.income or D(0)) * factor) for m in case.members)
        return replace(
            case, members=members, expenses=case.expenses * factor, liquid=case.liquid * factor,
            debts=case.debts * factor, parents_support=case.parents_support * factor,
        )  # fmt: skip

    for small, large in zip(analyse(case, a), analyse(times(case, 10_000), a), strict=True):
        assert float(large.result.net) == pytest.approx(float(small.result.net) * 10_000, rel=1e-12, abs=1e-6)

"""What a planner signs: more resources never raise a gap, more duties never lower one, whatever the household."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from app.enums import Event, Relation
from app.services.needs.analysis import assumption_set
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import Case, CaseMember, analyse
from app.services.rules.needs.gaps.case import Repayment, years_to_retirement
from app.services.rules.needs.scenarios import owed_after

A = assumption_set({})
TOLERANCE = D("0.01")  # a cent: the series are summed to 40 digits, divisions leave a rest

money = st.integers(0, 3_000_000).map(D)
income = st.integers(1_000, 600_000).map(D)


@st.composite
def households(draw: st.DrawFn) -> Case:
    """A couple who both earn, with children and everything the survivors' worksheet looks at."""
    me = CaseMember(
        "me", Relation.SELF, draw(st.integers(25, 57)), income=draw(income),
        survivors_benefit_month=draw(st.integers(0, 5_000).map(D)),
    )  # fmt: skip
    partner = CaseMember(
        "she", Relation.SPOUSE, draw(st.integers(25, 57)), income=draw(income),
        state_pension_month=draw(st.integers(0, 8_000).map(D)), retires_in=draw(st.none() | st.integers(1, 35)),
    )  # fmt: skip
    children = [
        CaseMember(f"c{n}", Relation.CHILD, age, education_savings=draw(st.integers(0, 400_000).map(D)))
        for n, age in enumerate(draw(st.lists(st.integers(0, 20), max_size=3)))
    ]
    return Case(
        (me, partner, *children), expenses=draw(st.integers(0, 600_000).map(D)), liquid=draw(money), debts=draw(money),
        parents_support=draw(st.integers(0, 60_000).map(D)), parents_years=draw(st.integers(0, 25)),
        other_income=draw(st.integers(0, 100_000).map(D)),
    )  # fmt: skip


assumptions = st.sampled_from(
    [
        A,
        assumption_set({"debts_whole": 0}),
        assumption_set({"salary_growth": "0.01"}),
        assumption_set({"spending_from": 1}),
    ]
)


def gap(case: Case, a: Assumptions, event: str = Event.DEATH, member: str = "me") -> D:
    return next((n.result.gap for n in analyse(case, a) if n.event == event and n.member == member), D(0))


def changed(case: Case, key: str, **values: object) -> Case:
    members = tuple(replace(m, **values) if m.key == key else m for m in case.members)  # type: ignore[arg-type]
    return replace(case, members=members)


@given(households(), assumptions, st.integers(1, 200_000).map(D))
def test_more_income_of_a_survivor_never_raises_the_gap(case: Case, a: Assumptions, more: D) -> None:
    richer = changed(case, "she", income=(case.members[1].income or D(0)) + more)
    for event in (Event.DEATH, Event.ACCIDENT):
        assert gap(richer, a, event) <= gap(case, a, event) + TOLERANCE


@given(households(), assumptions, st.integers(1, 500_000).map(D))
def test_more_money_and_less_debt_never_raise_the_gap(case: Case, a: Assumptions, more: D) -> None:
    now = gap(case, a) + TOLERANCE
    assert gap(replace(case, liquid=case.liquid + more), a) <= now
    assert gap(replace(case, other_income=case.other_income + more), a) <= now
    assert gap(replace(case, debts=max(D(0), case.debts - more)), a) <= now
    me = case.members[0]
    assert gap(changed(case, "me", survivors_benefit_month=me.survivors_benefit_month + more / 12), a) <= now
    assert gap(changed(case, "me", survivors_benefit=more), a) <= now
    for child in case.members[2:]:
        assert gap(changed(case, child.key, education_savings=child.education_savings + more), a) <= now


@given(households(), assumptions, st.integers(1, 300_000).map(D))
def test_more_duties_never_lower_the_gap(case: Case, a: Assumptions, more: D) -> None:
    now = gap(case, a) - TOLERANCE
    assert gap(replace(case, expenses=case.expenses + more), a) >= now
    assert (
        gap(replace(case, parents_support=case.parents_support + more, parents_years=case.parents_years + 1), a) >= now
    )


@given(households(), assumptions)
def test_no_year_of_plenty_pays_for_a_year_of_want(case: Case, a: Assumptions) -> None:
    """The worksheet against a plain sum over years: living less income, each year by itself."""
    need = next(n for n in analyse(case, a) if n.event == Event.DEATH and n.member == "me")
    said = sum(
        line.sign * value
        for line, value in zip(need.sheet.lines, need.result.values, strict=True)
        if line.label.endswith(("_children", "_partner"))
    )
    me, partner = case.members[:2]
    ages = [m.age for m in case.members if m.relation == Relation.CHILD]
    busy = max(0, 22 - min(ages)) if ages else 0
    works = years_to_retirement(partner, a)
    open_ = D(0)
    for year in range(max(busy, works)):
        at = year + int(a.spending_from)
        prices, wages = (1 + a.inflation) ** at, (1 + a.salary_growth) ** at
        living = case.expenses * (a.survivors_share if year < busy else a.partner_share) * prices
        benefits = me.survivors_benefit_month * 12 * prices if year < (busy or works) else D(0)
        pension = (partner.state_pension_month or D(0)) * 12 * prices if year >= works else D(0)
        earned = (partner.income or D(0)) * wages if year < works else D(0)
        open_ += max(D(0), living - benefits - pension - case.other_income * prices - earned) / (1 + a.discount) ** at
    assert abs(said - open_) < TOLERANCE


@given(money, st.integers(1, 30), st.integers(0, 30), st.floats(0.001, 0.2).map(lambda r: D(str(round(r, 4)))))
def test_a_loan_falls_as_the_bank_writes_it(debt: D, years: int, after: int, rate: D) -> None:
    """Month by month: interest on what is owed, and the instalment that ends the loan."""
    equal = Case((), debts=debt, debt_years=years, debt_rate=rate)
    month, periods, owed = rate / 12, years * 12, debt
    instalment = debt * month / (1 - (1 + month) ** -periods)
    for _ in range(min(after, years) * 12):
        owed += owed * month - instalment
    assert abs(owed_after(equal, after) - owed) < 1
    principal = replace(equal, repayment=Repayment.PRINCIPAL)
    assert abs(owed_after(principal, after) - debt * max(0, years - after) / years) < TOLERANCE
    assert owed_after(principal, after) <= owed_after(equal, after) + TOLERANCE


@given(st.integers(20, 80), st.booleans(), money, money, money, st.sampled_from([0, 1]))
def test_where_nobody_earns_more_debt_never_lowers_and_more_money_never_raises_a_gap(
    age: int, child: bool, debts: D, liquid: D, more: D, whole: int
) -> None:
    """A family that lives on what it has: its debts are in the need of each of the couple."""
    couple = (CaseMember("me", Relation.SELF, age), CaseMember("she", Relation.SPOUSE, age))
    members = (*couple, CaseMember("c", Relation.CHILD, 3)) if child else couple
    case, a = Case(members, liquid=liquid, debts=debts), assumption_set({"debts_whole": whole})
    for event in (Event.DEATH, Event.ACCIDENT):
        found = gap(case, a, event)
        assert gap(replace(case, debts=debts + more), a, event) >= found
        assert gap(replace(case, liquid=liquid + more), a, event) <= found
        assert found >= max(D(0), (debts - liquid) * (1 if whole else D("0.5"))) - TOLERANCE

"""Every need kind by hand, the published examples through the real rules, and what must hold for every family."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Event, Relation
from app.services.needs.analysis import assumption_set
from app.services.rules.needs.affordability import Burden, affordability
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.cautions import cautions
from app.services.rules.needs.gaps import Bound, Case, CaseMember, Held, Mark, Medical, NeedResult, Study, analyse
from app.services.rules.needs.gaps.case import Repayment
from app.services.rules.needs.gaps.cover import CliffReason, cliffs, cover_at, cover_years
from app.services.rules.needs.life_money import life_money
from app.services.rules.needs.scenarios import LOST, Scenario, later, play
from tests import reading

D = Decimal
A = assumption_set({})
CREDITED = D("0.02")
WAN = 10_000
ME = CaseMember("me", Relation.SELF, 35, "M", D(200_000))
WIFE = CaseMember("she", Relation.SPOUSE, 33, "F", D(120_000))
CHILD = CaseMember("kid", Relation.CHILD, 6)
FAMILY = Case((ME, WIFE, CHILD), expenses=D(160_000), liquid=D(100_000), debts=D(600_000))
FLAT: dict[str, Any] = {"inflation": 0, "salary_growth": 0, "education_growth": 0, "final_expenses": 0,
                        "emergency_months": 0}  # fmt: skip


def need_of(case: Case, a: Assumptions, event: str, member: str = "me") -> NeedResult:
    return next(need for need in analyse(case, a) if need.event == event and need.member == member)


def lines_of(need: NeedResult) -> dict[str, float]:
    found: dict[str, float] = {}
    for line, value in zip(need.sheet.lines, need.result.values, strict=True):
        found[line.label] = found.get(line.label, 0) + float(value)
    return found


# -- the published examples (万 = 10,000 yuan) through the rules ----------------------------------------------


def test_published_one_life_value_and_survivors_need() -> None:
    """Age 37, income 7 at year end to 57, own spending 3 at year begin, parents 3 for 20 years, assets 10, 3 %."""
    a = assumption_set({**FLAT, "retirement_age": 57, "discount": "0.03"})
    member = CaseMember("me", Relation.SELF, 37, "M", D(7 * WAN), own_spending=D(3 * WAN))
    case = Case((member,), parents_support=D(3 * WAN), parents_years=20, liquid=D(10 * WAN))
    death = need_of(case, a, Event.DEATH)
    value = next(result for sheet, result in death.others if sheet.name == "life_value")
    assert float(value.gap) / WAN == pytest.approx(58.17, abs=0.005)
    assert float(death.result.gap) / WAN == pytest.approx(35.97, abs=0.01)


def test_published_two_family_spending_and_education() -> None:
    """Spending 6 × 70 % at year end for 45 years (the partner is 40), education 10 in 8 years, deposits 10, 6 %."""
    shares = {"survivors_share": "0.7", "partner_share": "0.7", "partner_after_share": "0.7"}
    a = assumption_set({**FLAT, **shares, "discount": "0.06", "spending_from": 1, "education_years": 1})
    earner = CaseMember("me", Relation.SELF, 40, "M", D(10 * WAN))
    partner, child = CaseMember("she", Relation.SPOUSE, 40, "F"), CaseMember("kid", Relation.CHILD, 10)
    case = Case((earner, partner, child), expenses=D(6 * WAN), liquid=D(10 * WAN), education_year=D(10 * WAN))
    death = need_of(case, a, Event.DEATH)
    lines = lines_of(death)
    living = lines["living_children"] + lines["living_partner"] + lines["living_after"]
    assert living / WAN == pytest.approx(64.91, abs=0.005)
    assert lines["education"] / WAN == pytest.approx(6.27, abs=0.005)
    assert 61.175 <= float(death.result.gap) / WAN <= 61.195


def test_published_three_all_assets_deducted() -> None:
    """Emergency 6, education 30, retirement 120, survivors' living 160; house 100, car 10, savings 15: 191."""
    changes = {"discount": 0, "savings_return": 0, "emergency_months": "7.2", "partner_share": "0.8",
               "partner_after_share": "0.48", "independent_age": 18}  # fmt: skip
    a = assumption_set({**FLAT, **changes})
    people = (
        CaseMember("me", Relation.SELF, 40, "M", D(20 * WAN)), CaseMember("she", Relation.SPOUSE, 40, "F"),
        CaseMember("kid", Relation.CHILD, 18),
    )  # fmt: skip
    case = Case(
        people, expenses=D(10 * WAN), liquid=D(15 * WAN), home=D(100 * WAN), car=D(10 * WAN), count_home=True,
        education_year=D("7.5") * WAN,
    )  # fmt: skip
    death = need_of(case, a, Event.DEATH)
    assert death.result.gap == 191 * WAN
    assert need_of(replace(case, count_home=False), a, Event.DEATH).result.gap == 301 * WAN


def test_published_four_a_multiple_of_income() -> None:
    """Family spending 70, own share 20, 25 years at 5 %, end of year, income 100: 7.05 times the income."""
    changes = {"discount": "0.05", "spending_from": 1, "partner_share": D(50) / 70, "partner_after_share": 0}
    a = assumption_set({**FLAT, **changes})
    people = CaseMember("me", Relation.SELF, 35, "M", D(100)), CaseMember("she", Relation.SPOUSE, 35, "F")
    assert float(need_of(Case(people, expenses=D(70)), a, Event.DEATH).result.gap) / 100 == pytest.approx(
        7.05, abs=0.005
    )


# -- each kind by hand ----------------------------------------------------------------------------------------


def test_survivors_living_goes_by_period_and_the_partners_income_counts_once() -> None:
    lines = lines_of(need_of(FAMILY, A, Event.DEATH))
    g, r, s = 1.025, 1.02, 1.03
    children, work = 22 - 6, (60 - 33) - 16
    assert lines["living_children"] == pytest.approx(sum(112_000 * (g / r) ** j for j in range(children)))
    assert lines["living_partner"] == pytest.approx(sum(96_000 * (g / r) ** j for j in range(16, 16 + work)))
    # 120,000 earned is more than either living: it stands against them once and no higher.
    assert lines["income_children"] == pytest.approx(lines["living_children"])
    assert lines["income_partner"] == pytest.approx(lines["living_partner"])
    poorer = replace(FAMILY, members=(ME, replace(WIFE, income=D(60_000)), CHILD))
    income = lines_of(need_of(poorer, A, Event.DEATH))["income_children"]
    assert income == pytest.approx(sum(60_000 * (s / r) ** j for j in range(children)))


def test_instalments_and_education_within_the_living_cost_are_not_counted_twice() -> None:
    mixed = replace(FAMILY, expenses=D(230_000), instalments_in_expenses=D(50_000), education_in_expenses=D(20_000))
    assert mixed.living == FAMILY.living
    assert need_of(mixed, A, Event.DEATH).result == need_of(FAMILY, A, Event.DEATH).result
    assert {"instalments_twice", "education_twice"} <= {c.code for c in cautions(mixed, A, CREDITED)}
    assert not {"instalments_twice", "education_twice"} & {c.code for c in cautions(FAMILY, A, CREDITED)}


def test_a_loan_without_its_end_or_its_rate_says_that_later_years_rest_on_less() -> None:
    def told(**known: Any) -> set[str]:
        codes = {c.code for c in cautions(replace(FAMILY, **known), A, CREDITED)}
        return codes & {"loan_end", "loan_rate"}

    assert told() == {"loan_end"}
    assert told(debt_years=20) == {"loan_rate"}
    assert told(debt_years=20, repayment=Repayment.PRINCIPAL) == set()
    assert told(debt_years=20, debt_rate=D("0.035")) == set()
    assert told(debts=D(0)) == set()


def test_an_other_income_equal_to_a_salary_is_asked_about_not_dropped() -> None:
    twice = replace(FAMILY, other_income=D(120_000))
    assert lines_of(need_of(twice, A, Event.DEATH))["rents_children"] > 0
    assert "spouse_income_twice" in {c.code for c in cautions(twice, A, CREDITED)}
    assert "spouse_income_twice" not in {c.code for c in cautions(replace(FAMILY, other_income=D(30_000)), A, CREDITED)}


def test_the_rule_of_thumb_goes_by_income_or_by_expenses() -> None:
    def thumb(a: Assumptions) -> Decimal:
        return next(r.need for s, r in need_of(FAMILY, a, Event.DEATH).others if s.name == "rule_of_thumb")

    assert thumb(A) == 2_000_000
    assert float(thumb(assumption_set({"multiple_of_expenses": 1}))) == pytest.approx(1_600_000 * 200 / 320)


def test_illness_income_is_not_lost_by_children_and_retired() -> None:
    case = Case((CaseMember("me", Relation.SELF, 66, "M", D(0)), CHILD))
    for key in ("me", "kid"):
        assert lines_of(need_of(case, A, Event.CRITICAL_ILLNESS, key))["illness_income"] == 0


def test_medical_insurance_reduces_treatment_only() -> None:
    rich = replace(ME, cover={Event.MEDICAL: D(4_000_000)})
    a = assumption_set({"medical_pays": 1})
    need = need_of(replace(FAMILY, members=(rich, WIFE, CHILD)), a, Event.CRITICAL_ILLNESS)
    assert lines_of(need)["treatment_insured"] == 300_000
    without = need_of(FAMILY, a, Event.CRITICAL_ILLNESS).result.gap
    assert float(need.result.gap) == pytest.approx(float(without) - 300_000, abs=0.001)


@pytest.mark.parametrize(
    ("covers", "gap"),
    [
        ((), 2_000_000),
        ((Medical(D(2_000_000), D(10_000), 20),), 0),
        ((Medical(D(2_000_000)),), 0),  # what is not known does not count against it; a caution says so
        ((Medical(D(1_000_000)), Medical(D(1_000_000))), 2_000_000),  # two low ones are not one high one
        ((Medical(D(2_000_000), D(50_000), 20),), 2_000_000),  # the deductible is too high
        ((Medical(D(2_000_000), D(10_000), 1),), 2_000_000),  # the insurer may end it next year
        ((Medical(D(6_000_000), D(0), 20), Medical(D(2_000_000), D(0), 20)), 0),  # and leaves no surplus elsewhere
    ],
)
def test_medical_is_a_tier(covers: tuple[Medical, ...], gap: int) -> None:
    need = need_of(Case((replace(ME, medical=covers),)), A, Event.MEDICAL)
    assert (need.result.gap, need.result.surplus) == (gap, 0)


def test_disability_is_a_share_of_income_less_benefits() -> None:
    helped = replace(ME, disability_benefit_month=D(2_000))
    lines = lines_of(need_of(Case((helped,)), A, Event.DISABILITY))
    series = sum((1.025 / 1.02) ** j for j in range(25))
    assert lines["disability_income"] == pytest.approx(120_000 * series)
    assert lines["disability_benefits"] == pytest.approx(24_000 * series)


def test_after_an_accident_life_cover_pays_for_death_but_not_for_disability() -> None:
    insured = replace(ME, cover={Event.DEATH: D(100_000), Event.ACCIDENT: D(300_000)})
    need = need_of(replace(FAMILY, members=(insured, WIFE, CHILD)), A, Event.ACCIDENT)
    assert lines_of(need)["cover"] == 400_000
    sheet, result = need.others[0]
    assert dict(zip([line.label for line in sheet.lines], result.values, strict=True))["cover"] == 300_000


def test_care_begins_at_its_age_and_benefits_reduce_it() -> None:
    old = CaseMember("me", Relation.SELF, 60, "M", care_benefit_month=D(1_000))
    lines = lines_of(need_of(Case((old,)), A, Event.CARE))
    series = sum((1.025 / 1.02) ** j for j in range(15, 20))
    assert lines["care"] == pytest.approx(72_000 * series)
    assert lines["care_benefits"] == pytest.approx(12_000 * series)


def test_retirement_is_valued_at_retirement_with_all_pensions_and_a_monthly_saving() -> None:
    member = replace(ME, state_pension_month=D(3_000), enterprise_pension_month=D(1_000))
    case = Case((member,), retirement_month=D(8_000), retirement_funds=D(100_000))
    need = need_of(case, A, Event.RETIREMENT)
    years, series = 25, sum(1.025 ** (25 + j) * 1.02**-j for j in range(25))
    lines = lines_of(need)
    assert lines["retirement_spending"] == pytest.approx(96_000 * series)
    assert lines["state_pension"] == pytest.approx(36_000 * series)
    assert lines["enterprise_pension"] == pytest.approx(12_000 * series)
    assert lines["retirement_funds"] == pytest.approx(100_000 * 1.02**years)
    assert need.result.payment is not None
    saved = 0.0
    for _ in range(12 * years):
        saved = saved * (1 + 0.02 / 12) + float(need.result.payment)
    assert saved == pytest.approx(float(need.result.gap), rel=1e-9)


def test_education_counts_each_stage_at_its_own_time() -> None:
    child = replace(CHILD, age=16, study=(Study(15, 3, D(20_000)), Study(18, 4, D(40_000))))
    need = need_of(Case((ME, child)), A, Event.EDUCATION, "kid")
    school = sum(20_000 * (1.05 / 1.02) ** j for j in range(2))
    university = sum(40_000 * (1.05 / 1.02) ** j for j in range(2, 6))
    assert float(need.result.need) == pytest.approx(school + university)


# -- what was not told, and what is not proved ----------------------------------------------------------------


def test_an_income_not_told_is_not_an_income_of_nothing() -> None:
    silent = replace(FAMILY, members=(replace(ME, income=None), WIFE, CHILD), marks={"me.income": Mark.NOT_TOLD})
    needs = {need.key: need for need in analyse(silent, A)}
    assert needs["me-disability"].bound == Bound.AT_LEAST
    assert needs["me-death"].result.gap > 0  # debts and the rest are shared by heads
    assert needs["me-death"].bound == Bound.UNVERIFIED


@pytest.mark.parametrize(
    ("path", "mark", "bound"),
    [
        ("debts", Mark.UNVERIFIED, Bound.UNVERIFIED),
        ("me.cover.death", Mark.NOT_TOLD, Bound.AT_MOST),
        ("parents_support", Mark.NOT_TOLD, Bound.AT_LEAST),
    ],
)
def test_totals_say_what_is_missing(path: str, mark: Mark, bound: Bound) -> None:
    assert need_of(replace(FAMILY, marks={path: mark}), A, Event.DEATH).bound == bound
    assert need_of(FAMILY, A, Event.DEATH).bound == Bound.EXACT


def test_a_return_above_the_guaranteed_is_warned_of() -> None:
    def warned(a: Assumptions) -> set[str]:
        return {c.values["name"] for c in cautions(FAMILY, a, CREDITED) if c.code == "return_above_guaranteed"}

    assert warned(assumption_set({})) == set()  # of its own default the program does not warn
    assert warned(assumption_set({"discount": "0.02", "savings_return": "0.02"})) == set()
    assert warned(assumption_set({"discount": "0.02", "savings_return": "0.0201"})) == {"savings_return"}


# -- cover per person, event and year -------------------------------------------------------------------------

TERM = Held("定期寿险", {Event.DEATH: D(500_000)}, ends_in=20, premium=D(1_200), pay_years=20)
GROUP = Held("公司团险", {Event.DEATH: D(200_000), Event.ACCIDENT: D(300_000)}, group=True)
INSURED = replace(ME, cover={Event.DEATH: D(100_000)}, policies=(TERM, GROUP))


def test_cover_counts_per_year_and_falls_off_its_cliffs() -> None:
    years = cover_years(INSURED, Event.DEATH, 30, A)
    assert (years[0], years[19], years[20], years[25]) == (800_000, 800_000, 300_000, 100_000)
    found = list(cliffs(INSURED, Event.DEATH, 30, A))
    assert [(c.year, c.before - c.after, c.reason) for c in found] == [
        (20, 500_000, CliffReason.POLICY_ENDS), (25, 200_000, CliffReason.JOB_ENDS),
    ]  # fmt: skip
    assert cover_at(INSURED, Event.ACCIDENT, 0, A).amount == 1_100_000
    assert "cover_group" in lines_of(need_of(Case((INSURED,)), A, Event.DEATH))


def test_without_the_job_there_is_no_group_cover_and_no_income() -> None:
    case = replace(FAMILY, members=(INSURED, WIFE, CHILD))
    lost = play(case, A, Scenario(LOST, 0, "me"))
    assert lost.affordability.income == 120_000
    assert lost.balance == 120_000 - 160_000 - 1_200
    assert lost.months == pytest.approx(D(100_000) / 41_200 * 12)
    (death,) = [need for need in lost.needs if need.key == "me-death"]
    assert death.sheet.name == "home_care"  # no income to replace any more, but the care of the child


@pytest.mark.parametrize("age", [60, 64, 66, 72])
def test_who_still_earns_past_the_age_to_retire_has_needs_and_is_asked_until_when(age: int) -> None:
    """Named fault: from 65 on, an income without a wish was in no need, and nothing was said."""
    member = CaseMember("me", Relation.SELF, age, "M", D(90_000), statutory_in=0)
    case = Case((member,), debts=D(200_000))
    assert {Event.DEATH, Event.ACCIDENT, Event.DISABILITY, Event.RETIREMENT} <= {n.event for n in analyse(case, A)}
    illness = lines_of(need_of(case, A, Event.CRITICAL_ILLNESS))["illness_income"]
    assert illness == pytest.approx(90_000 * 1.03 / 1.02)  # one more year of work, paid at its end
    assert [c.member for c in cautions(case, A, CREDITED) if c.code == "still_at_work"] == ["me"]
    told = replace(case, members=(replace(member, retires_in=3),))
    assert "still_at_work" not in {c.code for c in cautions(told, A, CREDITED)}
    assert lines_of(need_of(told, A, Event.CRITICAL_ILLNESS))["illness_income"] > illness


def test_debts_of_a_family_without_any_income_are_in_somebodys_need() -> None:
    """Named fault: nobody earned, so nobody's death left the mortgage."""
    retired = Case(
        (CaseMember("me", Relation.SELF, 68, "M"), CaseMember("she", Relation.SPOUSE, 66, "F")), debts=D(300_000)
    )
    for who in ("me", "she"):
        assert need_of(retired, A, Event.DEATH, who).sheet.name == "debts_left"
        assert need_of(retired, A, Event.DEATH, who).result.gap == 300_000 + A.final_expenses
        assert (
            need_of(replace(retired, liquid=D(100_000)), A, Event.ACCIDENT, who).result.gap
            == 200_000 + A.final_expenses
        )
    halves = assumption_set({"debts_whole": 0})
    assert need_of(retired, halves, Event.DEATH).result.gap == 150_000 + A.final_expenses
    assert Event.DEATH not in {need.event for need in analyse(replace(retired, liquid=D(300_000)), A)}
    home = Case((replace(ME, income=D(0)), CHILD), debts=D(300_000))
    found = lines_of(need_of(home, A, Event.DEATH))
    assert found["debts"] == 300_000 and found["home_care"] > 0
    assert "debts" not in lines_of(
        need_of(replace(FAMILY, members=(ME, replace(WIFE, income=D(0)), CHILD)), A, Event.DEATH, "she")
    )


def test_a_scenario_of_no_years_is_today_and_later_ones_are_older() -> None:
    assert later(FAMILY, A, 0) == FAMILY
    then = later(replace(FAMILY, debt_years=20), A, 5)
    assert [member.age for member in then.members] == [40, 38, 11]
    assert float(then.debts) == pytest.approx(600_000 * 15 / 20 / 1.025**5)
    assert play(FAMILY, A, Scenario("now")).needs == analyse(FAMILY, A)


# -- premiums and the money of a life -------------------------------------------------------------------------


@given(st.integers(0, 200_000))
def test_the_affordability_lines(premium: int) -> None:
    burden = affordability(replace(FAMILY, premiums=D(premium)), A)
    expected = Burden.TOO_HEAVY if premium >= 96_000 else Burden.HEAVY if premium >= 64_000 else Burden.BEARABLE
    assert burden.burden == expected
    assert burden.room == max(0, 64_000 - premium)


def test_the_money_of_a_life() -> None:
    years = life_money(replace(FAMILY, debt_years=10, instalments=D(60_000), state_pension_month=D(6_000)), A)
    assert (years[0].income, years[0].living, years[0].instalments) == (320_000, 160_000, 60_000)
    assert (years[10].instalments, years[12].education > 0, years[11].education) == (0, True, 0)
    assert (years[25].pension, years[25].living) == (36_000, 80_000)  # one retired, one at work
    assert years[40].income == 0
    assert years[-1].age == 35 + (85 - 33)


@pytest.mark.parametrize("final", [0, 1])
@pytest.mark.parametrize("wish", [None, D(9_000)])
def test_old_age_is_one_figure_in_the_worksheet_and_in_the_money_of_a_life(final: int, wish: Decimal | None) -> None:
    case, a = replace(FAMILY, retirement_month=wish), assumption_set({"retirement_final": final})
    wanted = 0.0
    for member in (ME, WIFE):
        line = next(one for one in need_of(case, a, Event.RETIREMENT, member.key).sheet.lines
                    if one.label == "retirement_spending")  # fmt: skip
        wanted += float(line.amount)
        salary = float(member.income or 0) * (1.03 / 1.025) ** line.first_at * float(a.retirement_ratio)
        by_hand = salary if final else float(member.income or 0) * float(a.retirement_ratio)
        assert float(line.amount) == pytest.approx(9_000 * 12 / 2 if wish else by_hand)
    both = [year for year in life_money(case, a) if year.year == 40]
    assert float(both[0].retirement) == pytest.approx(wanted)


# -- formulas once shipped stay -------------------------------------------------------------------------------


def test_the_formula_2026_1_gives_what_it_gave() -> None:
    """Recorded from the program that shipped it."""
    kept = json.loads((Path(__file__).parents[2] / "fixtures" / "analysis-2026.1.json").read_text(encoding="utf-8"))
    case = {**kept["case"], "formula_version": "2026.1"}
    case["assumptions"] = {**case["assumptions"], "discount": 0.03}  # of the set shipped then
    answer = reading.analysis(case, today=date(2026, 11, 24))
    assert answer["formula_version"] == "2026.1"
    again = {need["key"]: [need["need"], need["have"], need["gap"]] for need in answer["needs"]}
    assert again.keys() == kept["needs"].keys()
    for key, figures in kept["needs"].items():
        assert [round(figure, 2) for figure in again[key]] == [round(figure, 2) for figure in figures]
    newer = {need["key"]: need["gap"] for need in reading.analysis(kept["case"], today=date(2026, 11, 24))["needs"]}
    assert newer["p2-death"] != pytest.approx(kept["needs"]["p2-death"][2])

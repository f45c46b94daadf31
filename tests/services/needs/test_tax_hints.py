"""Private pension and tax-privileged health cover: recounted yuan by yuan, said everywhere, kept with the analysis."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Language, Relation, Sex
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs import interviews, statutory
from app.services.needs.analysis import assumption_set, read_case, write_case
from app.services.needs.analysis.saying import caution_words
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.reading import inputs_of
from app.services.needs.statutory.files import shipped_tax
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.needs.gaps import Case, CaseMember
from app.services.rules.needs.statutory import Statute
from app.services.rules.needs.tax import fund_at, saved_by, tax_hints, tax_on
from tests import reading

D = Decimal
RULES = shipped_tax()
TODAY = date(2026, 11, 24)
# The table of the law with its quick deductions (速算扣除数): another way to the same tax.
QUICK = [(36_000, 3, 0), (144_000, 10, 2_520), (300_000, 20, 16_920), (420_000, 25, 31_920), (660_000, 30, 52_920),
         (960_000, 35, 85_920), (10**12, 45, 181_920)]  # fmt: skip


def quick_tax(taxable: int) -> Decimal:
    rate, less = next((rate, less) for end, rate, less in QUICK if taxable <= end)
    return D(taxable) * rate / 100 - less


@given(st.integers(0, 5_000_000))
def test_the_tax_is_that_of_the_quick_deductions(taxable: int) -> None:
    assert tax_on(D(taxable), RULES) == quick_tax(taxable)


@given(st.integers(0, 3_000_000), st.integers(0, 50_000))
def test_what_is_saved_is_the_difference_of_two_taxes(income: int, amount: int) -> None:
    taxable = max(0, income - 60_000)
    expected = quick_tax(taxable) - quick_tax(max(0, taxable - amount))
    assert saved_by(D(income), D(amount), RULES) == expected
    assert 0 <= expected <= D(amount) * D("0.45")


@given(st.integers(0, 40))
def test_the_fund_is_a_plain_sum(years: int) -> None:
    balance = D(0)
    for _ in range(years):
        balance = (balance + 12_000) * D("1.02")
    assert float(fund_at(D(12_000), years, D("0.02"))) == pytest.approx(float(balance))


def hints(income: int | None, **more: Any) -> dict[str, dict[str, Any]]:
    member = CaseMember("me", Relation.SELF, 40, "M", None if income is None else D(income))
    case = Case((member,), **more)
    return {hint.code: dict(hint.values) for hint in tax_hints(case, assumption_set({}), RULES)}


def test_it_is_said_where_it_pays_and_nowhere_else() -> None:
    assert hints(60_000) == {}  # no tax, nothing saved
    assert set(hints(90_000)) == {"health_cover_tax"}  # 3 % now against 3 % at payout: no advantage
    told = hints(200_000)["private_pension"]
    assert told["saved"] == 1_200  # 10 % of 12,000
    assert told["years"] == 20
    assert float(told["net"]) == pytest.approx(float(told["fund"]) * 0.97)
    assert hints(210_000)["private_pension"]["saved"] == 6_000 * D("0.2") + 6_000 * D("0.1")  # across a step
    assert hints(200_000)["health_cover_tax"]["saved"] == 240
    assert hints(None) == {}  # not told is not nothing
    assert "private_pension" not in hints(200_000, declined=frozenset({"retirement"}))


@pytest.mark.parametrize("language", list(Language))
def test_the_analysis_says_it_with_the_limits_of_this_store(store: Store, actor: Actor, language: Language) -> None:
    draft = HouseholdDraft(MemberDraft("李强", Relation.SELF, Sex.MALE, date(1985, 6, 15), income=300_000_00))
    home = customers.add(store, actor, draft).id
    interview = interviews.start(store, actor, home)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("consent", "", True)])
    sheet = reading.statute(store, Statute.TAX_PRIVILEGES)
    statutory.change(store, actor, replace(sheet, figures={**sheet.figures, "pension_limit": D(20_000)}))
    inputs = inputs_of(interviews.read(store, interview.id))
    told = next(one for one in inputs.cautions() if one.code == "private_pension")
    assert (told.values["amount"], told.values["saved"]) == (20_000, 4_000)
    said = caution_words(told, {told.member: "李强"}, language)
    assert "20,000" in said and "4,000" in said and "3.0%" in said
    document = json.loads(json.dumps(write_case(inputs)), parse_float=Decimal)
    assert read_case(document, "", TODAY).taxes == inputs.taxes  # kept with the case, so that it reproduces
    again = reading.analysis(document, today=TODAY)
    assert any(c["code"] == "private_pension" and c["values"]["saved"] == 4_000 for c in again["cautions"])


def test_a_case_with_bad_tax_steps_is_refused_with_its_place() -> None:
    case: dict[str, Any] = {
        "members": [{"key": "me", "relation": "self", "age": 40, "income": 200_000}],
        "tax": {"deduction": 60_000, "pension_limit": 12_000, "payout_rate": D("0.03"), "health_limit": 2_400,
                "steps": [[36_000, D("0.1")], [0, D("0.03")]]},
    }  # fmt: skip
    with pytest.raises(InputError) as refused:
        reading.analysis(case, today=TODAY)
    assert [(p.place.field, p.code) for p in refused.value.problems] == [("tax.steps", "tax_steps")]

"""What a city gives: found by its name, said where it matters, counted in no need, kept with the analysis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from app.enums import Event, Language, Relation, Sex
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.analysis import assumption_set, read_case, write_case
from app.services.needs.analysis.saying import caution_words
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.reading import inputs_of
from app.services.needs.statutory import shipped_sheet
from app.services.needs.statutory.files import city_rules
from app.services.offers import proposals
from app.services.people import customers
from app.services.people.city_schemes import is_city_scheme
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.rules.needs.city import CityRules, city_hints
from app.services.rules.needs.gaps import Case, CaseMember, Medical, analyse
from app.services.rules.needs.statutory import Statute

A = assumption_set({})
RULES = CityRules("杭州", D("0.65"), D(150), D(15_000), D("0.7"), D(1_500_000), D(2_000))
ME = CaseMember("me", Relation.SELF, 45, "F", D(100_000))
GOOD = Medical(D(2_000_000), D(10_000), 20)


def codes(case: Case, rules: CityRules | None = RULES) -> list[str]:
    return [hint.code for hint in city_hints(case, A, rules)]


def test_said_where_a_cover_of_the_tier_or_an_answer_is_missing() -> None:
    assert codes(Case((ME,))) == ["city_medical", "city_care"]
    assert codes(Case((replace(ME, medical=(GOOD,)),))) == ["city_care"]
    assert codes(Case((replace(ME, medical=(GOOD,), care_benefit_month=D(1_000)),))) == []
    assert codes(Case((replace(ME, age=25),))) == ["city_medical"]  # care is not talked about yet
    assert codes(Case((ME,), declined=frozenset({Event.MEDICAL, Event.CARE}))) == []
    assert codes(Case((ME,)), None) == []


def test_it_changes_no_need() -> None:
    document = {"members": [{"key": "me", "age": 45, "income": 100_000}], "expenses": 60_000, "debts": 0}
    city = {name: float(v) if isinstance(v, D) else v for name, v in (("city", "杭州"), ("insured_share", D("0.65")),
            ("local_premium", D(150)), ("local_deductible", D(15_000)), ("local_share", D("0.7")),
            ("local_limit", D(1_500_000)), ("care_month", D(2_000)))}  # fmt: skip
    today = date(2026, 11, 24)
    plain, told = read_case(document, "", today), read_case(document | {"city": city}, "", today)
    assert analyse(plain.case, A) == analyse(told.case, A)
    assert told.city == RULES
    assert read_case(write_case(told), "", today).city == RULES
    assert {c.code for c in told.cautions()} - {c.code for c in plain.cautions()} == {"city_medical", "city_care"}
    for wrong in ({"insured_share": 65}, {"local_limit": -1}, {"city": ""}, {"more": 1}):
        with pytest.raises(InputError):
            read_case(document | {"city": city | wrong}, "", today)


def test_a_city_is_found_as_people_write_it() -> None:
    sheet = shipped_sheet(Statute.CITY_SCHEMES)
    for said in ("杭州", "杭州市", " 杭州 "):
        found = city_rules(sheet, said)
        assert found is not None and found.city == "杭州"
    for unknown in ("", "市", "杭", "杭州湾"):
        assert city_rules(sheet, unknown) is None


def test_one_file_knows_the_cities_and_the_names_of_their_schemes() -> None:
    assert is_city_scheme("2026 沪惠保") and is_city_scheme("西湖益联保")
    assert not is_city_scheme("百万医疗险")


def test_from_the_household_to_the_page_of_plans(store: Store, actor: Actor) -> None:
    draft = HouseholdDraft(MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1981, 5, 2), income=180_000_00))
    home = customers.add(store, actor, draft).id
    customers.update_contact(store, actor, home, ContactDraft(city="杭州市"))
    interview = interviews.start(store, actor, home)
    said = {"consent": True, "expenses": 90_000_00, "mortgage": 0, "other_debts": 0}
    interviews.save_answers(store, actor, interview.id, [AnswerRow(key, "", value) for key, value in said.items()])
    inputs = inputs_of(interviews.read(store, interview.id))
    assert inputs.city is not None and inputs.city.city == "杭州"
    assert proposals.hints_of(store, home, Language.ZH) == []  # nothing is confirmed yet
    interviews.confirm(store, actor, interview.id)
    for language, words in (
        (Language.ZH, ("杭州", "个人养老金", "长护险")),
        (Language.EN, ("杭州", "private pension")),
    ):
        hints = proposals.hints_of(store, home, language)
        assert all(any(word in hint for hint in hints) for word in words)


@pytest.mark.parametrize("language", list(Language))
def test_the_figures_are_said_in_words(language: Language) -> None:
    medical, care = city_hints(Case((ME,)), A, RULES)
    said = caution_words(medical, {}, language)
    assert all(figure in said for figure in ("65.0%", "150", "15,000", "70.0%", "1,500,000"))
    assert "2,000" in caution_words(care, {}, language)

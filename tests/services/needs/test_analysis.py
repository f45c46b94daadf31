"""The analysis of a household: its rules, its oracles by hand, and every fault of a case named."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import Event, Relation
from app.errors import InputError
from app.services.needs.analysis import assumption_set
from app.services.rules.needs.gaps import Case, CaseMember, NeedResult, analyse
from tests import reading

D = Decimal
A = assumption_set({})
CASE: dict[str, Any] = {
    "as_of": "2026-11-24",
    "members": [
        {"key": "p1", "relation": "self", "sex": "F", "birth_date": "1989-05-02", "income": 180000,
         "cover": {"death": 100000, "medical": 2000000}},
        {"key": "p2", "relation": "spouse", "sex": "M", "age": 39, "income": 240000, "cover": {"accident": 500000}},
        {"key": "p3", "relation": "child", "sex": "F", "age": 6, "education_savings": 20000},
    ],
    "expenses": 180000, "liquid": 200000, "debts": 900000, "parents_support": 12000, "parents_years": 15,
    "retirement_month": 8000, "state_pension_month": 6000, "retirement_funds": 100000,
}  # fmt: skip

TODAY = date(2026, 11, 24)


def needs_of(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {need["key"]: need for need in reading.analysis(case, today=TODAY)["needs"]}


def by_event(case: Case) -> dict[str, NeedResult]:
    return {need.event: need for need in analyse(case, A)}


def test_who_has_which_needs() -> None:
    found = needs_of(CASE)
    events = {key: [k.split("-")[1] for k in found if k.startswith(key)] for key in ("p1", "p2", "p3")}
    earner = ["death", "accident", "critical_illness", "medical", "disability", "retirement"]
    assert events == {"p1": earner, "p2": earner, "p3": ["critical_illness", "medical", "education"]}


def test_three_methods_for_death_stand_side_by_side_and_differ() -> None:
    death = needs_of(CASE)["p2-death"]
    methods = {death["worksheet"]["name"]: death["gap"]} | {m["name"]: m["gap"] for m in death["methods"]}
    assert set(methods) == {"survivors", "life_value", "rule_of_thumb"}
    assert methods["rule_of_thumb"] == 2_400_000
    assert len({round(gap) for gap in methods.values()}) == 3


def test_a_gap_by_hand() -> None:
    """p3's education: 4 years of 30,000 in today's money from age 18, 5 % growth, valued at entry at 2 %."""
    education = needs_of(CASE)["p3-education"]
    cost = sum(30000 * 1.05 ** (12 + j) * 1.02**-j for j in range(4))
    assert education["need"] == pytest.approx(cost, rel=1e-12)
    assert education["have"] == pytest.approx(20000 * 1.02**12, rel=1e-12)
    assert education["gap"] == pytest.approx(cost - 20000 * 1.02**12, rel=1e-12)


@given(st.integers(0, 5_000_000))
def test_accident_cover_never_offsets_death_by_any_cause(amount: int) -> None:
    def member(cover: dict[str, Decimal]) -> Case:
        return Case((CaseMember("p", Relation.SELF, 35, "M", D(200000), cover),), expenses=D(100000), debts=D(500000))

    plain, insured = by_event(member({})), by_event(member({Event.ACCIDENT: D(amount)}))
    assert insured[Event.DEATH].result == plain[Event.DEATH].result
    assert insured[Event.ACCIDENT].result.gap <= plain[Event.ACCIDENT].result.gap


@given(st.integers(0, 10**7))
def test_a_surplus_of_one_need_never_reduces_another(amount: int) -> None:
    plain = analyse(Case((CaseMember("p", Relation.SELF, 35, "M", D(200000)),)), A)
    rich = analyse(Case((CaseMember("p", Relation.SELF, 35, "M", D(200000), {Event.CRITICAL_ILLNESS: D(amount)}),)), A)
    for before, after in zip(plain, rich, strict=True):
        if before.event != Event.CRITICAL_ILLNESS:
            assert before == after
        else:
            assert after.result.gap <= before.result.gap


@given(st.integers(25, 58))
def test_human_life_value_falls_with_age(age: int) -> None:
    def value(years: int) -> Decimal:
        case = Case((CaseMember("p", Relation.SELF, years, "M", D(200000)),))
        return next(r for s, r in by_event(case)[Event.DEATH].others if s.name == "life_value").net

    assert value(age + 1) < value(age)


@pytest.mark.parametrize(("whole", "together"), [(1, 1_800_000), (0, 900_000)])
def test_each_earners_death_leaves_all_debts_or_a_part_by_income(whole: int, together: int) -> None:
    found = needs_of({**CASE, "assumptions": {"debts_whole": whole}})
    debts = [
        line["value"]
        for key in ("p1-death", "p2-death")
        for line in found[key]["worksheet"]["lines"]
        if line["label"] == "debts"
    ]
    assert sum(debts) == pytest.approx(together)


def test_children_and_the_retired_lose_no_income() -> None:
    case = Case((CaseMember("a", Relation.SELF, 66, "M"), CaseMember("c", Relation.CHILD, 8)))
    for need in analyse(case, A):
        if need.event == Event.CRITICAL_ILLNESS:
            values = dict(zip([line.label for line in need.sheet.lines], need.result.values, strict=True))
            assert values["illness_income"] == 0
    assert Event.DEATH not in by_event(case)


def test_the_gap_kept_is_never_less_than_the_gap_computed() -> None:
    for need in analyse(Case((CaseMember("p", Relation.SELF, 35, "M", D(200001)),)), A):
        assert need.gap_fen % 100 == 0
        assert 0 <= D(need.gap_fen) / 100 - need.result.gap < 1


def test_what_the_customer_declines_is_left_out() -> None:
    assert "p1-retirement" not in needs_of(CASE | {"declined": ["retirement"]})


def test_assumptions_can_be_changed_and_are_printed() -> None:
    answer = reading.analysis(CASE | {"assumptions": {"discount": D("0.05"), "illness_years": 5}}, today=TODAY)
    assert answer["assumptions"]["values"]["discount"] == 0.05
    assert answer["assumptions"]["values"]["illness_years"] == 5
    assert answer["life_stage"] == "growth"
    assert answer["order"][0].endswith("death")


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"members": []}, "members", "required"),
        ({"members": [{"key": "a"}]}, "members[0].birth_date", "required"),
        ({"members": [{"key": "a", "birth_date": "2030-01-01"}]}, "members[0].birth_date", "date_in_future"),
        ({"members": [{"key": "a", "age": 3}, {"key": "a", "age": 4}]}, "members[1].key", "twice"),
        ({"members": [{"key": "a", "age": 30, "relation": "uncle"}]}, "members[0].relation", "not_a_choice"),
        ({"members": [{"key": "a", "age": 30, "cover": {"fire": 1}}]}, "members[0].cover.fire", "not_a_choice"),
        ({"members": [{"key": "a", "age": 30, "income": -1}]}, "members[0].income", "negative"),
        ({"expenses": "many"}, "expenses", "not_a_number"),
        ({"as_of": "tomorrow"}, "as_of", "not_a_date"),
        ({"assumptions": {"mood": 1}}, "assumptions.mood", "unknown_field"),
        ({"assumptions": {"discount": -1}}, "assumptions.discount", "not_above"),
        ({"declined": ["fire"]}, "declined[0]", "not_a_choice"),
        ({"dog": 1}, "dog", "unknown_field"),
    ],
)
def test_every_fault_of_a_case_has_a_place(change: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        reading.analysis(CASE | change, today=TODAY)
    assert (code, path) in [(problem.code, problem.place.field) for problem in caught.value.problems]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    assert main(["analyse", str(path), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["needs"]) == 15
    assert main(["analyse", str(path)]) == 0
    assert "身故" in capsys.readouterr().out
    path.write_text('{"members": 3}')
    assert main(["analyse", str(path)]) == 2
    assert capsys.readouterr().err.startswith("error: case.json")


def test_equal_needs_keep_the_order_of_the_family() -> None:
    """Two earners' accident needs changed places from store to store, with their members' random ids."""
    case: dict[str, Any] = {
        "as_of": "2026-11-23",
        "members": [
            {"key": "z", "relation": "self", "age": 37, "income": 180_000},
            {"key": "a", "relation": "spouse", "age": 39, "income": 240_000},
        ],
        "expenses": 160_000,
    }
    order = reading.analysis(case, today=TODAY)["order"]
    for event in {key.split("-", 1)[1] for key in order}:
        assert [key for key in order if key.endswith(f"-{event}")] == [f"z-{event}", f"a-{event}"]

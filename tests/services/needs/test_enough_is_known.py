"""Enough is said only of what is known: a figure nobody said, or that was not told, is never nothing."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import Coverage, Event, Language, Relation, Sex
from app.services.base.store import Actor, Store
from app.services.matrix import listing
from app.services.needs import interviews
from app.services.needs.analysis import read_case, write_case
from app.services.needs.analysis.saying import missing_words
from app.services.needs.interviews import AnswerRow
from app.services.offers import proposals
from app.services.offers.proposals import NotAsked
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.needs.gaps import Mark, NeedResult, NeedState
from app.services.rules.needs.gaps.required import REQUIRED, required_of

DAY = date(2026, 11, 24)
FEN = 100
COUPLE = {"p1": "self", "p2": "spouse"}


def case(**figures: Any) -> dict[str, Any]:
    """A couple with money at hand, so much that without debts and expenses there is no gap at all."""
    incomes = figures.pop("incomes", {"p1": 200_000, "p2": 0})
    members = [
        {"key": key, "relation": relation, "age": 40, "sex": "M" if key == "p1" else "F",
         **({"income": incomes[key]} if key in incomes else {})}
        for key, relation in COUPLE.items()
    ]  # fmt: skip
    return {"as_of": DAY.isoformat(), "members": members, "liquid": 3_000_000, **figures}


def needs_of(document: dict[str, Any]) -> dict[str, NeedResult]:
    return {need.key: need for need in read_case(document, "case.json", DAY).needs()}


def test_without_expenses_or_debts_nobody_has_enough() -> None:
    found = needs_of(case())
    for event in (Event.DEATH, Event.ACCIDENT):
        need = found[f"p1-{event}"]
        assert need.gap_fen == 0, "what is known leaves no gap: once this read as enough"
        assert (need.state, need.missing) == (NeedState.UNKNOWN, ("expenses", "debts"))
        assert missing_words(need, {}, Language.ZH) == "资料不足：缺家庭年支出、债务余额"
    assert found["p1-critical_illness"].state == NeedState.OPEN


def test_nothing_is_an_answer() -> None:
    found = needs_of(case(expenses=0, debts=0))
    assert found["p1-death"].state == NeedState.COVERED
    assert needs_of(case(expenses=0))["p1-death"].missing == ("debts",)
    assert needs_of(case(expenses=400_000, debts=0))["p1-death"].state == NeedState.OPEN


def test_an_income_nobody_said_may_be_lost() -> None:
    found = needs_of(case(expenses=100_000, debts=0, incomes={"p1": 200_000}))
    for event in (Event.DEATH, Event.ACCIDENT, Event.DISABILITY, Event.CRITICAL_ILLNESS):
        assert found[f"p2-{event}"].missing == ("p2.income",), "a need of hers, though nothing of it is known"
    assert found["p1-death"].missing == ("p2.income",), "what she earns lowers his"
    assert "p2-disability" not in needs_of(case(expenses=100_000, debts=0)), "she said that she earns nothing"


def test_what_was_not_told_is_the_least_there_is_and_never_enough() -> None:
    open_ = needs_of(case(expenses=500_000, debts=0, not_told=["debts"]))["p1-death"]
    assert (open_.state, open_.missing) == (NeedState.OPEN, ()), "at least this much is missing"
    hidden = needs_of(case(expenses=0, debts=0, not_told=["debts"]))["p1-death"]
    assert (hidden.state, hidden.missing) == (NeedState.UNKNOWN, ("debts",))


FIGURES = ("expenses", "debts", "retirement_month", "legacy")


@settings(max_examples=60)
@given(
    st.fixed_dictionaries({}, optional={name: st.sampled_from([0, 5_000, 900_000]) for name in FIGURES}),
    st.fixed_dictionaries({}, optional={key: st.sampled_from([0, 90_000, 400_000]) for key in COUPLE}),
    st.sampled_from([0, 50_000, 5_000_000]),
)
def test_enough_stays_enough_whatever_a_required_figure_turns_out_to_be(
    figures: dict[str, int], incomes: dict[str, int], liquid: int
) -> None:
    """Whatever is said to be enough rests on nothing that was not said: a required figure that is not there is named,
    and one that is named is not there."""
    inputs = read_case(case(**figures, incomes=incomes) | {"liquid": liquid}, "case.json", DAY)
    said = {*figures, *(f"{key}.income" for key in incomes)}
    for need in inputs.needs():
        member = next(m for m in inputs.case.members if m.key == need.member)
        required = set(required_of(inputs.case, member, need.event))
        assert set(need.missing) == required - said
        assert (need.state == NeedState.UNKNOWN) == bool(need.missing)
        assert need.state != NeedState.COVERED or required <= said
    again = read_case(json.loads(json.dumps(write_case(inputs))), "frozen.json", DAY)
    assert [(n.key, n.missing, n.state) for n in again.needs()] == [(n.key, n.missing, n.state) for n in inputs.needs()]


def test_every_event_has_its_list() -> None:
    assert set(REQUIRED) == set(Event)


def test_a_frozen_analysis_of_before_keeps_what_it_said() -> None:
    old = {**case(), "formula_version": "2026.3"}
    assert needs_of(old)["p1-death"].state == NeedState.COVERED
    assert not [m for m in read_case(old, "", DAY).case.marks.values() if m == Mark.MISSING]


@pytest.mark.parametrize(("language", "words"), [("zh", "资料不足：缺家庭年支出"), ("en", "not enough known")])
def test_the_command_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), encoding="utf-8")
    assert main(["analyse", str(path), "--language", language]) == 0
    assert words in capsys.readouterr().out
    assert main(["analyse", str(path), "--json"]) == 0
    told = {need["key"]: need for need in json.loads(capsys.readouterr().out)["needs"]}
    assert told["p1-death"]["state"] == "unknown"
    assert told["p1-death"]["missing"] == ["expenses", "debts"]


@pytest.fixture
def half_told(store: Store, actor: Actor) -> tuple[str, str]:
    """An interview in which neither expenses nor debts were talked about; household and interview."""
    born = date(1986, 3, 1)
    me = MemberDraft("王芳", Relation.SELF, Sex.FEMALE, born, income=200_000 * FEN)
    home = customers.add(store, actor, HouseholdDraft(me, finances={"deposits": 3_000_000 * FEN}))
    begun = interviews.start(store, actor, home.id, "quick")
    interviews.save_answers(store, actor, begun.id, [AnswerRow("consent", "", True)], "first")
    return home.id, begun.id


def test_matrix_and_request_say_the_same(store: Store, actor: Actor, half_told: tuple[str, str]) -> None:
    household_id, interview_id = half_told
    interviews.confirm(store, actor, interview_id)
    rows = {row.event: row for row in listing.rows(store, DAY, household_id=household_id)}
    for event in (Event.DEATH, Event.ACCIDENT):
        assert rows[event].coverage == rows[event].deep == Coverage.UNKNOWN
        assert (rows[event].gap, rows[event].ratio) == (0, 0.0)
    assert rows[Event.CRITICAL_ILLNESS].coverage == Coverage.OPEN
    unknown = [row for row in listing.rows(store, DAY) if row.coverage == Coverage.UNKNOWN]
    assert {row.event for row in unknown} == {Event.DEATH, Event.ACCIDENT}
    based = proposals.basis(store, household_id, DAY)
    assert {line.event: line.not_asked for line in based.settled} == {
        Event.DEATH: NotAsked.MISSING, Event.ACCIDENT: NotAsked.MISSING
    }  # fmt: skip
    assert {need.event for need in based.request.needs} == {Event.CRITICAL_ILLNESS, Event.MEDICAL}


def test_once_said_the_need_is_known(store: Store, actor: Actor, half_told: tuple[str, str]) -> None:
    household_id, interview_id = half_told
    answers = [AnswerRow("expenses", "", 400_000 * FEN), AnswerRow("mortgage", "", 0)]
    interviews.save_answers(store, actor, interview_id, answers, "first")
    interviews.confirm(store, actor, interview_id)
    rows = {row.event: row for row in listing.rows(store, DAY, household_id=household_id)}
    death = next(n for n in interviews.analyse_interview(interviews.read(store, interview_id))[0] if n.event == "death")
    assert death.state == (NeedState.OPEN if death.result.gap > Decimal(0) else NeedState.COVERED)
    assert Event.DEATH not in rows or rows[Event.DEATH].coverage != Coverage.UNKNOWN
    assert not proposals.basis(store, household_id, DAY).settled

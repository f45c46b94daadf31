"""Frozen analyses, sets of assumptions, life events, and last year's gaps beside today's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.enums import AnswerState, Event, Language, LifeEventKind, Relation, Sex
from app.errors import InputError
from app.models import Analysis
from app.services.base.store import Actor, Store
from app.services.needs import analyses, analysis_records, assumption_sets, interviews, life_events
from app.services.needs.analysis import record
from app.services.needs.analysis.inputs import shipped_basis
from app.services.needs.interviews import AnswerRow, InterviewDetail
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.needs.comparing import Figure, NeedChange, compare
from app.services.tables.paper import Bars, Bullets, Heading, NewPage, Table, write_word
from app.services.tables.paper.html import to_html
from tests import reading
from tests.conftest import NOW, PASSWORD

YUAN = 100


class Clock:
    """A store's clock that can be put forward."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(store_file: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(store_file, PASSWORD, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def household_id(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), "13812345678", income=180_000 * YUAN),
        (
            MemberDraft("李强", Relation.SPOUSE, Sex.MALE, date(1987, 8, 20), income=240_000 * YUAN),
            MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),
        ),
        finances={"expenses": 160_000 * YUAN, "deposits": 200_000_55},
    )
    return customers.add(store, actor, draft).id


def held(store: Store, actor: Actor, household_id: str, *more: AnswerRow) -> InterviewDetail:
    """An interview with consent and some figures, not confirmed yet."""
    interview = interviews.start(store, actor, household_id)
    said = [AnswerRow("consent", "", True), AnswerRow("mortgage", "", 900_000 * YUAN), *more]
    return interviews.save_answers(store, actor, interview.id, said)


# -- frozen ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("tmp_path")
def test_a_frozen_analysis_gives_the_same_numbers_years_later(
    store: Store,
    actor: Actor,
    household_id: str,
    clock: Clock,
) -> None:
    own = assumption_sets.save(store, actor, "保守", {"discount": "0.0225", "inflation": 0.03})
    assumption_sets.make_default(store, actor, own.id)
    him = interviews.start(store, actor, household_id).people[1].id
    policies.add(
        store, actor, household_id,
        PolicyDraft(him, "定期寿险", (CoverRow(Event.DEATH, 500_000 * YUAN),), ends_on=date(2040, 6, 1), premium=99_99),
    )  # fmt: skip
    interview = held(store, actor, household_id, AnswerRow("legacy", "", None, AnswerState.UNWILLING))
    interviews.change_assumptions(store, actor, interview.id, {"illness_years": 5, "salary_growth": 0.0333})
    interviews.confirm(store, actor, interview.id)
    before = analyses.of_interview(store, interview.id)
    assert before is not None
    # Years pass; the family, its policies, and the set of assumptions all change.
    clock.now = NOW + timedelta(days=1_500)
    assumption_sets.save(store, actor, "保守", {"discount": 0.06})
    policy = reading.policies(store, household_id)[0]
    policies.remove(store, actor, policy.id)
    after = analyses.of_interview(store, interview.id)
    assert after == before
    assert analyses.differs(after) == []
    assert analyses.prove(store) == analyses.Proof(1, (), 0)
    again = analyses.reproduce(after)
    assert again["needs"] == after.result["needs"]
    assert again["assumptions"]["name"] == "保守"
    assert (again["assumptions"]["version"], again["assumptions"]["values"]["discount"]) == (1, 0.0225)
    assert again["assumptions"]["changed"] == ["illness_years", "salary_growth"]


def test_a_figure_altered_in_the_store_is_seen(store: Store, actor: Actor, household_id: str) -> None:
    interview = held(store, actor, household_id)
    interviews.confirm(store, actor, interview.id)
    with store.write(actor, "test.alter") as session:
        row = session.scalars(select(Analysis)).one()
        result = dict(row.result)
        result["needs"] = [{**need, "gap": need["gap"] + 0.02} for need in result["needs"]]
        row.result = result
    frozen = analyses.of_interview(store, interview.id)
    assert frozen is not None
    assert analyses.differs(frozen) == [need["key"] for need in frozen.result["needs"]]
    assert analyses.prove(store) == analyses.Proof(0, (frozen.id,), 0)


def test_an_analysis_from_before_inputs_were_kept_says_so(store: Store, actor: Actor, household_id: str) -> None:
    interview = held(store, actor, household_id)
    interviews.confirm(store, actor, interview.id)
    with store.write(actor, "test.alter") as session:
        row = session.scalars(select(Analysis)).one()
        row.case, row.formula_version = {"template": ["family", 1], "answers": []}, "2026.1"
        bare = {"lines": [{"label": "debts", "value": 900_000.0}, {"label": "cover", "value": 100_000.0}]}
        needs = [{**need, "worksheet": {**need["worksheet"], **bare}} for need in row.result["needs"]]
        row.result = {**row.result, "needs": needs}
    frozen = analyses.of_interview(store, interview.id)
    assert frozen is not None
    with pytest.raises(InputError) as caught:
        analyses.reproduce(frozen)
    assert caught.value.problems[0].code == "inputs_not_kept"
    assert frozen.formula_version == "2026.1"
    assert analyses.prove(store) == analyses.Proof(0, (), 1)
    death = next(d for d in analyses.changes(frozen, []) if d.event == Event.DEATH)
    assert death.movers == (("debts", Decimal(-900_000)), ("cover", Decimal(100_000)))  # signs it did not write


# -- sets of assumptions --------------------------------------------------------------------------------------


def test_sets_have_names_and_editions_and_a_default(store: Store, actor: Actor, household_id: str) -> None:
    assert [(row.name, row.default) for row in assumption_sets.listing(store)] == [("default", True)]
    first = assumption_sets.save(store, actor, " 保守 ", {"discount": 0.02}, "给谨慎的家庭")
    assumption_sets.make_default(store, actor, first.id)
    second = assumption_sets.save(store, actor, "保守", {"discount": 0.0225})
    assert (first.edition, second.edition, second.default) == (1, 2, True)
    rows = assumption_sets.listing(store)
    assert [(row.name, row.edition, row.default) for row in rows] == [("default", 4, False), ("保守", 2, True)]
    interview = interviews.start(store, actor, household_id)
    assert interview.basis == second.basis
    assumption_sets.choose(store, actor, interview.id, first.id)
    assert interviews.read(store, interview.id).basis == first.basis
    assumption_sets.choose(store, actor, interview.id, assumption_sets.SHIPPED)
    assert interviews.read(store, interview.id).basis.name == "default"
    assumption_sets.archive(store, actor, second.id)
    assert [(row.name, row.default) for row in assumption_sets.listing(store)] == [("default", True)]


@pytest.mark.parametrize(
    ("name", "values", "field", "code"),
    [
        ("", {}, "name", "required"),
        ("default", {}, "name", "set_is_shipped"),
        ("x", {"discount": -1}, "discount", "not_above"),
        ("x", {"treatment": -5}, "treatment", "negative"),
        ("x", {"mood": 1}, "mood", "unknown_field"),
        ("x", {"discount": "high"}, "discount", "not_a_number"),
        ("x", {"retirement_age": 500}, "retirement_age", "number_too_large"),
    ],
)
def test_a_set_at_fault_is_refused_with_its_place(
    store: Store, actor: Actor, name: str, values: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        assumption_sets.save(store, actor, name, values)
    assert (caught.value.problems[0].code, caught.value.problems[0].place.field) == (code, field)
    assert len(assumption_sets.listing(store)) == 1


def test_a_set_of_an_older_program_gets_the_shipped_value_for_what_it_lacks(store: Store, actor: Actor) -> None:
    row = assumption_sets.save(store, actor, "x", {"discount": 0.01})
    assert set(row.values) == set(shipped_basis().values)


# -- life events ----------------------------------------------------------------------------------------------


def test_a_life_event_is_a_reason_to_call_until_the_next_analysis(
    store: Store, actor: Actor, household_id: str, clock: Clock
) -> None:
    today = NOW.date()
    interview = held(store, actor, household_id)
    interviews.confirm(store, actor, interview.id)
    assert life_events.reasons(store, actor.code, today) == []
    clock.now += timedelta(days=40)
    her = interview.people[0].id
    life_events.record(store, actor, household_id, LifeEventKind.JOB, today, member_id=her, note="去了新公司")
    aside = life_events.record(store, actor, household_id, LifeEventKind.MOVE, today)
    life_events.set_aside(store, actor, aside.id)
    (reason,) = life_events.reasons(store, actor.code, today)
    assert (reason.household, reason.kind, reason.note) == ("王芳", LifeEventKind.JOB, "去了新公司")
    assert life_events.reasons(store, "A999", today) == []
    assert [(row.kind, row.open, row.member) for row in life_events.of_household(store, household_id)] == [
        (LifeEventKind.MOVE, False, ""), (LifeEventKind.JOB, True, "王芳"),
    ]  # fmt: skip
    clock.now += timedelta(days=1)
    interviews.confirm(store, actor, held(store, actor, household_id).id)
    assert life_events.reasons(store, actor.code, today) == []
    assert not any(row.open for row in life_events.of_household(store, household_id))


def test_a_year_after_the_analysis_the_family_is_called_again(store: Store, actor: Actor, household_id: str) -> None:
    interviews.confirm(store, actor, held(store, actor, household_id).id)
    day = NOW.date()
    assert life_events.reasons(store, actor.code, day + timedelta(days=364)) == []
    (reason,) = life_events.reasons(store, actor.code, day + timedelta(days=365))
    assert (reason.kind, reason.on) == (None, day)
    life_events.record(store, actor, household_id, LifeEventKind.CHILD, day)
    reasons = life_events.reasons(store, actor.code, day + timedelta(days=400))
    assert [reason.kind for reason in reasons] == [None]  # what was known when the analysis was made is no news


def test_a_life_event_at_fault_is_refused(store: Store, actor: Actor, household_id: str) -> None:
    with pytest.raises(InputError) as caught:
        life_events.record(store, actor, household_id, LifeEventKind.CHILD, NOW.date() + timedelta(days=1))
    assert caught.value.problems[0].place.field == "happened_on"
    with pytest.raises(InputError):
        life_events.record(store, actor, household_id, LifeEventKind.CHILD, NOW.date(), member_id="nobody")
    taken = life_events.record(store, actor, household_id, LifeEventKind.CHILD, NOW.date())
    life_events.take_back(store, actor, taken.id)
    assert life_events.of_household(store, household_id) == []


# -- what changed ---------------------------------------------------------------------------------------------


def test_last_years_gaps_stand_beside_todays(store: Store, actor: Actor, household_id: str, clock: Clock) -> None:
    interviews.confirm(store, actor, held(store, actor, household_id).id)
    clock.now = NOW + timedelta(days=200)
    again = held(store, actor, household_id, AnswerRow("mortgage", "", 1_500_000 * YUAN))
    last = analyses.before(store, household_id, again.id)
    assert last is not None
    found = {d.key: d for d in analyses.changes(last, interviews.analyse_interview(again)[0])}
    him = again.people[1].id
    death = found[f"{him}-death"]
    assert death.change == NeedChange.UP
    assert death.movers[0][0] == "debts"
    assert float(death.movers[0][1]) == pytest.approx(600_000)
    assert found[f"{him}-medical"].change == NeedChange.SAME
    changes = [d.change for d in analyses.changes(last, interviews.analyse_interview(again)[0])]
    assert changes == sorted(changes, key=lambda change: change == NeedChange.SAME)


amounts = st.integers(0, 5_000_000).map(Decimal)


@given(st.dictionaries(st.sampled_from("abcdef"), amounts), st.dictionaries(st.sampled_from("abcdef"), amounts))
def test_a_comparison_is_symmetric(old: dict[str, Decimal], new: dict[str, Decimal]) -> None:
    def figures(gaps: dict[str, Decimal]) -> list[Figure]:
        return [Figure(key, "m", "death", gap, {"x": gap}) for key, gap in gaps.items()]

    there = {d.key: d for d in compare(figures(old), figures(new))}
    back = {d.key: d for d in compare(figures(new), figures(old))}
    assert there.keys() == back.keys() == old.keys() | new.keys()
    opposite = {NeedChange.UP: NeedChange.DOWN, NeedChange.DOWN: NeedChange.UP, NeedChange.NEW: NeedChange.GONE,
                NeedChange.GONE: NeedChange.NEW}  # fmt: skip
    for key, difference in there.items():
        assert back[key].amount == -difference.amount
        if difference.change in (NeedChange.NEW, NeedChange.GONE):
            assert back[key].change == opposite[difference.change]
    assert all(d.change == NeedChange.SAME for d in compare(figures(old), figures(old)))


# -- the record -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_the_record_says_everything_in_both_languages(
    store: Store, actor: Actor, household_id: str, language: Language, tmp_path: Path
) -> None:
    interview = held(
        store, actor, household_id, AnswerRow("parents_support", "", 12_000 * YUAN, AnswerState.UNVERIFIED)
    )
    draft = analysis_records.of_interview(store, interview, language)
    assert ("记录" if language == Language.ZH else "Record") in draft.title
    interviews.confirm(store, actor, interview.id)
    confirmed = interviews.read(store, interview.id)
    paper = analysis_records.of_interview(store, confirmed, language)
    frozen = analyses.of_interview(store, interview.id)
    assert frozen is not None
    sheets = [h for h in paper.blocks if isinstance(h, Heading) and h.level == 2]
    assert len(sheets) == sum(1 + len(need["methods"]) for need in frozen.result["needs"])
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    gaps = [row[4] for row in tables[1].rows]
    assert len(gaps) == len(frozen.result["needs"])
    for row, need in zip(tables[1].rows, frozen.result["needs"], strict=True):
        assert row[4].endswith(f"{need['gap']:,.2f}")  # as in the annex and on the command line
    bars = next(place for place, block in enumerate(paper.blocks) if isinstance(block, Bars))
    many = len(tables[0].rows) + 2 * len(gaps) > record.ONE_PAGE
    assert many and isinstance(paper.blocks[bars - 1], NewPage)
    assert any(isinstance(block, Bullets) for block in paper.blocks)
    assert any("2026-11-24" in line for line in paper.running)
    html = to_html(paper, 780)
    write_word(paper, tmp_path / "record.docx")
    with zipfile.ZipFile(tmp_path / "record.docx") as archive:
        text = archive.read("word/document.xml").decode()
    for said in (html, text):
        assert "2026.3" in said
        assert ("待核实" if language == Language.ZH else "to be verified") in said
        assert not [code for code in ("line.", "event.", "record.", "column.", "caution.") if f">{code}" in said]

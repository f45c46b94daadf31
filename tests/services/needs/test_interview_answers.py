"""Answers with source, day and history; follow-ups; topics; the summary; other templates; what survives a kill."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import AnswerSource, AnswerState, Event, Language, ObservationKind, Relation, Sex
from app.errors import InputError
from app.models import Answer, Interview, Need
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.template_keeping import save
from app.services.needs.interviews.template_writing import write_document
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import combine
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.conftest import NOW, PASSWORD

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def household_id(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1980, 5, 2), income=180_000_00),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2010, 3, 9)),),
        finances={"expenses": 120_000_00},
    )
    return customers.add(store, actor, draft).id


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_figure_from_the_record_says_so_and_becomes_the_customers_word(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    known = interview.answers["expenses", ""]
    assert (known.source, known.on) == (AnswerSource.RECORD, TODAY)
    said = AnswerRow("expenses", "", 130_000_00, AnswerState.SAID, AnswerSource.DOCUMENT, date(2026, 10, 1))
    again = interviews.save_answers(store, actor, interview.id, [said])
    assert again.answers["expenses", ""] == said


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [("parents_years", 10**6, "not_a_whole_number"), ("expenses", 10**16, "number_too_large")],
)
def test_absurd_numbers_are_refused_with_their_place(
    store: Store, actor: Actor, household_id: str, question: str, value: int, code: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    with pytest.raises(InputError) as caught:
        interviews.save_answers(store, actor, interview.id, [AnswerRow(question, "", value)])
    assert [(p.code, p.place.field) for p in caught.value.problems] == [(code, f"{question}/")]


def test_the_history_says_who_when_and_from_what_to_what(
    store_file: Path, store: Store, actor: Actor, household_id: str
) -> None:
    id = interviews.start(store, actor, household_id).id
    store.close()
    clock, other = Clock(), Actor("A002", "赵雷")
    opened = Store.open(store_file, PASSWORD, clock=clock)
    place = ("mortgage", "")
    for minutes, value, who in ((0, 9_00, actor), (1, 90_00, actor), (30, 80_00, other), (60, None, actor)):
        clock.now = NOW + timedelta(minutes=minutes)
        interviews.save_answers(opened, who, id, [AnswerRow("mortgage", "", value)])
    told = interviews.history_of(opened, id, place)
    assert [(c.agent_code, c.old and c.old.value, c.new and c.new.value) for c in told] == [
        ("A001", 80_00, None),
        ("A002", 90_00, 80_00),
        ("A001", None, 90_00),  # what is typed on within two minutes is one change
    ]
    assert told[1].at == NOW.replace(tzinfo=UTC) + timedelta(minutes=30)
    opened.close()


def test_saving_what_is_there_already_changes_nothing(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    place = ("expenses", "")
    interviews.save_answers(store, actor, interview.id, list(interview.answers.values()))
    with store.read() as session:
        row = session.scalars(select(Answer).where(Answer.question == "expenses")).one()
        assert row.version == 1
    assert interviews.history_of(store, interview.id, place) == []


def test_a_follow_up_is_asked_when_its_condition_is_met_and_counts_only_then(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    years = interview.template.question("parents_years")
    assert interview.asked(years) == []
    answers = [AnswerRow("parents_support", "", 24_000_00), AnswerRow("parents_years", "", 15)]
    interview = interviews.save_answers(store, actor, interview.id, answers)
    assert interview.asked(years) == [("parents_years", "")]
    assert interviews.case_of(interview).parents_years == 15
    interview = interviews.save_answers(store, actor, interview.id, [AnswerRow("parents_support", "", 0)])
    assert interview.asked(years) == []
    assert interviews.case_of(interview).parents_years == 0


def test_the_listening_aid_names_what_was_left_behind_first(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    topics = interviews.open_topics(interview)
    assert [topic.section.key for topic in topics] == [
        "consent", "family", "finances", "cover", "goals", "worries", "budget"
    ]  # fmt: skip
    assert [topic.section.key for topic in interviews.reminder(interview, "goals")] == ["consent", "family", "finances"]
    interview = interviews.save_answers(
        store, actor, interview.id, [AnswerRow("consent", "", True), AnswerRow("expectations", "", "安心")]
    )
    assert "consent" not in [topic.section.key for topic in interviews.open_topics(interview)]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (AnswerRow("life_changes", "", ["child", "moon"]), "not_a_choice"),
        (AnswerRow("life_changes", "", ["child", "child"]), "twice"),
        (AnswerRow("satisfied", "", 6), "not_a_whole_number"),
        (AnswerRow("nothing", "", 6), "not_found"),
    ],
)
def test_answers_of_the_new_kinds_are_checked(
    store: Store, actor: Actor, household_id: str, answer: AnswerRow, code: str
) -> None:
    interview = interviews.start(store, actor, household_id, "yearly")
    with pytest.raises(InputError) as caught:
        interviews.save_answers(store, actor, interview.id, [answer])
    assert caught.value.problems[0].code == code


def test_a_retirement_review_sums_its_table_and_speaks_of_retirement_only(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = interviews.start(store, actor, household_id, "retirement")
    rows = [{"what": "年金", "amount": 100_000_00, "until": 2040}, {"what": "存单", "amount": 50_000_00}]
    answers = [
        AnswerRow("funds_list", "", rows),
        AnswerRow("retirement_month", "", 8_000_00),
        AnswerRow("order", "", ["legacy", "retirement"]),
        AnswerRow("legacy", "", 500_000_00),
    ]
    interview = interviews.save_answers(store, actor, interview.id, answers)
    assert interviews.case_of(interview).retirement_funds == 150_000
    needs, order = interviews.analyse_interview(interview)
    assert {need.event for need in needs} <= {Event.RETIREMENT, Event.CARE, Event.MEDICAL, Event.LEGACY}
    assert [key.split("-")[1] for key in order[:2]] == ["legacy", "retirement"]


def test_a_yearly_review_begins_with_what_was_said_last_time(store: Store, actor: Actor, household_id: str) -> None:
    first = interviews.start(store, actor, household_id)
    answers = [
        AnswerRow("consent", "", True),
        AnswerRow("retirement_month", "", 8_000_00),
        AnswerRow("dream", "", "海"),
    ]
    interviews.save_answers(store, actor, first.id, answers)
    interviews.confirm(store, actor, first.id)
    review = interviews.start(store, actor, household_id, "yearly")
    carried = review.answers["retirement_month", ""]
    assert (carried.value, carried.source, carried.on) == (8_000_00, AnswerSource.RECORD, first.held_on)
    assert ("consent", "") not in review.answers


def test_goods_become_needs_in_the_matrix_and_plans_from_the_goods_catalogue(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor, catalogue.GOODS)
    purse = {"premium_budget": 20_000_00}
    id = customers.add(store, actor, HouseholdDraft(MemberDraft("钱多", Relation.SELF), finances=purse)).id
    interview = interviews.start(store, actor, id, "goods")
    assert ("budget", "") not in interview.answers  # what may go into premiums says nothing of phones
    answers = [
        AnswerRow("want_photos", "", 3),
        AnswerRow("weight_photos", "", 5),
        AnswerRow("want_protection", "", 4),
        AnswerRow("have_protection", "", 1),
        AnswerRow("weight_protection", "", 2),
        AnswerRow("budget", "", 4_000_00),
    ]
    interview = interviews.save_answers(store, actor, interview.id, answers)
    assert interviews.missing(interview) == []
    assert "3 份" in interviews.summarise(interview, Language.ZH)
    assert "Photos: about 3 units" in interviews.summarise(interview, Language.EN)
    ids = interviews.confirm(store, actor, interview.id)
    with store.read() as session:
        needs = {need.event: need for need in session.scalars(select(Need).where(Need.id.in_(ids)))}
        assert session.get_one(Interview, interview.id).consent_at is None
    assert {event: (need.gap, need.weight) for event, need in needs.items()} == {
        "photos": (300, 5.0),
        "protection": (300, 2.0),
    }
    assert needs["photos"].rank == 1
    assert customers.household(store, id).finances == {**purse, "goods_budget": 4_000_00}
    based = proposals.basis(store, id, TODAY)
    assert based.budget == 4_000_00
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    assert plan.status == "optimal" and 0 < plan.premium <= 4_000_00
    assert {need for item in plan.items for need, _ in item.answers} == set(ids)


def test_an_interview_keeps_the_version_it_was_held_with(store: Store, actor: Actor, household_id: str) -> None:
    held = interviews.start(store, actor, household_id, "quick")
    document = write_document(held.template)
    document["sections"][1]["questions"] = document["sections"][1]["questions"][:2]
    newer = save(store, actor, document)
    assert interviews.read(store, held.id).template == held.template
    interviews.discard(store, actor, held.id)
    assert interviews.latest(store, household_id) is None
    assert interviews.start(store, actor, household_id, "quick").template == newer


def test_discarding_takes_notes_and_history_too_but_never_a_confirmed_one(
    store: Store, actor: Actor, household_id: str
) -> None:
    draft = interviews.start(store, actor, household_id)
    interviews.add_observation(store, actor, draft.id, ObservationKind.TONE, "犹豫")
    interviews.save_answers(store, actor, draft.id, [AnswerRow("consent", "", True)])
    interviews.discard(store, actor, draft.id)
    confirmed = interviews.start(store, actor, household_id)
    interviews.save_answers(store, actor, confirmed.id, [AnswerRow("consent", "", True)])
    interviews.confirm(store, actor, confirmed.id)
    with pytest.raises(InputError):
        interviews.discard(store, actor, confirmed.id)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH, ("王芳（46 岁）", "12 万元", "您说：“还不起房贷”", "身故", "还要再核实的")),
        (Language.EN, ("王芳 (46)", "120,000 yuan", "You said: “还不起房贷”", "Death", "verified")),
    ],
)
def test_the_summary_says_it_in_plain_words_and_nothing_of_health(
    store: Store, actor: Actor, household_id: str, language: Language, said: tuple[str, ...]
) -> None:
    interview = interviews.start(store, actor, household_id)
    mother = interview.people[0].id
    answers = [
        AnswerRow("worry_words", "", "还不起房贷"),
        AnswerRow("health", mother, "高血压"),
        AnswerRow("mortgage", "", 900_000_00, AnswerState.UNVERIFIED),
    ]
    text = interviews.summarise(interviews.save_answers(store, actor, interview.id, answers), language)
    assert all(part in text for part in said)
    assert "高血压" not in text and "{" not in text and "summary." not in text


def test_the_summary_is_kept_as_it_was_edited(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("consent", "", True)])
    interviews.write_summary(store, actor, interview.id, " 我们说好的。 ")
    interviews.confirm(store, actor, interview.id)
    assert interviews.read(store, interview.id).summary == "我们说好的。"


WRITER = """
import os, sys
from pathlib import Path
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.base.store import Actor, Store

store = Store.open(Path(sys.argv[1]), sys.argv[2])
interviews.save_answers(store, Actor("A001", ""), sys.argv[3], [AnswerRow("mortgage", "", 90000000)], "finances")
print("saved", flush=True)
sys.stdin.read()
"""


def test_a_draft_survives_a_kill(store: Store, store_file: Path, actor: Actor, household_id: str) -> None:
    id = interviews.start(store, actor, household_id).id
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store_file), PASSWORD, id],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == "saved\n"
        writer.kill()
    opened = Store.open(store_file, PASSWORD)
    found = interviews.read(opened, id)
    assert (found.answers["mortgage", ""].value, found.step) == (900_000_00, "finances")
    assert not opened.faults()
    opened.close()

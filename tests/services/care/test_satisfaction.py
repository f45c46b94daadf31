"""Satisfaction: figures by hand and by property, recording, trend, and needs that feedback opens again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Language, NeedStatus
from app.errors import ConflictError, InputError
from app.services import matrix
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.care import clocks, satisfaction
from app.services.care.satisfaction import FeedbackDraft
from app.services.front import demo
from app.services.matrix import changes
from app.services.people import customers
from app.services.rules.care import satisfaction as rules
from app.services.rules.care.clock_facts import Moment
from app.services.rules.care.clocks import ClockKind
from app.services.rules.care.satisfaction import Answer, Channel, FeedbackState
from tests.undoing import last_unit, take_back_last

TODAY = date(2026, 11, 24)


@pytest.fixture
def family(store: Store, actor: Actor) -> str:
    """The sample family, whom nobody has asked yet."""
    id = demo.sample_family(store)
    for said in satisfaction.of_household(store, id):
        satisfaction.remove(store, actor, said.id)
    return id


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None), ([9, 10], 100), ([0, 6], -100), ([7, 8], 0), ([10, 8, 6, 9], 25),
        ([10, 10, 3], Decimal(100) / 3),
    ],
)  # fmt: skip
def test_nps_is_promoters_less_detractors(scores: list[int], expected: Decimal | None) -> None:
    assert rules.nps(scores).value == expected


@pytest.mark.parametrize(("scores", "expected"), [([], None), ([4, 5], 100), ([3, 1], 0), ([5, 3, 4, 2], 50)])
def test_csat_is_the_share_of_four_and_five(scores: list[int], expected: int | None) -> None:
    assert rules.csat(scores).value == expected


@given(st.lists(st.integers(0, 10)))
def test_nps_stays_in_its_bounds_and_says_when_there_are_few(scores: list[int]) -> None:
    score = rules.nps(scores)
    assert score.n == len(scores)
    assert score.few == (0 < len(scores) < rules.FEW)
    assert score.value is None or -100 <= score.value <= 100


def test_months_are_whole_over_the_year_end() -> None:
    answers = [Answer(date(2025, 12, 31), 5, None), Answer(date(2026, 1, 1), None, 3), Answer(date(2025, 10, 31), 1, 1)]
    months = rules.by_month(answers, date(2026, 1, 15), 3)
    assert [(one.id, one.csat.n, one.nps.n) for one in months] == [
        ("2025-11", 0, 0),
        ("2025-12", 1, 0),
        ("2026-01", 0, 1),
    ]


def test_recording_drilling_and_taking_back(store: Store, actor: Actor, family: str) -> None:
    said = FeedbackDraft(Moment.DELIVERY, TODAY, channel=Channel.PHONE, csat=5, nps=9, words="讲得很清楚")
    row = satisfaction.record(store, actor, family, said)
    satisfaction.record(store, actor, family, FeedbackDraft(Moment.CLAIM, state=FeedbackState.NOT_ASKED))
    satisfaction.record(store, actor, family, FeedbackDraft(Moment.CLAIM, state=FeedbackState.NO_ANSWER))
    found = satisfaction.trend(store, actor.code, TODAY)
    assert (found.asked, found.answered, found.csat.value, found.nps.value) == (2, 1, 100, 100)
    assert (len(found.months), found.months[-1].csat.few) == (12, True)
    assert [one.id for one in satisfaction.listing(store, actor.code, TODAY, TODAY, answered=True)] == [row.id]
    assert len(satisfaction.listing(store, actor.code, TODAY, TODAY, moment=Moment.CLAIM)) == 2
    assert satisfaction.trend(store, "A999", TODAY).asked == 0
    draft = satisfaction.remove(store, actor, row.id)
    assert draft == said
    satisfaction.record(store, actor, family, draft)
    assert len(satisfaction.of_household(store, family)) == 3


def test_what_cannot_be_recorded(store: Store, actor: Actor, family: str) -> None:
    wrong = FeedbackDraft(Moment.CLAIM, TODAY + timedelta(days=1), csat=6, nps=11)
    with pytest.raises(InputError) as refused:
        satisfaction.record(store, actor, family, wrong)
    assert [problem.place.field for problem in refused.value.problems] == ["csat", "nps", "on_date"]
    with pytest.raises(InputError, match="score_needed"):
        satisfaction.record(store, actor, family, FeedbackDraft(Moment.CLAIM))


def test_an_interview_is_asked_about_once(store: Store, actor: Actor, family: str) -> None:
    later = TODAY + timedelta(days=1)
    (clock,) = [one for one in clocks.of_agent(store, actor.code, later) if one.kind == ClockKind.FEEDBACK]
    draft = FeedbackDraft(Moment.INTERVIEW, state=FeedbackState.NOT_ASKED, subject_id=clock.subject_id)
    satisfaction.record(store, actor, family, draft)
    assert ClockKind.FEEDBACK not in [one.kind for one in clocks.of_agent(store, actor.code, later)]


def test_feedback_opens_a_need_again_and_back(store: Store, actor: Actor, family: str) -> None:
    need = matrix.rows(store, TODAY, household_id=family)[0]
    done = matrix.update_need(store, actor, need.id, {"status": NeedStatus.DONE})
    row = satisfaction.record(store, actor, family, FeedbackDraft(Moment.DELIVERY, csat=2, words="保额不够"))
    with pytest.raises(InputError, match="required"):
        satisfaction.reopen_need(store, actor, row.id, need.id, " ")
    row = satisfaction.reopen_need(store, actor, row.id, need.id, "保额不够")
    assert (row.need_id, row.need) == (need.id, need.number)
    open_again = matrix.one(store, need.id, TODAY)
    assert (open_again.status, open_again.actual_finish) == (NeedStatus.IN_PROGRESS, None)
    note = matrix.chain_of(store, need.id).stage_notes["follow_up"]["progress"]
    assert note == "2026-11-24 保单递送后的反馈：保额不够"
    (entry,) = changes.listing(store)
    assert (need.number in entry.title, [item.node[1] for item in entry.items]) == (True, [need.id])
    assert [one.id for one in satisfaction.reopened_of(store, need.id)] == [row.id]
    for act in (
        lambda: satisfaction.reopen_need(store, actor, row.id, need.id, "again"),
        lambda: satisfaction.remove(store, actor, row.id),
    ):
        with pytest.raises(InputError, match="feedback_reopened"):
            act()
    take_back_last(store, actor)
    back = matrix.one(store, need.id, TODAY)
    assert (back.status, back.actual_finish) == (NeedStatus.DONE, done.actual_finish)
    assert matrix.chain_of(store, need.id).stage_notes.get("follow_up") is None
    assert changes.listing(store) == []


def test_a_need_that_went_on_is_not_put_back(store: Store, actor: Actor, family: str) -> None:
    need = matrix.rows(store, TODAY, household_id=family)[0]
    row = satisfaction.record(store, actor, family, FeedbackDraft(Moment.DELIVERY, csat=2))
    satisfaction.reopen_need(store, actor, row.id, need.id, "reason", Language.EN)
    reopened = last_unit(store)
    matrix.update_need(store, actor, need.id, {"notes": "went on"})
    with pytest.raises(ConflictError):
        undo.take_back(store, actor, reopened)


def test_a_need_of_another_family_is_refused(store: Store, actor: Actor, family: str) -> None:
    from app.enums import Relation
    from app.services.people.customers import HouseholdDraft, MemberDraft

    need = matrix.rows(store, TODAY, household_id=family)[0]
    other = customers.add(store, actor, HouseholdDraft(MemberDraft("陈一", Relation.SELF))).id
    row = satisfaction.record(store, actor, other, FeedbackDraft(Moment.OTHER, csat=1))
    with pytest.raises(InputError, match="not_found"):
        satisfaction.reopen_need(store, actor, row.id, need.id, "x")

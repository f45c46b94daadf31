"""A year later: what was bought in between is taken off a need once, by its policy, and never a second time."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.enums import Coverage, Event, NeedStatus, OrderState, PolicyStatus
from app.models import Need
from app.services.base.store import Actor, Store
from app.services.matrix.listing import read_where
from app.services.needs import analyses, interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import proposals
from app.services.people import policies
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from tests.services.selling_family import TODAY, accepted

WAN = 1_000_000
STEPS = (OrderState.SUBMITTED, OrderState.UNDERWRITING, OrderState.ISSUED)


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    """A family whose order is in force."""
    row = accepted(store, actor)
    detail = orders.from_proposal(store, actor, row.id)
    for state in STEPS:
        detail = orders.move(store, actor, detail.row.id, Step(state, TODAY, policy_number="X1"))
    return row.household_id


def again(store: Store, actor: Actor, home: str, *more: AnswerRow) -> dict[tuple[str, str], int]:
    """A new interview, as it is filled in; gives the gaps of its analysis, fen."""
    interview = interviews.start(store, actor, home)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("consent", "", True), *more])
    interviews.confirm(store, actor, interview.id)
    frozen = analyses.of_interview(store, interview.id)
    assert frozen is not None
    return {(need["member"], need["event"]): math.ceil(need["gap"]) * 100 for need in frozen.result["needs"]}


def asked(store: Store, home: str) -> dict[tuple[str, str], int]:
    return {(line.member_id, line.event): line.asked for line in proposals.basis(store, home, TODAY).needs}


def test_what_is_asked_is_the_gap_the_new_analysis_found(store: Store, actor: Actor, home: str) -> None:
    """Once 95 of 238 were in force, the new analysis found 143, and 48 were asked for."""
    before = asked(store, home)
    gaps = again(store, actor, home)
    found = asked(store, home)
    partly = [key for key, gap in gaps.items() if key[1] == Event.DISABILITY]
    assert partly and all(found[key] == gaps[key] == before[key] > 0 for key in partly)
    assert {key: amount for key, amount in found.items() if gaps.get(key) != amount} == {}
    with store.read() as session:
        rows = read_where(session, date(2026, 11, 24), Need.household_id == home)
    for row in rows:
        if row.in_force and row.event != Event.MEDICAL:
            assert row.gap - row.in_force == gaps[str(row.member_id), row.event] or row.coverage != Coverage.PARTIAL
    assert any(row.in_force and row.coverage == Coverage.PARTIAL for row in rows)
    assert all(row.coverage == Coverage.COVERED for row in rows if row.event == Event.MEDICAL)


def test_a_need_done_is_under_way_again_when_it_lacks_something_now(store: Store, actor: Actor, home: str) -> None:
    with store.read() as session:
        done = session.scalars(select(Need).where(Need.event == Event.MEDICAL.value)).all()
    assert {need.status for need in done} == {NeedStatus.DONE}
    with store.read() as session:
        held = policies.read_policies(session, home)
    for row in held:
        if any(cover.event == Event.MEDICAL for cover in row.covers):
            draft = replace(policies.draft_of(row), status=PolicyStatus.ENDED)
            policies.update(store, actor, row.id, draft, row.version)
    again(store, actor, home)
    with store.read() as session:
        now = session.scalars(select(Need).where(Need.event == Event.MEDICAL.value)).all()
    assert {need.status for need in now} == {NeedStatus.IN_PROGRESS}
    assert {need.actual_finish for need in now} == {None}
    assert len([key for key in asked(store, home) if key[1] == Event.MEDICAL]) == 2


def test_twice_the_same_interview_changes_no_gap(store: Store, actor: Actor, home: str) -> None:
    again(store, actor, home)
    first = asked(store, home)
    again(store, actor, home)
    assert asked(store, home) == first

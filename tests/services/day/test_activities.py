"""Activities, the next step they lead to, and the stage they are evidence of."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, Metric, Stage
from app.errors import ConflictError, InputError
from app.models import Household, StageMove
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import progress, targets
from app.services.rules.base import weeks
from app.services.spine import stages
from tests import reading

TODAY = date(2026, 11, 24)
WEEK = weeks.parse("2026-W48")


@pytest.fixture
def household(store: Store, actor: Actor) -> str:
    return new_household(store, actor, "C0001", "王芳")


def new_household(store: Store, actor: Actor, code: str, name: str) -> str:
    with store.write(actor, "household.add") as session:
        row = Household(code=code, name=name, sort_key=name, search_key=name, agent_code=actor.code)
        session.add(row)
        session.flush()
        stages.move(session, row, Stage.S0_LISTED, date(2026, 11, 2))
        return row.id


def stage_of(store: Store, household_id: str) -> tuple[str, list[str]]:
    with store.read() as session:
        history = select(StageMove.stage).where(StageMove.household_id == household_id).order_by(StageMove.id)
        return session.get_one(Household, household_id).stage, list(session.scalars(history))


def next_step(store: Store, household_id: str) -> tuple[str, date | None]:
    with store.read() as session:
        row = session.get_one(Household, household_id)
        return row.next_step, row.next_step_on


def test_a_plan_becomes_the_next_step_and_finishing_offers_another(store: Store, actor: Actor, household: str) -> None:
    planned = activities.add(
        store,
        actor,
        ActivityDraft(ActivityKind.MEETING, TODAY, ActivityStatus.PLANNED, household, at_minute=19 * 60, note="带方案"),
    )
    assert next_step(store, household) == ("带方案", TODAY)
    following = ActivityDraft(ActivityKind.ANALYSIS, date(2026, 11, 27), ActivityStatus.PLANNED, household)
    done = activities.finish(store, actor, planned.id, planned.version, on_date=TODAY, following=following)
    assert (done.activity.status, done.activity.note, done.activity.at_minute) == ("done", "带方案", 1140)
    assert done.following is not None
    assert next_step(store, household) == ("需求分析", date(2026, 11, 27))
    assert stage_of(store, household) == ("S2", ["S0", "S2"])
    finished = activities.finish(store, actor, done.following.id, done.following.version, on_date=TODAY, following=None)
    assert finished.following is None
    assert next_step(store, household) == ("", None)
    assert [row.kind for row in activities.for_household(store, household)] == ["analysis", "meeting"]


def test_nothing_is_done_before_it_happened_and_nothing_half_saved(store: Store, actor: Actor, household: str) -> None:
    late = ActivityDraft(ActivityKind.CALL, date(2026, 11, 25), household_id=household, premium=100)
    with pytest.raises(InputError) as caught:
        activities.add(store, actor, late)
    assert [(p.code, p.place.field) for p in caught.value.problems] == [
        ("done_in_future", "on_date"),
        ("premium_without_closing", "premium"),
    ]
    planned = activities.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, household))
    bad = ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, "0" * 32)
    with pytest.raises(InputError):
        activities.finish(store, actor, planned.id, planned.version, on_date=TODAY, following=bad)
    assert [row.status for row in activities.for_household(store, household)] == ["planned"]


def test_a_change_must_name_the_version_it_saw(store: Store, actor: Actor, household: str) -> None:
    row = activities.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY, household_id=household))
    cancelled = activities.cancel(store, actor, row.id, row.version)
    with pytest.raises(ConflictError):
        activities.cancel(store, actor, row.id, row.version)
    moved = activities.change(
        store, actor, row.id, cancelled.version, ActivityDraft(ActivityKind.VISIT, TODAY, household_id=household)
    )
    assert (moved.kind, moved.version) == (ActivityKind.VISIT, 3)


def test_moving_a_plan_to_another_household_moves_the_next_step(store: Store, actor: Actor, household: str) -> None:
    other = new_household(store, actor, "C0002", "李雷")
    row = activities.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, household))
    draft = ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, other, note="问候")
    activities.change(store, actor, row.id, row.version, draft)
    assert next_step(store, household) == ("", None)
    assert next_step(store, other) == ("问候", TODAY)


def test_a_stage_never_goes_back_by_an_activity(store: Store, actor: Actor, household: str) -> None:
    activities.add(store, actor, ActivityDraft(ActivityKind.MEETING, TODAY, household_id=household))
    activities.add(store, actor, ActivityDraft(ActivityKind.APPOINTMENT, TODAY, household_id=household))
    assert stage_of(store, household)[0] == "S2"
    with store.write(actor, "household.stage", household) as session:
        stages.move(session, session.get_one(Household, household), Stage.REJECTED, TODAY, "价格")
    activities.add(store, actor, ActivityDraft(ActivityKind.APPOINTMENT, date(2026, 11, 3), household_id=household))
    assert stage_of(store, household) == ("S1", ["S0", "S2", "rejected", "S1"])


def test_figures_of_a_week_against_target(store: Store, actor: Actor, household: str) -> None:
    def do(kind: ActivityKind, day: date, premium: int | None = None) -> None:
        activities.add(store, actor, ActivityDraft(kind, day, household_id=household, premium=premium))

    for day in (23, 24):
        do(ActivityKind.MEETING, date(2026, 11, day))
    do(ActivityKind.CLOSING, TODAY, 480_000)
    do(ActivityKind.MEETING, date(2026, 11, 20))
    do(ActivityKind.CALL, date(2026, 10, 31))
    cancelled = activities.add(store, actor, ActivityDraft(ActivityKind.MEETING, TODAY, household_id=household))
    activities.cancel(store, actor, cancelled.id, cancelled.version)
    activities.add(store, actor, ActivityDraft(ActivityKind.MEETING, TODAY, ActivityStatus.PLANNED, household))

    targets.set_week(store, actor, actor.code, WEEK.plus(-2), {Metric.MEETINGS: 5, Metric.CALLS: 30})
    targets.set_week(store, actor, actor.code, WEEK, {Metric.MEETINGS: 6})
    row = reading.week(store, actor.code, WEEK)
    meetings, premium = row.figure(Metric.MEETINGS), row.figure(Metric.PREMIUM)
    assert (meetings.actual, meetings.target, meetings.missing, meetings.last_week, meetings.month) == (2, 6, 4, 1, 3)
    assert (premium.actual, premium.target, premium.missing, premium.rate) == (480_000, 0, 0, None)
    assert row.month == (date(2026, 11, 1), date(2026, 11, 30))
    assert [figure.definition.code for figure in progress.still_to_do(row.figures)] == ["calls", "meetings"]
    by_week = {point.week: point for point in row.series}
    assert len(by_week) == 12
    assert by_week[WEEK.plus(-1)].target[Metric.MEETINGS] == 5
    assert by_week[WEEK.plus(-3)].target[Metric.MEETINGS] == 0
    assert by_week[WEEK].activities == 3
    assert not row.empty
    assert reading.week(store, "A999", WEEK).empty


def test_a_target_is_not_negative(store: Store, actor: Actor) -> None:
    with pytest.raises(InputError) as caught:
        targets.set_week(store, actor, actor.code, WEEK, {Metric.CALLS: -1, Metric.VISITS: 3})
    assert caught.value.problems[0].place.field == "calls"
    assert reading.aims(store, actor.code, WEEK) == dict.fromkeys(Metric, 0)

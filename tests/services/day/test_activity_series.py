"""Recurring activities in a real store: made ahead once, changed for one day, from a day on, or all; undone."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, Frequency, GuestState, SeriesScope
from app.errors import InputError
from app.models import Activity, ActivitySeries
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow, guests, series
from app.services.day.activities.guests import Guest
from app.services.rules.day.recurrence import LAST_DAY, Rule
from tests.services.day.test_activities import new_household
from tests.undoing import take_back_last

TODAY = date(2026, 11, 24)
WEEKLY = Rule(Frequency.WEEKLY, count=4)


@pytest.fixture
def household(store: Store, actor: Actor) -> str:
    return new_household(store, actor, "C0001", "王芳")


def draft(household: str | None = None, day: date = TODAY, **more: object) -> ActivityDraft:
    return ActivityDraft(ActivityKind.CALL, day, ActivityStatus.PLANNED, household, 600, "问候", **more)  # type: ignore[arg-type]


def rows(store: Store) -> list[ActivityRow]:
    return activities.between(store, "A001", date(2026, 1, 1), date(2028, 12, 31))


def days(store: Store) -> list[str]:
    return [row.on_date.strftime("%m-%d") for row in rows(store)]


def test_days_are_made_ahead_and_only_once(store: Store, actor: Actor, household: str) -> None:
    first = series.add(store, actor, draft(household), Rule(Frequency.MONTHLY, month_day=LAST_DAY))
    assert (first.on_date, first.at_minute, first.remind) == (date(2026, 11, 30), 600, activities.REMIND)
    assert days(store) == ["11-30", "12-31"]
    assert series.ensure(store, actor, date(2027, 3, 1)) == 2
    assert series.ensure(store, actor, date(2027, 3, 1)) == 0
    assert series.ensure(store, actor, date(2027, 2, 1)) == 0
    assert days(store) == ["11-30", "12-31", "01-31", "02-28"]


def test_a_skipped_day_is_not_made_again(store: Store, actor: Actor) -> None:
    series.add(store, actor, draft(), Rule(Frequency.WEEKLY))
    second = rows(store)[1]
    activities.cancel(store, actor, second.id, second.version)
    series.ensure(store, actor, date(2027, 3, 1))
    assert "12-01" not in days(store)
    assert days(store)[:2] == ["11-24", "12-08"]


def test_one_day_is_changed(store: Store, actor: Actor) -> None:
    series.add(store, actor, draft(), WEEKLY)
    second = rows(store)[1]
    series.change(
        store, actor, second.id, second.version, SeriesScope.THIS, second.draft(on_date=date(2026, 12, 2), note="改天")
    )
    assert days(store) == ["11-24", "12-02", "12-08", "12-15"]
    take_back_last(store, actor)
    assert days(store) == ["11-24", "12-01", "12-08", "12-15"]
    assert {row.note for row in rows(store)} == {"问候"}


def test_this_and_the_following_become_a_series_of_their_own(store: Store, actor: Actor, household: str) -> None:
    series.add(store, actor, draft(household), WEEKLY)
    third = rows(store)[2]
    series.change(
        store, actor, third.id, third.version, SeriesScope.FOLLOWING,
        third.draft(on_date=date(2026, 12, 10), at_minute=900),
    )  # fmt: skip
    assert days(store) == ["11-24", "12-01", "12-10", "12-17"]
    assert [row.at_minute for row in rows(store)] == [600, 600, 900, 900]
    assert third.id in [row.id for row in rows(store)], "the activity itself moved: it keeps its id"
    take_back_last(store, actor)
    assert days(store) == ["11-24", "12-01", "12-08", "12-15"]
    with store.read() as session:
        assert len(session.scalars(select(ActivitySeries)).all()) == 1


def test_all_are_changed_but_what_is_done(store: Store, actor: Actor, household: str) -> None:
    series.add(store, actor, draft(household), WEEKLY)
    first = rows(store)[0]
    activities.finish(store, actor, first.id, first.version, on_date=TODAY, following=None)
    third = rows(store)[2]
    series.change(
        store, actor, third.id, third.version, SeriesScope.ALL, third.draft(on_date=date(2026, 12, 9), note="拜年")
    )
    assert days(store) == ["11-24", "12-02", "12-09", "12-16"]
    assert [row.note for row in rows(store)] == ["问候", "拜年", "拜年", "拜年"]
    take_back_last(store, actor)
    assert days(store) == ["11-24", "12-01", "12-08", "12-15"]
    assert rows(store)[0].status == ActivityStatus.DONE


def test_a_new_rule_for_all(store: Store, actor: Actor) -> None:
    series.add(store, actor, draft(), WEEKLY)
    first = rows(store)[0]
    rule = Rule(Frequency.WEEKLY, weekdays=(1, 4), count=3)
    series.change(store, actor, first.id, first.version, SeriesScope.ALL, first.draft(), rule)
    assert days(store) == ["11-24", "11-27", "12-01"]
    assert series.rule_of(store, rows(store)[0].series_id or "") == rule


@pytest.mark.parametrize(
    ("scope", "left"),
    [
        (SeriesScope.THIS, ["11-24", "12-08", "12-15"]),
        (SeriesScope.FOLLOWING, ["11-24"]),
        (SeriesScope.ALL, []),
    ],
)
def test_stopping_and_taking_it_back(store: Store, actor: Actor, scope: SeriesScope, left: list[str]) -> None:
    series.add(store, actor, draft(), WEEKLY)
    second = rows(store)[1]
    series.stop(store, actor, second.id, second.version, scope)
    assert days(store) == left
    series.ensure(store, actor, date(2027, 6, 1))
    assert days(store) == left
    take_back_last(store, actor)
    assert days(store) == ["11-24", "12-01", "12-08", "12-15"]


def test_a_bad_rule_is_refused_and_nothing_is_made(store: Store, actor: Actor) -> None:
    for rule in (Rule(Frequency.WEEKLY, 0), Rule(Frequency.MONTHLY, month_day=31, until=date(2026, 11, 30))):
        with pytest.raises(InputError):
            series.add(store, actor, draft(), rule)
    with store.read() as session:
        assert session.scalars(select(Activity)).all() == []
        assert session.scalars(select(ActivitySeries)).all() == []


def test_guests_are_invited_and_come(store: Store, actor: Actor, household: str) -> None:
    event = activities.add(store, actor, ActivityDraft(ActivityKind.EVENT, TODAY, ActivityStatus.PLANNED, note="沙龙"))
    invited = [Guest(household, "王芳"), Guest(None, "邻居张姐", GuestState.ACCEPTED)]
    guests.invite(store, actor, event.id, event.version, invited)
    assert guests.of_event(store, event.id) == invited[::-1], "as a directory sorts: Lin before Wang"
    for wrong, code in (
        ([Guest(household, "王芳", GuestState.CAME)], "guest_before_event"),
        ([Guest(household, "王芳")] * 2, "guest_twice"),
        ([Guest(None, " ")], "required"),
    ):
        with pytest.raises(InputError) as caught:
            guests.invite(store, actor, event.id, event.version, wrong)
        assert [problem.code for problem in caught.value.problems] == [code]
    done = activities.finish(store, actor, event.id, event.version, on_date=TODAY, following=None).activity
    guests.invite(store, actor, done.id, done.version, [Guest(household, "王芳", GuestState.CAME)])
    assert [guest.state for guest in guests.of_event(store, event.id)] == ["came"]

"""The days of recurring activities: month ends, leap years, counts, held against dateutil's own reading of RFC 5545."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Frequency
from app.services.rules.day import recurrence
from app.services.rules.day.recurrence import LAST_DAY, Rule

D, W, M, Y = Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY
TABLE = [
    (Rule(D, 2, count=3), "2026-12-30", "2026-12-30 2027-01-01 2027-01-03"),
    (Rule(D, until=date(2028, 3, 1)), "2028-02-28", "2028-02-28 2028-02-29 2028-03-01"),
    (Rule(W, count=3), "2026-11-25", "2026-11-25 2026-12-02 2026-12-09"),
    (Rule(W, weekdays=(0, 2, 4), count=4), "2026-11-25", "2026-11-25 2026-11-27 2026-11-30 2026-12-02"),
    (Rule(W, 2, weekdays=(1, 3), count=4), "2026-12-24", "2026-12-24 2027-01-05 2027-01-07 2027-01-19"),
    (Rule(M, count=4), "2026-11-30", "2026-11-30 2026-12-30 2027-01-30 2027-03-30"),
    (Rule(M, month_day=31, count=4), "2026-12-31", "2026-12-31 2027-01-31 2027-03-31 2027-05-31"),
    (Rule(M, month_day=LAST_DAY, count=4), "2027-12-31", "2027-12-31 2028-01-31 2028-02-29 2028-03-31"),
    (Rule(M, month_day=5, count=2), "2026-11-25", "2026-12-05 2027-01-05"),
    (Rule(M, 3, month_day=15, count=3), "2026-11-15", "2026-11-15 2027-02-15 2027-05-15"),
    (Rule(Y, count=3), "2028-02-29", "2028-02-29 2032-02-29 2036-02-29"),
    (Rule(Y, until=date(2028, 1, 1)), "2026-01-01", "2026-01-01 2027-01-01 2028-01-01"),
]


@pytest.mark.parametrize(("rule", "first", "expected"), TABLE)
def test_the_days_of_a_rule(rule: Rule, first: str, expected: str) -> None:
    found = [day.isoformat() for day in recurrence.days(rule, date.fromisoformat(first))]
    assert found == expected.split()
    assert recurrence.of_document(rule.document()) == rule


@given(
    first=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    frequency=st.sampled_from(list(Frequency)),
    interval=st.integers(1, 5),
    weekdays=st.sets(st.integers(0, 6), max_size=4),
    month_day=st.one_of(st.none(), st.just(LAST_DAY), st.integers(1, 31)),
    count=st.integers(1, 20),
)
def test_the_days_are_those_of_rfc_5545(
    first: date, frequency: Frequency, interval: int, weekdays: set[int], month_day: int | None, count: int
) -> None:
    if (frequency, month_day, interval % 2) == (M, 31, 0) or (frequency == M and (month_day or first.day) > 28):
        interval = 1  # "every second month on the 30th" may never come
    rule = Rule(
        frequency, interval, tuple(weekdays) if frequency == W else (), month_day if frequency == M else None,
        count=count,
    )  # fmt: skip
    more: dict[str, object] = {"byweekday": sorted(weekdays)} if rule.weekdays else {}
    more |= {"bymonthday": rule.month_day} if rule.month_day else {}
    theirs = rrule.rrule(
        {D: rrule.DAILY, W: rrule.WEEKLY, M: rrule.MONTHLY, Y: rrule.YEARLY}[frequency],
        dtstart=datetime.combine(first, time()), interval=interval, wkst=rrule.MO, **more,
    )  # fmt: skip
    ours = list(recurrence.days(rule, first))
    assert ours == [moment.date() for moment in islice(theirs, count)][: len(ours)]
    assert len(ours) == count or frequency == Y


def test_the_rest_of_a_counted_rule_is_what_is_left_of_it() -> None:
    rule = Rule(W, count=5)
    first = date(2026, 11, 25)
    third = first + timedelta(weeks=2)
    assert recurrence.rest(rule, first, third).count == 3
    assert list(recurrence.days(recurrence.ended_before(rule, third), first))[-1] == first + timedelta(weeks=1)


@pytest.mark.parametrize(
    ("rule", "old", "new", "expected"),
    [
        (Rule(W, weekdays=(0, 6)), date(2026, 11, 29), date(2026, 11, 30), (0, 1)),
        (Rule(M, month_day=25), date(2026, 11, 25), date(2026, 11, 27), 27),
        (Rule(M, month_day=LAST_DAY), date(2026, 11, 30), date(2026, 11, 30), LAST_DAY),
        (Rule(D), date(2026, 11, 30), date(2026, 12, 1), ()),
    ],
)
def test_a_moved_day_moves_the_rule(rule: Rule, old: date, new: date, expected: object) -> None:
    after = recurrence.moved(rule, old, new)
    assert (after.month_day if rule.month_day else after.weekdays) == expected


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(D, 0), "repeat_interval"),
        (Rule(D, count=0), "repeat_count"),
        (Rule(D, until=date(2026, 1, 1)), "repeat_until"),
        (Rule(M, month_day=32), "repeat_month_day"),
        (Rule(W, weekdays=(7,)), "repeat_weekdays"),
    ],
)
def test_a_rule_that_cannot_be_is_named_at_its_field(rule: Rule, code: str) -> None:
    found = recurrence.problems(rule, date(2026, 11, 25))
    assert [(problem.code, problem.place.field) for problem in found] == [(code, code.removeprefix("repeat_"))]

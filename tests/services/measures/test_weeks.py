"""ISO weeks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.services.rules.base import weeks
from app.services.rules.base.weeks import Week

DAYS = st.dates(date(1990, 1, 8), date(2120, 12, 31))


@given(DAYS)
def test_every_day_is_in_its_own_week_and_no_other(day: date) -> None:
    week = weeks.week_of(day)
    assert day in week
    assert day not in week.plus(1)
    assert day not in week.plus(-1)
    assert (week.sunday - week.monday).days == 6
    assert week.monday.weekday() == 0


@given(DAYS, st.integers(-300, 300))
def test_text_and_steps_come_back(day: date, steps: int) -> None:
    week = weeks.week_of(day)
    assert weeks.parse(str(week)) == week
    assert week.plus(steps).plus(-steps) == week
    assert (week.plus(steps) > week) == (steps > 0)
    assert len(list(weeks.between(week, week.plus(steps)))) == max(0, steps + 1)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2021, 1, 1), "2020-W53"),
    ],
)
def test_year_ends(day: date, text: str) -> None:
    assert str(weeks.week_of(day)) == text


@pytest.mark.parametrize(
    "text", ["2025-W53", "2026-W00", "2026-W54", "2026-47", "W47", "", "2026-W4x", "0000-W01", "9999-W52x"]
)
def test_what_is_not_a_week_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        weeks.parse(text)
    assert caught.value.problems[0].code == "not_a_week"
    assert caught.value.problems[0].values == {"text": text}


def test_week_53_where_the_year_has_it() -> None:
    assert weeks.parse("2026-W53") == Week(2026, 53)
    assert weeks.parse("2026w53 ") == Week(2026, 53)

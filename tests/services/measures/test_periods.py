"""Work months, quarters and years tile the calendar whatever day a month begins on."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import PeriodKind
from app.errors import InputError
from app.services.rules.base import periods
from app.services.rules.base.periods import WorkMonth

DAYS = st.dates(date(1990, 1, 8), date(2120, 12, 31))
MONTHS = st.builds(WorkMonth, st.integers(1, 31), st.booleans())
NAMED = st.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR])
DAY = timedelta(days=1)


@given(DAYS, MONTHS, NAMED)
def test_periods_of_a_kind_tile_the_calendar(day: date, months: WorkMonth, kind: PeriodKind) -> None:
    period = periods.of(kind, day, months)
    assert day in period
    after, before = periods.shifted(period, 1, months), periods.shifted(period, -1, months)
    assert after.first == period.last + DAY and before.last == period.first - DAY
    assert periods.of(kind, after.first, months) == after
    assert periods.parse(period.label, months) == period


@given(DAYS, MONTHS)
def test_a_year_is_its_quarters_and_a_quarter_its_months(day: date, months: WorkMonth) -> None:
    year = periods.of(PeriodKind.YEAR, day, months)
    quarters = periods.parts(year, months)
    assert [quarter.label for quarter in quarters] == [f"{year.label}-Q{n}" for n in (1, 2, 3, 4)]
    spans = [part for quarter in quarters for part in periods.parts(quarter, months)]
    assert [part.label for part in spans] == [f"{year.label}-{n:02d}" for n in range(1, 13)]
    assert (spans[0].first, spans[-1].last) == (year.first, year.last)
    assert all(one.last + DAY == other.first for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("first_day", "calendar", "label", "first", "last"),
    [
        (1, False, "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        (1, False, "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        (26, False, "2026-01", date(2025, 12, 26), date(2026, 1, 25)),
        (26, False, "2026-03", date(2026, 2, 26), date(2026, 3, 25)),
        (26, False, "2026-Q1", date(2025, 12, 26), date(2026, 3, 25)),
        (26, False, "2026", date(2025, 12, 26), date(2026, 12, 25)),
        (26, True, "2026-01", date(2026, 1, 1), date(2026, 1, 25)),
        (26, True, "2026-12", date(2026, 11, 26), date(2026, 12, 31)),
        (26, True, "2027-01", date(2027, 1, 1), date(2027, 1, 25)),
        (5, False, "2026-12", date(2026, 12, 5), date(2027, 1, 4)),
        (5, True, "2026-12", date(2026, 12, 5), date(2026, 12, 31)),
        (31, False, "2026-02", date(2026, 1, 31), date(2026, 2, 27)),
        (31, False, "2026-03", date(2026, 2, 28), date(2026, 3, 30)),
        (31, False, "2026-05", date(2026, 4, 30), date(2026, 5, 30)),
        (31, False, "2028-03", date(2028, 2, 29), date(2028, 3, 30)),
        (26, False, "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_where_periods_begin_and_end(first_day: int, calendar: bool, label: str, first: date, last: date) -> None:
    period = periods.parse(label, WorkMonth(first_day, calendar))
    assert (period.label, period.first, period.last) == (label, first, last)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-Q5", "0000", "0000-01", "26", "", "2026-11-01", "2025-W53"]
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        periods.parse(text)


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_month_begins_on_a_day_there_is(day: int) -> None:
    with pytest.raises(InputError) as caught:
        WorkMonth(day)
    assert caught.value.problems[0].code == "month_first_day"


@given(DAYS, st.integers(0, 90))
def test_working_days_are_mondays_to_fridays(first: date, length: int) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    assert periods.working_days(first, days[-1]) == sum(1 for day in days if day.weekday() < 5)
    assert periods.working_days(days[-1] + DAY, first) == 0


def test_own_dates_move_by_their_length_and_do_not_run_backwards() -> None:
    period = periods.between(date(2026, 2, 27), date(2026, 3, 2))
    assert periods.shifted(period, 1).first == date(2026, 3, 3)
    assert periods.shifted(period, -1).last == date(2026, 2, 26)
    with pytest.raises(InputError):
        periods.between(date(2026, 3, 2), date(2026, 3, 1))

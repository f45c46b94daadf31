"""Days that come by themselves: tables of dates, leap days, leap months, year ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Relation, Sex
from app.services.needs.statutory import shipped_bases
from app.services.rules.base import lunar
from app.services.rules.base.ages import age_on, anniversary
from app.services.rules.base.lunar import LunarDay
from app.services.rules.care.clock_facts import (
    BirthdayKind,
    LoanFacts,
    Moment,
    MomentFacts,
    Owner,
    PersonFacts,
    PolicyFacts,
    ReceiptFacts,
)
from app.services.rules.care.clocks import DEFAULTS, Clock, ClockKind, ClockUrgency, Rules, Teller, in_order
from app.services.rules.needs import pension
from app.services.rules.needs.pension import Work

BASES = shipped_bases()
FAMILY = Owner("h1", "C00001", "王芳")
POLICY = PolicyFacts(
    "p1", FAMILY, "王芳", "终身寿险", "D1", date(2024, 3, 10), None, 260_000, 20, in_force=True, lapsed_on=None
)
PERSON = PersonFacts("m1", FAMILY, "王芳", Relation.SELF, date(1989, 6, 1), Sex.FEMALE)


def only(kind: ClockKind, clocks: list[Clock]) -> list[tuple[date, int]]:
    return [(clock.due, clock.days) for clock in clocks if clock.kind == kind]


def of_policy(today: date, policy: PolicyFacts = POLICY) -> list[Clock]:
    return list(Teller(Rules(), today).policy(policy))


def of_person(today: date, person: PersonFacts = PERSON) -> list[Clock]:
    return list(Teller(Rules(bases=BASES), today).person(person))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2000, 2, 29), 100, date(2100, 3, 1)),
        (date(2024, 12, 31), 1, date(2025, 12, 31)),
        (date(2024, 2, 29), -1, date(2023, 3, 1)),
    ],
)
def test_an_anniversary_keeps_29_february_on_1_march(day: date, years: int, expected: date) -> None:
    assert anniversary(day, years) == expected


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.integers(1, 100))
def test_an_anniversary_is_the_day_the_age_is_reached(born: date, years: int) -> None:
    day = anniversary(born, years)
    assert age_on(born, day) == years
    assert age_on(born, day - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 29), LunarDay(1, 1)),
        (date(2025, 1, 28), LunarDay(12, 29)),
        (date(2025, 7, 25), LunarDay(-6, 1)),  # 2025 has a leap sixth month
        (date(2025, 7, 24), LunarDay(6, 30)),
        (date(2023, 3, 22), LunarDay(-2, 1)),
        (date(2024, 2, 9), LunarDay(12, 30)),
        (date(2024, 9, 17), LunarDay(8, 15)),
        (date(1988, 2, 17), LunarDay(1, 1)),
    ],
)
def test_days_of_the_chinese_calendar(day: date, expected: LunarDay) -> None:
    assert lunar.lunar_day(day) == expected


@pytest.mark.parametrize(
    ("born", "year", "expected"),
    [
        (LunarDay(-6, 1), 2025, date(2025, 7, 25)),  # the year has the leap month
        (LunarDay(-6, 1), 2026, date(2026, 7, 14)),  # it has not: the month of the same number
        (LunarDay(6, 1), 2025, date(2025, 6, 25)),  # born in the plain one: kept in the plain one
        (LunarDay(12, 30), 2025, date(2026, 2, 16)),  # a short month: its 29th, and past the year's end
        (LunarDay(12, 30), 2023, date(2024, 2, 9)),
        (LunarDay(8, 15), 2026, date(2026, 9, 25)),
    ],
)
def test_a_lunar_birthday_in_leap_and_short_months(born: LunarDay, year: int, expected: date) -> None:
    assert lunar.in_year(born, year) == expected


@given(st.dates(date(1930, 1, 1), date(2060, 12, 31)))
def test_a_day_of_the_chinese_calendar_comes_back_to_itself(day: date) -> None:
    assert lunar.in_year(lunar.lunar_day(day), lunar.lunar_year(day)) == day


def test_lunar_days_are_said_in_both_languages() -> None:
    assert (LunarDay(-6, 21).chinese, LunarDay(-6, 21).english) == ("闰六月廿一", "day 21 of leap month 6")
    assert LunarDay(12, 30).chinese == "腊月三十"


@pytest.mark.parametrize(
    ("sex", "work", "born", "retires", "months"),
    [
        (Sex.MALE, None, date(1964, 12, 31), date(2024, 12, 31), 60 * 12),
        (Sex.MALE, None, date(1965, 1, 15), date(2025, 2, 15), 60 * 12 + 1),
        (Sex.MALE, None, date(1965, 5, 1), date(2025, 7, 1), 60 * 12 + 2),
        (Sex.MALE, None, date(1976, 9, 1), date(2039, 9, 1), 63 * 12),
        (Sex.MALE, None, date(1999, 1, 1), date(2062, 1, 1), 63 * 12),
        (Sex.FEMALE, Work.STAFF, date(1970, 1, 1), date(2025, 2, 1), 55 * 12 + 1),
        (Sex.FEMALE, None, date(1981, 9, 9), date(2039, 9, 9), 58 * 12),
        (Sex.FEMALE, Work.WORKER, date(1975, 1, 31), date(2025, 2, 28), 50 * 12 + 1),
        (Sex.FEMALE, Work.WORKER, date(1984, 11, 30), date(2039, 11, 30), 55 * 12),
        (None, None, date(1970, 2, 28), date(2030, 2, 28), 60 * 12),
    ],
)
def test_retirement_by_sex_and_work(sex: Sex | None, work: Work | None, born: date, retires: date, months: int) -> None:
    assert pension.retirement(born, pension.basis_of(sex, work, BASES)) == (retires, months)


@given(
    st.sampled_from([BASES.men, BASES.women_staff, BASES.women_workers]),
    st.dates(date(1950, 1, 1), date(2000, 12, 31)),
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_whoever_retires_in_a_window_is_born_in_its_bounds(
    basis: pension.Basis, born: date, before: int, after: int
) -> None:
    day, _ = pension.retirement(born, basis)
    low, high = pension.born_between(basis, day - timedelta(days=before), day + timedelta(days=after))
    assert low <= born <= high


@pytest.mark.parametrize(
    ("today", "premium", "grace"),
    [
        (date(2026, 2, 7), [], []),  # more than thirty days before
        (date(2026, 2, 8), [(date(2026, 3, 10), 30)], []),
        (date(2026, 3, 10), [(date(2026, 3, 10), 0)], []),
        (date(2026, 3, 11), [], [(date(2026, 5, 9), 59)]),
        (date(2026, 5, 9), [], [(date(2026, 5, 9), 0)]),
        (date(2026, 6, 8), [], [(date(2026, 5, 9), -30)]),
        (date(2026, 6, 9), [], []),
    ],
)
def test_a_premium_falls_due_and_its_grace_runs_out(
    today: date, premium: list[tuple[date, int]], grace: list[tuple[date, int]]
) -> None:
    found = of_policy(today)
    assert (only(ClockKind.PREMIUM, found), only(ClockKind.GRACE, found)) == (premium, grace)


def test_what_is_paid_or_not_to_be_paid_has_no_clock() -> None:
    today = date(2026, 3, 20)
    assert only(ClockKind.GRACE, of_policy(today))
    for policy in (
        replace(POLICY, paid=frozenset({date(2026, 3, 10)})),
        replace(POLICY, pay_years=2),
        replace(POLICY, pay_years=1),
        replace(POLICY, premium=0),
        replace(POLICY, by_employer=True),
        replace(POLICY, ends_on=date(2026, 3, 10)),
        replace(POLICY, in_force=False),
    ):
        assert not only(ClockKind.GRACE, of_policy(today, policy))


def test_the_year_a_premium_pays_for_and_a_start_on_29_february() -> None:
    policy = replace(POLICY, starts_on=date(2024, 2, 29))
    (clock,) = [one for one in of_policy(date(2026, 2, 20), policy) if one.kind == ClockKind.PREMIUM]
    assert (clock.due, clock.values["year"]) == (date(2026, 3, 1), 3)


@pytest.mark.parametrize(
    ("ends", "kind"), [(date(2025, 12, 20), ClockKind.RENEWAL), (date(2045, 12, 20), ClockKind.ENDING)]
)
def test_a_yearly_policy_is_renewed_and_a_longer_one_ends(ends: date, kind: ClockKind) -> None:
    start = date(2024, 12, 20)
    today = ends - timedelta(days=20)
    found = of_policy(today, replace(POLICY, starts_on=start, ends_on=ends))
    assert only(kind, found) == [(ends, 20)]
    assert len({clock.kind for clock in found} & {ClockKind.RENEWAL, ClockKind.ENDING}) == 1


def test_reinstatement_runs_two_years_from_the_lapse() -> None:
    lapsed = replace(POLICY, in_force=False, lapsed_on=date(2024, 2, 29))
    assert only(ClockKind.REINSTATEMENT, of_policy(date(2026, 2, 1), lapsed)) == [(date(2026, 3, 1), 28)]
    assert of_policy(date(2026, 3, 2), lapsed) == []
    assert of_policy(date(2026, 2, 1), replace(lapsed, lapsed_on=None)) == []


def test_an_anniversary_over_the_year_end() -> None:
    policy = replace(POLICY, starts_on=date(2020, 1, 2), pay_years=1)
    assert only(ClockKind.ANNIVERSARY, of_policy(date(2026, 12, 28), policy)) == [(date(2027, 1, 2), 5)]
    assert only(ClockKind.ANNIVERSARY, of_policy(date(2019, 12, 30), policy)) == []


@pytest.mark.parametrize(
    ("today", "born", "expected"),
    [
        (date(2026, 12, 29), date(1990, 1, 3), [(date(2027, 1, 3), 5)]),
        (date(2026, 2, 25), date(1992, 2, 29), [(date(2026, 3, 1), 4)]),
        (date(2028, 2, 25), date(1992, 2, 29), [(date(2028, 2, 29), 4)]),
        (date(2026, 6, 1), date(1989, 6, 1), [(date(2026, 6, 1), 0)]),
        (date(2026, 6, 2), date(1989, 6, 1), []),
        (date(2026, 5, 24), date(1989, 6, 1), []),
        (date(2026, 6, 1), date(2026, 6, 1), []),  # born today
    ],
)
def test_birthdays(today: date, born: date, expected: list[tuple[date, int]]) -> None:
    assert only(ClockKind.BIRTHDAY, of_person(today, replace(PERSON, born=born))) == expected


def test_a_person_keeps_the_birthday_that_was_chosen() -> None:
    today = date(2026, 7, 12)  # born on the first day of a leap sixth month: 14 July in 2026
    born = replace(PERSON, born=date(1987, 7, 26))
    assert lunar.lunar_day(born.born) == LunarDay(-6, 1)
    assert only(ClockKind.LUNAR_BIRTHDAY, of_person(today, born)) == []
    for kind in (BirthdayKind.LUNAR, BirthdayKind.BOTH):
        found = of_person(today, replace(born, birthday=kind))
        assert only(ClockKind.LUNAR_BIRTHDAY, found) == [(date(2026, 7, 14), 2)]
    later = date(2026, 7, 25)
    assert only(ClockKind.BIRTHDAY, of_person(later, replace(born, birthday=BirthdayKind.LUNAR))) == []
    assert only(ClockKind.BIRTHDAY, of_person(later, replace(born, birthday=BirthdayKind.BOTH)))


def test_a_lunar_birthday_of_the_year_before_falls_after_new_year() -> None:
    born = replace(PERSON, born=date(1989, 2, 3), birthday=BirthdayKind.LUNAR)  # 腊月廿七
    assert lunar.lunar_day(born.born) == LunarDay(12, 27)
    assert only(ClockKind.LUNAR_BIRTHDAY, of_person(date(2026, 2, 10), born)) == [(date(2026, 2, 14), 4)]


def test_a_child_comes_of_age_and_nobody_else() -> None:
    child = replace(PERSON, relation=Relation.CHILD, born=date(2008, 12, 6))
    found = of_person(date(2026, 11, 24), child)
    assert only(ClockKind.ADULT, found) == [(date(2026, 12, 6), 12)]
    assert not only(ClockKind.RETIREMENT, found)
    assert not only(ClockKind.ADULT, of_person(date(2026, 11, 24), replace(child, relation=Relation.SELF)))


def test_cooling_off_loans_and_moments() -> None:
    teller = Teller(Rules(), date(2026, 11, 24))
    receipt = ReceiptFacts("o1", FAMILY, "D1", date(2026, 11, 11), date(2026, 11, 26))
    (cooling,) = teller.receipt(receipt)
    assert (cooling.days, cooling.urgency, cooling.values["length"]) == (2, ClockUrgency.PRESSING, 15)
    (loan,) = teller.loan(LoanFacts("l1", FAMILY, "房贷", date(2027, 2, 1)))
    assert (loan.kind, loan.urgency) == (ClockKind.LOAN_END, ClockUrgency.AHEAD)
    claim = MomentFacts(Moment.CLAIM, "c1", FAMILY, date(2026, 11, 22), "SC00001")
    assert [(one.kind, one.due) for one in teller.moment(claim)] == [
        (ClockKind.REVISIT, date(2026, 11, 29)), (ClockKind.FEEDBACK, date(2026, 11, 23)),
    ]  # fmt: skip
    assert [one.kind for one in teller.moment(replace(claim, asked=True))] == [ClockKind.REVISIT]
    interview = replace(claim, moment=Moment.INTERVIEW)
    assert [one.kind for one in teller.moment(interview)] == [ClockKind.FEEDBACK]
    yearly = MomentFacts(Moment.YEARLY, "h1", FAMILY, date(2023, 11, 28), "")
    assert [(one.kind, one.due) for one in teller.moment(yearly)] == [(ClockKind.REVISIT, date(2026, 11, 28))]


def test_a_kind_that_is_switched_off_is_silent_and_leads_are_settings() -> None:
    today = date(2026, 3, 1)
    kinds = DEFAULTS | {
        ClockKind.PREMIUM: replace(DEFAULTS[ClockKind.PREMIUM], lead=5),
        ClockKind.ANNIVERSARY: replace(DEFAULTS[ClockKind.ANNIVERSARY], lead=30, shown=False),
    }
    assert list(Teller(Rules(kinds), today).policy(POLICY)) == []
    assert only(ClockKind.PREMIUM, list(Teller(Rules(kinds).reaching(90), today).policy(POLICY)))


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2029, 12, 31)))
def test_no_clock_is_outside_its_window_and_none_twice(today: date, start: date) -> None:
    policy = replace(POLICY, starts_on=start, pay_years=None)
    found = of_policy(today, policy) + of_person(today, replace(PERSON, born=start, birthday=BirthdayKind.BOTH))
    assert len({clock.id for clock in found}) == len(found)
    for clock in in_order(found):
        rule = DEFAULTS[clock.kind]
        assert -rule.linger <= clock.days <= rule.lead
        assert clock.due == today + timedelta(days=clock.days)

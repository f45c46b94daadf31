"""Targets of every period and level, where they come from, and the way from a premium back to calls."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import ActivityKind, Language, Metric, PeriodKind, TargetLevel
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import targets
from app.services.figures.targets import cascading, still
from app.services.measures import kpis
from app.services.rules.base import periods, weeks
from app.services.rules.base.periods import WorkMonth
from app.services.rules.figures import cascade
from app.services.rules.figures import targets as rules
from app.services.rules.figures.cascade import Basis
from app.services.rules.figures.targets import Kept, Origin, Targets

WEEK = periods.parse("2026-W48")
YEAR = periods.parse("2026")
CALENDAR = WorkMonth()
AIM = TargetLevel.TARGET


def kept(label: str, value: int, metric: Metric = Metric.CALLS, months: WorkMonth = CALENDAR) -> Kept:
    period = periods.parse(label, months)
    return Kept(period.kind, rules.name_of(period), metric, AIM, value)


@pytest.mark.parametrize(
    ("given_", "label", "value", "origin"),
    [
        (("2026-W48", 40), "2026-W48", 40, Origin.OWN),
        (("2026-W40", 40), "2026-W48", 40, Origin.GOES_ON),
        (("2026-W49", 40), "2026-W48", 0, Origin.NONE),
        (("2026-11", 42), "2026-W48", 10, Origin.SHARE),  # 5 of 21 working days
        (("2026-Q4", 66), "2026-11", 21, Origin.SHARE),  # 21 of 66 working days
        (("2026", 261), "2026-W48", 5, Origin.SHARE),  # 5 of 261
        (("2026", 262), "2026-W48", 6, Origin.SHARE),  # rounded up
        (("2026", 261), "2026-W53", 0, Origin.NONE),  # its Friday is next year's, which has no target
        (("2026-W40", 5), "2026-11", 21, Origin.PARTS),  # a call a working day
        (("2026-Q1", 9), "2026", 0, Origin.NONE),  # three quarters are missing
    ],
)
def test_where_a_target_comes_from(given_: tuple[str, int], label: str, value: int, origin: Origin) -> None:
    aim = Targets([kept(*given_)], CALENDAR).aim(periods.parse(label), Metric.CALLS)
    assert (aim.value, aim.origin) == (value, origin)


def test_a_week_over_the_end_of_a_month_takes_its_share_of_both() -> None:
    known = Targets([kept("2026-11", 21), kept("2026-12", 230)], CALENDAR)
    aim = known.aim(periods.parse("2026-W49"), Metric.CALLS)  # Monday 30 November to Friday 4 December
    assert [(share.days, share.of, share.value) for share in aim.shares] == [(1, 21, 21), (4, 23, 230)]
    assert aim.value == 41


def test_the_nearest_longer_period_wins_and_zero_ends_a_week_that_goes_on() -> None:
    everything = [kept("2026-W40", 50), kept("2026-11", 21), kept("2026", 2610)]
    assert Targets(everything, CALENDAR).aim(WEEK, Metric.CALLS).value == 50
    ended = Targets([*everything, kept("2026-W47", 0)], CALENDAR).aim(WEEK, Metric.CALLS)
    assert (ended.value, ended.shares[0].period.label) == (5, "2026-11")


def test_a_year_of_quarters_is_their_sum_and_differences_are_named() -> None:
    quarters = [kept(f"2026-Q{n}", 100 * n) for n in (1, 2, 3, 4)]
    aim = Targets(quarters, CALENDAR).aim(YEAR, Metric.CALLS)
    assert (aim.value, aim.origin) == (1000, Origin.PARTS)
    known = Targets([*quarters, kept("2026", 1200), kept("2026-11", 7)], CALENDAR)
    year, quarter = rules.consistency(known, YEAR, [Metric.CALLS])
    assert (year.period.label, year.parts, year.difference, year.unset) == ("2026", 1000, -200, 0)
    assert (quarter.period.label, quarter.parts, quarter.unset) == ("2026-Q4", 7, 2)


def test_a_premium_is_shared_to_the_yuan() -> None:
    aim = Targets([kept("2026", 10_000_000, Metric.PREMIUM)], CALENDAR).aim(WEEK, Metric.PREMIUM)
    assert aim.value == ceil(Fraction(10_000_000 * 5, 261 * 100)) * 100


@given(st.integers(1, 31), st.booleans(), st.integers(1, 10**6), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_shares_of_one_period_make_it_up(first_day: int, calendar: bool, value: int, day: date) -> None:
    """The weeks of a month, the months of a year: their exact shares add up, rounded ones are never too little."""
    months = WorkMonth(first_day, calendar)
    year = periods.of(PeriodKind.YEAR, day, months)
    known = Targets([kept(year.label, value, months=months)], months)
    parts = [part for quarter in periods.parts(year, months) for part in periods.parts(quarter, months)]
    aims = [known.aim(part, Metric.CALLS) for part in parts if periods.working_days(part.first, part.last)]
    assert value <= sum(aim.value for aim in aims) < value + len(parts)
    assert sum(Fraction(share.days, share.of) for aim in aims for share in aim.shares) == 1


def test_the_name_of_a_period_does_not_move_with_the_work_month(store: Store, actor: Actor) -> None:
    kpis.set_work_month(store, actor, WorkMonth(26))
    month = periods.parse("2026-11", WorkMonth(26))
    targets.put(store, actor, actor.code, month, {Metric.CALLS: 100})
    kpis.set_work_month(store, actor, WorkMonth(1))
    assert targets.aims(store, actor.code, periods.parse("2026-11"))[Metric.CALLS].value == 100


def test_levels_persons_and_the_team_are_apart_and_a_change_is_taken_back(store: Store, actor: Actor) -> None:
    targets.put(store, actor, actor.code, YEAR, {Metric.PREMIUM: 100_000_00})
    targets.put(store, actor, actor.code, YEAR, {Metric.PREMIUM: 130_000_00}, TargetLevel.STRETCH)
    change = targets.put(store, actor, "", YEAR, {Metric.PREMIUM: 500_000_00, Metric.CASES: None})
    own = targets.sheet(store, actor.code, YEAR).rows
    premium = next(row for row in own if row.metric == Metric.PREMIUM)
    assert [premium.aims[level].value for level in TargetLevel] == [100_000_00, 130_000_00, 0]
    team = targets.sheet(store, "", YEAR)
    assert next(row for row in team.rows if row.metric == Metric.PREMIUM).aims[AIM].value == 500_000_00
    assert team.others[Metric.PREMIUM] == 100_000_00
    targets.take_back(store, actor, change)
    assert targets.aims(store, "", YEAR)[Metric.PREMIUM].origin == Origin.NONE


def test_wrong_targets_are_refused_and_nothing_is_kept(store: Store, actor: Actor) -> None:
    with pytest.raises(InputError) as caught:
        targets.put(store, actor, actor.code, YEAR, {Metric.CALLS: 5, Metric.CASES: -1, Metric.PREMIUM: 10**14})
    found = [(problem.code, problem.place.field) for problem in caught.value.problems]
    assert found == [("negative", "cases"), ("target_too_large", "premium")]
    assert targets.aims(store, actor.code, YEAR)[Metric.CALLS].value == 0
    with pytest.raises(InputError) as caught:
        targets.put(store, actor, actor.code, periods.between(YEAR.first, YEAR.first), {Metric.CALLS: 5})
    assert caught.value.problems[0].code == "target_own_dates"


# -- the cascade ---------------------------------------------------------------------------------------------------
OWN = {"premium": 1_000_000_00, "closing": 20, "proposal": 50, "meeting": 100, "visit": 160, "call": 800}


def test_a_premium_is_followed_back_step_by_step() -> None:
    steps = cascade.cascade(200_000_00, cascade.ratios(OWN, {}))
    assert [(step.wanted, step.needed) for step in steps] == [(200_000_00, 4), (4, 10), (10, 20), (20, 32), (32, 160)]
    assert [step.ratio.basis for step in steps] == [Basis.OWN] * 5
    assert [step.ratio.below for step in steps] == [20, 50, 100, 160, 800]
    assert [step.needed for step in cascade.cascade(200_000_01, cascade.ratios(OWN, {}))] == [5, 13, 26, 42, 210]
    assert [step.needed for step in cascade.cascade(0, cascade.ratios(OWN, {}))] == [0] * 5


def test_few_cases_are_marked_and_too_few_fall_back() -> None:
    few = cascade.ratios(OWN | {"proposal": 9, "closing": 3}, OWN)
    assert [(one.basis, one.small) for one in few[:2]] == [(Basis.OWN, True), (Basis.OWN, True)]
    none = cascade.ratios({"proposal": 40, "meeting": 2}, OWN)
    assert [one.basis for one in none] == [Basis.TEAM] * 5
    assert none[0].value == 50_000_00
    assert [one.basis for one in cascade.ratios({}, {})] == [Basis.THUMB] * 5


@given(st.integers(1, 10**12), st.lists(st.integers(1, 10**4), min_size=6, max_size=6))
def test_what_is_needed_is_enough_and_not_one_too_many(premium: int, counts: list[int]) -> None:
    own = dict(zip(cascade.MEASURES, [counts[0] * 10_000, *counts[1:]], strict=True))
    for step in cascade.cascade(premium, cascade.ratios(own, {})):
        if step.ratio.basis == Basis.OWN:
            brings = Fraction(step.ratio.above, step.ratio.below)
            assert step.needed * brings >= step.wanted > (step.needed - 1) * brings


def test_ratios_are_counted_in_the_past_and_taken_over_with_one_way_back(store: Store, actor: Actor) -> None:
    today = date(2026, 11, 24)
    last_week = today - timedelta(days=7)
    for kind, times in ((ActivityKind.CALL, 12), (ActivityKind.VISIT, 6), (ActivityKind.MEETING, 3)):
        for _ in range(times):
            activities.add(store, actor, ActivityDraft(kind, last_week))
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, today))  # this week is not past
    found = cascading.ratios(store, actor.code, cascading.past(today))
    assert [(one.basis, one.above, one.below) for one in found[3:]] == [(Basis.OWN, 3, 6), (Basis.OWN, 6, 12)]
    assert [one.basis for one in found[:3]] == [Basis.THUMB] * 3
    steps = cascade.cascade(10_000_00, found)
    change = cascading.take_over(store, actor, actor.code, WEEK, 10_000_00, steps, TargetLevel.STRETCH)
    held = targets.aims(store, actor.code, WEEK, TargetLevel.STRETCH)
    assert [held[metric].value for metric in (Metric.PREMIUM, Metric.CLOSINGS, Metric.CALLS)] == [
        10_000_00, 2, steps[-1].needed,
    ]  # fmt: skip
    targets.take_back(store, actor, change)
    assert not any(aim.value for aim in targets.aims(store, actor.code, WEEK, TargetLevel.STRETCH).values())


def test_the_week_says_what_is_still_to_do(store: Store, actor: Actor) -> None:
    week = weeks.parse("2026-W48")
    assert still.of_week(store, actor.code, week) == still.Still(False, {})
    targets.set_week(store, actor, actor.code, week, {Metric.MEETINGS: 5, Metric.CALLS: 2, Metric.PREMIUM: 100})
    for kind in (ActivityKind.MEETING, ActivityKind.CALL, ActivityKind.CALL):
        activities.add(store, actor, ActivityDraft(kind, week.monday))
    found = still.of_week(store, actor.code, week)
    assert found == still.Still(True, {Metric.PREMIUM: 100, Metric.MEETINGS: 4})
    assert still.listed(found.missing, Language.ZH) == "保费 1 元、4 次面谈"
    assert still.listed(found.missing, Language.EN) == "1 yuan of premium, 4 meetings"
    everything = still.listed(dict.fromkeys(Metric, 300), Language.EN)
    assert everything.isascii() and everything.count(", ") == len(Metric) - 1

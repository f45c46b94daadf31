"""Coaching and reviews: verdicts only where there is enough, signs with evidence, periods that count no week twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.enums import ReviewKind, Skill
from app.errors import ConflictError, InputError
from app.models import TeamReport, TeamWeek
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.rules.team import coaching
from app.services.rules.team.coaching import SignKind, Verdict, WeekFacts
from app.services.team.coaching import looking, training
from app.services.team.coaching.training import TrainingDraft
from app.services.team.reviews import campaigns, figures, keeping
from app.services.team.reviews.campaigns import CampaignDraft
from app.services.team.reviews.figures import Span
from app.services.team.reviews.keeping import ReviewDraft
from tests.conftest import NOW

WEEK = Week(2027, 2)  # so that the weeks before cross the end of a year of 53 weeks
PATH = ("S1", "S2", "S3")


def facts(
    activities: Sequence[int | None],
    *,
    late: Sequence[int] = (),
    entered: dict[str, int] | None = None,
    closings: int = 0,
    days: Sequence[int] = (),
) -> list[WeekFacts]:
    """One entry a week, the last of them WEEK; None is a week without a report."""
    weeks = [WEEK.plus(n + 1 - len(activities)) for n in range(len(activities))]
    return [
        WeekFacts(week, count, days[number] if days else 5, closings, entered or {}, number in late)
        for number, (week, count) in enumerate(zip(weeks, activities, strict=True))
        if count is not None
    ]


def kinds(own: list[WeekFacts], rolled: Sequence[Week] = ()) -> set[SignKind]:
    return {sign.kind for sign in coaching.signs(own, rolled, WEEK)}


# -- rules --------------------------------------------------------------------------------------------------------
def test_falling_activity_is_told_with_both_means() -> None:
    own = facts([30] * 8 + [10, 12, 8])
    sign = next(one for one in coaching.signs(own, [], WEEK) if one.kind == SignKind.FALLING)
    assert (sign.now, sign.before) == (Decimal(10), Decimal(30))
    assert sign.weeks == (Week(2026, 53), Week(2027, 1), Week(2027, 2))


def test_a_holiday_week_or_a_newcomer_is_no_sign() -> None:
    assert kinds(facts([30] * 10 + [2])) == set()
    assert kinds(facts([30, 5])) == set()
    assert kinds(facts([4] * 8 + [1, 1, 1])) == set(), "too little to fall from"
    assert coaching.signs([], [WEEK], WEEK) == []


def test_fewer_active_days_are_told_even_when_the_activity_holds() -> None:
    assert kinds(facts([30] * 11, days=[5] * 8 + [2, 3, 2])) == {SignKind.FEWER_DAYS}


def test_missed_reports_count_only_weeks_that_were_asked_for() -> None:
    own = facts([30, 30, 30, None, None, 30])
    rolled = [WEEK.plus(-n) for n in range(6)]
    assert kinds(own, rolled) == {SignKind.MISSED}
    assert kinds(own, []) == set()
    assert kinds(facts([30, 30]), rolled) == set(), "nothing was asked of somebody who was not there yet"


def test_late_reports_and_no_closing() -> None:
    rolled = [WEEK.plus(-n) for n in range(4)]
    assert kinds(facts([30] * 4, late=(1, 2, 3)), rolled) == {SignKind.LATE}
    assert kinds(facts([30] * 4, late=(2, 3)), rolled) == set()
    before = [WeekFacts(WEEK.plus(-9), 30, 5, 2, {})]
    assert kinds(before + facts([30] * 8)) == {SignKind.NO_CLOSING}
    assert kinds(facts([30] * 8)) == set()


def test_a_step_is_strong_or_weak_against_both_past_and_team() -> None:
    own = [*facts([1] * 12, entered={"S1": 2, "S2": 1})[:8], *facts([1] * 4, entered={"S1": 2, "S2": 2})]
    others = [facts([1] * 4, entered={"S1": 2, "S2": 1})]
    step = coaching.steps(own, others, WEEK, PATH)[0]
    assert (step.now, step.past, step.team, step.verdict) == (1, Decimal("0.5"), Decimal("0.5"), Verdict.STRONG)
    weak = coaching.steps(facts([1] * 4, entered={"S1": 4, "S2": 1}), others, WEEK, PATH)[0]
    assert weak.verdict == Verdict.WEAK
    better_than_team_only = [
        *facts([1] * 12, entered={"S1": 1, "S2": 1})[:8],
        *facts([1] * 4, entered={"S1": 2, "S2": 2}),
    ]
    assert coaching.steps(better_than_team_only, others, WEEK, PATH)[0].verdict == Verdict.EVEN
    no_before = facts([1] * 4, entered={"S1": 2, "S2": 2})
    step = coaching.steps(no_before, others, WEEK, PATH)[0]
    assert (step.past, step.verdict) == (None, Verdict.EVEN), (
        "better than the team, but nobody is praised without a before"
    )
    nothing = facts([1] * 8, entered={"S1": 2})
    assert coaching.steps(nothing, others, WEEK, PATH)[1].verdict == Verdict.UNKNOWN


def test_too_few_say_nothing() -> None:
    few = facts([1, 1], entered={"S1": 1, "S2": 1})
    assert coaching.steps(few, [facts([1] * 4, entered={"S1": 9, "S2": 1})], WEEK, PATH)[0].verdict == Verdict.UNKNOWN


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.integers(-1, 60).map(lambda n: None if n < 0 else n), min_size=1, max_size=14), st.integers(0, 10))
def test_every_sign_rests_on_weeks_up_to_the_one_shown(activities: list[int | None], ahead: int) -> None:
    own = facts(activities)
    week = WEEK.plus(-ahead)
    for sign in coaching.signs(own, [WEEK.plus(-n) for n in range(25)], week):
        assert sign.weeks and all(one <= week for one in sign.weeks)
        assert sign.now < sign.before or sign.kind in (SignKind.MISSED, SignKind.LATE)


# -- periods ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("span,number", [(Span.QUARTER, 4), (Span.HALF, 2), (Span.YEAR, 1)])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(year=st.integers(2000, 2100))
def test_the_periods_of_a_year_hold_each_of_its_weeks_once(span: Span, number: int, year: int) -> None:
    day = date(year, 1, 4)  # always in week 1
    weeks: list[Week] = []
    for _ in range(number):
        period = figures.period_of(day, span)
        weeks += [period.first.plus(n) for n in range((period.last.monday - period.first.monday).days // 7 + 1)]
        day = period.ends_on + timedelta(days=1)
    assert weeks[0] == Week(year, 1)
    assert len(weeks) == len(set(weeks)) == date(year, 12, 28).isocalendar()[1]
    assert all(week.year == year for week in weeks)


def test_week_53_belongs_to_its_year() -> None:
    assert figures.period_of(date(2027, 1, 3), Span.YEAR).last == Week(2026, 53)
    assert figures.period_of(date(2027, 1, 3), Span.QUARTER).first == Week(2026, 40)


# -- with a store -------------------------------------------------------------------------------------------------
def entries(code: str, week: Week, **values: Any) -> dict[str, Any]:
    return {
        "agent.code": code, "agent.name": f"代理人{code}", "week": str(week), "seal": "x",
        "written_at": f"{week.sunday.isoformat()}T12:00:00+00:00", "month_first_day": week.monday.isoformat(),
    } | values  # fmt: skip


@pytest.fixture
def filled(store: Store, actor: Actor) -> Store:
    """Two agents over ten weeks; A2 fell silent."""
    with store.write(actor, "test.fill") as session:
        for number in range(10):
            week = WEEK.plus(number - 9)
            session.add(TeamWeek(monday=week.monday, due_at=NOW, expected={}, findings=[]))
            for code, calls in (("A1", 20), ("A2", 20 if number < 7 else 4)):
                values = {"measure.week.call": calls, "measure.week.active_days": 5, "measure.week.work_days": 5,
                          "measure.week.closing": 1, "measure.week.premium": 100_000, "target.premium": 200_000,
                          "target.calls": 25,
                          "products": '[["P1", "重疾", 1, 1, 100000]]'}  # fmt: skip
                session.add(
                    TeamReport(
                        agent_code=code, monday=week.monday, written_at=NOW, late=number % 2 == 0,
                        figures=entries(code, week, **values),
                    )
                )  # fmt: skip
    return store


def test_the_team_is_looked_at_side_by_side(filled: Store) -> None:
    one, two = looking.of_team(filled, WEEK)
    assert (one.now, one.past) == (Decimal(21), Decimal(21))
    assert (two.now, two.team) == (Decimal(9), Decimal(21))
    assert {sign.kind for sign in two.signs} >= {SignKind.FALLING} and not one.signs
    assert looking.of_team(filled, WEEK.plus(-20)) == []


def test_an_evaluation_adds_up_its_weeks_and_freezes_them(filled: Store, actor: Actor) -> None:
    period = figures.period_of(WEEK.monday, Span.QUARTER)
    weeks = [WEEK.plus(n - 9) for n in range(10) if WEEK.plus(n - 9) >= period.first]
    row = figures.agents(filled, period)[0]
    assert (row.reported, row.asked) == (len(weeks), len(weeks))
    assert row.actual("calls") == 20 * len(weeks)
    assert row.reached("premium") == Decimal("0.5")
    assert row.actual("premium_per_case") == 100_000
    assert "combination_rate" not in row.kpis, "a stock is not added over weeks"
    saved = keeping.save(filled, actor, row, period, ReviewDraft(4, "勤", "约访", "每天五个电话"))
    again = keeping.save(filled, actor, row, period, ReviewDraft(5, "勤"))
    assert again.id == saved.id and again.draft == ReviewDraft(5, "勤", "", "")
    assert keeping.of_period(filled, ReviewKind.AGENT, period) == {"A1": again}
    assert again.figures["kpis"]["calls"]["actual"] == str(20 * len(weeks))
    product = figures.products(filled, period)[0]
    assert (product.id, product.policies, product.agents, product.share) == ("P1", 2 * len(weeks), 2, 1)
    assert keeping.save(filled, actor, product, period, ReviewDraft(3)).kind == ReviewKind.PRODUCT
    with pytest.raises(InputError) as caught:
        keeping.save(filled, actor, row, period, ReviewDraft(6, agreed="长" * 4001))
    assert {one.place.field for one in caught.value.problems} == {"rating", "agreed"}


def test_training_is_noted_and_counted_in_its_period(filled: Store, actor: Actor) -> None:
    period = figures.period_of(WEEK.monday, Span.QUARTER)
    done = training.add(filled, actor, "A1", TrainingDraft(period.starts_on, Skill.INTERVIEW, "开场练习", 45, "好"))
    training.add(filled, actor, "A1", TrainingDraft(period.starts_on - timedelta(days=1), Skill.PRODUCT, "新产品"))
    assert figures.agents(filled, period)[0].trainings == 1
    assert [row.title for row in training.of_agent(filled, "A1")] == ["开场练习", "新产品"]
    training.remove(filled, actor, done.id)
    assert figures.agents(filled, period)[0].trainings == 0
    with pytest.raises(InputError) as caught:
        training.add(filled, actor, "A1", TrainingDraft(None, Skill.PRODUCT, " ", -1))
    assert {one.place.field for one in caught.value.problems} == {"title", "on_date", "minutes"}


def test_a_campaign_has_its_cost_and_what_came_of_it(store: Store, actor: Actor) -> None:
    plan = CampaignDraft("讲座", date(2026, 11, 1), date(2026, 11, 2), planned_cost=500_000)
    row = campaigns.add(store, actor, plan)
    assert (row.over, row.cost_per_case, row.premium_per_cost) == (None, None, None)
    done = CampaignDraft("讲座", date(2026, 11, 1), date(2026, 11, 2), "", "", 500_000, 460_000, 30, 4, 2_300_000, "好")
    row = campaigns.change(store, actor, row.id, row.version, done)
    assert (row.over, row.cost_per_case, row.premium_per_cost) == (-40_000, Decimal(115_000), Decimal(5))
    assert campaigns.listing(store) == [row]
    with pytest.raises(ConflictError):
        campaigns.change(store, actor, row.id, row.version - 1, plan)
    with pytest.raises(InputError) as caught:
        campaigns.add(store, actor, CampaignDraft("", date(2026, 11, 2), date(2026, 11, 1), cost=-1))
    assert {one.place.field for one in caught.value.problems} == {"title", "ends_on", "cost"}

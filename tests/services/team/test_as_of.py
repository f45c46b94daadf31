"""A week is seen from its own end: what happened since is not in it, and the month to date is that day's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, Language, Metric, PeriodKind, PolicyStatus, Stage
from app.models import Policy
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import progress
from app.services.measures.kpis import definitions
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.base import periods
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis
from app.services.team.rollup.team import AgentWeek, join
from app.services.team.weekly import collect, export_weekly, risks
from app.services.team.weekly import needs as need_lines
from app.services.team.weekly.risks import RiskKind
from app.services.team.weekly.then import held_then
from tests import reading
from tests.conftest import NOW, PASSWORD
from tests.services.weekly_files import CODES, LAST, sheet, team_store

ACROSS = Week(2026, 49)  # Monday 30 November to Sunday 6 December
MONDAY, SUNDAY = date(2026, 11, 30), date(2026, 12, 6)


class Clock:
    """A store's clock that can be set on."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def working(store_file: Path, clock: Clock, actor: Actor) -> Iterator[Store]:
    """Two calls in November, the second on its last day, a Monday; one on the first of December."""
    store = Store.open(store_file, PASSWORD, clock=clock)
    home = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳")))
    for day in (date(2026, 11, 12), MONDAY):
        activities.add(store, actor, ActivityDraft(ActivityKind.CALL, day, household_id=home.id))
    clock.day = date(2026, 12, 1)
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, clock.day, household_id=home.id))
    yield store
    store.close()


def test_on_the_last_day_of_a_month_the_month_to_date_is_that_month(working: Store, clock: Clock, actor: Actor) -> None:
    clock.day = MONDAY
    row = reading.week(working, actor.code, ACROSS)
    assert row.month == (date(2026, 11, 1), date(2026, 11, 30)) and row.earlier is None
    assert (row.figure(Metric.CALLS).month, row.figure(Metric.CALLS).earlier) == (2, None)
    found = progress.overview(working, actor.code, periods.of(PeriodKind.WEEK, MONDAY))
    calls = next(one for one in found.figures if one.definition.metric == Metric.CALLS)
    assert (calls.month, calls.earlier, found.earlier) == (2, None, None)


@pytest.mark.parametrize("day", [date(2026, 12, 1), SUNDAY, date(2026, 12, 20)])
def test_a_week_across_the_end_of_a_month_shows_both(working: Store, clock: Clock, actor: Actor, day: date) -> None:
    clock.day = day
    row = reading.week(working, actor.code, ACROSS)
    assert row.month[0] == date(2026, 12, 1) and row.earlier == (date(2026, 11, 1), date(2026, 11, 30))
    assert (row.figure(Metric.CALLS).month, row.figure(Metric.CALLS).earlier) == (1, 2)
    found = progress.overview(working, actor.code, periods.of(PeriodKind.WEEK, MONDAY))
    calls = next(one for one in found.figures if one.definition.metric == Metric.CALLS)
    assert (calls.month, calls.earlier) == (1, 2)


def heads(path: Path) -> list[str]:
    rows = openpyxl.load_workbook(path)[sheet("summary")].iter_rows(values_only=True)
    return next([str(cell) for cell in row if cell] for row in rows if "本月至今" in row)


def test_the_workbook_and_the_team_have_both_months(working: Store, clock: Clock, actor: Actor, tmp_path: Path) -> None:
    clock.day = MONDAY
    export_weekly(working, tmp_path / "monday.xlsx", week=ACROSS, agent=actor.code, language=Language.ZH)
    assert heads(tmp_path / "monday.xlsx")[-1] == "本月至今"
    clock.day = SUNDAY
    export_weekly(working, tmp_path / "sunday.xlsx", week=ACROSS, agent=actor.code, language=Language.ZH)
    assert heads(tmp_path / "sunday.xlsx")[-2:] == ["本月至今", "上月全月"]
    book = openpyxl.load_workbook(tmp_path / "sunday.xlsx")
    entries = {row[0].value: row[1].value for row in book["_control"].iter_rows(max_col=2)}
    team = join(ACROSS, [AgentWeek(entries), AgentWeek(entries | {"agent.code": "B"})])
    calls = next(one for one in team.figures if one.definition.metric == Metric.CALLS)
    assert (calls.month, calls.earlier) == (2, 4)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = team_store(tmp_path_factory.mktemp("asof") / "team.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("code", CODES)
def test_last_week_exported_on_monday_is_last_week(full: Store, code: str) -> None:
    """What was done, received or finished since the Sunday is not in it, and nothing counts backwards."""
    agent = agents.one(full, code)
    with full.read() as session:
        report = collect.report(session, agent, LAST, NOW.date())
        assert report.as_of == LAST.sunday
        found = risks.risks(session, report)
        lines = list(need_lines.lines(session, code, LAST, report.as_of))
    assert found
    for risk in found:
        if risk.kind in (RiskKind.OVERDUE, RiskKind.NEED_LATE, RiskKind.STALE) and risk.days is not None:
            assert risk.days > 0 and risk.on_date is not None and risk.on_date <= LAST.sunday
    for line in lines:
        for day in (line.row.actual_start, line.row.actual_finish):
            assert day is None or day <= LAST.sunday


def test_what_happened_on_monday_is_not_in_last_week(store_file: Path, clock: Clock, actor: Actor) -> None:
    monday, sunday = LAST.plus(1).monday, LAST.sunday
    clock.day = sunday - timedelta(days=30)
    store = Store.open(store_file, PASSWORD, clock=clock)
    home = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳"), stage=Stage.S1_APPOINTED))
    clock.day = monday
    activities.add(store, actor, ActivityDraft(ActivityKind.VISIT, monday, household_id=home.id))
    assert customers.household(store, home.id).row.stage == Stage.S2_MET
    agent = agents.one(store, actor.code)
    with store.read() as session:
        report = collect.report(session, agent, LAST, monday)
        found = {risk.kind: risk for risk in risks.risks(session, report)}
    store.close()
    stale = found[RiskKind.STALE]
    assert (stale.stage, stale.days) == (Stage.S1_APPOINTED, 30), "not since Monday, which would be −1 day"


def test_what_was_planned_issued_or_linked_since_is_not_in_last_week(
    store_file: Path, clock: Clock, actor: Actor
) -> None:
    """A step planned on Monday is no next step of the week before, one done since was planned then; a policy that
    begins on Monday covers nothing on Sunday, one that lapsed on Monday did."""
    monday, sunday = LAST.plus(1).monday, LAST.sunday
    clock.day = sunday - timedelta(days=30)
    store = Store.open(store_file, PASSWORD, clock=clock)
    homes = [
        customers.add(store, actor, HouseholdDraft(MemberDraft(name), stage=Stage.S1_APPOINTED)) for name in "甲乙"
    ]
    late, early = (home.id for home in homes)
    planned = ActivityDraft(ActivityKind.VISIT, monday, ActivityStatus.PLANNED, early)
    step = activities.add(store, actor, planned)
    clock.day = LAST.monday
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, LAST.monday, household_id=early))
    held = [customers.household(store, home).members[0].id for home in (late, early)]
    lapsing = policies.add(store, actor, early, PolicyDraft(held[1], "旧保单", premium=100, starts_on=date(2020, 1, 1)))
    clock.day = monday
    activities.add(store, actor, replace(planned, household_id=late))
    activities.finish(store, actor, step.id, step.version, on_date=monday, following=None)
    policies.add(store, actor, late, PolicyDraft(held[0], "新保单", premium=100, starts_on=monday))
    gone = replace(policies.draft_of(lapsing), status=PolicyStatus.LAPSED, lapsed_on=monday)
    policies.update(store, actor, lapsing.id, gone, lapsing.version)
    agent = agents.one(store, actor.code)
    with store.read() as session:
        report = collect.report(session, agent, LAST, monday)
        found = [(risk.kind, risk.household_code) for risk in risks.risks(session, report)]
        detail = next(collect.details(session, actor.code, LAST, report.as_of))
        plans = collect.plans(session, actor.code, LAST.plus(1), report.as_of)
        in_force = set(session.scalars(select(Policy.product_name).where(held_then(sunday))))
    store.close()
    codes = {home.id: home.code for home in homes}
    assert (RiskKind.NO_NEXT_STEP, codes[late]) in found and (RiskKind.NO_NEXT_STEP, codes[early]) not in found
    assert (detail.next_step_on, detail.stage) == (monday, Stage.S1_APPOINTED)
    assert {plan.household_code for plan in plans} == set(codes.values()), "the plan made on Monday is next week's too"
    assert in_force == {"旧保单"}


def test_commission_without_a_rate_is_unknown_and_not_nothing(store: Store) -> None:
    with store.read() as session:
        known = definitions.in_force(session, date(2026, 11, 24))
    commission = known.of_code("commission")
    assert kpis.compute(commission, {"commission": 0}) == 0
    assert kpis.compute(commission, {"commission": 12_000}, {"commission": 1}) is None, "a part is no sum"
    assert kpis.compute(commission, {"commission": 12_000}, {"other": 1}) == Decimal(12_000)


def test_figures_carry_their_own_units(store: Store) -> None:
    with store.read() as session:
        known = definitions.in_force(session, date(2026, 11, 24))
    units = {kpi.code: kpi.counted.value for kpi in known.kpis}
    told = ("commission", "issued_cases", "new_customers", "calls", "activity_rate")
    assert [units[code] for code in told] == ["money", "cases", "families", "count", "rate"]


def test_active_and_producing_agents_are_told_as_insurers_tell_them(store: Store) -> None:
    with store.read() as session:
        known = definitions.in_force(session, date(2026, 11, 24))
    active, producing, days = (known.of_code(code) for code in ("activity_rate", "producing_rate", "active_days_rate"))
    assert (active.name[0], producing.name[0]) == ("活动率", "举绩率")
    assert [term.key for term in active.terms] == ["producing_agents", "agents"]
    assert [term.key for term in producing.terms] == ["producing_agents[least=100000]", "agents"]
    assert "率" not in days.name[0], "days with something done are no rate of people"

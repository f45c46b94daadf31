"""Every number of the dashboard: its rows come to it, and a second count without the store finds it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from app.enums import ActivityStatus, Metric, PeriodKind, PolicyStatus, Stage
from app.models import Activity, Household, Need, Opportunity, Order, OrderLine, Policy, StageMove, TraceLink
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.care import satisfaction
from app.services.figures import progress, targets
from app.services.figures.progress import Answer, Card, How, Scope
from app.services.figures.progress.answers import middle, parted
from app.services.matrix.index import index
from app.services.measures import kpis
from app.services.rules.base import periods
from app.services.rules.base.periods import Period, WorkMonth
from app.services.rules.base.weeks import parse as week
from app.services.rules.base.weeks import week_of
from app.services.rules.spine.funnel import PATH
from tests import reading
from tests.conftest import NOW, PASSWORD
from tests.services import dashboard_store
from tests.services.dashboard_store import TODAY
from tests.services.kpi_store import AGENTS, Work

MONTHS = WorkMonth(26)
SPANS = [
    periods.parse("2026-W48"),
    periods.parse("2026-12", MONTHS),
    periods.parse("2026-Q4", MONTHS),
    periods.parse("2026", MONTHS),
    periods.between(date(2026, 11, 1), date(2026, 11, 30)),
]
CHARTS = [card for card in Card if card != Card.FIGURES]
VIEWS = {Card.PACE: ("calls", "premium"), Card.FUNNEL: ("period", "cohort")}


@pytest.fixture(scope="module")
def filled(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Work]]:
    """Only read by the tests."""
    path = tmp_path_factory.mktemp("dashboard") / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    opened = Store.open(path, PASSWORD, clock=lambda: NOW)
    work = dashboard_store.fill(opened, 7)
    yield opened, work
    opened.close()


def scope(period: Period, agent: str = "A001", view: str = "") -> Scope:
    return Scope(agent, period, TODAY, MONTHS, view)


def alive(work: Work) -> set[str]:
    return {row["id"] for row in work.rows(Household) if row["archived_at"] is None}


@pytest.mark.parametrize("card", CHARTS)
def test_the_rows_come_to_every_number(filled: tuple[Store, Work], card: Card) -> None:
    store, _ = filled
    drawn = 0
    for number, period in enumerate(SPANS):
        for view in VIEWS.get(card, ("",)):
            answer = progress.answer(store, card, scope(period, AGENTS[number % 2], view))
            drawn += not answer.empty
            asked = [key for key, one in answer.numbers.items() if one.drills]
            for key in asked[:: 1 + len(asked) // 40]:
                found = progress.rows(store, card, answer, *key)
                assert found.value == answer.numbers[key].value, (period, view, key)
                if answer.numbers[key].how == How.SHARE:
                    assert sum(row.of for row in found.rows) == answer.numbers[key].of
    assert drawn, "the store has nothing for this card"


def done(work: Work, agent: str) -> list[dict[str, Any]]:
    return [
        row for row in work.rows(Activity)
        if row["status"] == ActivityStatus.DONE.value and row["agent_code"] == agent
    ]  # fmt: skip


@pytest.mark.parametrize("period", SPANS, ids=lambda one: one.label)
def test_weeks_hours_and_days_against_a_second_count(filled: tuple[Store, Work], period: Period) -> None:
    store, work = filled
    rows = done(work, "A001")
    answer = progress.answer(store, Card.WEEKS, scope(period))
    assert len(answer.places) >= 12
    assert [week(one) for one in answer.places] == sorted(week(one) for one in answer.places)
    expected = Counter((str(week_of(row["on_date"])), row["kind"]) for row in rows)
    assert {key: one.value for key, one in answer.numbers.items() if one.value} == {
        key: count for key, count in expected.items() if key[0] in answer.places
    }
    inside = [row for row in rows if row["on_date"] in period]
    hours = progress.answer(store, Card.HOURS, scope(period))
    by_hour = Counter(
        (str(row["on_date"].isoweekday()), "" if row["at_minute"] is None else str(row["at_minute"] // 60))
        for row in inside
    )
    assert {key: one.value for key, one in hours.numbers.items() if one.value} == dict(by_hour)
    days = progress.answer(store, Card.DAYS, scope(period))
    in_year = Counter(
        (str(row["on_date"].isoweekday()), str(week_of(row["on_date"]))) for row in rows
        if row["on_date"].year == period.last.year
    )  # fmt: skip
    assert {key: one.value for key, one in days.numbers.items() if one.value} == dict(in_year)
    assert len(days.numbers) == 365


def steps(work: Work, agent: str, until: date) -> dict[str, list[tuple[Stage, date]]]:
    """By family: the stages it stood in, in order, without moves that were none."""
    homes = alive(work)
    found: dict[str, list[tuple[Stage, date]]] = {}
    for row in sorted(work.rows(StageMove), key=lambda row: row["on_date"]):
        if row["household_id"] in homes and row["agent_code"] == agent and row["on_date"] <= until:
            own = found.setdefault(row["household_id"], [])
            if not own or own[-1][0] != row["stage"]:
                own.append((Stage(row["stage"]), row["on_date"]))
    return found


@pytest.mark.parametrize("period", SPANS, ids=lambda one: one.label)
def test_funnel_and_durations_against_a_second_count(filled: tuple[Store, Work], period: Period) -> None:
    store, work = filled
    paths = steps(work, "A001", period.last)
    entered = Counter(stage for own in paths.values() for stage, day in own if day >= period.first)
    answer = progress.answer(store, Card.FUNNEL, scope(period, view="period"))
    for place, (stage, following) in enumerate(pairwise(PATH)):
        rate = Fraction(entered[following], entered[stage]) if entered[stage] else None
        assert answer.value(stage, "entered") == entered[stage], place
        assert answer.value(stage, "conversion") == rate
    assert all(answer.value(stage, "standing") == sum(own[-1][0] == stage for own in paths.values()) for stage in Stage)
    lasted: dict[Stage, list[int]] = {}
    for own in paths.values():
        for (stage, came), (_, left) in pairwise(own):
            if left >= period.first:
                lasted.setdefault(stage, []).append((left - came).days)
    durations = progress.answer(store, Card.DURATIONS, scope(period))
    for stage in PATH:
        number = durations.numbers[stage, "days"]
        assert number.of == len(lasted.get(stage, []))
        assert number.value == (median(lasted[stage]) if lasted.get(stage) else None)


@pytest.mark.parametrize("period", SPANS, ids=lambda one: one.label)
def test_cohorts_and_sources_against_a_second_count(filled: tuple[Store, Work], period: Period) -> None:
    store, work = filled
    until = min(period.last, TODAY)
    sources = {row["id"]: row["source"] for row in work.rows(Household)}
    first: dict[str, date] = {}
    furthest: dict[str, int] = {}
    for id, own in steps(work, "A001", until).items():
        on_path = [(stage, day) for stage, day in own if stage in PATH]
        if on_path:
            first[id] = min(day for _, day in on_path)
            furthest[id] = max(PATH.index(stage) for stage, _ in on_path)
    cohorts = progress.answer(store, Card.FUNNEL, scope(period, view="cohort"))
    assert len(cohorts.places) == 12
    for place in cohorts.places:
        crowd = [id for id, day in first.items() if str(week_of(day)) == place]
        assert cohorts.value(place, "entered") == len(crowd)
        for stage in PATH[1:]:
            came = sum(furthest[id] >= PATH.index(stage) for id in crowd)
            assert cohorts.value(place, stage) == (Fraction(came, len(crowd)) if crowd else None)
    new = [id for id, day in first.items() if day in period]
    counted = Counter(sources[id] for id in new)
    answer = progress.answer(store, Card.SOURCES, scope(period))
    assert {place: answer.value(place, "families") for place in answer.places} == dict(counted)
    won = Counter(sources[id] for id in new if furthest[id] >= PATH.index(Stage.S6_ISSUED))
    shares = progress.answer(store, Card.SOURCE_CONVERSION, scope(period))
    assert {place: shares.value(place, "won") for place in shares.places} == {
        source: Fraction(won[source], count) for source, count in counted.items()
    }


@pytest.mark.parametrize("period", SPANS, ids=lambda one: one.label)
def test_premium_by_product_and_need_adds_up_to_the_kpi(filled: tuple[Store, Work], period: Period) -> None:
    store, work = filled
    orders = {row["id"]: row for row in work.rows(Order) if row["agent_code"] == "A001"}
    sums: Counter[str] = Counter()
    for line in work.rows(OrderLine):
        order = orders.get(line["order_id"])
        if order is None or line["left_out"]:
            continue
        came = order["issued_on"] or order["delivered_on"]
        if came and came in period:
            sums[line["product_name"]] += line["premium"]
        taken = order["state"] == "withdrawn" and came and (order["kind"] == "goods" or order["issued_on"])
        if taken and order["ended_on"] in period:
            sums[line["product_name"]] -= line["premium"]
    answer = progress.answer(store, Card.PRODUCT_PREMIUM, scope(period))
    assert {place: answer.value(place, "premium") for place in answer.places if answer.value(place, "premium")} == {
        product: total for product, total in sums.items() if total
    }
    needs = progress.answer(store, Card.NEED_PREMIUM, scope(period))
    issued = next(one for one in kpis.figures(store, period, "A001") if one.id == "issued_premium")
    assert needs.facts["total"] == answer.facts["total"] == issued.value


def test_premium_goes_to_the_needs_by_what_they_are_answered(filled: tuple[Store, Work]) -> None:
    store, work = filled
    period = periods.parse("2026")
    events = {row["id"]: row["event"] for row in work.rows(Need) if row["archived_at"] is None}
    linked: dict[str, Counter[str]] = {}
    for link in work.rows(TraceLink):
        if link["source_id"] in events:
            linked.setdefault(link["target_id"], Counter())[events[link["source_id"]]] += link["amount"] or 0
    lines = {line["id"]: line for line in work.rows(OrderLine)}
    answer = progress.answer(store, Card.NEED_PREMIUM, scope(period))
    for place in answer.places:
        for row in progress.rows(store, Card.NEED_PREMIUM, answer, place, "premium").rows:
            weights = linked.get(lines[row.id]["policy_id"] or "", Counter())
            whole = sum(weights.values())
            share = Fraction(weights[place], whole) if whole else Fraction(1, len(weights) or 1)
            assert abs(abs(row.amount) - lines[row.id]["premium"] * share) < 1
    assert len(answer.places) > 1


def test_the_forecast_of_a_month_is_parted_among_its_sales(filled: tuple[Store, Work]) -> None:
    store, work = filled
    answer = progress.answer(store, Card.FORECAST, scope(SPANS[0]))
    open_ones = [
        row for row in work.rows(Opportunity)
        if row["agent_code"] == "A001" and row["household_id"] in alive(work) and row.get("stage", "S0") < "S7"
    ]  # fmt: skip
    assert answer.facts["total"] == sum(row.get("premium") or 0 for row in open_ones)
    assert answer.facts["count"] == len(open_ones)
    for place in answer.places:
        number = answer.numbers[place, "expected"]
        assert number.low is not None and number.high is not None and number.value is not None
        assert 0 <= number.low <= number.value <= number.high
    late = [place for place in answer.places if place.startswith("overdue ")]
    assert len(late) == len({
        periods.of(PeriodKind.MONTH, row["expected_on"], MONTHS).label for row in open_ones
        if row.get("expected_on") and row["expected_on"] < TODAY
    })  # fmt: skip


def covered(work: Work, need: dict[str, Any], day: date) -> bool:
    policies = {row["id"]: row for row in work.rows(Policy)}
    amounts = []
    for link in work.rows(TraceLink):
        policy = policies[link["target_id"]]
        until, running = policy["ends_on"], policy["status"] == PolicyStatus.IN_FORCE.value
        lives = (until is None or until > day) and (running or bool(until and until <= TODAY))
        if link["source_id"] == need["id"] and link["amount"] and local(link["created_at"]) <= day and lives:
            amounts.append(link["amount"])
    total = max(amounts, default=0) if need["event"] == "medical" else sum(amounts)
    return bool(total >= need["gap"])


def local(at: datetime) -> date:
    return at.astimezone().date()


@pytest.mark.parametrize("period", [SPANS[4], SPANS[2]], ids=lambda one: one.label)
def test_the_burn_up_against_a_second_count(filled: tuple[Store, Work], period: Period) -> None:
    store, work = filled
    answer = progress.answer(store, Card.COVERAGE, scope(period))
    assert date.fromisoformat(answer.places[-1]) == TODAY
    homes = {row["id"] for row in work.rows(Household) if row["agent_code"] == "A001"}
    for place in answer.places:
        day = date.fromisoformat(place)
        known = [
            need for need in work.rows(Need)
            if need["household_id"] in homes and local(need["created_at"]) <= day
            and not (need["archived_at"] and local(need["archived_at"]) <= day)
        ]  # fmt: skip
        assert answer.value(place, "known") == len(known)
        assert answer.value(place, "covered") == sum(covered(work, need, day) for need in known)


@pytest.mark.usefixtures("actor")
def test_the_burn_up_ends_where_the_matrix_stands(store: Store) -> None:
    from app.services.front import demo

    demo.sample_family(store)
    today = date.today()  # noqa: DTZ011 - links are stamped by the clock of the store
    now = max(today, TODAY)
    answer = progress.answer(store, Card.COVERAGE, Scope("A001", periods.of(PeriodKind.WEEK, now), now))
    entries = index(store, now).entries
    deep = sum(1 for entry in entries if entry.deep in ("covered", "over_covered"))
    assert (answer.value(answer.places[-1], "known"), answer.value(answer.places[-1], "covered")) == (
        len(entries), deep,
    )  # fmt: skip


def test_persistency_is_the_kpi_of_each_month(filled: tuple[Store, Work]) -> None:
    store, _ = filled
    answer = progress.answer(store, Card.PERSISTENCY, scope(periods.parse("2026-12", MONTHS)))
    assert answer.places[-1] == "2026-12" and len(answer.places) == 12
    for label in answer.places:
        found = {one.id: one for one in kpis.figures(store, periods.parse(label, MONTHS), "A001")}
        one = next(one for code, one in found.items() if "13" in code and one.definition.unit == "rate")
        assert answer.value(label, "due") == one.denominator
        assert answer.numbers[label, "kept"].of == one.denominator
    assert answer.facts["due"]


def test_satisfaction_is_the_trend_of_what_customers_said(filled: tuple[Store, Work]) -> None:
    store, _ = filled
    answer = progress.answer(store, Card.SATISFACTION, Scope("A001", periods.parse("2026-11"), TODAY))
    found = satisfaction.trend(store, "A001", TODAY)
    assert list(answer.places) == [month.id for month in found.months]
    for month in found.months:
        for series, score in (("csat", month.csat), ("nps", month.nps)):
            number = answer.numbers[month.id, series]
            assert number.of == score.n
            assert (
                number.value is None
                if score.value is None
                else abs(float(number.value or 0) * 100 - float(score.value)) < 1
            )
    assert answer.facts["csat_of"] == found.csat.n


def test_pace_counts_working_days(store: Store, actor: Actor) -> None:
    """Ten calls a week: 2 a working day; on Tuesday 4 should be done; 3 days and today are left."""
    monday = week("2026-W53").monday
    targets.set_week(store, actor, "A001", week("2026-W53"), {Metric.CALLS: 10})
    period = periods.parse("2026-W53")
    answer = progress.answer(store, Card.PACE, Scope("A001", period, monday + timedelta(days=1), view="calls"))
    paces = [answer.value(place, "pace") for place in answer.places]
    assert paces == [2, 4, 6, 8, 10, 10, 10]
    assert [answer.value(place, "actual") for place in answer.places] == [0, 0, None, None, None, None, None]
    assert answer.facts == {"actual": 0, "target": 10, "pace": 4, "left": 4, "needed": Fraction(10, 4)}
    over = progress.answer(store, Card.PACE, Scope("A001", period, period.last + timedelta(days=1), view="calls"))
    assert over.facts["left"] == 0 and over.facts["needed"] is None
    ahead = progress.answer(store, Card.PACE, Scope("A001", period, monday - timedelta(days=1), view="calls"))
    assert ahead.facts["pace"] == 0 and ahead.facts["left"] == 5


def test_a_weekend_of_ones_own_has_an_even_pace(store: Store, actor: Actor) -> None:
    targets.set_week(store, actor, "A001", week("2026-W48"), {Metric.CALLS: 10})
    days = periods.between(date(2026, 11, 27), date(2026, 11, 29))
    answer = progress.answer(store, Card.PACE, Scope("A001", days, TODAY, view="calls"))
    assert [answer.value(place, "pace") for place in answer.places] == [2, 2, 2]


def test_an_empty_store_answers_every_card(store: Store) -> None:
    for card in CHARTS:
        for view in VIEWS.get(card, ("",)):
            answer = progress.answer(store, card, Scope("A001", periods.parse("2026-W53"), TODAY, view=view))
            assert answer.empty, card


def test_overview_is_the_week_of_the_workbook(filled: tuple[Store, Work]) -> None:
    store, _ = filled
    found = progress.overview(store, "A001", periods.parse("2026-W48"))
    whole = reading.week(store, "A001", week("2026-W48"))
    assert list(found.figures) == whole.figures
    year = progress.overview(store, "A001", periods.parse("2026"))
    assert year.before.label == "2025" and all(figure.month is None for figure in year.figures)


def test_middles_and_parts() -> None:
    assert middle([4]) == (Fraction(4), Fraction(4), Fraction(4))
    assert middle([1, 2, 3, 4]) == (Fraction(7, 4), Fraction(5, 2), Fraction(13, 4))
    assert parted(100, [1, 1, 1]) == [34, 33, 33]
    assert parted(-100, [1, 1, 1]) in ([-34, -33, -33], [-33, -33, -34], [-33, -34, -33])
    assert parted(7, [0, 0]) == [4, 3] and parted(0, []) == []


def test_unknown_answers_have_no_value(store: Store) -> None:
    answer = progress.answer(store, Card.FUNNEL, Scope("A001", periods.parse("2026-W48"), TODAY, view="period"))
    assert isinstance(answer, Answer)
    assert answer.value(Stage.S0_LISTED, "conversion") is None and answer.value("nowhere", "entered") is None

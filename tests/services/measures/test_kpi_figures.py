"""Every figure against the rows it says it counts, and against a second count that knows nothing of the store."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.enums import ActivityKind, PeriodKind
from app.errors import InputError
from app.models import Activity, Agent, Household, Order, OrderLine, Policy, PremiumPaid, Product
from app.services.base.store import Actor, Store
from app.services.measures import kpis
from app.services.measures.kpis.figures import measures
from app.services.offers import catalogue
from app.services.rules.base import periods
from app.services.rules.base.periods import Period, WorkMonth
from app.services.rules.measures.kpis import Term
from tests.services import kpi_store
from tests.services.kpi_store import AGENTS, RATES, Work
from tests.services.reading import import_catalogue

MONTHS = WorkMonth(26)
SPANS = [
    periods.parse("2026-W53"),
    periods.parse("2026-01", MONTHS),
    periods.parse("2026-Q4", MONTHS),
    periods.parse("2026", MONTHS),
    periods.between(date(2025, 9, 1), date(2027, 2, 1)),
    periods.parse("2024"),
]
WHOM = ["", *AGENTS, "A999"]


@pytest.mark.parametrize("seed", range(4))
def test_rows_add_up_to_every_figure(store: Store, seed: int) -> None:
    kpi_store.fill(store, seed, 40 + 60 * seed)
    for period in SPANS[seed % 2 :: 2]:
        for agent in WHOM[seed % 3 : 2 + seed % 3]:
            for figure in kpis.figures(store, period, agent):
                _adds_up(store, figure)


def _adds_up(store: Store, figure: kpis.Figure) -> None:
    above = kpis.rows(store, figure)
    assert sum(row.amount or 0 for row in above) == figure.numerator, figure
    assert len({(row.measure, row.record, row.id, row.on_date, (row.amount or 0) < 0) for row in above}) == len(above)
    for row in above:
        inside = row.on_date is None or row.on_date in figure.period
        assert inside or "13" in row.measure or row.record == "household", row
    if figure.denominator is None:
        assert not figure.definition.denominator
        return
    below = kpis.rows(store, figure, "denominator")
    assert sum(row.amount or 0 for row in below) == figure.denominator, figure
    assert (figure.value is None) == (figure.denominator == 0)


@pytest.mark.parametrize("seed", range(4))
def test_measures_against_a_second_count(store: Store, seed: int) -> None:
    work = kpi_store.fill(store, seed, 150)
    for period in SPANS:
        for agent in WHOM:
            with store.read() as session:
                found = measures(session, agent, period.first, period.last)
            wanted = again(work, period, agent)
            assert {name: found[name] for name in wanted} == wanted, (period.label, agent)
            assert set(found) == set(wanted)


def again(work: Work, period: Period, agent: str) -> dict[str, int]:
    """All measures from the plain rows, in plain Python."""
    codes = {row["code"] for row in work.rows(Agent)} | {AGENTS[0]}
    team = {agent} if agent else codes
    homes = {row["id"]: row for row in work.rows(Household)}
    done = [row for row in work.rows(Activity) if row["status"] == "done"]
    mine = [row for row in done if row["agent_code"] in team and row["on_date"] in period]
    wanted: dict[str, int] = {kind: sum(1 for row in mine if row["kind"] == kind) for kind in ActivityKind}
    closings = sorted((row for row in done if row["kind"] == "closing"), key=lambda row: (row["on_date"], row["id"]))
    first: dict[str, Any] = {}
    for row in closings:
        if row["household_id"]:
            first.setdefault(row["household_id"], row)
    days = [period.first + timedelta(days=n) for n in range(period.days)]
    wanted["premium"] = sum(row["premium"] or 0 for row in mine if row["kind"] == "closing")
    wanted["new_customers"] = sum(1 for row in first.values() if row in mine)
    wanted["active_days"] = len({(row["agent_code"], row["on_date"]) for row in mine})
    wanted["work_days"] = sum(1 for day in days if day.weekday() < 5) * len(team)
    wanted["agents"] = len(team)
    wanted["active_agents"] = len({row["agent_code"] for row in mine} & team)
    held = [
        row["household_id"] for row in work.rows(Policy)
        if row["status"] == "in_force" and homes[row["household_id"]]["agent_code"] in team
        and homes[row["household_id"]]["archived_at"] is None
        and (row["starts_on"] is None or row["starts_on"] <= period.last)
        and (row["ends_on"] is None or row["ends_on"] >= period.last)
    ]  # fmt: skip
    wanted["insured_households"] = len(set(held))
    wanted["combined_households"] = sum(1 for home in set(held) if held.count(home) > 1)
    return wanted | _of_orders(work, period, team) | _persistency(work, period, team)


def _of_orders(work: Work, period: Period, team: set[str]) -> dict[str, int]:
    sums = dict.fromkeys(
        ("submitted_premium", "submitted_cases", "issued_premium", "issued_cases", "returned_premium", "commission"), 0
    )
    cases: dict[str, int] = {}
    for order in work.rows(Order):
        if order["agent_code"] not in team:
            continue
        lines = [row for row in work.rows(OrderLine) if row["order_id"] == order["id"] and not row["left_out"]]
        mains = sum(1 for row in lines if row["product_kind"] == "main")
        came = order["issued_on"] or order["delivered_on"]
        back = order["state"] == "withdrawn" and came and (order["kind"] == "goods" or order["issued_on"])
        if order["submitted_on"] in period:
            sums["submitted_premium"] += order["premium"]
            sums["submitted_cases"] += mains
        net = (came is not None and came in period) - (bool(back) and order["ended_on"] in period)
        sums["issued_premium"] += net * order["premium"]
        sums["issued_cases"] += net * mains
        sums["commission"] += net * sum(
            (row["premium"] * (RATES.get(row["product_code"]) or 0) + 5000) // 10000 for row in lines
        )
        cases[order["agent_code"]] = cases.get(order["agent_code"], 0) + net * mains
        if back and order["ended_on"] in period:
            sums["returned_premium"] += order["premium"]
    return sums | {"producing_agents": sum(1 for code, count in cases.items() if count > 0)}


def _persistency(work: Work, period: Period, team: set[str]) -> dict[str, int]:
    homes = {row["id"]: row for row in work.rows(Household)}
    taken_back = {
        line["policy_id"] for line in work.rows(OrderLine) for order in work.rows(Order)
        if line["order_id"] == order["id"] and order["state"] == "withdrawn"
    }  # fmt: skip
    due = [
        row for row in work.rows(Policy)
        if row["proposal_item_id"] and row["pay_years"] != 1 and row["id"] not in taken_back and row["starts_on"]
        and homes[row["household_id"]]["agent_code"] in team and _thirteen_on(row["starts_on"]) in period
    ]  # fmt: skip
    kept = [
        row for row in due
        if row["status"] == "in_force" or (row["status"] == "ended" and row["ends_on"] > period.last)
    ]  # fmt: skip
    recorded = {
        row["policy_id"] for row in work.rows(PremiumPaid)
        for policy in kept if row["policy_id"] == policy["id"] and policy["starts_on"] < row["due_on"] <= period.last
    }  # fmt: skip
    paid = [row for row in kept if row["id"] in recorded]
    return {
        "paid_13_count": len(paid), "paid_13_premium": sum(row["premium"] for row in paid),
        "due_13_count": len(due), "due_13_premium": sum(row["premium"] for row in due),
        "kept_13_count": len(kept), "kept_13_premium": sum(row["premium"] for row in kept),
    }  # fmt: skip


def _thirteen_on(day: date) -> date:
    """The same day 13 months later, or the last of that month."""
    year, month = day.year + 1 + (day.month == 12), day.month % 12 + 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def test_a_term_may_be_narrowed(store: Store) -> None:
    work = kpi_store.fill(store, 7, 200)
    span = SPANS[4]
    homes = {row["id"]: row["source"] for row in work.rows(Household)}
    closings = [
        row for row in work.rows(Activity)
        if row["status"] == "done" and row["kind"] == "closing" and row["on_date"] in span
    ]  # fmt: skip
    terms = [Term("closing", source="转介绍"), Term("premium", least=5_000_000)]
    with store.read() as session:
        found = measures(session, "", span.first, span.last, terms)
    referred = [row for row in closings if homes.get(row["household_id"]) == "转介绍"]
    assert referred and found[terms[0].key] == len(referred)
    large = [row["premium"] for row in closings if (row["premium"] or 0) >= 5_000_000]
    assert large and found[terms[1].key] == sum(large)


def test_a_product_without_a_commission_rate_is_told(store: Store) -> None:
    work = kpi_store.fill(store, 3, 150)
    assert any(row["commission_rate"] is None for row in work.rows(Product))
    figure = next(one for one in kpis.figures(store, SPANS[4], "") if one.definition.code == "commission")
    unknown = [row for row in kpis.rows(store, figure) if row.amount is None]
    assert len(unknown) == figure.unknown > 0


def test_nothing_done_is_zero_and_nothing_to_divide_by_is_unknown(store: Store, actor: Actor) -> None:
    for figure in kpis.figures(store, periods.parse("2026-W53"), actor.code):
        code = figure.definition.code
        if figure.denominator is None:
            assert figure.value == 0, code
        else:
            assert (figure.value is None) == (figure.denominator == 0), code
    assert {one.definition.code for one in kpis.figures(store, SPANS[0], actor.code) if one.value is None} == {
        "proposal_rate", "closing_rate", "premium_per_case", "issued_premium_per_case", "combination_rate",
        "persistency_13", "persistency_13_premium", "persistency_13_paid",
    }  # fmt: skip


def test_the_work_month_is_kept_and_gives_back_what_was(store: Store, actor: Actor) -> None:
    assert kpis.work_month(store) == WorkMonth()
    assert kpis.set_work_month(store, actor, MONTHS) == WorkMonth()
    assert kpis.work_month(store) == MONTHS
    assert periods.of(PeriodKind.MONTH, date(2026, 12, 26), kpis.work_month(store)).label == "2027-01"


def test_a_commission_rate_is_kept_in_per_cent_through_a_file(store: Store, actor: Actor, tmp_path: Path) -> None:
    catalogue.load_sample(store, actor)
    row = catalogue.listing(store)[0]
    values = catalogue.values_of(row.product)
    for wrong in ("x", "-1", "201", "1.234"):
        with pytest.raises(InputError) as caught:
            catalogue.check(store, values | {"commission_rate": wrong}, row.id)
        assert [problem.place.field for problem in caught.value.problems] == ["commission_rate"]
    saved = catalogue.save(store, actor, values | {"commission_rate": "35.5%"}, row.id)
    assert saved.product.commission_rate == 3550
    catalogue.export_file(store, tmp_path / "out.xlsx")
    report = import_catalogue(store, actor, tmp_path / "out.xlsx")
    assert (report.unchanged, report.rejected) == (report.read, ())
    assert catalogue.listing(store)[0].product.commission_rate == 3550

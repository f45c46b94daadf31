"""A lead's overrides on what the agents' weekly files say was issued."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import Language
from app.models import CommissionPaid, Order, OrderLine, TeamReport
from app.services.base import agents, founding
from app.services.base.store import Actor, Store
from app.services.figures import commission
from app.services.figures.commission import RateRow
from app.services.rules.figures.commission import CommissionReason, CommissionRole
from app.services.team import overrides
from app.services.team.rollup import adding
from app.services.team.rollup.team import AgentWeek
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.services.weekly_files import CODES, LAST, WEEK, team_store, write

LEAD = Actor("L001", "陈主管")
RATE = 500  # 5 %
Issued = dict[tuple[str, str], int]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Issued, str]]:
    """Two weeks of three agents; what their own store says came into force and stood in one of the weeks."""
    place = tmp_path_factory.mktemp("overrides")
    store = team_store(place / "agents.db")
    folder = place / "files"
    folder.mkdir()
    for week in (LAST, WEEK):
        write(store, folder, week)
    with store.read() as session:
        rows = session.execute(
            select(Order.policy_number, Order.agent_code, Order.number, OrderLine.policy_number, OrderLine.product_code,
                   OrderLine.premium, Order.state, Order.ended_on)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .where(Order.issued_on.is_not(None), OrderLine.left_out == "")
        ).all()  # fmt: skip
    issued = {
        (line or own or f"{agent} {number}", product): 0 if state == "withdrawn" else premium
        for own, agent, number, line, product, premium, state, ended in rows
        if ended is None or ended >= LAST.monday
    }
    yield folder, issued, agents.store_id(store)
    store.close()


@pytest.fixture
def lead(files: tuple[Path, Issued, str], tmp_path: Path) -> Iterator[Store]:
    store = founding.found(tmp_path / "lead.db", PASSWORD, LEAD, cost=CHEAP, clock=lambda: NOW)
    agents.change_profile(store, LEAD, agents.profile(store), lead=True)
    for week in (LAST, WEEK):
        adding.roll_up_and_keep(store, LEAD, files[0], language=Language.ZH, week=week)
    yield store
    store.close()


def agree(store: Store, issued: Issued) -> None:
    products = sorted({product for _, product in issued})
    commission.put(store, LEAD, [RateRow(product, CommissionRole.OVERRIDE, 1, RATE) for product in products])


def test_nothing_is_expected_before_a_rate_is_agreed(lead: Store) -> None:
    assert overrides.standing(lead).rows == ()


def test_every_product_issued_is_due_once_at_the_rate_agreed(lead: Store, files: tuple[Path, Issued, str]) -> None:
    """Reckoned from the agents' own orders: two weeks name most of them twice, and each counts once."""
    issued = files[1]
    assert len(issued) > 5
    agree(lead, issued)
    rows = overrides.standing(lead).rows
    due = {
        (row.compared.place.policy, row.compared.place.product): row.compared.due for row in rows if row.compared.place
    }
    assert due == {place: (premium * RATE + 5_000) // 10_000 for place, premium in issued.items()}
    assert {row.household_id for row in rows} == {None}
    assert all(row.household.rpartition(" ")[2].startswith("C") for row in rows), "a code, never a name"


def test_the_statement_is_compared_by_policy_number(lead: Store, files: tuple[Path, Issued, str]) -> None:
    issued = files[1]
    agree(lead, issued)
    (number, product), premium = next((place, value) for place, value in issued.items() if value > 0)
    with lead.write(LEAD, "test.fill") as session:
        session.add(CommissionPaid(
            agent_code=LEAD.code, month=date(2026, 11, 1), policy_number=number, product=product, kind="override",
            amount=premium * RATE // 10_000 - 100,
        ))  # fmt: skip
    found = {
        (row.number, row.compared.place.product if row.compared.place else ""): row
        for row in overrides.standing(lead).rows
    }
    row = found[number, product]
    assert row.compared.reason == CommissionReason.AMOUNT and row.compared.difference in (-100, -101)


def test_who_leads_no_team_has_no_overrides(lead: Store, files: tuple[Path, Issued, str]) -> None:
    agree(lead, files[1])
    agents.change_profile(lead, LEAD, agents.profile(lead), lead=False)
    assert overrides.standing(lead).rows == ()


def test_the_later_report_holds_and_numbers_of_two_agents_are_not_one(lead: Store) -> None:
    with lead.read() as session:
        reports = [AgentWeek(figures) for figures in session.scalars(select(TeamReport.figures).limit(2))]
    assert {one.code for one in reports} <= set(CODES)
    order = {
        "id": "1", "number": "OR00001", "revision": 1, "state": "issued", "household": "C00001", "premium": 100,
        "waits": False, "none": False, "submitted_on": "2026-11-16", "issued_on": "2026-11-18", "decided_by": "",
        "decided_on": None, "payer_id": "", "deliver_on": None,
        "lines": [{"id": "1", "product": "P", "code": "P1", "member_id": "", "sum": 1, "premium": 100, "left_out": ""}],
    }  # fmt: skip

    def report(code: str, **change: object) -> AgentWeek:

        entries = {**reports[0].entries, "agent.code": code, "orders.0": json.dumps([order | change])}
        return AgentWeek(
            {key: value for key, value in entries.items() if key == "orders.0" or not key.startswith("orders.")}
        )

    weeks = [report("A001"), report("A002"), report("A001", state="withdrawn")]
    found = {one.number: one.returned for one in overrides.contracts(weeks)}
    assert found == {"A001 OR00001": True, "A002 OR00001": False}, "an older file without policy numbers is read too"

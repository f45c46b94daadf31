"""A store with random work in it, and the same work as plain rows to count again without the store."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from app.enums import ActivityKind, ActivityStatus, OrderKind, OrderState, PolicyStatus, ProductKind
from app.models import (
    Activity,
    Agent,
    Base,
    Household,
    Member,
    Opportunity,
    Order,
    OrderLine,
    Policy,
    PremiumPaid,
    Product,
    Proposal,
)
from app.services.base.store import Actor, Store

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
ROW = {"created_at": STAMP, "updated_at": STAMP, "version": 1}
AGENTS = ("A001", "A002")
SOURCES = ("", "转介绍", "陌拜")
FIRST = date(2025, 9, 1)
DAYS = 500
RATES = {"P1": 3500, "P2": None, "R1": 125}


@dataclass
class Work:
    """What was put in, table by table."""

    of: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: Any, **values: Any) -> dict[str, Any]:
        row = {**ROW, **values}
        self.of.setdefault(table, []).append(row)
        return row

    def rows(self, table: Any) -> list[dict[str, Any]]:
        return self.of.get(table, [])


def fill(store: Store, seed: int, size: int = 60) -> Work:
    """Two agents, ``size`` activities, a third as many orders and policies; dates of more than a year."""
    chance, work = random.Random(seed), Work()
    work.add(Agent, id="agent2", code=AGENTS[1], name="王强", licence="", grade="P5", team="", skills=[])
    for code, rate in RATES.items():
        sort = ProductKind.RIDER if code == "R1" else ProductKind.MAIN
        work.add(
            Product, id=f"product{code}", code=code, name_zh=code, kind=sort.value, sum_min=1, sum_step=1,
            rate_unit="1", commission_rate=rate, mains=[], facts={},
        )  # fmt: skip
    for number in range(8):
        work.add(
            Household, id=f"h{number}", code=f"C{number}", name=f"家庭{number}", sort_key="", search_key="",
            agent_code=chance.choice(AGENTS), source=chance.choice(SOURCES), tags=[], finances={},
            archived_at=chance.choice([None, None, None, STAMP]),
        )  # fmt: skip
        work.add(Member, id=f"m{number}", household_id=f"h{number}", relation="self", name="甲")
    for number in range(size):
        kind = chance.choice(list(ActivityKind))
        work.add(
            Activity, id=f"a{number:04}", agent_code=chance.choice(AGENTS), kind=kind.value, on_date=_day(chance),
            household_id=chance.choice([None, *(f"h{n}" for n in range(8))]), note="",
            status=chance.choice([ActivityStatus.DONE, ActivityStatus.DONE, *ActivityStatus]).value,
            premium=chance.choice([None, chance.randrange(10**7)]) if kind == ActivityKind.CLOSING else None,
        )  # fmt: skip
    for number in range(size // 3):
        _order(work, chance, number)
        _policy(work, chance, number)
    with store.write(Actor("A001", "李敏"), "test.fill") as session:
        place = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
        for table in sorted(work.of, key=lambda one: place[one.__tablename__]):
            session.execute(insert(table), work.of[table])
    return work


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(DAYS))


def _order(work: Work, chance: random.Random, number: int) -> None:
    home = chance.choice(work.rows(Household))["id"]
    agent, goods = chance.choice(AGENTS), chance.random() < 0.2
    submitted = _day(chance)
    issued = None if goods or chance.random() < 0.3 else submitted + timedelta(days=chance.randrange(20))
    delivered = submitted + timedelta(days=25) if chance.random() < 0.5 else None
    state = chance.choice([OrderState.SUBMITTED, OrderState.RECEIPTED, OrderState.WITHDRAWN])
    ended = submitted + timedelta(days=chance.randrange(60)) if state == OrderState.WITHDRAWN else None
    work.add(Opportunity, id=f"s{number}", number=f"S{number}", household_id=home, agent_code=agent,
             stage_since=submitted, opened_on=submitted)  # fmt: skip
    work.add(
        Proposal,
        id=f"p{number}",
        number=f"P{number}",
        household_id=home,
        agent_code=agent,
        plan_name="full",
        as_of=submitted,
        premium=0,
        objective=0.0,
        solver_status="optimal",
        request={},
        plan={},
        facts={},
    )
    lines = [
        work.add(
            OrderLine, id=f"l{number}-{n}", order_id=f"o{number}", position=n, product_code=code, product_name=code,
            product_kind=(ProductKind.RIDER if code == "R1" else ProductKind.MAIN).value, member_id=f"m{home[1:]}",
            sum=100, premium=chance.randrange(10**6), left_out=chance.choice(["", "", "不要"]),
        )
        for n, code in enumerate(chance.choices([*RATES, "GONE"], k=chance.randrange(1, 4)))
    ]  # fmt: skip
    work.add(
        Order, id=f"o{number}", number=f"O{number}", household_id=home, opportunity_id=f"s{number}",
        proposal_id=f"p{number}", agent_code=agent, state=state.value, submitted_on=submitted, issued_on=issued,
        kind=(OrderKind.GOODS if goods else OrderKind.INSURANCE).value, delivered_on=delivered, ended_on=ended,
        premium=sum(line["premium"] for line in lines if not line["left_out"]), seen={}, snapshot={},
    )  # fmt: skip


def _policy(work: Work, chance: random.Random, number: int) -> None:
    home = chance.choice(work.rows(Household))["id"]
    starts, status = _day(chance), chance.choice(list(PolicyStatus))
    ends = starts + timedelta(days=chance.randrange(30, 700)) if status == PolicyStatus.ENDED else None
    row = work.add(
        Policy, id=f"y{number}", household_id=home, member_id=f"m{home[1:]}", number=f"Y{number}", product_name="险",
        starts_on=chance.choice([starts, starts, starts, None]), ends_on=ends, status=status.value,
        premium=chance.randrange(10**6), pay_years=chance.choice([None, 1, 10, 20]),
        proposal_item_id=chance.choice([None, "item", "item"]),
    )  # fmt: skip
    if starts == row["starts_on"] and chance.random() < 0.6:
        due = starts + timedelta(days=chance.choice([0, 365, 366, 731]))
        work.add(PremiumPaid, id=f"z{number}", policy_id=row["id"], due_on=due, paid_on=due)
    if chance.random() < 0.4:
        work.rows(OrderLine)[-1]["policy_id"] = row["id"]
    for line in work.rows(OrderLine):
        line.setdefault("policy_id", None)

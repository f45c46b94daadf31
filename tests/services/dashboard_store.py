"""The random work of :mod:`kpi_store` with what the dashboard counts besides: paths, hours, needs, open sales."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from app.enums import Event, NodeKind, Stage
from app.models import (
    Activity,
    Feedback,
    Household,
    Matrix,
    Need,
    Opportunity,
    OpportunityMove,
    OrderLine,
    Policy,
    StageMove,
    TraceLink,
)
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store
from app.services.rules.spine.funnel import PATH
from tests.services import kpi_store
from tests.services.kpi_store import AGENTS, Work

TODAY = date(2026, 11, 24)
EVENTS = [Event.DEATH.value, Event.MEDICAL.value, Event.RETIREMENT.value]
Row = dict[str, Any]
ADDED = (Feedback, StageMove, Need, TraceLink, Opportunity, OpportunityMove)


def fill(store: Store, seed: int) -> Work:
    """``Work`` has every row as it stands in the store, also the minutes given to activities."""
    work, chance = kpi_store.fill(store, seed, 120), random.Random(seed)
    known = {table: len(work.rows(table)) for table in ADDED}
    minutes = [_minute(chance, row) for row in work.rows(Activity)]
    items = [_item(row, number) for number, row in enumerate(work.rows(OrderLine))]
    for home in work.rows(Household):
        _path(work, chance, home)
    for number in range(12):
        _sale(work, chance, number)
    for number in range(40):
        _feedback(work, chance, number)
    with store.write(Actor("A001", "李敏"), "test.fill") as session:
        matrix = session.query(Matrix).filter_by(code=ALL_CUSTOMERS).one().id
        _needs(work, chance, matrix)
        for row in minutes:
            session.execute(update(Activity).where(Activity.id == row["id"]).values(at_minute=row["at_minute"]))
        for row in items:
            session.execute(update(OrderLine).where(OrderLine.id == row["id"]).values(policy_id=row["policy_id"]))
        for table in ADDED:
            if rows := work.rows(table)[known[table] :]:
                session.execute(insert(table), rows)
    return work


def _minute(chance: random.Random, row: Row) -> Row:
    row["at_minute"] = chance.choice([None, 0, 9 * 60, 9 * 60 + 59, 14 * 60 + 30, 23 * 60 + 59])
    return row


def _item(row: Row, number: int) -> Row:
    """Some lines became policies, which needs are linked to."""
    row["policy_id"] = f"y{number % 40}" if number % 3 else None
    return row


def _path(work: Work, chance: random.Random, home: Row) -> None:
    """Forwards and back, jumps, an exit, two moves on one day."""
    day = date(2026, 6, 1) + timedelta(days=chance.randrange(200))
    for stage in chance.choices([*PATH, Stage.PAUSED, Stage.REJECTED], k=chance.randrange(0, 7)):
        _plain(work, StageMove, household_id=home["id"], agent_code=home["agent_code"], stage=stage.value, on_date=day)
        day += timedelta(days=chance.randrange(0, 25))


def _needs(work: Work, chance: random.Random, matrix: str) -> None:
    for number in range(30):
        home = chance.choice(work.rows(Household))
        made = datetime(2026, 9, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(84))
        gone = chance.choice([None, None, None, made + timedelta(days=chance.randrange(1, 40))])
        work.add(
            Need, id=f"n{number}", matrix_id=matrix, number=f"N{number:03}", household_id=home["id"],
            event=chance.choice(EVENTS), gap=chance.choice([0, 100_00, 500_00]), created_at=made, archived_at=gone,
            description="",
        )  # fmt: skip
        for policy in chance.sample(work.rows(Policy), k=chance.randrange(3)):
            work.add(
                TraceLink, id=f"t{number}-{policy['id']}", source_kind=NodeKind.NEED.value, source_id=f"n{number}",
                target_kind=NodeKind.POLICY.value, target_id=policy["id"],
                amount=chance.choice([None, 60_00, 300_00, 500_00]),
                created_at=made + timedelta(days=chance.randrange(30)),
            )  # fmt: skip


def _feedback(work: Work, chance: random.Random, number: int) -> None:
    home = chance.choice(work.rows(Household))["id"]
    work.add(
        Feedback, id=f"f{number}", household_id=home, agent_code=chance.choice(AGENTS), moment="interview",
        state="answered", on_date=date(2026, 1, 1) + timedelta(days=chance.randrange(320)), channel="", words="",
        csat=chance.choice([None, 1, 3, 4, 5]), nps=chance.choice([None, 0, 6, 7, 9, 10]), reopened={},
    )  # fmt: skip


def _sale(work: Work, chance: random.Random, number: int) -> None:
    home = chance.choice(work.rows(Household))["id"]
    stage = chance.choice([*PATH[:6], Stage.S7_DELIVERED, Stage.REJECTED])
    since = date(2026, 10, 1) + timedelta(days=chance.randrange(50))
    expected = chance.choice([None, TODAY + timedelta(days=chance.randrange(-30, 120))])
    work.add(
        Opportunity, id=f"q{number}", number=f"Q{number}", household_id=home, agent_code=chance.choice(AGENTS),
        stage=stage.value, stage_since=since, opened_on=since, premium=chance.randrange(10**6), expected_on=expected,
        probability=chance.choice([None, None, 70]),
    )  # fmt: skip
    _plain(work, OpportunityMove, opportunity_id=f"q{number}", agent_code="A001", stage="S2", on_date=since)


def _plain(work: Work, table: Any, **values: Any) -> None:
    """A row of a table that has no version of its own."""
    work.of.setdefault(table, []).append(values)

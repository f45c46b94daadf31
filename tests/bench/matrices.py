"""A store whose matrix has a stated size: each need rests on two answers, is proposed twice and issued once."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from app.enums import Event
from app.models import (
    Answer,
    Household,
    Interview,
    Matrix,
    Member,
    Need,
    Policy,
    PolicyCover,
    Proposal,
    ProposalItem,
    TraceLink,
    new_id,
)
from app.services.base import founding
from app.services.base.store import Store
from app.services.offers import catalogue
from app.services.rules.base import names
from app.services.spine import tracing
from tests.bench.stores import ACTOR, CHEAP, PASSWORD, SEED, person, workplace

LINKS_A_NEED, NEEDS_A_FAMILY = 5, 5
EVENTS = (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.ACCIDENT, Event.RETIREMENT)
Rows = dict[type[Any], list[dict[str, Any]]]


@cache
def store_file(needs: int, *, remember: bool = True) -> Path:
    """A closed store with ``needs`` needs and five times as many links; their ends are remembered unless only the
    reading of very many is measured."""
    path = workplace() / f"matrix-{needs}.db"
    store = founding.found(path, PASSWORD, ACTOR, cost=CHEAP)
    catalogue.load_sample(store, ACTOR)
    codes = [product.code for product in catalogue.products(store)]
    with store.write(ACTOR, "bench.fill") as session:
        matrix = session.scalars(select(Matrix.id)).one()
        rows: Rows = {}
        draw = random.Random(SEED)
        for number in range(needs // NEEDS_A_FAMILY):
            _family(rows, draw, number, matrix, codes, session.stamps())
        for table, values in rows.items():
            session.execute(insert(table), values)
        if remember:
            tracing.rebase(session)
    store.close()
    return path


def open_store(needs: int, *, remember: bool = True) -> Store:
    return Store.open(store_file(needs, remember=remember), PASSWORD)


def _family(
    rows: Rows, draw: random.Random, number: int, matrix: str, codes: list[str], stamps: dict[str, Any]
) -> None:
    def add(table: type[Any], **values: Any) -> str:
        id = new_id()
        rows.setdefault(table, []).append({**({} if table is PolicyCover else {**stamps, "id": id}), **values})
        return id

    def link(need: str, kind: str, target: str, amount: int | None) -> None:
        add(TraceLink, source_kind="need", source_id=need, target_kind=kind, target_id=target, amount=amount)

    name, phone = person(draw)
    home = add(
        Household, code=f"C{number:06d}", name=name, phone=phone, sort_key=names.sort_key(name), search_key=name,
        agent_code=ACTOR.code, stage="S5",
    )  # fmt: skip
    member = add(Member, household_id=home, relation="self", name=name)
    today = date(2026, 11, 24)
    interview = add(
        Interview, household_id=home, agent_code=ACTOR.code, template="family", template_version=1,
        status="confirmed", held_on=today,
    )  # fmt: skip
    answers = [
        add(
            Answer,
            interview_id=interview,
            question=question,
            member_id=whose,
            value=draw.randrange(10**7),
            answered_on=today,
        )
        for question, whose in (("income", member), ("expenses", ""))
    ]
    proposal = add(
        Proposal, number=f"P{number:06d}", household_id=home, agent_code=ACTOR.code, plan_name="balanced",
        state="presented", as_of=today, premium=1, objective=0.5, solver_status="optimal", request={}, plan={},
    )  # fmt: skip
    for place, event in enumerate(EVENTS):
        gap = draw.randrange(10, 200) * 1_000_000
        need = add(
            Need, matrix_id=matrix, number=f"N{number * NEEDS_A_FAMILY + place:06d}", household_id=home,
            member_id=member, interview_id=interview, event=event.value, description=f"{name} {event.value}", gap=gap,
            planned_finish=today + timedelta(days=draw.randrange(-60, 90)), owner_code=ACTOR.code,
            owner_name=ACTOR.name,
        )  # fmt: skip
        for answer in answers:
            link(need, "answer", answer, None)
        for share in (4, 3):
            item = add(
                ProposalItem, proposal_id=proposal, product_code=draw.choice(codes), product_name="产品",
                member_id=member, sum=gap, premium=100_00,
            )  # fmt: skip
            link(need, "proposal_item", item, gap // share)
        policy = add(
            Policy, household_id=home, member_id=member, product_name="产品", number=f"B{number}-{place}",
            status="in_force" if draw.random() < 0.5 else "ended",
        )  # fmt: skip
        add(PolicyCover, policy_id=policy, event=event.value, amount=gap // 2)
        link(need, "policy", policy, gap // 2)

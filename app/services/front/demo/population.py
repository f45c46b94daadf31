"""A believable store of synthetic customers: several stages, needs late and done, proposals, policies, weeks of work.

Everything comes from one seeded generator, ids included: the same seed on the same day gives the same content. Names
and numbers are made up.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from app.enums import Metric
from app.models import Agent, Base, Household, Matrix, Series, Target
from app.services.base import agents
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store, WriteSession
from app.services.front.demo import marks, paths, people, rates, work
from app.services.front.demo.draw import YUAN, Draw
from app.services.front.demo.sales import Sales
from app.services.front.demo.selling import Family, Selling
from app.services.front.demo.service import Service
from app.services.offers import catalogue
from app.services.rules.base.weeks import week_of
from app.services.spine import tracing

SERIES = ("household", "need", "proposal", "demo policy", "opportunity", "order", "service case")
AIMS = {
    Metric.CALLS: 30, Metric.VISITS: 10, Metric.MEETINGS: 5, Metric.PROPOSALS: 3, Metric.CLOSINGS: 1,
    Metric.PREMIUM: 8_000 * YUAN,
}  # fmt: skip


def populate(
    store: Store, *, customers: int = 100, agent_count: int = 1, weeks: int = 12, seed: int = 1
) -> dict[str, int]:
    """Add synthetic customers to the store; returns how many rows of each kind. The sample catalogue is needed."""
    actor = agents.me(store)
    products = catalogue.products(store)
    with store.write(actor, "demo.populate") as session:
        draw = Draw(seed, session.today, max(1, weeks), _last_numbers(session))
        matrix_id = session.scalars(select(Matrix.id).where(Matrix.code == ALL_CUSTOMERS)).one()
        _make(draw, Selling(draw, products, matrix_id), _agents(session, draw, max(1, agent_count)), customers)
        _insert(session, draw)
        _note(session, draw)
        rates.agree(session)
        tracing.rebase(session)
        session.note(customers=customers, weeks=weeks, seed=seed)
    return {table.__tablename__: len(values) for table, values in draw.rows.of.items()}


def _make(draw: Draw, selling: Selling, sellers: list[tuple[str, str]], count: int) -> None:
    known: dict[str, list[work.Known]] = {code: [] for code, _ in sellers}
    families: list[Family] = []
    for way in paths.ways(draw, count, len(sellers)):
        code, name = draw.chance.choice(sellers)
        step = work.next_step(draw, way)
        members = people.add_household(draw, code, way, step)
        family = Family(members[0]["household_id"], code, name, members, way)
        premium = selling.run(family)
        work.add_path(draw, code, family.id, way, premium, step)
        known[code].append(work.Known(family.id, way))
        families.append(family)
    for code, households in known.items():
        work.add_days(draw, code, households)
    Sales(draw).run(families)
    Service(draw).run(families)


def _insert(session: WriteSession, draw: Draw) -> None:
    """In the order of the foreign keys: a move or a need never before its household."""
    place = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    for table in sorted(draw.rows.of, key=lambda table: place[table.__tablename__]):
        session.execute(insert(table), draw.rows.of[table])
    for name, last in draw.numbers.items():
        row = session.get(Series, name) or Series(name=name)
        row.last = last
        session.add(row)


def _note(session: WriteSession, draw: Draw) -> None:
    """So that it can all be taken out again."""
    made = draw.rows.of.get(Household, [])
    if made:
        marks.note(session, marks.CODES, [[made[0]["code"], made[-1]["code"]]])
    marks.note(session, marks.AGENTS, [row["code"] for row in draw.rows.of.get(Agent, [])])
    marks.note(session, marks.TARGETS, [row["id"] for row in draw.rows.of.get(Target, [])])


def _last_numbers(session: WriteSession) -> dict[str, int]:
    known: dict[str, int] = {row.name: row.last for row in session.scalars(select(Series))}
    return {name: known.get(name, 0) for name in SERIES}


def _agents(session: WriteSession, draw: Draw, count: int) -> list[tuple[str, str]]:
    known = [(agent.code, agent.name) for agent in session.scalars(select(Agent).order_by(Agent.code))]
    for number in range(len(known) + 1, count + 1):
        code, name = f"A{number:03d}", draw.name()
        values: dict[str, Any] = {"licence": "", "grade": "P5", "team": "一部"}
        draw.rows.add(Agent, code=code, name=name, **values, **draw.stamps(draw.first))
        known.append((code, name))
    for code, _ in known[:count]:
        _set_targets(session, draw, code)
    return known[:count]


def _set_targets(session: WriteSession, draw: Draw, code: str) -> None:
    starts = week_of(draw.first).monday
    held = select(Target.id).where(Target.agent_code == code, Target.starts_on == starts)
    if session.scalars(held).first():
        return
    for metric, value in AIMS.items():
        draw.rows.add(
            Target, agent_code=code, period="week", starts_on=starts, metric=metric.value, value=value,
            **draw.stamps(draw.first),
        )  # fmt: skip

"""A new store and the few rows no store is without: its agent and the built-in matrix."""

from __future__ import annotations

from pathlib import Path

from app.models import Agent, Matrix
from app.services.base import agents, settings
from app.services.base.store import Actor, KeyCost, Store, WriteSession
from app.services.base.store.door import Clock

ALL_CUSTOMERS = "customers"
FIRST_AGENT = Actor("A001", "代理人")


def found(
    path: Path,
    password: str,
    agent: Actor = FIRST_AGENT,
    *,
    cost: KeyCost | None = None,
    clock: Clock | None = None,
) -> Store:
    """Create the store at ``path`` for ``agent``. Raises InputError ``store_exists`` or ``password_short``."""
    store = Store.create(path, password, cost=cost, clock=clock)
    with store.write(agent, "store.found") as session:
        first_rows(session)
    return store


def first_rows(session: WriteSession) -> None:
    """Who founds it is its agent."""
    agent = session.actor
    session.add(Agent(code=agent.code, name=agent.name))
    session.add(Matrix(code=ALL_CUSTOMERS, name="全部客户需求 All customers' needs"))
    settings.put(session, agents.ME, agent.code)

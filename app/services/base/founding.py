"""A new store and the few rows no store is without: its agent and the built-in matrix."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from app.errors import Problem, StoreError, bad_input
from app.models import Agent, Matrix
from app.services.base import agents, settings
from app.services.base.store import Actor, KeyCost, Store, WriteSession, copies, keys, place, staging
from app.services.base.store.door import Clock
from app.services.base.store.lock import held

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
    """Create the store at ``path`` for ``agent``: whole or not at all, whenever the program or the machine ends. Raises
    InputError ``store_exists`` or a fault of the password. Keys without a database that lie there are put aside.
    """
    keys.check_password(password)
    path = place.real(path)
    with held(path):
        staged = staging.begin(path)
        if path.exists():
            raise bad_input("store_exists", path=str(path))
        try:
            key = _build(staged, password, agent, cost, clock)
            staging.finish(path, f"{path.stem}-alone-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{path.suffix}")
        except BaseException:
            staging.throw_away(path)
            raise
    return Store.unlocked(path, lambda _: key, clock=clock)


def _build(staged: Path, password: str, agent: Actor, cost: KeyCost | None, clock: Clock | None) -> bytes:
    """A checked store with its first rows in the folder where it is built; returns its data key."""
    store = Store.create(staged, password, cost=cost, clock=clock)
    key = store.data_key
    try:
        with store.write(agent, "store.found") as session:
            first_rows(session)
    finally:
        store.close()
    if found := copies.faults(staged, key):
        raise StoreError(Problem("store_damaged", values={"detail": found[0]}))
    return key


def first_rows(session: WriteSession) -> None:
    """Who founds it is its agent."""
    agent = session.actor
    session.add(Agent(code=agent.code, name=agent.name))
    session.add(Matrix(code=ALL_CUSTOMERS, name="全部客户需求 All customers' needs"))
    settings.put(session, agents.ME, agent.code)
    settings.put(session, agents.STORE_ID, uuid.uuid4().hex)

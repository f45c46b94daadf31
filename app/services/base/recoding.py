"""The agent's own code changed in one place: everything that hangs on it goes along."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from sqlalchemy import Column, Table, select, update

from app.errors import Place, bad_input
from app.models import Agent, Base
from app.models.base.rows import CODE
from app.services.base import agents, settings
from app.services.base.store import Actor, Store

LONGEST = CODE.length or 40
NAMES = frozenset({"agent_code", "owner_code", "subject_code", "decided_code", "actor", "recorded_by", "taken_by",
                   "requested_by", "decided_by", "cleared_by"})  # fmt: skip
"""Columns that name an agent, in every table."""
STAYS = frozenset({"audit"})  # what was done was done under the code of that day
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no two that look alike


def provisional() -> str:
    """A code for who has none yet: T and six signs, unlikely to be drawn twice in a company."""
    return "T" + "".join(secrets.choice(LETTERS) for _ in range(6))


def checked(code: str) -> str:
    """A code without the spaces around it. Raises InputError ``required``, ``too_long`` or ``code_spaces`` on
    ``code``."""
    code = code.strip()
    if not code:
        raise bad_input("required", Place(field="code"))
    if len(code) > LONGEST:
        raise bad_input("too_long", Place(field="code"), most=LONGEST)
    if not code.isprintable() or any(sign.isspace() for sign in code):
        raise bad_input("code_spaces", Place(field="code"))
    return code


def columns() -> Iterator[tuple[Table, Column[str]]]:
    """Where an agent's code is written, the agent's own row apart."""
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if table.name not in STAYS and column.name in NAMES and getattr(column.type, "length", None) == LONGEST:
                yield table, column


def change_code(store: Store, actor: Actor, code: str) -> Actor:
    """Whoever works here has another code from now on, in all that was recorded before as well; it cannot be taken
    back, only changed again. Raises InputError as :func:`checked`, and ``agent_code_taken``."""
    new = checked(code)
    if new == actor.code:
        return actor
    with store.write(actor, "agent.recode") as session:
        if session.scalars(select(Agent.id).where(Agent.code == new)).first() is not None:
            raise bad_input("agent_code_taken", Place(field="code"), code=new)
        for table, column in columns():
            session.execute(update(table).where(column == actor.code).values({column.name: new}))
        session.execute(update(Agent).where(Agent.code == actor.code).values(code=new))
        settings.put(session, agents.ME, new)
        session.note(was=actor.code, now=new)
    return Actor(new, actor.name)

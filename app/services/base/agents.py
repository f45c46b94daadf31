"""The agents a store knows, and which of them works at it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Grade
from app.errors import Place, bad_input
from app.models import Agent
from app.services.base import settings
from app.services.base.store import Actor, Store

ME = "agent.me"
LEAD = "agent.lead"
STORE_ID = "store.id"  # tells two stores apart that use one agent code


@dataclass(frozen=True, slots=True)
class AgentRow:
    """``licence`` is printed on every document; ``grade`` is the highest product grade it allows."""

    code: str
    name: str
    licence: str
    grade: Grade
    team: str


def _row(agent: Agent) -> AgentRow:
    return AgentRow(agent.code, agent.name, agent.licence, Grade(agent.grade), agent.team)


def me(store: Store) -> Actor:
    """The agent at this store, as the actor of what is done here."""
    row = profile(store)
    return Actor(row.code, row.name)


def profile(store: Store) -> AgentRow:
    """Who works at this store. Raises InputError ``unknown_agent`` when the setting names nobody."""
    with store.read() as session:
        return _row(_by_code(session, settings.get(session, ME)))


def everyone(store: Store) -> list[AgentRow]:
    """Every agent the store knows, by code."""
    with store.read() as session:
        return [_row(agent) for agent in session.scalars(select(Agent).order_by(Agent.code))]


def one(store: Store, code: str) -> AgentRow:
    """Raises InputError ``unknown_agent`` with the codes there are."""
    with store.read() as session:
        return _row(_by_code(session, code))


def change_profile(store: Store, actor: Actor, row: AgentRow, *, lead: bool | None = None) -> AgentRow:
    """Change the own name, licence, grade and team, and whether one leads it (None: as it is). Raises InputError
    ``required`` on ``name``."""
    if not row.name.strip():
        raise bad_input("required", Place(field="name"))
    with store.write(actor, "agent.update") as session:
        agent = _by_code(session, row.code)
        agent.name, agent.licence = row.name.strip(), row.licence.strip()
        agent.grade, agent.team = row.grade.value, row.team.strip()
        if lead is not None:
            settings.put(session, LEAD, lead)
    return _row(agent)


def store_id(store: Store) -> str:
    """The store's own identity, whoever works at it and whatever code is used."""
    return str(settings.read(store, STORE_ID, ""))


def leads_a_team(store: Store) -> bool:
    """Whether who works here collects a team's weekly files; nobody does until it is said."""
    return bool(settings.read(store, LEAD, False))


def _by_code(session: Session, code: str) -> Agent:
    agent = session.scalars(select(Agent).where(Agent.code == code)).one_or_none()
    if agent is None:
        known = "、".join(session.scalars(select(Agent.code).order_by(Agent.code)))
        raise bad_input("unknown_agent", Place(field="agent"), code=code, known=known)
    return agent

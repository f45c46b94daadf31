"""Who could take a need: suggested by skill and workload, assigned by a person only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.enums import NeedStatus
from app.errors import Place, bad_input
from app.models import Agent, Household, Need
from app.services.base.store import Actor, Store

OPEN = (NeedStatus.NOT_STARTED.value, NeedStatus.IN_PROGRESS.value)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``open_needs`` is the agent's workload now; ``fits`` the skill tags that match the need; ``knows_family`` when
    the household is the agent's own."""

    code: str
    name: str
    open_needs: int
    fits: tuple[str, ...]
    knows_family: bool


def suggest(store: Store, need_id: str) -> list[Suggestion]:
    """The best first: who has the skill, then whose family it is, then who has least to do. Nothing is assigned."""
    with store.read() as session:
        need = session.get(Need, need_id)
        if need is None:
            raise bad_input("not_found")
        home = session.get(Household, need.household_id) if need.household_id else None
        query = select(Need.owner_code, func.count()).where(Need.status.in_(OPEN), Need.archived_at.is_(None))
        load: dict[str, int] = {row[0]: row[1] for row in session.execute(query.group_by(Need.owner_code))}
        wanted = {need.event, *(home.tags if home else ())}
        found = [
            Suggestion(
                agent.code,
                agent.name,
                load.get(agent.code, 0) - (need.owner_code == agent.code and need.status in OPEN),
                tuple(sorted(wanted & set(agent.skills))),
                home is not None and home.agent_code == agent.code,
            )
            for agent in session.scalars(select(Agent))
        ]
    return sorted(found, key=lambda one: (-len(one.fits), not one.knows_family, one.open_needs, one.code))


def skills(store: Store) -> dict[str, tuple[str, ...]]:
    """By agent code: need kinds and tags the agent is good at."""
    with store.read() as session:
        return {agent.code: tuple(agent.skills) for agent in session.scalars(select(Agent).order_by(Agent.code))}


def set_skills(store: Store, actor: Actor, agent_code: str, tags: Sequence[str]) -> tuple[str, ...]:
    """Tags are need kinds (``critical_illness``) or tags of customers. Raises ``unknown_agent``."""
    with store.write(actor, "agent.skills") as session:
        agent = session.scalars(select(Agent).where(Agent.code == agent_code)).one_or_none()
        if agent is None:
            known = "、".join(session.scalars(select(Agent.code).order_by(Agent.code)))
            raise bad_input("unknown_agent", Place(field="agent"), code=agent_code, known=known)
        agent.skills = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        return tuple(agent.skills)

"""How families came along the path: their moves, and when each first entered it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session

from app.enums import Stage
from app.models import Household, StageMove
from app.services.base.pieces import pieces
from app.services.rules.spine.funnel import PATH, Move


def _theirs(agent: str, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StageMove.agent_code == agent if agent else literal(True),
        StageMove.on_date <= until,
        Household.archived_at.is_(None),
    )


def moves(session: Session, agent: str, until: date) -> list[Move]:
    """Every move up to ``until`` in its order; archived families are left out."""
    query = (
        select(StageMove.household_id, StageMove.stage, StageMove.on_date)
        .join(Household, Household.id == StageMove.household_id)
        .where(*_theirs(agent, until))
        .order_by(StageMove.on_date, StageMove.id)
    )
    return [Move(id, Stage(stage), day) for id, stage, day in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A family that entered the path: on which day, in which source, and the furthest stage up to the day asked."""

    household_id: str
    household: str
    source: str
    entered: date
    furthest: Stage


def entered(agent: str, first: date, last: date, until: date) -> Select[str, date, str]:
    """Families whose first move on the path falls in ``first`` to ``last``: id, day, furthest stage by ``until``."""
    day = func.min(StageMove.on_date)
    return (
        select(StageMove.household_id, day.label("entered"), func.max(StageMove.stage).label("furthest"))
        .join(Household, Household.id == StageMove.household_id)
        .where(*_theirs(agent, until), StageMove.stage.in_([stage.value for stage in PATH]))
        .group_by(StageMove.household_id)
        .having(day.between(first, last))
    )


def entries(session: Session, agent: str, first: date, last: date, until: date) -> list[Entry]:
    """The families that first entered the path in these days, and how far they had come by ``until``."""
    part = entered(agent, first, last, until).subquery()
    query = (
        select(part.c.household_id, Household.name, Household.source, part.c.entered, part.c.furthest)
        .join(Household, Household.id == part.c.household_id)
        .order_by(part.c.entered, part.c.household_id)
    )
    return [Entry(id, name, source.strip(), day, Stage(far)) for id, name, source, day, far in session.execute(query)]


def names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The families' names by id, however many."""
    found: dict[str, str] = {}
    for some in pieces(dict.fromkeys(ids)):
        query = select(Household.id, Household.name).where(Household.id.in_(some))
        found.update((id, name) for id, name in session.execute(query))
    return found

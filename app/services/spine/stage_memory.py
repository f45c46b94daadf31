"""Where a household and its sales stood before a step, so that the step can be taken back with its lines of history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.models import Household, Opportunity, OpportunityMove, StageMove
from app.services.base.store import WriteSession

FIELDS = ("stage", "stage_since", "premium", "paused_until", "lost_reason")


@dataclass(frozen=True, slots=True)
class StageMemory:
    """``sales`` holds (id, version, fields); ``moves`` the newest line of each history."""

    stage: str
    since: date | None
    sales: tuple[tuple[str, int, tuple[Any, ...]], ...]
    moves: tuple[int, int]


def remember(session: Session, household: Household) -> StageMemory:
    """Where the household and its sales stand now, to be put back by what undoes the step that follows."""
    session.flush()
    sales = session.scalars(
        select(Opportunity).where(Opportunity.household_id == household.id).order_by(Opportunity.id)
    )
    own = [(sale.id, sale.version, tuple(getattr(sale, name) for name in FIELDS)) for sale in sales]
    last = session.scalar(select(func.max(StageMove.id)).where(StageMove.household_id == household.id)) or 0
    of_sales = select(func.max(OpportunityMove.id)).where(OpportunityMove.opportunity_id.in_([id for id, _, _ in own]))
    return StageMemory(household.stage, household.stage_since, tuple(own), (last, session.scalar(of_sales) or 0))


def go_back(session: WriteSession, household: Household, before: StageMemory, after: StageMemory) -> bool:
    """Undo what happened between the two; False, and nothing done, when anything moved since ``after``."""
    if remember(session, household) != after:
        return False
    known = {id: fields for id, _, fields in before.sales}
    ids = [id for id, _, _ in after.sales]
    session.execute(delete(StageMove).where(StageMove.household_id == household.id, StageMove.id > before.moves[0]))
    newer = OpportunityMove.id > before.moves[1]
    session.execute(delete(OpportunityMove).where(OpportunityMove.opportunity_id.in_(ids), newer))
    for id in ids:
        sale = session.get_one(Opportunity, id)
        if id not in known:
            session.delete(sale)
            continue
        for name, value in zip(FIELDS, known[id], strict=True):
            setattr(sale, name, value)
    household.stage, household.stage_since = before.stage, before.since
    return True

"""A move of a sale can be taken back as if it had not been made: what it changed, and the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.models import Household, Opportunity, OpportunityMove, StageMove
from app.services.base.store import WriteSession

Trail = dict[str, Any]


def mark(session: Session, sale: Opportunity, household: Household) -> Trail:
    """Where the sale and its household stand, and the last entry of both histories, as JSON keeps them."""
    session.flush()
    own = select(func.max(OpportunityMove.id)).where(OpportunityMove.opportunity_id == sale.id)
    theirs = select(func.max(StageMove.id)).where(StageMove.household_id == household.id)
    return {
        "sale": [sale.stage, _text(sale.stage_since), sale.lost_reason, _text(sale.paused_until)],
        "household": [household.stage, _text(household.stage_since)],
        "moves": [session.scalar(own) or 0, session.scalar(theirs) or 0],
    }


def retrace(session: WriteSession, sale: Opportunity, household: Household, before: Trail, after: Trail) -> bool:
    """Back to ``before``; False, and nothing done, when something moved since ``after``."""
    if mark(session, sale, household) != after:
        return False
    own, theirs = before["moves"]
    session.execute(delete(OpportunityMove).where(OpportunityMove.opportunity_id == sale.id, OpportunityMove.id > own))
    session.execute(delete(StageMove).where(StageMove.household_id == household.id, StageMove.id > theirs))
    stage, since, reason, until = before["sale"]
    sale.stage, sale.lost_reason, sale.paused_until = stage, reason, _day(until)
    sale.stage_since = date.fromisoformat(since)
    household.stage, household.stage_since = before["household"][0], _day(before["household"][1])
    return True


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

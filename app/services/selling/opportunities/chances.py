"""What an agent's own ended sales say of the open ones."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import Stage
from app.models import Opportunity, OpportunityMove
from app.services.rules.selling import forecast as rules
from app.services.rules.selling.forecast import Chance
from app.services.rules.spine.sales import LOST, WON


def learnt(session: Session, agent_code: str) -> dict[Stage, Chance]:
    """How often this agent's sales were won from each stage on."""
    furthest = (
        select(Opportunity.stage.label("last"), func.max(OpportunityMove.stage).label("furthest"))
        .join(OpportunityMove, OpportunityMove.opportunity_id == Opportunity.id)
        .where(
            Opportunity.agent_code == agent_code,
            Opportunity.stage.in_([stage.value for stage in (*WON, *LOST)]),
            OpportunityMove.stage.like("S_"),
        )
        .group_by(Opportunity.id, Opportunity.stage)
        .subquery()
    )
    counts = select(furthest.c.furthest, furthest.c.last, func.count()).group_by(furthest.c.furthest, furthest.c.last)
    return rules.chances([(Stage(far), Stage(last), count) for far, last, count in session.execute(counts)])

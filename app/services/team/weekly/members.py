"""People of a family without their names."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Relation
from app.models import Household, Member


def member_marks(session: Session, agent_code: str) -> dict[str, tuple[Relation, int]]:
    """Who a member is without a name: the relation, and which of them (1, 2 ...) in the household."""
    rows = (
        select(Member.id, Member.household_id, Member.relation)
        .join(Household, Household.id == Member.household_id)
        .where(Household.agent_code == agent_code)
        .order_by(Member.household_id, Member.position, Member.id)
    )
    seen: dict[tuple[str, str], int] = {}
    marks = {}
    for id, household_id, relation in session.execute(rows):
        seen[household_id, relation] = seen.get((household_id, relation), 0) + 1
        marks[id] = (Relation(relation), seen[household_id, relation])
    return marks

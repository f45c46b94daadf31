"""The needs sheet: every open need of the agent and those finished in the week, as the matrix reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import Coverage, Relation
from app.models import Household, Need
from app.services.matrix.listing import MatrixRow, read_where
from app.services.rules.base.weeks import Week
from app.services.team.weekly.collect import OPEN, member_marks, owned_by


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A row of the matrix, its person without a name. ``coverage`` counts policies in force only."""

    row: MatrixRow
    member: tuple[Relation, int] | None
    coverage: Coverage
    owner: str


def lines(session: Session, agent_code: str, week: Week, today: date) -> Iterator[NeedLine]:
    """By household and number."""
    marks = member_marks(session, agent_code)
    mine = (
        select(Need.id)
        .join(Household, Household.id == Need.household_id, isouter=True)
        .where(
            owned_by(agent_code),
            Need.archived_at.is_(None),
            or_(Need.status.in_(OPEN), Need.actual_finish.between(week.monday, week.sunday)),
        )
    )
    rows = read_where(session, today, Need.id.in_(mine))
    for row in sorted(rows, key=lambda row: (row.household_code, row.number)):
        yield NeedLine(
            row=row,
            member=marks.get(row.member_id) if row.member_id else None,
            coverage=row.deep,
            owner=row.owner_code or agent_code,
        )

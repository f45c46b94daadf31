"""The needs sheet: every open need of the agent and those finished in the week, as the matrix reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import Coverage, NeedStatus, Relation
from app.models import Household, Need
from app.services.matrix.listing import MatrixRow, read_where
from app.services.rules.base.weeks import Week
from app.services.rules.spine.coverage import mark_of, slip
from app.services.spine import covering
from app.services.team.weekly.collect import OPEN, owned_by
from app.services.team.weekly.members import member_marks
from app.services.team.weekly.then import held_then


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A row of the matrix, its person without a name. ``coverage`` counts policies in force only."""

    row: MatrixRow
    member: tuple[Relation, int] | None
    coverage: Coverage
    owner: str


def _as_of(row: MatrixRow, day: date) -> MatrixRow:
    """The row as it stood at the end of ``day``: what was begun or finished since was not yet."""
    begun = row.actual_start if row.actual_start is not None and row.actual_start <= day else None
    if row.actual_finish is None or row.actual_finish <= day:
        return row if begun == row.actual_start else replace(row, actual_start=begun)
    status = NeedStatus.NOT_STARTED if begun is None else NeedStatus.IN_PROGRESS
    return replace(
        row, status=status, actual_start=begun, actual_finish=None,
        mark=mark_of(status, row.planned_start, row.planned_finish, begun, day),
        slip=slip(row.planned_finish, None, day, done=False),
    )  # fmt: skip


def lines(session: Session, agent_code: str, week: Week, today: date) -> Iterator[NeedLine]:
    """By household and number."""
    marks = member_marks(session, agent_code)
    mine = (
        select(Need.id)
        .join(Household, Household.id == Need.household_id, isouter=True)
        .where(
            owned_by(agent_code),
            Need.archived_at.is_(None),
            or_(Need.status.in_(OPEN), Need.actual_finish >= week.monday),
        )
    )
    rows = read_where(session, today, Need.id.in_(mine))
    paid = covering.in_force(session, today, Need.id.in_(mine), held=held_then(today))
    seen = (_as_of(replace(row, in_force=paid.get(row.id, 0)), today) for row in rows)
    for row in sorted(seen, key=lambda row: (row.household_code, row.number)):
        yield NeedLine(
            row=row,
            member=marks.get(row.member_id) if row.member_id else None,
            coverage=row.deep,
            owner=row.owner_code or agent_code,
        )

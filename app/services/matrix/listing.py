"""The rows of a matrix, read in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from app.enums import Coverage, Level, NeedStatus, NodeKind
from app.errors import bad_input
from app.models import Household, Member, Need, TraceLink
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.matrix import outline
from app.services.matrix.index import Entry, id_of, searched
from app.services.matrix.naming import need_text
from app.services.rules.base.moments import day_of
from app.services.rules.spine.coverage import Covered, DateMark, depth_of, mark_of, ratio_of, slip, state_of
from app.services.spine import covering
from app.services.spine.covering import NOTHING

POINTS = {Level.HIGH: 3, Level.MIDDLE: 2, Level.LOW: 1}


def _level(column: Any) -> Any:
    return case({Level.HIGH.value: 0, Level.MIDDLE.value: 1}, value=column, else_=2)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One need. Amounts are fen, as of an :class:`Entry`; ``priority`` 1 (first) to 5, from importance and urgency;
    ``parent`` the number of the need above it, ``level`` how many stand above."""

    id: str
    number: str
    household_id: str | None
    household: str
    household_code: str
    member_id: str | None
    member: str
    event: str
    description: str
    gap: int
    proposed: int
    in_force: int
    best: int
    coverage: Coverage
    importance: Level
    urgency: Level
    rank: int | None
    status: NeedStatus
    planned_start: date | None
    planned_finish: date | None
    actual_start: date | None
    actual_finish: date | None
    mark: DateMark
    slip: int
    reschedules: int
    owner_code: str
    owner_name: str
    notes: str
    declined_reason: str
    declined_until: date | None
    confirmed_on: date | None
    missing: str
    suspects: int
    suspect_since: datetime | None
    answers: int
    items: int
    policies: int
    type: str
    rationale: str
    stakeholder: str
    limits: str
    acceptance: str
    parent_id: str | None
    parent: str
    level: int
    version: int

    @property
    def work(self) -> NeedStatus | None:
        """How far a requirement of no family is."""
        return self.status if self.household_id is None else None

    @property
    def deep(self) -> Coverage:
        """What policies in force alone cover."""
        return depth_of(self.gap, self.in_force, self.work, known=not self.missing)

    @property
    def no_product(self) -> bool:
        """There is a gap, and nothing proposed or in force is linked to it."""
        return self.gap > 0 and not self.items and not self.policies

    @property
    def named(self) -> tuple[str, str]:
        """(Chinese, English)"""
        return need_text(self.number, self.event, self.description)

    @property
    def priority(self) -> int:
        """From 1, the most pressing, by importance and urgency together."""
        return 7 - POINTS[self.importance] - POINTS[self.urgency]

    @property
    def ratio(self) -> float:
        """How much of the gap is covered, at most 9.99."""
        return ratio_of(self.gap, self.best, self.work, known=not self.missing)


def rows(store: Store, today: date, *, matrix: str = ALL_CUSTOMERS, household_id: str | None = None) -> list[MatrixRow]:
    """All needs of a matrix, or those of one household, in the order of their numbers. Raises ``unknown_matrix``."""
    with store.read() as session:
        return read_rows(session, today, matrix=matrix, household_id=household_id)


def one(store: Store, need_id: str, today: date) -> MatrixRow:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        return read_one(session, need_id, today)


def entry_of(row: MatrixRow) -> Entry:
    """The same need as the index holds it."""
    names = (field.name for field in fields(Entry) if field.name != "text")
    return Entry(
        **{name: getattr(row, name) for name in names},
        text=searched(
            (*row.named, row.household, row.household_code, row.member, row.description, row.owner_name, row.notes)
        ),
    )


def page(store: Store, ids: Sequence[str], today: date) -> list[MatrixRow]:
    """The rows of these needs, in the order asked for; a need that is gone is left out."""
    with store.read() as session:
        found = {row.id: row for row in read_where(session, today, Need.id.in_(ids))}
    return [found[id] for id in ids if id in found]


SORTED_BY = {
    "household": Household.sort_key,
    "member": Member.name,
    "planned_start": Need.planned_start,
    "planned_finish": Need.planned_finish,
    "actual_start": Need.actual_start,
    "actual_finish": Need.actual_finish,
    "notes": Need.notes,
    "type": Need.type,
    "stakeholder": Need.stakeholder,
    "owner": Need.owner_name,
    "importance": _level(Need.importance),
    "urgency": _level(Need.urgency),
    "priority": _level(Need.importance) + _level(Need.urgency),
}


def places(store: Store, matrix: str, key: str) -> dict[str, int]:
    """By need, its place when the matrix is sorted by one of SORTED_BY; what has no value comes last."""
    with store.read() as session:
        query = (
            select(Need.id)
            .outerjoin(Household, Household.id == Need.household_id)
            .outerjoin(Member, Member.id == Need.member_id)
            .where(Need.matrix_id == id_of(session, matrix), Need.archived_at.is_(None))
            .order_by(SORTED_BY[key].asc().nulls_last(), Need.number)
        )
        return {id: place for place, id in enumerate(session.scalars(query))}


def read_one(session: Session, need_id: str, today: date) -> MatrixRow:
    """Raises InputError ``not_found``."""
    found = read_where(session, today, Need.id == need_id)
    if not found:
        raise bad_input("not_found")
    return found[0]


def read_rows(session: Session, today: date, *, matrix: str, household_id: str | None = None) -> list[MatrixRow]:
    """The needs of a matrix, or of one household in it, without removed ones."""
    conditions: list[ColumnElement[bool]] = [Need.matrix_id == id_of(session, matrix), Need.archived_at.is_(None)]
    if household_id is not None:
        conditions.append(Need.household_id == household_id)
    return outline.outlined(read_where(session, today, *conditions))


def read_where(session: Session, today: date, *conditions: ColumnElement[bool]) -> list[MatrixRow]:
    """The needs that meet ``conditions`` (on ``Need``), whatever their matrix, by place and number."""
    wanted = select(Need.id).where(*conditions)
    proposed, in_force = covering.proposed(session, *conditions), covering.in_force(session, today, *conditions)
    adds = covering.adding(session, *conditions)
    links = _counts(session, wanted)
    columns = (
        select(
            *(column for column in Need.__table__.c if column.name != "stage_notes"),
            Household.name.label("household_name"),
            Household.code.label("household_code"),
            Member.name.label("member_name"),
        )
        .select_from(Need)
        .outerjoin(Household, Household.id == Need.household_id)
        .outerjoin(Member, Member.id == Need.member_id)
        .where(*conditions)
        .order_by(Need.position, Need.number)
    )
    found = session.execute(columns).all()
    above = outline.above(session, {need.parent_id for need in found} - {None})
    return [
        _row(
            need,
            proposed.get(need.id, NOTHING).amount,
            adds.get(need.id, 0),
            in_force.get(need.id, 0),
            links.get(need.id, {}),
            above.get(need.parent_id, ("", 0)),
            today,
        )
        for need in found
    ]


def _row(
    n: Any, proposed: int, adds: int, in_force: int, links: dict[str, Any], above: tuple[str, int], today: date
) -> MatrixRow:
    status = NeedStatus(n.status)
    work = status if n.household_id is None else None
    covered = Covered(n.gap, adds, in_force, work, n.event, not n.missing)
    done = status == NeedStatus.DONE
    return MatrixRow(
        id=n.id,
        number=n.number,
        household_id=n.household_id,
        household=n.household_name or "",
        household_code=n.household_code or "",
        member_id=n.member_id,
        member=n.member_name or "",
        event=n.event,
        description=n.description,
        gap=n.gap,
        proposed=proposed,
        in_force=in_force,
        best=covered.best,
        coverage=state_of(covered, declined=bool(n.declined_reason), declined_until=n.declined_until, today=today),
        importance=Level(n.importance),
        urgency=Level(n.urgency),
        rank=n.rank,
        status=status,
        planned_start=n.planned_start,
        planned_finish=n.planned_finish,
        actual_start=n.actual_start,
        actual_finish=n.actual_finish,
        mark=mark_of(status, n.planned_start, n.planned_finish, n.actual_start, today),
        slip=slip(n.planned_finish, n.actual_finish, today, done=done),
        reschedules=n.reschedules,
        owner_code=n.owner_code,
        owner_name=n.owner_name,
        notes=n.notes,
        declined_reason=n.declined_reason,
        declined_until=n.declined_until,
        confirmed_on=day_of(n.confirmed_at) if n.confirmed_at else None,
        missing=n.missing,
        suspects=links.get("suspect", 0),
        suspect_since=links.get("since"),
        answers=links.get(NodeKind.ANSWER, 0),
        items=links.get(NodeKind.PROPOSAL_ITEM, 0),
        policies=links.get(NodeKind.POLICY, 0),
        type=n.type,
        rationale=n.rationale,
        stakeholder=n.stakeholder,
        limits=n.limits,
        acceptance=n.acceptance,
        parent_id=n.parent_id,
        parent=above[0],
        level=above[1],
        version=n.version,
    )


def _counts(session: Session, wanted: Select[str]) -> dict[str, dict[str, Any]]:
    """Links of each need by the kind of the other end, and how many of them are suspect."""
    oldest = func.min(TraceLink.suspect_since)
    query = (
        select(TraceLink.source_id, TraceLink.target_kind, TraceLink.suspect, func.count(), oldest)
        .where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(wanted))
        .group_by(TraceLink.source_id, TraceLink.target_kind, TraceLink.suspect)
    )
    found: dict[str, dict[str, Any]] = {}
    for need, kind, suspect, count, since in session.execute(query):
        counts = found.setdefault(need, {})
        counts[kind] = counts.get(kind, 0) + count
        if suspect:
            counts["suspect"] = counts.get("suspect", 0) + count
            counts["since"] = min(filter(None, (counts.get("since"), since)), default=None)
    return found

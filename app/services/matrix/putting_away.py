"""A named matrix put away, brought back, or deleted with all that is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import bad_input
from app.models import (
    ActionItem,
    Baseline,
    BaselinePart,
    ChangeEntry,
    ChangeItem,
    ExchangeBasis,
    Matrix,
    Need,
    NeedReview,
    ReviewMeeting,
    TestRun,
    TraceLink,
)
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession


@dataclass(frozen=True, slots=True)
class Contents:
    """How much goes with a matrix: needs, those of them that are not done, links, baselines, review meetings, entries
    of the log."""

    needs: int
    open: int
    links: int
    baselines: int
    meetings: int
    changes: int


def contents(store: Store, matrix_id: str) -> Contents:
    """What would be put away or deleted. Raises ``not_found``, ``matrix_built_in``."""
    with store.read() as session:
        _named(session, matrix_id)
        here = (Need.matrix_id == matrix_id, Need.archived_at.is_(None))

        def count(table: Any, *conditions: Any) -> int:
            return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

        return Contents(
            count(Need, *here),
            count(Need, *here, Need.status.not_in(("done", "dropped"))),
            count(TraceLink, _of_needs(matrix_id)),
            count(Baseline, Baseline.matrix_id == matrix_id),
            count(ReviewMeeting, ReviewMeeting.matrix_id == matrix_id),
            count(ChangeEntry, ChangeEntry.matrix_id == matrix_id),
        )


def archive(store: Store, actor: Actor, matrix_id: str) -> None:
    """Put a matrix away: nothing of it is lost, it is only not offered. Raises as :func:`contents`."""
    with store.write(actor, "matrix.archive") as session:
        _named(session, matrix_id).archived_at = session.now


def bring_back(store: Store, actor: Actor, matrix_id: str) -> str:
    """Offer a matrix again; returns its code. Raises as :func:`contents`."""
    with store.write(actor, "matrix.bring_back") as session:
        row = _named(session, matrix_id)
        row.archived_at = None
        return row.code


def remove(store: Store, actor: Actor, matrix_id: str) -> None:
    """Delete a matrix with its needs, links, reviews, baselines, meetings and log; it can be taken back as any act.
    Raises as :func:`contents`."""
    with store.write(actor, "matrix.delete") as session:
        row = _named(session, matrix_id)
        session.note(matrix=row.code)
        own = select(Need.id).where(Need.matrix_id == matrix_id)
        entries = select(ChangeEntry.id).where(ChangeEntry.matrix_id == matrix_id)
        frozen = select(Baseline.id).where(Baseline.matrix_id == matrix_id)
        for need in session.scalars(select(Need).where(Need.matrix_id == matrix_id, Need.parent_id.is_not(None))):
            need.parent_id = None
        session.flush()
        meetings = select(ReviewMeeting.id).where(ReviewMeeting.matrix_id == matrix_id)
        for action in session.scalars(select(ActionItem).where(ActionItem.review_meeting_id.in_(meetings))):
            action.review_meeting_id = None  # who promised something still does
        session.flush()
        for table, condition in (
            (TraceLink, _of_needs(matrix_id)),
            (TestRun, TestRun.test_id.in_(own)),
            (NeedReview, (NeedReview.item_kind == NodeKind.NEED) & NeedReview.item_id.in_(own)),
            (ChangeItem, ChangeItem.change_id.in_(entries)),
            (ChangeEntry, ChangeEntry.matrix_id == matrix_id),
            (ReviewMeeting, ReviewMeeting.matrix_id == matrix_id),
            (BaselinePart, BaselinePart.baseline_id.in_(frozen)),
            (Baseline, Baseline.matrix_id == matrix_id),
            (ExchangeBasis, ExchangeBasis.matrix_id == matrix_id),
            (Need, Need.matrix_id == matrix_id),
            (Matrix, Matrix.id == matrix_id),
        ):
            session.execute(delete(table).where(condition))


def _of_needs(matrix_id: str) -> Any:
    own = select(Need.id).where(Need.matrix_id == matrix_id)
    at_source = (TraceLink.source_kind == NodeKind.NEED) & TraceLink.source_id.in_(own)
    return or_(at_source, (TraceLink.target_kind == NodeKind.NEED) & TraceLink.target_id.in_(own))


def _named(session: Session | WriteSession, matrix_id: str) -> Matrix:
    row = session.get(Matrix, matrix_id)
    if row is None:
        raise bad_input("not_found")
    if row.code == ALL_CUSTOMERS:
        raise bad_input("matrix_built_in")
    return row

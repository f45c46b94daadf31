"""Reviews: a verdict on what a need says, open again as soon as it says something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind, ReviewVerdict
from app.errors import Place, bad_input
from app.models import Need, NeedReview
from app.services.base.store import Actor, Store
from app.services.matrix.naming import named
from app.services.rules.spine.fingerprints import differences
from app.services.spine import tracing
from app.services.spine.tracing.present import Present

NEED_REASON = (ReviewVerdict.REJECTED, ReviewVerdict.CHANGE_REQUESTED)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """``reopened``: the content changed since the verdict, ``changed`` says how: field → (then, now)."""

    id: str
    need_id: str
    text: tuple[str, str]
    household_id: str | None
    verdict: ReviewVerdict
    reviewer: str
    due_on: date | None
    reason: str
    decided_at: datetime | None
    decided_by: str
    reopened: bool
    changed: dict[str, tuple[Any, Any]]
    meeting_id: str | None

    def overdue(self, today: date) -> bool:
        """A verdict that is due and not given, or that no longer holds."""
        waiting = self.verdict == ReviewVerdict.REQUESTED and self.due_on is not None and self.due_on < today
        return waiting or self.reopened


def request(store: Store, actor: Actor, need_id: str, reviewer: str, due_on: date | None) -> ReviewRow:
    """Ask somebody for a verdict. Raises ``required`` on ``reviewer``, ``not_found``."""
    if not reviewer.strip():
        raise bad_input("required", Place(field="reviewer"))
    with store.write(actor, "review.request", need_id) as session:
        if session.get(Need, need_id) is None:
            raise bad_input("not_found")
        row = NeedReview(
            item_kind=NodeKind.NEED.value, item_id=need_id, verdict=ReviewVerdict.REQUESTED.value,
            reviewer=reviewer.strip(), due_on=due_on, content={},
        )  # fmt: skip
        session.add(row)
        session.flush()
        return _rows(session, [row])[0]


def decide(
    store: Store,
    actor: Actor,
    need_id: str,
    verdict: ReviewVerdict,
    reason: str = "",
    *,
    review_id: str | None = None,
    meeting_id: str | None = None,
) -> ReviewRow:
    """Give a verdict on the need as it is now, answering a request or without one. A rejection or a wish to change
    needs a reason (InputError ``required``)."""
    if verdict in NEED_REASON and not reason.strip():
        raise bad_input("required", Place(field="reason"))
    if verdict == ReviewVerdict.REQUESTED:
        raise bad_input("required", Place(field="verdict"))
    with store.write(actor, "review.decide", need_id) as session:
        row = (
            session.get(NeedReview, review_id)
            if review_id
            else NeedReview(item_kind=NodeKind.NEED.value, item_id=need_id)
        )
        content = Present(session, tracing.rules(session)).of((NodeKind.NEED, need_id))
        if row is None or content is None or row.item_id != need_id:
            raise bad_input("not_found")
        row.verdict, row.reason, row.content, row.reopened = verdict.value, reason.strip(), content, False
        row.decided_at, row.decided_by = session.now, actor.code
        row.reviewer = row.reviewer or actor.name
        row.meeting_id = meeting_id or row.meeting_id
        session.add(row)
        session.flush()
        return _rows(session, [row])[0]


def of_need(store: Store, need_id: str) -> list[ReviewRow]:
    """The latest first."""
    with store.read() as session:
        query = select(NeedReview).where(NeedReview.item_kind == NodeKind.NEED, NeedReview.item_id == need_id)
        return _rows(session, session.scalars(query.order_by(NeedReview.id.desc())))


def overdue(session: Session, matrix_id: str, today: date) -> list[ReviewRow]:
    """Reviews of the matrix's needs that are due and not given, or no longer hold; the oldest first. An old verdict
    on a need that was reviewed again since does not count."""
    own = select(Need.id).where(Need.matrix_id == matrix_id, Need.archived_at.is_(None))
    late = (NeedReview.verdict == ReviewVerdict.REQUESTED) & (NeedReview.due_on < today)
    query = (
        select(NeedReview).where(NeedReview.item_id.in_(own), or_(NeedReview.reopened, late)).order_by(NeedReview.id)
    )
    rows = _rows(session, session.scalars(query))
    newest = select(NeedReview.item_id, NeedReview.id).where(NeedReview.item_id.in_([row.need_id for row in rows]))
    decided = newest.where(NeedReview.decided_at.is_not(None)).order_by(NeedReview.decided_at)
    last = {row.item_id: row.id for row in session.execute(decided)}
    return [row for row in rows if row.verdict == ReviewVerdict.REQUESTED or last.get(row.need_id) == row.id]


def _rows(session: Session, reviews: Any) -> list[ReviewRow]:
    found = list(reviews)
    present = Present(session, tracing.rules(session))
    nodes = [(NodeKind(row.item_kind), row.item_id) for row in found]
    present.read(nodes)
    texts = named(session, nodes)
    return [_row(row, texts.get(node), present.of(node)) for row, node in zip(found, nodes, strict=True)]


def _row(row: NeedReview, name: Any, now: dict[str, Any] | None) -> ReviewRow:
    changed = differences(row.content, {n: now.get(n) for n in row.content}) if row.reopened and now else {}
    return ReviewRow(
        id=row.id,
        need_id=row.item_id,
        text=name.text if name else ("—", "—"),
        household_id=name.household_id if name else None,
        verdict=ReviewVerdict(row.verdict),
        reviewer=row.reviewer,
        due_on=row.due_on,
        reason=row.reason,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reopened=row.reopened,
        changed=changed,
        meeting_id=row.meeting_id,
    )

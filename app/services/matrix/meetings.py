"""Periodic review meetings: a date, who was there, the baseline frozen, what was found, decided, and will be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import EntryKind
from app.errors import InputError, Place, Problem
from app.models import ActionItem, Agent, ReviewMeeting
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store
from app.services.day import actions
from app.services.day.actions import ActionDraft, ActionRow
from app.services.matrix import baselines, changes, findings
from app.services.matrix.index import id_of, read_index
from app.services.spine.tracing import Node


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """``decisions`` are titles with the items they are about."""

    on_date: date
    title: str
    participants: tuple[str, ...]
    notes: str = ""
    decisions: tuple[tuple[str, tuple[Node, ...]], ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    freeze: bool = True
    matrix: str = field(default=ALL_CUSTOMERS)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """``findings`` is how many of each kind there were on that day, by code."""

    id: str
    on_date: date
    title: str
    participants: tuple[str, ...]
    notes: str
    baseline_id: str | None
    findings: dict[str, int]
    actions: tuple[ActionRow, ...]


def hold(store: Store, actor: Actor, draft: MeetingDraft) -> MeetingRow:
    """Keep a meeting with all that came of it in one unit of work; the matrix is frozen where the draft says so.

    Raises InputError with the fields at fault: a title, somebody present, an owner that exists for each action.
    """
    with store.write(actor, "meeting.hold") as session:
        _check(session, draft)
        matrix_id = id_of(session, draft.matrix)
        index = read_index(session, session.today, draft.matrix)
        counts: dict[str, Any] = {kind.value: len(some) for kind, some in findings.find(session, index).items() if some}
        counts["suspect"] = len(index.list("suspect"))
        name = f"{draft.on_date.isoformat()} {draft.title.strip()}"
        frozen = baselines.freeze(session, matrix_id, name, "") if draft.freeze else None
        row = ReviewMeeting(
            matrix_id=matrix_id, on_date=draft.on_date, title=draft.title.strip(),
            participants=[name.strip() for name in draft.participants if name.strip()], notes=draft.notes.strip(),
            baseline_id=frozen.id if frozen else None, findings=counts,
        )  # fmt: skip
        session.add(row)
        session.flush()
        for title, items in draft.decisions:
            changes.write(session, EntryKind.DECISION, title, items, reason="", matrix_id=matrix_id, meeting=row.id)
        for action in draft.actions:
            actions.write(session, action, review_id=row.id)
        session.note(meeting=row.id, actions=len(draft.actions))
        return _rows(session, [row])[0]


def _check(session: Session, draft: MeetingDraft) -> None:
    problems = []
    if not draft.title.strip():
        problems.append(Problem("required", Place(field="title")))
    if not any(name.strip() for name in draft.participants):
        problems.append(Problem("required", Place(field="participants")))
    known = set(session.scalars(select(Agent.code)))
    for action in draft.actions:
        problems += [replace(one, place=Place(field="actions")) for one in actions.problems_of(action)]
        if action.owner_code and action.owner_code not in known:
            values = {"code": action.owner_code, "known": "、".join(sorted(known))}
            problems.append(Problem("unknown_agent", Place(field="actions"), values))
    if any(not items or not title.strip() for title, items in draft.decisions):
        problems.append(Problem("item_needed", Place(field="decisions")))
    if problems:
        raise InputError(problems)


def listing(store: Store, matrix: str = ALL_CUSTOMERS) -> list[MeetingRow]:
    """The latest first."""
    with store.read() as session:
        query = select(ReviewMeeting).where(ReviewMeeting.matrix_id == id_of(session, matrix))
        return _rows(session, session.scalars(query.order_by(ReviewMeeting.on_date.desc(), ReviewMeeting.id.desc())))


def overdue(session: Session, matrix_id: str, today: date) -> list[ActionRow]:
    """Actions of this matrix's meetings whose day has passed, the oldest first."""
    return actions.read(session, ReviewMeeting.matrix_id == matrix_id, ActionItem.due_on < today, *actions.OPEN)


def _rows(session: Session, rows: Any) -> list[MeetingRow]:
    found: Sequence[ReviewMeeting] = list(rows)
    agreed = actions.of_reviews(session, [row.id for row in found])
    return [
        MeetingRow(
            row.id, row.on_date, row.title, tuple(row.participants), row.notes, row.baseline_id, dict(row.findings),
            agreed.get(row.id, ()),
        )
        for row in found
    ]  # fmt: skip

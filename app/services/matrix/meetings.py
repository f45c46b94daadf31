"""Periodic review meetings: a date, who was there, the baseline frozen, what was found, decided, and will be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import EntryKind
from app.errors import InputError, Place, Problem, bad_input
from app.models import ActionItem, Agent, ReviewMeeting
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix import baselines, changes, findings
from app.services.matrix.index import id_of, read_index
from app.services.spine.tracing import Node


@dataclass(frozen=True, slots=True)
class ActionDraft:
    text: str
    owner_code: str
    due_on: date


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
class ActionRow:
    """What somebody will do; on Today of its owner until it is done."""

    id: str
    text: str
    owner_code: str
    owner_name: str
    due_on: date
    done: bool
    meeting: str
    meeting_on: date
    meeting_id: str

    def overdue(self, today: date) -> bool:
        return not self.done and self.due_on < today


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
            session.add(_action(session, row.id, action))
        session.flush()
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
        if not action.text.strip():
            problems.append(Problem("required", Place(field="actions")))
        if action.owner_code not in known:
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


def open_actions(store: Store, agent_code: str) -> list[ActionRow]:
    """What an agent still has to do from meetings, the most pressing first: for Today."""
    with store.read() as session:
        query = select(ActionItem).where(ActionItem.owner_code == agent_code, ActionItem.review_meeting_id.is_not(None))
        query = query.where(ActionItem.done_on.is_(None), ~ActionItem.dropped)
        order = (ActionItem.due_on, ActionItem.id)
        return _actions(session, session.scalars(query.order_by(*order)))


def overdue(session: Session, matrix_id: str, today: date) -> list[ActionRow]:
    """Actions of this matrix's meetings whose day has passed, the oldest first."""
    query = (
        select(ActionItem)
        .join(ReviewMeeting, ReviewMeeting.id == ActionItem.review_meeting_id)
        .where(ReviewMeeting.matrix_id == matrix_id, ActionItem.due_on < today)
        .where(ActionItem.done_on.is_(None), ~ActionItem.dropped)
        .order_by(ActionItem.due_on, ActionItem.id)
    )
    return _actions(session, session.scalars(query))


def finish_action(store: Store, actor: Actor, action_id: str, *, done: bool = True) -> ActionRow:
    """``done=False`` takes it back."""
    with store.write(actor, "meeting.action") as session:
        row = session.get(ActionItem, action_id)
        if row is None:
            raise bad_input("not_found")
        row.done_on = (row.done_on or session.today) if done else None
        session.flush()
        return _actions(session, [row])[0]


def add_action(store: Store, actor: Actor, meeting_id: str, draft: ActionDraft) -> ActionRow:
    """Raises ``required`` on ``text``, ``unknown_agent``."""
    with store.write(actor, "meeting.action_add") as session:
        if session.get(ReviewMeeting, meeting_id) is None:
            raise bad_input("not_found")
        if not draft.text.strip():
            raise bad_input("required", Place(field="text"))
        known = set(session.scalars(select(Agent.code)))
        if draft.owner_code not in known:
            place = Place(field="owner_code")
            raise bad_input("unknown_agent", place, code=draft.owner_code, known="、".join(sorted(known)))
        row = _action(session, meeting_id, draft)
        session.add(row)
        session.flush()
        return _actions(session, [row])[0]


def _action(session: WriteSession, meeting_id: str, draft: ActionDraft) -> ActionItem:
    owner = session.scalars(select(Agent).where(Agent.code == draft.owner_code)).one()
    return ActionItem(
        review_meeting_id=meeting_id,
        text=draft.text.strip(),
        owner_code=draft.owner_code,
        owner_name=owner.name,
        recorded_by=session.actor.code,
        due_on=draft.due_on,
    )


def _actions(session: Session, rows: Any) -> list[ActionRow]:
    found = list(rows)
    query = select(ReviewMeeting).where(ReviewMeeting.id.in_({row.review_meeting_id for row in found}))
    held = {row.id: row for row in session.scalars(query)}
    return [
        ActionRow(
            row.id, row.text, row.owner_code, row.owner_name, row.due_on,
            row.done_on is not None, held[row.review_meeting_id or ""].title,
            held[row.review_meeting_id or ""].on_date, row.review_meeting_id or "",
        )
        for row in found
    ]  # fmt: skip


def _rows(session: Session, rows: Any) -> list[MeetingRow]:
    found: Sequence[ReviewMeeting] = list(rows)
    query = select(ActionItem).where(ActionItem.review_meeting_id.in_([row.id for row in found]))
    models = session.scalars(query.order_by(ActionItem.due_on, ActionItem.id)).all()
    by_meeting: dict[str, list[ActionRow]] = {}
    for model, action in zip(models, _actions(session, models), strict=True):
        by_meeting.setdefault(model.review_meeting_id or "", []).append(action)
    return [
        MeetingRow(
            row.id, row.on_date, row.title, tuple(row.participants), row.notes, row.baseline_id, dict(row.findings),
            tuple(by_meeting.get(row.id, ())),
        )
        for row in found
    ]  # fmt: skip

"""Actions: who does what until when. Agreed in a weekly meeting, in the review of a matrix, or in a talk; they stand on
Today until done. This is the one place that writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import ActionItem, Agent, Meeting, ReviewMeeting
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.base.weeks import Week, week_of

LONGEST = 1_000
AHEAD = timedelta(days=7)
OPEN = (ActionItem.done_on.is_(None), ActionItem.dropped.is_(False))


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """Without a name the owner goes by the one the store knows for the code."""

    text: str
    owner_code: str
    owner_name: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """``week`` is of the weekly meeting it was agreed in; ``review_id``, ``review`` (a title) and ``review_on`` are of
    the review meeting of a matrix. Neither: it comes from a talk.
    """

    id: str
    version: int
    text: str
    owner_code: str
    owner_name: str
    due_on: date
    done_on: date | None
    dropped: bool
    week: Week | None
    review_id: str | None = None
    review: str = ""
    review_on: date | None = None

    @property
    def open(self) -> bool:
        """Neither done nor dropped."""
        return self.done_on is None and not self.dropped

    def late(self, today: date) -> bool:
        """Still open after its day."""
        return self.open and self.due_on < today


def problems_of(draft: ActionDraft) -> list[Problem]:
    """What is wrong with a draft, at ``text``, ``owner`` and ``due_on``; empty for a sound one."""
    problems = []
    if not draft.text.strip():
        problems.append(Problem("required", Place(field="text")))
    if len(draft.text) > LONGEST:
        problems.append(Problem("too_long", Place(field="text"), {"most": LONGEST}))
    if not draft.owner_code:
        problems.append(Problem("required", Place(field="owner")))
    if draft.due_on is None:
        problems.append(Problem("required", Place(field="due_on")))
    return problems


def write(
    session: WriteSession, draft: ActionDraft, *, meeting_id: str | None = None, review_id: str | None = None
) -> ActionItem:
    """Within the unit of work of whoever agreed on it. Raises InputError as :func:`problems_of` says."""
    problems = problems_of(draft)
    if problems or draft.due_on is None:
        raise InputError(problems)
    known = session.scalar(select(Agent.name).where(Agent.code == draft.owner_code))
    item = ActionItem(
        meeting_id=meeting_id,
        review_meeting_id=review_id,
        text=draft.text.strip(),
        owner_code=draft.owner_code,
        owner_name=draft.owner_name or known or "",
        recorded_by=session.actor.code,
        due_on=draft.due_on,
    )
    session.add(item)
    session.flush()
    return item


def add(
    store: Store, actor: Actor, draft: ActionDraft, week: Week | None = None, *, review_id: str | None = None
) -> ActionRow:
    """Of the weekly meeting about ``week``, of a review meeting, or of a talk. Raises InputError on ``text``, ``owner``
    or ``due_on``; ``no_meeting`` when the week's was not saved yet, ``not_found`` for a review meeting there is not.
    """
    if problems := problems_of(draft):
        raise InputError(problems)
    with store.write(actor, "action.add") as session:
        meeting_id = None
        if week is not None:
            meeting_id = session.scalar(select(Meeting.id).where(Meeting.monday == week.monday))
            if meeting_id is None:
                raise bad_input("no_meeting", week=str(week))
        if review_id is not None and session.get(ReviewMeeting, review_id) is None:
            raise bad_input("not_found")
        item = write(session, draft, meeting_id=meeting_id, review_id=review_id)
        session.note(action=item.id)
        return read(session, ActionItem.id == item.id)[0]


def finish(store: Store, actor: Actor, action_id: str, version: int, on: date) -> None:
    """Done on the day ``on``. Raises ConflictError when the action is no longer at ``version``."""
    _set(store, actor, "action.finish", action_id, version, done_on=on, dropped=False)


def reopen(store: Store, actor: Actor, action_id: str, version: int) -> None:
    """Neither done nor dropped any more. Raises ConflictError when the action is no longer at ``version``."""
    _set(store, actor, "action.reopen", action_id, version, done_on=None, dropped=False)


def drop(store: Store, actor: Actor, action_id: str, version: int) -> None:
    """No longer wanted; it stays in the minutes of its meeting. Raises ConflictError as :func:`finish` does."""
    _set(store, actor, "action.drop", action_id, version, done_on=None, dropped=True)


def of_meeting(store: Store, week: Week) -> list[ActionRow]:
    """What was agreed in the meeting about the week, by date."""
    return _list(store, Meeting.monday == week.monday)


def carried(store: Store, week: Week) -> list[ActionRow]:
    """What earlier meetings left open: it is asked for in the meeting about ``week``."""
    return _list(store, Meeting.monday < week.monday, *OPEN)


def for_today(store: Store, agent_code: str, today: date) -> list[ActionRow]:
    """Open actions of the agent, and those the agent recorded for others, late or due within a week."""
    mine = or_(ActionItem.owner_code == agent_code, ActionItem.recorded_by == agent_code)
    return _list(store, mine, *OPEN, ActionItem.due_on <= today + AHEAD)


def of_owner(store: Store, agent_code: str) -> list[ActionRow]:
    """Every action of an agent, the open ones first."""
    rows = _list(store, ActionItem.owner_code == agent_code)
    return sorted(rows, key=lambda row: (not row.open, row.due_on))


def of_reviews(session: Session, review_ids: Sequence[str]) -> dict[str, tuple[ActionRow, ...]]:
    """What was agreed in each of these review meetings, by date; a meeting without actions is not there."""
    found: dict[str, tuple[ActionRow, ...]] = {}
    for row in read(session, ActionItem.review_meeting_id.in_(review_ids)):
        assert row.review_id is not None
        found[row.review_id] = (*found.get(row.review_id, ()), row)
    return found


def read(session: Session, *conditions: ColumnElement[bool]) -> list[ActionRow]:
    """Actions under conditions on :class:`ActionItem`, :class:`Meeting` or :class:`ReviewMeeting`, by the day due."""
    query = (
        select(ActionItem, Meeting.monday, ReviewMeeting.title, ReviewMeeting.on_date)
        .outerjoin(Meeting, Meeting.id == ActionItem.meeting_id)
        .outerjoin(ReviewMeeting, ReviewMeeting.id == ActionItem.review_meeting_id)
        .where(*conditions)
        .order_by(ActionItem.due_on, ActionItem.id)
    )
    return [
        ActionRow(
            item.id, item.version, item.text, item.owner_code, item.owner_name, item.due_on, item.done_on, item.dropped,
            _week(monday), item.review_meeting_id, title or "", on_date,
        )
        for item, monday, title, on_date in session.execute(query)
    ]  # fmt: skip


def state_of(row: ActionRow, today: date) -> tuple[str, str]:
    """A mark and the code of its words ``action.<code>``: done, dropped, late or open."""
    if row.done_on is not None:
        return "✓", "done"
    if row.dropped:
        return "×", "dropped"
    return ("▲", "late") if row.late(today) else ("○", "open")


def _list(store: Store, *conditions: ColumnElement[bool]) -> list[ActionRow]:
    with store.read() as session:
        return read(session, *conditions)


def _week(monday: date | None) -> Week | None:
    return None if monday is None else week_of(monday)


def _set(
    store: Store, actor: Actor, action: str, id: str, version: int, *, done_on: date | None, dropped: bool
) -> None:
    with store.write(actor, action) as session:
        item = session.get(ActionItem, id)
        if item is None:
            raise bad_input("not_found")
        if item.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        item.done_on, item.dropped = done_on, dropped
        session.note(action=id)

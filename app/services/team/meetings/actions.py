"""Actions: who does what until when. They come from a meeting or a coaching talk and stand on Today until done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select

from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import ActionItem, Meeting
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week, week_of

LONGEST = 1_000
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ActionDraft:
    text: str
    owner_code: str
    owner_name: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """``week`` is that of the meeting it was agreed in; None for one of a coaching talk."""

    id: str
    version: int
    text: str
    owner_code: str
    owner_name: str
    due_on: date
    done_on: date | None
    dropped: bool
    week: Week | None

    @property
    def open(self) -> bool:
        return self.done_on is None and not self.dropped

    def late(self, today: date) -> bool:
        return self.open and self.due_on < today


def add(store: Store, actor: Actor, draft: ActionDraft, week: Week | None = None) -> ActionRow:
    """Raises InputError on ``text``, ``owner`` or ``due_on``; ``no_meeting`` when the week's was not saved yet."""
    problems = []
    if not draft.text.strip():
        problems.append(Problem("required", Place(field="text")))
    if len(draft.text) > LONGEST:
        problems.append(Problem("too_long", Place(field="text"), {"most": LONGEST}))
    if not draft.owner_code:
        problems.append(Problem("required", Place(field="owner")))
    if draft.due_on is None:
        problems.append(Problem("required", Place(field="due_on")))
    if problems or draft.due_on is None:
        raise InputError(problems)
    with store.write(actor, "action.add") as session:
        meeting = None
        if week is not None:
            meeting = session.scalars(select(Meeting).where(Meeting.monday == week.monday)).one_or_none()
            if meeting is None:
                raise bad_input("no_meeting", week=str(week))
        item = ActionItem(
            meeting_id=meeting.id if meeting else None,
            text=draft.text.strip(),
            owner_code=draft.owner_code,
            owner_name=draft.owner_name,
            recorded_by=actor.code,
            due_on=draft.due_on,
        )
        session.add(item)
        session.flush()
        session.note(action=item.id)
        return _row(item, meeting.monday if meeting else None)


def finish(store: Store, actor: Actor, action_id: str, version: int, on: date) -> None:
    _set(store, actor, "action.finish", action_id, version, done_on=on, dropped=False)


def reopen(store: Store, actor: Actor, action_id: str, version: int) -> None:
    _set(store, actor, "action.reopen", action_id, version, done_on=None, dropped=False)


def drop(store: Store, actor: Actor, action_id: str, version: int) -> None:
    """No longer wanted; it stays in the minutes of its meeting."""
    _set(store, actor, "action.drop", action_id, version, done_on=None, dropped=True)


def of_meeting(store: Store, week: Week) -> list[ActionRow]:
    """What was agreed in the meeting about the week, by date."""
    return _list(store, Meeting.monday == week.monday)


def carried(store: Store, week: Week) -> list[ActionRow]:
    """What earlier meetings left open: it is asked for in the meeting about ``week``."""
    return _list(store, Meeting.monday < week.monday, ActionItem.done_on.is_(None), ActionItem.dropped.is_(False))


def for_today(store: Store, agent_code: str, today: date) -> list[ActionRow]:
    """Open actions of the agent, and those the agent recorded for others, late or due within a week."""
    mine = or_(ActionItem.owner_code == agent_code, ActionItem.recorded_by == agent_code)
    return _list(
        store, mine, ActionItem.done_on.is_(None), ActionItem.dropped.is_(False), ActionItem.due_on <= today + AHEAD
    )


def of_owner(store: Store, agent_code: str) -> list[ActionRow]:
    """Every action of an agent, the open ones first."""
    rows = _list(store, ActionItem.owner_code == agent_code)
    return sorted(rows, key=lambda row: (not row.open, row.due_on))


def _list(store: Store, *conditions: ColumnElement[bool]) -> list[ActionRow]:
    rows = (
        select(ActionItem, Meeting.monday)
        .join(Meeting, Meeting.id == ActionItem.meeting_id, isouter=True)
        .where(*conditions)
        .order_by(ActionItem.due_on, ActionItem.id)
    )
    with store.read() as session:
        return [_row(item, monday) for item, monday in session.execute(rows)]


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


def _row(item: ActionItem, monday: date | None) -> ActionRow:
    return ActionRow(
        item.id, item.version, item.text, item.owner_code, item.owner_name, item.due_on, item.done_on, item.dropped,
        week_of(monday) if monday else None,
    )  # fmt: skip

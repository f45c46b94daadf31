"""What happened in a family since its needs were analysed, and the reasons to call that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import Event, InterviewStatus, LifeEventKind
from app.errors import InputError, Place, Problem, bad_input
from app.models import Household, Interview, LifeEvent, Member
from app.services.base.store import Actor, Store
from app.services.rules.needs.life_events import TOUCHES

REVIEW_AFTER = timedelta(days=365)
MOST = 100


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    """``open`` until an analysis is confirmed after it was recorded, or it is set aside."""

    id: str
    household_id: str
    member_id: str | None
    member: str
    kind: LifeEventKind
    happened_on: date
    note: str
    open: bool

    @property
    def touches(self) -> tuple[Event, ...]:
        """The kinds of need it may have changed."""
        return TOUCHES[self.kind]


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """Why to call a family: something happened (``kind``), or the last analysis is a year old (None)."""

    household_id: str
    household: str
    on: date
    kind: LifeEventKind | None
    note: str


def record(
    store: Store,
    actor: Actor,
    household_id: str,
    kind: LifeEventKind,
    happened_on: date,
    *,
    member_id: str | None = None,
    note: str = "",
) -> LifeEventRow:
    """Raises InputError: ``date_in_future`` at "happened_on", ``not_found`` for a member of another family."""
    with store.write(actor, "life_event.record", household_id) as session:
        if happened_on > session.today:
            raise InputError(Problem("date_in_future", Place(field="happened_on")))
        if session.get(Household, household_id) is None:
            raise bad_input("not_found")
        if member_id is not None:
            member = session.get(Member, member_id)
            if member is None or member.household_id != household_id:
                raise bad_input("not_found", Place(field="member_id"))
        row = LifeEvent(
            household_id=household_id, member_id=member_id, kind=kind.value, happened_on=happened_on, note=note.strip()
        )
        session.add(row)
        session.flush()
        session.note(kind=kind.value)
        return _row(session, row, None)


def of_household(store: Store, household_id: str) -> list[LifeEventRow]:
    """The latest first."""
    with store.read() as session:
        analysed = session.scalar(
            select(func.max(Interview.confirmed_at)).where(Interview.household_id == household_id)
        )
        rows = session.scalars(
            select(LifeEvent)
            .where(LifeEvent.household_id == household_id)
            .order_by(LifeEvent.happened_on.desc(), LifeEvent.id.desc())
        )
        return [_row(session, row, analysed) for row in rows]


def set_aside(store: Store, actor: Actor, event_id: str) -> None:
    """Nothing to talk about: it is no reason to call any more, and stays on record."""
    with store.write(actor, "life_event.close") as session:
        _get(session, event_id).closed_at = session.now
        session.note(event=event_id)


def take_back(store: Store, actor: Actor, event_id: str) -> None:
    """Recorded by mistake."""
    with store.write(actor, "life_event.remove") as session:
        session.delete(_get(session, event_id))
        session.note(event=event_id)


def reasons(store: Store, agent_code: str, today: date) -> list[ReviewReason]:
    """The agent's families to call because something happened or a year has passed, what happened first, the latest on
    top; at most a hundred, in two queries."""
    with store.read() as session:
        analysed = (
            select(Interview.household_id, func.max(Interview.confirmed_at).label("at"))
            .where(Interview.status == InterviewStatus.CONFIRMED)
            .group_by(Interview.household_id)
            .subquery()
        )
        own = (Household.agent_code == agent_code, Household.archived_at.is_(None))
        happened = (
            select(LifeEvent.household_id, Household.name, LifeEvent.happened_on, LifeEvent.kind, LifeEvent.note)
            .join(Household, Household.id == LifeEvent.household_id)
            .outerjoin(analysed, analysed.c.household_id == LifeEvent.household_id)
            .where(*own, LifeEvent.closed_at.is_(None))
            .where(analysed.c.at.is_(None) | (analysed.c.at < LifeEvent.created_at))
            .order_by(LifeEvent.happened_on.desc(), LifeEvent.id)
            .limit(MOST)
        )
        found = [
            ReviewReason(household_id, name, on, LifeEventKind(kind), note)
            for household_id, name, on, kind, note in session.execute(happened)
        ]
        told = {reason.household_id for reason in found}
        held = (
            select(Interview.household_id, Household.name, func.max(Interview.held_on).label("held"))
            .join(Household, Household.id == Interview.household_id)
            .where(*own, Interview.status == InterviewStatus.CONFIRMED)
            .group_by(Interview.household_id, Household.name)
            .having(func.max(Interview.held_on) <= today - REVIEW_AFTER)
            .order_by(func.max(Interview.held_on))
            .limit(MOST)
        )
        yearly = [
            ReviewReason(household_id, name, on, None, "")
            for household_id, name, on in session.execute(held)
            if household_id not in told
        ]
    return (found + yearly)[:MOST]


def _get(session: Session, event_id: str) -> LifeEvent:
    row = session.get(LifeEvent, event_id)
    if row is None:
        raise bad_input("not_found")
    return row


def _row(session: Session, row: LifeEvent, analysed: object) -> LifeEventRow:
    member = None if row.member_id is None else session.get(Member, row.member_id)
    answered = analysed is not None and analysed >= row.created_at  # type: ignore[operator]
    return LifeEventRow(
        row.id, row.household_id, row.member_id, member.name if member else "", LifeEventKind(row.kind),
        row.happened_on, row.note, row.closed_at is None and not answered,
    )  # fmt: skip

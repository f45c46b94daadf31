"""Activities: what an agent plans and does, and the next step each one leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app import words
from app.enums import ActivityKind, ActivityStatus, Language, Stage
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Activity, Household
from app.services import stages
from app.services.rules import weeks
from app.services.rules.weeks import Week
from app.services.store import Actor, Store, WriteSession

LEADS_TO = {
    ActivityKind.APPOINTMENT: Stage.S1_APPOINTED,
    ActivityKind.VISIT: Stage.S2_MET,
    ActivityKind.MEETING: Stage.S2_MET,
}
"""Stages whose evidence is an activity; the later ones need an interview, a proposal or a policy."""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What a form gives. ``at_minute`` is minutes after midnight; ``premium`` (fen) belongs to a closing only."""

    kind: ActivityKind
    on_date: date
    status: ActivityStatus = ActivityStatus.DONE
    household_id: str | None = None
    at_minute: int | None = None
    note: str = ""
    premium: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity with the household it is about; ``version`` is what a change must name."""

    id: str
    version: int
    agent_code: str
    kind: ActivityKind
    status: ActivityStatus
    on_date: date
    at_minute: int | None
    note: str
    premium: int | None
    household_id: str | None
    household_code: str
    household_name: str

    def overdue(self, today: date) -> bool:
        return self.status == ActivityStatus.PLANNED and self.on_date < today


@dataclass(frozen=True, slots=True)
class Finished:
    activity: ActivityRow
    following: ActivityRow | None


def add(store: Store, actor: Actor, draft: ActivityDraft) -> ActivityRow:
    """Add one activity, done or planned. Raises InputError on ``on_date``, ``premium`` or ``household_id``."""
    with store.write(actor, "activity.add", draft.household_id) as session:
        return _row(*_insert(session, draft, None))


def change(store: Store, actor: Actor, activity_id: str, version: int, draft: ActivityDraft) -> ActivityRow:
    """Replace what the activity says. Raises ConflictError when it changed since ``version``."""
    with store.write(actor, "activity.update", draft.household_id) as session:
        activity = _seen(session, activity_id, version)
        household = _checked(session, draft)
        was_planned = (activity.household_id, activity.status == ActivityStatus.PLANNED)
        _fill(activity, draft, session.now)
        session.note(activity=activity.id)
        if household is not None:
            _follow_up(session, household, activity)
        if was_planned[1] and was_planned[0]:
            refresh_next_step(session, was_planned[0])
        return _row(activity, household)


def finish(
    store: Store,
    actor: Actor,
    activity_id: str,
    version: int,
    *,
    on_date: date,
    note: str = "",
    premium: int | None = None,
    following: ActivityDraft | None,
) -> Finished:
    """Mark a planned activity done and plan its next step, in one unit of work.

    ``following`` None is the agent's own "no next step". Raises InputError, ConflictError as :func:`change`.
    """
    with store.write(actor, "activity.finish") as session:
        activity = _seen(session, activity_id, version)
        draft = ActivityDraft(
            kind=ActivityKind(activity.kind),
            on_date=on_date,
            household_id=activity.household_id,
            at_minute=activity.at_minute if on_date == activity.on_date else None,
            note=note or activity.note,
            premium=premium,
        )
        household = _checked(session, draft)
        _fill(activity, draft, session.now)
        planned = _insert(session, following, activity.id) if following else None
        if household is not None:
            _follow_up(session, household, activity)
        session.note(activity=activity.id, following=planned[0].id if planned else None)
        return Finished(_row(activity, household), _row(*planned) if planned else None)


def follow(store: Store, actor: Actor, previous_id: str, draft: ActivityDraft) -> ActivityRow:
    """Plan the next step of an activity that is done."""
    with store.write(actor, "activity.follow", draft.household_id) as session:
        return _row(*_insert(session, draft, previous_id))


def cancel(store: Store, actor: Actor, activity_id: str, version: int) -> ActivityRow:
    """Take the activity out of every figure; it stays in the history. :func:`restore` brings it back."""
    return _set_status(store, actor, activity_id, version, ActivityStatus.CANCELLED)


def restore(store: Store, actor: Actor, activity_id: str, version: int, status: ActivityStatus) -> ActivityRow:
    """Give a cancelled or finished activity the status it had."""
    return _set_status(store, actor, activity_id, version, status)


def for_day(store: Store, agent_code: str, day: date) -> list[ActivityRow]:
    return _list(store, Activity.agent_code == agent_code, Activity.on_date == day)


def for_week(store: Store, agent_code: str, week: Week) -> list[ActivityRow]:
    """Every activity dated in the week, cancelled ones too, by date and time."""
    return _list(store, Activity.agent_code == agent_code, Activity.on_date.between(week.monday, week.sunday))


def for_household(store: Store, household_id: str, limit: int = 200) -> list[ActivityRow]:
    """The household's activities, newest first."""
    newest = listing().where(Activity.household_id == household_id)
    with store.read() as session:
        ordered = newest.order_by(None).order_by(Activity.on_date.desc(), Activity.id.desc()).limit(limit)
        return [row_of(record) for record in session.execute(ordered)]


def counts_by_week(store: Store, agent_code: str, first: Week, last: Week) -> dict[Week, dict[ActivityKind, int]]:
    """Activities done, by week and kind; every week from ``first`` to ``last`` is there."""
    with store.read() as session:
        by_day = select(Activity.on_date, Activity.kind, func.count()).where(
            Activity.agent_code == agent_code,
            Activity.on_date.between(first.monday, last.sunday),
            Activity.status == ActivityStatus.DONE,
        )
        counts: dict[Week, dict[ActivityKind, int]] = {week: {} for week in weeks.between(first, last)}
        for day, kind, count in session.execute(by_day.group_by(Activity.on_date, Activity.kind)):
            of_week = counts[weeks.week_of(day)]
            of_week[ActivityKind(kind)] = of_week.get(ActivityKind(kind), 0) + count
        return counts


def listing() -> Select[*tuple[Any, ...]]:
    """The columns of :func:`row_of`, by date and time; add ``where``."""
    return (
        select(
            Activity.id, Activity.version, Activity.agent_code, Activity.kind, Activity.status, Activity.on_date,
            Activity.at_minute, Activity.note, Activity.premium, Activity.household_id,
            Household.code, Household.name,
        )
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .order_by(Activity.on_date, Activity.at_minute, Activity.id)
    )  # fmt: skip


def row_of(record: Sequence[Any]) -> ActivityRow:
    id, version, agent, kind, status, day, minute, note, premium, household_id, code, name = record
    return ActivityRow(
        id, version, agent, ActivityKind(kind), ActivityStatus(status), day, minute, note, premium,
        household_id, code or "", name or "",
    )  # fmt: skip


def refresh_next_step(session: WriteSession, household_id: str) -> None:
    """The household repeats its earliest planned activity as its next step, so that lists read one table."""
    household = session.get_one(Household, household_id)
    session.flush()
    earliest = select(Activity).where(Activity.household_id == household_id, Activity.status == ActivityStatus.PLANNED)
    planned = session.scalars(earliest.order_by(Activity.on_date, Activity.at_minute, Activity.id).limit(1)).first()
    household.next_step_on = planned.on_date if planned else None
    household.next_step = (planned.note or words.of(ActivityKind(planned.kind), Language.ZH)) if planned else ""


def _list(store: Store, *conditions: ColumnElement[bool]) -> list[ActivityRow]:
    with store.read() as session:
        return [row_of(record) for record in session.execute(listing().where(*conditions))]


def _insert(session: WriteSession, draft: ActivityDraft, previous_id: str | None) -> tuple[Activity, Household | None]:
    household = _checked(session, draft)
    activity = Activity(agent_code=session.actor.code, previous_id=previous_id)
    _fill(activity, draft, session.now)
    session.add(activity)
    session.flush()
    session.note(activity=activity.id)
    if household is not None:
        _follow_up(session, household, activity)
    return activity, household


def _fill(activity: Activity, draft: ActivityDraft, now: datetime) -> None:
    activity.household_id, activity.kind, activity.status = draft.household_id, draft.kind.value, draft.status.value
    activity.on_date, activity.at_minute, activity.note = draft.on_date, draft.at_minute, draft.note.strip()
    activity.premium = draft.premium
    activity.done_at = (activity.done_at or now) if draft.status == ActivityStatus.DONE else None


def _checked(session: WriteSession, draft: ActivityDraft) -> Household | None:
    """The draft's household. Raises InputError with every problem there is."""
    problems = []
    today = session.now.astimezone().date()
    if draft.status == ActivityStatus.DONE and draft.on_date > today:
        problems.append(Problem("done_in_future", Place(field="on_date")))
    if draft.premium is not None and draft.premium < 0:
        problems.append(Problem("negative", Place(field="premium")))
    if draft.premium is not None and draft.kind != ActivityKind.CLOSING:
        problems.append(Problem("premium_without_closing", Place(field="premium")))
    household = session.get(Household, draft.household_id) if draft.household_id else None
    if draft.household_id and household is None:
        problems.append(Problem("not_found", Place(field="household_id")))
    if problems:
        raise InputError(problems)
    return household


def _follow_up(session: WriteSession, household: Household, activity: Activity) -> None:
    """What an activity means for its household: its stage, and its next step."""
    stage = LEADS_TO.get(ActivityKind(activity.kind))
    if activity.status == ActivityStatus.DONE and stage is not None:
        stages.advance(session, household, stage, activity.on_date)
    refresh_next_step(session, household.id)


def _set_status(store: Store, actor: Actor, activity_id: str, version: int, status: ActivityStatus) -> ActivityRow:
    with store.write(actor, f"activity.{status.value}") as session:
        activity = _seen(session, activity_id, version)
        activity.status = status.value
        activity.done_at = (activity.done_at or session.now) if status == ActivityStatus.DONE else None
        session.note(activity=activity.id)
        household = session.get(Household, activity.household_id) if activity.household_id else None
        if household is not None:
            refresh_next_step(session, household.id)
        session.flush()
        return _row(activity, household)


def _seen(session: Session, activity_id: str, version: int) -> Activity:
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise bad_input("not_found")
    if activity.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return activity


def _row(activity: Activity, household: Household | None) -> ActivityRow:
    return ActivityRow(
        id=activity.id,
        version=activity.version,
        agent_code=activity.agent_code,
        kind=ActivityKind(activity.kind),
        status=ActivityStatus(activity.status),
        on_date=activity.on_date,
        at_minute=activity.at_minute,
        note=activity.note,
        premium=activity.premium,
        household_id=activity.household_id,
        household_code=household.code if household else "",
        household_name=household.name if household else "",
    )

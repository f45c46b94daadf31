"""Activities: what an agent plans and does, and the next step each one leads to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import ActivityKind, ActivityStatus, Language, Stage
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Activity, Household
from app.services.base.store import Actor, Store, WriteSession
from app.services.day.activities.rows import ActivityDraft, ActivityRow, Finished, row_from
from app.services.spine import stages

DAY = 24 * 60
SHORTEST = 5  # minutes
LEADS_TO = {
    ActivityKind.APPOINTMENT: Stage.S1_APPOINTED,
    ActivityKind.VISIT: Stage.S2_MET,
    ActivityKind.MEETING: Stage.S2_MET,
    ActivityKind.DEMO: Stage.S2_MET,
}
"""Stages whose evidence is an activity; the later ones need an interview, a proposal or a policy."""


def add(store: Store, actor: Actor, draft: ActivityDraft) -> ActivityRow:
    """Add one activity, done or planned. Raises InputError on ``on_date``, ``premium`` or ``household_id``."""
    with store.write(actor, "activity.add", draft.household_id) as session:
        return row_from(*insert(session, draft, None))


def change(store: Store, actor: Actor, activity_id: str, version: int, draft: ActivityDraft) -> ActivityRow:
    """Replace what the activity says. Raises ConflictError when it changed since ``version``."""
    with store.write(actor, "activity.update", draft.household_id) as session:
        return row_from(*replaced(session, seen(session, activity_id, version), draft))


def move(
    store: Store,
    actor: Actor,
    activity_id: str,
    version: int,
    *,
    on_date: date,
    at_minute: int | None,
    duration: int | None,
) -> ActivityRow:
    """To another day or time, or longer and shorter; all else stays. Raises as :func:`change`."""
    with store.write(actor, "activity.move") as session:
        activity = seen(session, activity_id, version)
        session.subject = activity.household_id
        draft = row_from(activity, None).draft(on_date=on_date, at_minute=at_minute, duration=duration)
        return row_from(*replaced(session, activity, draft))


def finish(
    store: Store,
    actor: Actor,
    activity_id: str,
    version: int,
    *,
    on_date: date,
    note: str = "",
    premium: int | None = None,
    report: str = "",
    companion: str = "",
    following: ActivityDraft | None,
) -> Finished:
    """Mark a planned activity done and plan its next step, in one unit of work.

    ``following`` None is the agent's own "no next step". Raises InputError, ConflictError as :func:`change`.
    """
    with store.write(actor, "activity.finish") as session:
        activity = seen(session, activity_id, version)
        session.subject = activity.household_id
        draft = row_from(activity, None).draft(
            status=ActivityStatus.DONE,
            on_date=on_date,
            at_minute=activity.at_minute if on_date == activity.on_date else None,
            note=note or activity.note,
            premium=premium,
            report=report or activity.report,
            companion=companion or activity.companion,
        )
        household = checked(session, draft)
        fill(activity, draft, session.now)
        planned = insert(session, following, activity.id) if following else None
        if household is not None:
            follow_up(session, household, activity)
        session.note(activity=activity.id, following=planned[0].id if planned else None)
        session.flush()
        return Finished(row_from(activity, household), row_from(*planned) if planned else None)


def follow(store: Store, actor: Actor, previous_id: str, draft: ActivityDraft) -> ActivityRow:
    """Plan the next step of an activity that is done."""
    with store.write(actor, "activity.follow", draft.household_id) as session:
        return row_from(*insert(session, draft, previous_id))


def cancel(store: Store, actor: Actor, activity_id: str, version: int) -> ActivityRow:
    """Take the activity out of every figure; it stays in the history. :func:`restore` brings it back."""
    return _set_status(store, actor, activity_id, version, ActivityStatus.CANCELLED)


def refresh_next_step(session: WriteSession, household_id: str) -> None:
    """The household repeats its earliest planned activity as its next step, so that lists read one table."""
    household = session.get_one(Household, household_id)
    session.flush()
    earliest = select(Activity).where(Activity.household_id == household_id, Activity.status == ActivityStatus.PLANNED)
    planned = session.scalars(earliest.order_by(Activity.on_date, Activity.at_minute, Activity.id).limit(1)).first()
    household.next_step_on = planned.on_date if planned else None
    household.next_step = (planned.note or words.of(ActivityKind(planned.kind), Language.ZH)) if planned else ""


def insert(session: WriteSession, draft: ActivityDraft, previous_id: str | None) -> tuple[Activity, Household | None]:
    """A new activity within a unit of work, with its household where it has one, which follows it. ``previous_id`` is
    the activity it came of. Raises InputError with the fields at fault.
    """
    household = checked(session, draft)
    activity = Activity(agent_code=session.actor.code, previous_id=previous_id)
    fill(activity, draft, session.now)
    session.add(activity)
    session.flush()
    session.note(activity=activity.id)
    if household is not None:
        follow_up(session, household, activity)
    return activity, household


def replaced(session: WriteSession, activity: Activity, draft: ActivityDraft) -> tuple[Activity, Household | None]:
    """The activity says what the draft says, and the households it was and is about follow."""
    household = checked(session, draft)
    was_about = activity.household_id if activity.status == ActivityStatus.PLANNED else None
    fill(activity, draft, session.now)
    session.note(activity=activity.id)
    if household is not None:
        follow_up(session, household, activity)
    if was_about:
        refresh_next_step(session, was_about)
    if was_about and was_about != draft.household_id:
        session.note(others=[was_about])
    session.flush()
    return activity, household


def fill(activity: Activity, draft: ActivityDraft, now: datetime) -> None:
    """What the draft says, put into the record; a reminder counts anew when its time was moved."""
    moved = (activity.on_date, activity.at_minute, activity.remind) != (draft.on_date, draft.at_minute, draft.remind)
    activity.household_id, activity.kind, activity.status = draft.household_id, draft.kind.value, draft.status.value
    activity.on_date, activity.at_minute, activity.note = draft.on_date, draft.at_minute, draft.note.strip()
    activity.premium, activity.duration = draft.premium, draft.duration
    activity.place, activity.companion = draft.place.strip(), draft.companion.strip()
    activity.report, activity.remind = draft.report.strip(), draft.remind if draft.at_minute is not None else None
    activity.done_at = (activity.done_at or now) if draft.status == ActivityStatus.DONE else None
    if moved:
        activity.reminded, activity.snoozed_until = False, None


def checked(session: WriteSession, draft: ActivityDraft) -> Household | None:
    """The draft's household. Raises InputError with every problem there is."""
    problems = []
    today = session.today
    if draft.status == ActivityStatus.DONE and draft.on_date > today:
        problems.append(Problem("done_in_future", Place(field="on_date")))
    if draft.premium is not None and draft.premium < 0:
        problems.append(Problem("negative", Place(field="premium")))
    if draft.premium is not None and draft.kind != ActivityKind.CLOSING:
        problems.append(Problem("premium_without_closing", Place(field="premium")))
    if draft.at_minute is not None and not 0 <= draft.at_minute < DAY:
        problems.append(Problem("minutes_range", Place(field="at_minute"), {"least": 0, "most": DAY - 1}))
    if draft.duration is not None and not SHORTEST <= draft.duration <= DAY:
        problems.append(Problem("minutes_range", Place(field="duration"), {"least": SHORTEST, "most": DAY}))
    if draft.remind is not None and not 0 <= draft.remind <= 7 * DAY:
        problems.append(Problem("minutes_range", Place(field="remind"), {"least": 0, "most": 7 * DAY}))
    household = session.get(Household, draft.household_id) if draft.household_id else None
    if draft.household_id and household is None:
        problems.append(Problem("not_found", Place(field="household_id")))
    if problems:
        raise InputError(problems)
    return household


def follow_up(session: WriteSession, household: Household, activity: Activity) -> None:
    """What an activity means for its household: its stage, and its next step."""
    stage = LEADS_TO.get(ActivityKind(activity.kind))
    if activity.status == ActivityStatus.DONE and stage is not None:
        stages.advance(session, household, stage, activity.on_date)
    refresh_next_step(session, household.id)


def _set_status(store: Store, actor: Actor, activity_id: str, version: int, status: ActivityStatus) -> ActivityRow:
    with store.write(actor, f"activity.{status.value}") as session:
        activity = seen(session, activity_id, version)
        session.subject = activity.household_id
        activity.status = status.value
        activity.done_at = (activity.done_at or session.now) if status == ActivityStatus.DONE else None
        session.note(activity=activity.id)
        household = session.get(Household, activity.household_id) if activity.household_id else None
        if household is not None:
            refresh_next_step(session, household.id)
        session.flush()
        return row_from(activity, household)


def seen(session: Session, activity_id: str, version: int) -> Activity:
    """The activity, at the version the user saw. Raises InputError ``not_found``, ConflictError when it has changed
    since.
    """
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise bad_input("not_found")
    if activity.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return activity

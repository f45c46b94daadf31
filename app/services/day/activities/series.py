"""Recurring activities: each day has an activity of its own, made some weeks ahead.

Making them is idempotent: a day has at most one activity of its series, and a cancelled one keeps its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.enums import ActivityStatus, SeriesScope
from app.errors import InputError, Problem, bad_input
from app.models import Activity, ActivitySeries
from app.services.base.store import Actor, Store, WriteSession
from app.services.day.activities.commands import checked, refresh_next_step, replaced, seen
from app.services.day.activities.rows import ActivityDraft, ActivityRow, listing, row_of
from app.services.rules.day import recurrence
from app.services.rules.day.recurrence import Rule

AHEAD = timedelta(days=62)
FURTHEST = timedelta(days=400)  # no page asks for more at once
COMPLETE = date.max
TEMPLATE = ("household_id", "at_minute", "duration", "note", "place", "companion", "remind")


def add(store: Store, actor: Actor, draft: ActivityDraft, rule: Rule) -> ActivityRow:
    """Plan a recurring activity; returns its first day. Raises InputError on the rule's fields or the draft's."""
    with store.write(actor, "series.add", draft.household_id) as session:
        return _first(session, _begin(session, draft, rule))


def rule_of(store: Store, series_id: str) -> Rule:
    """On which days the series falls. Raises InputError ``not_found``."""
    with store.read() as session:
        return recurrence.of_document(_get(session, series_id).rule)


def change(
    store: Store,
    actor: Actor,
    activity_id: str,
    version: int,
    scope: SeriesScope,
    draft: ActivityDraft,
    rule: Rule | None = None,
) -> None:
    """Change one day, it and those after it, or all that are still planned. ``rule`` None keeps the rule; a day that
    was moved moves the others along. What is done or cancelled stays as it was.

    Raises InputError and ConflictError as for one activity.
    """
    with store.write(actor, f"series.change_{scope.value}", draft.household_id) as session:
        activity = seen(session, activity_id, version)
        series = _get(session, activity.series_id)
        day = activity.series_on or activity.on_date
        families = {activity.household_id, draft.household_id}
        if scope == SeriesScope.THIS:
            replaced(session, activity, draft)
            return
        old = recurrence.of_document(series.rule)
        planned = _planned(session, series.id, day if scope == SeriesScope.FOLLOWING else None)
        start = planned[0].series_on if planned and planned[0].series_on else day
        begins = draft.on_date + (start - day)
        new = rule or recurrence.moved(old, activity.on_date, draft.on_date)
        if scope == SeriesScope.FOLLOWING and day > series.first_on:
            if rule is None or rule.count == old.count:
                new = replace(new, count=recurrence.rest(old, series.first_on, day).count)
            _checked_rule(new, begins)
            series.rule = recurrence.ended_before(old, day).document()
            series = _series(session, replace(draft, on_date=begins), new)
        else:
            if scope == SeriesScope.ALL and start > series.first_on and new.count is not None:
                new = replace(new, count=max(1, recurrence.rest(new, series.first_on, start).count or 1))
            _checked_rule(new, begins)
            _shape(series, replace(draft, on_date=begins), new)
        checked(session, replace(draft, status=ActivityStatus.PLANNED))
        _relay(session, series, planned)
        _refresh(session, families)


def stop(store: Store, actor: Actor, activity_id: str, version: int, scope: SeriesScope) -> None:
    """Skip one day, or end the series before it (FOLLOWING) or take out all that is planned (ALL)."""
    with store.write(actor, f"series.stop_{scope.value}") as session:
        activity = seen(session, activity_id, version)
        series = _get(session, activity.series_id)
        day = activity.series_on or activity.on_date
        if scope == SeriesScope.THIS:
            activity.status = ActivityStatus.CANCELLED.value
        else:
            planned = _planned(session, series.id, day if scope == SeriesScope.FOLLOWING else None)
            end = min([day, *(one.series_on for one in planned if one.series_on)])
            series.rule = recurrence.ended_before(recurrence.of_document(series.rule), end).document()
            series.filled_until = COMPLETE
            _remove(session, [one.id for one in planned])
        _refresh(session, {activity.household_id})


def ensure(store: Store, actor: Actor, through: date) -> int:
    """Make the agent's recurring activities up to a day, at most 400 days from now; returns how many were made.

    Reads first and writes only when something is missing, so that a page may call it each time it shows days.
    """
    through = min(through, store.today() + FURTHEST)
    lacking = select(ActivitySeries.id).where(
        ActivitySeries.agent_code == actor.code,
        ActivitySeries.filled_until.is_(None) | (ActivitySeries.filled_until < through),
    )
    with store.read() as session:
        ids = list(session.scalars(lacking))
    if not ids:
        return 0
    with store.write(actor, "series.fill") as session:
        made = 0
        families: set[str | None] = set()
        for series in session.scalars(select(ActivitySeries).where(ActivitySeries.id.in_(ids))):
            made += fill(session, series, through)
            families.add(series.household_id)
        _refresh(session, families)
        session.note(made=made)
        return made


def fill(session: WriteSession, series: ActivitySeries, through: date) -> int:
    """Make the days up to ``through`` that have no activity yet."""
    rule = recurrence.of_document(series.rule)
    start = max(series.first_on, series.filled_until + timedelta(days=1)) if series.filled_until else series.first_on
    there = set(session.scalars(select(Activity.series_on).where(Activity.series_id == series.id)))
    wanted = [day for day in recurrence.between(rule, series.first_on, start, through) if day not in there]
    for day in wanted:
        session.add(_occurrence(series, day))
    further = next((True for day in recurrence.days(rule, series.first_on) if day > through), False)
    series.filled_until = through if further else COMPLETE
    session.flush()
    return len(wanted)


def _begin(session: WriteSession, draft: ActivityDraft, rule: Rule) -> ActivitySeries:
    _checked_rule(rule, draft.on_date)
    checked(session, replace(draft, status=ActivityStatus.PLANNED))
    series = _series(session, draft, rule)
    fill(session, series, _horizon(session, series))
    _refresh(session, {series.household_id})
    session.note(series=series.id)
    return series


def _series(session: WriteSession, draft: ActivityDraft, rule: Rule) -> ActivitySeries:
    series = ActivitySeries(agent_code=session.actor.code)
    _shape(series, draft, rule)
    session.add(series)
    session.flush()
    return series


def _shape(series: ActivitySeries, draft: ActivityDraft, rule: Rule) -> None:
    """What each day begins with, the rule, and the first of its days."""
    series.kind, series.first_on, series.rule = draft.kind.value, draft.on_date, rule.document()
    for name in TEMPLATE:
        setattr(series, name, getattr(draft, name))
    if draft.at_minute is None:
        series.remind = None
    series.filled_until = None


def _horizon(session: WriteSession, series: ActivitySeries) -> date:
    """Far enough for the first day to be there, whatever the rule."""
    first = next(recurrence.days(recurrence.of_document(series.rule), series.first_on))
    return max(session.today + AHEAD, first)


def _relay(session: WriteSession, series: ActivitySeries, planned: Sequence[Activity]) -> None:
    """The planned activities take the new days in order – they keep their ids and guests; days that lack one get one,
    activities that lack a day go."""
    _unplace(session, [one.id for one in planned])
    rule = recurrence.of_document(series.rule)
    through = max(_horizon(session, series), max((one.series_on or date.min for one in planned), default=date.min))
    taken = set(session.scalars(select(Activity.series_on).where(Activity.series_id == series.id)))
    wanted = [day for day in recurrence.between(rule, series.first_on, series.first_on, through) if day not in taken]
    for one, day in zip(planned, wanted, strict=False):
        fresh = _occurrence(series, day)
        for name in ("series_id", "series_on", "on_date", "kind", *TEMPLATE):
            setattr(one, name, getattr(fresh, name))
        one.reminded, one.snoozed_until = False, None
    session.flush()
    _remove(session, [one.id for one in planned[len(wanted) :]])
    fill(session, series, through)


def _occurrence(series: ActivitySeries, day: date) -> Activity:
    return Activity(
        agent_code=series.agent_code, kind=series.kind, status=ActivityStatus.PLANNED.value, on_date=day,
        series_id=series.id, series_on=day, **{name: getattr(series, name) for name in TEMPLATE},
    )  # fmt: skip


def _planned(session: Session, series_id: str, start: date | None) -> Sequence[Activity]:
    query = select(Activity).where(Activity.series_id == series_id, Activity.status == ActivityStatus.PLANNED)
    if start is not None:
        query = query.where(Activity.series_on >= start)
    return session.scalars(query.order_by(Activity.series_on)).all()


def _unplace(session: WriteSession, ids: Iterable[str]) -> None:
    """Free their days for a moment: no two activities of a series may have the same."""
    session.flush()
    session.execute(update(Activity).where(Activity.id.in_(list(ids))).values(series_on=None))


def _remove(session: WriteSession, ids: Sequence[str]) -> None:
    session.flush()
    session.execute(update(Activity).where(Activity.previous_id.in_(ids)).values(previous_id=None))
    session.execute(delete(Activity).where(Activity.id.in_(ids)))
    session.expire_all()


def _checked_rule(rule: Rule, first: date) -> None:
    problems = recurrence.problems(rule, first)
    if not problems and next(recurrence.days(rule, first), None) is None:
        problems = [Problem("repeat_never")]
    if problems:
        raise InputError(problems)


def _first(session: Session, series: ActivitySeries) -> ActivityRow:
    found = session.execute(listing().where(Activity.series_id == series.id).limit(1)).one()
    return row_of(found)


def _get(session: Session, series_id: str | None) -> ActivitySeries:
    series = session.get(ActivitySeries, series_id) if series_id else None
    if series is None:
        raise bad_input("not_found")
    return series


def _refresh(session: WriteSession, families: Iterable[str | None]) -> None:
    for household_id in {family for family in families if family}:
        refresh_next_step(session, household_id)

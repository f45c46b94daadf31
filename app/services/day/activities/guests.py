"""The guests of an event: who was invited, who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from app.enums import ActivityKind, ActivityStatus, GuestState
from app.errors import InputError, Place, Problem
from app.models import Activity, ActivityGuest, Household
from app.services.base.store import Actor, Store
from app.services.day.activities.commands import seen
from app.services.rules.base import names


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer, or with ``household_id`` None somebody who is none yet."""

    household_id: str | None
    name: str
    state: GuestState = GuestState.INVITED


def of_event(store: Store, activity_id: str) -> list[Guest]:
    """By name, as a directory sorts."""
    query = (
        select(ActivityGuest.household_id, ActivityGuest.name, ActivityGuest.state, Household.name)
        .join(Household, Household.id == ActivityGuest.household_id, isouter=True)
        .where(ActivityGuest.activity_id == activity_id)
    )
    with store.read() as session:
        found = [Guest(id, called or name, GuestState(state)) for id, name, state, called in session.execute(query)]
    return sorted(found, key=lambda guest: (names.sort_key(guest.name), guest.household_id or ""))


def invite(store: Store, actor: Actor, activity_id: str, version: int, guests: Sequence[Guest]) -> None:
    """The event's guests are these. Raises InputError for what is no event, a guest twice or without a name, and one
    who came or stayed away before the event is done."""
    with store.write(actor, "event.guests") as session:
        event = seen(session, activity_id, version)
        problems = _problems(event, guests)
        if problems:
            raise InputError(problems)
        session.execute(delete(ActivityGuest).where(ActivityGuest.activity_id == activity_id))
        for guest in guests:
            session.add(
                ActivityGuest(
                    activity_id=activity_id,
                    household_id=guest.household_id,
                    name="" if guest.household_id else guest.name.strip(),
                    state=guest.state.value,
                )
            )
            session.flush()
        session.note(activity=activity_id, guests=len(guests))


def _problems(event: Activity, guests: Sequence[Guest]) -> list[Problem]:
    place = Place(field="guests")
    if guests and event.kind != ActivityKind.EVENT:
        return [Problem("guests_without_event", place)]
    found = []
    customers = [guest.household_id for guest in guests if guest.household_id]
    if len(set(customers)) < len(customers):
        found.append(Problem("guest_twice", place))
    if any(not guest.household_id and not guest.name.strip() for guest in guests):
        found.append(Problem("required", place))
    over = event.status == ActivityStatus.DONE
    if not over and any(guest.state in (GuestState.CAME, GuestState.ABSENT) for guest in guests):
        found.append(Problem("guest_before_event", place))
    return found

"""The front page: what is overdue, what is due, whose birthday it is, what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.enums import ActivityStatus, NeedStatus
from app.models import Activity, Household, Member, Need
from app.services import orders, sleeping, staleness
from app.services.activities import ActivityRow, listing, row_of
from app.services.interviews.keeping import Unfinished, unfinished
from app.services.life_events import ReviewReason, reasons
from app.services.meetings import actions
from app.services.meetings.actions import ActionRow
from app.services.orders import OrderRow
from app.services.store import Store
from app.services.today_groups import Group

AHEAD = 7
MOST = 100

SOURCES: tuple[Callable[[Store, str, date], list[Group]], ...] = (staleness.on_today,)
"""Further groups of an agent's day, each ``(store, agent_code, today)``; a new kind of group is one more line here."""


@dataclass(frozen=True, slots=True)
class Birthday:
    on: date
    name: str
    age: int
    household_id: str


@dataclass(frozen=True, slots=True)
class LateNeed:
    id: str
    number: str
    household_id: str
    household: str
    event: str
    planned_finish: date


@dataclass(frozen=True, slots=True)
class TodayRow:
    """``overdue`` and ``due`` are planned activities; ``coming`` those of the next seven days;
    ``actions`` what meetings agreed, ``orders`` those a lead or the insurer returned."""

    overdue: list[ActivityRow]
    due: list[ActivityRow]
    coming: list[ActivityRow]
    birthdays: list[Birthday]
    interviews: list[Unfinished]
    late_needs: list[LateNeed]
    actions: list[ActionRow]
    orders: list[OrderRow]
    reviews: list[ReviewReason]  # something happened, or the analysis is a year old
    groups: list[Group]

    @property
    def empty(self) -> bool:
        return not any(getattr(self, name) for name in self.__slots__)


def of_agent(store: Store, agent_code: str, today: date) -> TodayRow:
    """At most a hundred of each, in seven queries."""
    with store.read() as session:
        planned = listing().where(
            Activity.agent_code == agent_code,
            Activity.status == ActivityStatus.PLANNED,
            Activity.on_date <= today + timedelta(days=AHEAD),
            Activity.household_id.is_(None) | Activity.household_id.not_in(sleeping.households(today)),
        )
        rows = [row_of(row) for row in session.execute(planned.order_by(Activity.on_date, Activity.id).limit(5 * MOST))]
        asleep = sleeping.households(today)
        own = (Household.agent_code == agent_code, Household.archived_at.is_(None), Household.id.not_in(asleep))
        people = select(Member.birth_date, Member.name, Member.household_id).join(
            Household, Household.id == Member.household_id
        )
        born = session.execute(people.where(*own, Member.birth_date.is_not(None)))
        birthdays = sorted(
            (
                found
                for on, name, household_id in born
                if on is not None and (found := _birthday(on, name, household_id, today)) is not None
            ),
            key=lambda birthday: (birthday.on, birthday.name),
        )
        open_states = (NeedStatus.NOT_STARTED.value, NeedStatus.IN_PROGRESS.value)
        needs = (
            select(Need.id, Need.number, Need.household_id, Household.name, Need.event, Need.planned_finish)
            .join(Household, Household.id == Need.household_id)
            .where(Need.owner_code == agent_code, Need.status.in_(open_states), Need.planned_finish < today)
            .where(Need.household_id.not_in(asleep))
            .order_by(Need.planned_finish, Need.number)
            .limit(MOST)
        )
        late = [
            LateNeed(id, number, household_id or "", name, event, finish)
            for id, number, household_id, name, event, finish in session.execute(needs)
            if finish is not None
        ]
        resting = set(session.scalars(asleep))
    return TodayRow(
        overdue=[row for row in rows if row.on_date < today][:MOST],
        due=[row for row in rows if row.on_date == today][:MOST],
        coming=[row for row in rows if row.on_date > today][:MOST],
        birthdays=birthdays[:MOST],
        interviews=[one for one in unfinished(store, agent_code) if one.household_id not in resting][:MOST],
        late_needs=late,
        actions=actions.for_today(store, agent_code, today)[:MOST],
        orders=orders.returned(store, agent_code)[:MOST],
        reviews=[one for one in reasons(store, agent_code, today) if one.household_id not in resting],
        groups=[group for source in SOURCES for group in source(store, agent_code, today) if group.lines],
    )


def _birthday(born: date, name: str, household_id: str, today: date) -> Birthday | None:
    """The next birthday when it is within a week; 29 February is kept on 1 March in common years."""
    for year in (today.year, today.year + 1):
        try:
            on = born.replace(year=year)
        except ValueError:
            on = date(year, 3, 1)
        if today <= on <= today + timedelta(days=AHEAD):
            return Birthday(on, name, year - born.year, household_id)
    return None

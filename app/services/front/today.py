"""The front page: what is overdue, what is due, whose birthday it is, what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.enums import ActivityStatus, NeedStatus
from app.models import Activity, Household, Need
from app.services.base.store import Store
from app.services.care import cases, clocks
from app.services.care.cases import CaseRow
from app.services.day import actions, sleeping, staleness
from app.services.day.actions import ActionRow
from app.services.day.activities import ActivityRow, listing, row_of
from app.services.day.today_groups import Group
from app.services.front import post_today
from app.services.needs.interviews.keeping import Unfinished, unfinished
from app.services.needs.life_events import ReviewReason, reasons
from app.services.rules.care.clocks import COURTESIES, Clock, ClockKind
from app.services.selling import orders
from app.services.selling.orders import OrderRow
from app.services.team.approvals import waiting

AHEAD = 7
MOST = 100
OPEN = (NeedStatus.NOT_STARTED.value, NeedStatus.IN_PROGRESS.value)
BIRTHDAYS = (ClockKind.BIRTHDAY, ClockKind.LUNAR_BIRTHDAY)

SOURCES: tuple[Callable[[Store, str, date], list[Group]], ...] = (
    staleness.on_today,
    waiting.on_today,
    post_today.on_today,
)
"""Further groups of an agent's day, each ``(store, agent_code, today)``; a new kind of group is one more line here."""


@dataclass(frozen=True, slots=True)
class Birthday:
    """``age`` is None for one kept by the lunar calendar, whose year is counted otherwise."""

    on: date
    name: str
    age: int | None
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
    clocks: list[Clock]  # what comes due by itself, but for birthdays
    cases: list[CaseRow]  # somebody waits for an answer

    @property
    def empty(self) -> bool:
        """Nothing is to be shown."""
        return not any(getattr(self, name) for name in self.__slots__)


def of_agent(store: Store, agent_code: str, today: date) -> TodayRow:
    """At most a hundred of each, all of one moment; at most 27 statements in one transaction, whatever the size."""
    with store.moment():
        resting = _resting(store, today)
        rows = _planned(store, agent_code, today)
        due = clocks.of_agent(store, agent_code, today)
        return TodayRow(
            overdue=[row for row in rows if row.on_date < today][:MOST],
            due=[row for row in rows if row.on_date == today][:MOST],
            coming=[row for row in rows if row.on_date > today][:MOST],
            birthdays=[_birthday(one) for one in due if one.kind in BIRTHDAYS and one.owner.id not in resting][:MOST],
            interviews=[one for one in unfinished(store, agent_code) if one.household_id not in resting][:MOST],
            late_needs=_late(store, agent_code, today),
            actions=actions.for_today(store, agent_code, today)[:MOST],
            orders=orders.returned(store, agent_code)[:MOST],
            reviews=[one for one in reasons(store, agent_code, today) if one.household_id not in resting],
            clocks=[
                one
                for one in due
                if one.kind not in BIRTHDAYS and (one.kind not in COURTESIES or one.owner.id not in resting)
            ],
            cases=cases.due_today(store, agent_code, today),
            groups=[group for source in SOURCES for group in source(store, agent_code, today) if group.lines],
        )


def _resting(store: Store, today: date) -> set[str]:
    with store.read() as session:
        return set(session.scalars(sleeping.households(today)))


def _planned(store: Store, agent_code: str, today: date) -> list[ActivityRow]:
    """Those of a family asleep wait."""
    query = listing().where(
        Activity.agent_code == agent_code,
        Activity.status == ActivityStatus.PLANNED,
        Activity.on_date <= today + timedelta(days=AHEAD),
        Activity.household_id.is_(None) | Activity.household_id.not_in(sleeping.households(today)),
    )
    with store.read() as session:
        return [row_of(row) for row in session.execute(query.order_by(Activity.on_date, Activity.id).limit(5 * MOST))]


def _late(store: Store, agent_code: str, today: date) -> list[LateNeed]:
    """Open needs past the day they were to be done by."""
    query = (
        select(Need.id, Need.number, Need.household_id, Household.name, Need.event, Need.planned_finish)
        .join(Household, Household.id == Need.household_id)
        .where(Need.owner_code == agent_code, Need.status.in_(OPEN), Need.planned_finish < today)
        .where(Need.household_id.not_in(sleeping.households(today)))
        .order_by(Need.planned_finish, Need.number)
        .limit(MOST)
    )
    with store.read() as session:
        return [
            LateNeed(id, number, household_id or "", name, event, finish)
            for id, number, household_id, name, event, finish in session.execute(query)
            if finish is not None
        ]


def _birthday(clock: Clock) -> Birthday:
    return Birthday(clock.due, clock.who, clock.values.get("age"), clock.owner.id)

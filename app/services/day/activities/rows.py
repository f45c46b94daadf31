"""What an activity is to a page, and what a form gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity, Household

REMIND = 15  # minutes before the time, until the agent says otherwise


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What a form gives. ``at_minute`` is minutes after midnight, ``duration`` minutes; ``premium`` (fen) belongs to a
    closing only. ``remind`` is minutes before the time, None for not at all; without a time there is no reminder."""

    kind: ActivityKind
    on_date: date
    status: ActivityStatus = ActivityStatus.DONE
    household_id: str | None = None
    at_minute: int | None = None
    note: str = ""
    premium: int | None = None
    duration: int | None = None
    place: str = ""
    companion: str = ""
    report: str = ""
    remind: int | None = REMIND


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity with the household it is about; ``version`` is what a change must name. ``series_on`` is the day
    its series gives, when it is one of a recurring activity."""

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
    duration: int | None = None
    place: str = ""
    companion: str = ""
    report: str = ""
    remind: int | None = None
    series_id: str | None = None
    series_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Still planned after its day."""
        return self.status == ActivityStatus.PLANNED and self.on_date < today

    def draft(self, **changes: Any) -> ActivityDraft:
        """What a form starts from, with some of it changed."""
        kept = ActivityDraft(
            self.kind, self.on_date, self.status, self.household_id, self.at_minute, self.note, self.premium,
            self.duration, self.place, self.companion, self.report, self.remind,
        )  # fmt: skip
        return replace(kept, **changes)


@dataclass(frozen=True, slots=True)
class Finished:
    activity: ActivityRow
    following: ActivityRow | None


COLUMNS = (
    Activity.id, Activity.version, Activity.agent_code, Activity.kind, Activity.status, Activity.on_date,
    Activity.at_minute, Activity.note, Activity.premium, Activity.household_id, Household.code, Household.name,
    Activity.duration, Activity.place, Activity.companion, Activity.report, Activity.remind, Activity.series_id,
    Activity.series_on,
)  # fmt: skip


def listing() -> Select[*tuple[Any, ...]]:
    """The columns of :func:`row_of`, by date and time; add ``where``."""
    return (
        select(*COLUMNS)
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .order_by(Activity.on_date, Activity.at_minute, Activity.id)
    )


def row_of(record: Sequence[Any]) -> ActivityRow:
    """A row of :func:`listing` as pages see it."""
    id, version, agent, kind, status, day, minute, note, premium, household_id, code, name, *rest = record
    return ActivityRow(
        id, version, agent, ActivityKind(kind), ActivityStatus(status), day, minute, note, premium,
        household_id, code or "", name or "", *rest,
    )  # fmt: skip


def row_from(activity: Activity, household: Household | None) -> ActivityRow:
    """The same of a row at hand."""
    return row_of([
        activity.id, activity.version, activity.agent_code, activity.kind, activity.status, activity.on_date,
        activity.at_minute, activity.note, activity.premium, activity.household_id,
        household.code if household else "", household.name if household else "",
        activity.duration, activity.place, activity.companion, activity.report, activity.remind, activity.series_id,
        activity.series_on,
    ])  # fmt: skip

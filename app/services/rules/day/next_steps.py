"""What usually follows an activity: the default of the next step, which the agent may change or decline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.enums import ActivityKind

_FOLLOWS: dict[ActivityKind, tuple[ActivityKind, int]] = {
    ActivityKind.CALL: (ActivityKind.APPOINTMENT, 2),
    ActivityKind.APPOINTMENT: (ActivityKind.VISIT, 3),
    ActivityKind.VISIT: (ActivityKind.MEETING, 7),
    ActivityKind.MEETING: (ActivityKind.ANALYSIS, 3),
    ActivityKind.ANALYSIS: (ActivityKind.PROPOSAL, 3),
    ActivityKind.PROPOSAL: (ActivityKind.CLOSING, 5),
    ActivityKind.CLOSING: (ActivityKind.SERVICE, 15),
    ActivityKind.REFERRAL: (ActivityKind.CALL, 2),
    ActivityKind.SERVICE: (ActivityKind.CALL, 90),
    ActivityKind.DEMO: (ActivityKind.PROPOSAL, 3),
    ActivityKind.MESSAGE: (ActivityKind.CALL, 3),
    ActivityKind.EVENT: (ActivityKind.CALL, 2),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    kind: ActivityKind
    on_date: date


def usual(kind: ActivityKind, finished_on: date) -> NextStep:
    """The usual next step after ``kind`` was finished on a day."""
    following, days = _FOLLOWS[kind]
    return NextStep(following, finished_on + timedelta(days=days))

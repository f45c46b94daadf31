"""What counts as having spoken with a customer, and when a customer has gone stale for want of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.enums import ActivityKind, Stage

REAL = (
    ActivityKind.CALL, ActivityKind.APPOINTMENT, ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.DEMO,
    ActivityKind.ANALYSIS, ActivityKind.PROPOSAL, ActivityKind.CLOSING, ActivityKind.SERVICE,
)  # fmt: skip
"""Each is a conversation. A message sent, a referral noted or an invitation is none."""


def overdue_days(
    stage: Stage, stage_since: date | None, contact: date | None, limits: Mapping[str, int], today: date
) -> int:
    """By how many days the last real contact – or the day the stage was entered, when that is later – is older than
    the stage allows; 0 when it is not, or the stage has no limit."""
    limit = limits.get(stage.value)
    heard = max((day for day in (stage_since, contact) if day is not None), default=None)
    return 0 if limit is None or heard is None else max(0, (today - heard).days - limit)

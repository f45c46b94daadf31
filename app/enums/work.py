"""What an agent does, and when it comes again."""

from __future__ import annotations

from enum import StrEnum


class ActivityKind(StrEnum):
    CALL = "call"
    APPOINTMENT = "appointment"
    VISIT = "visit"
    MEETING = "meeting"
    ANALYSIS = "analysis"
    PROPOSAL = "proposal"
    CLOSING = "closing"
    REFERRAL = "referral"
    SERVICE = "service"
    DEMO = "demo"
    MESSAGE = "message"
    EVENT = "event"


class Frequency(StrEnum):
    """How often an activity comes again."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class SeriesScope(StrEnum):
    """Which of a recurring activity's days a change is about."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class GuestState(StrEnum):
    """What became of an invitation to an event."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CAME = "came"
    ABSENT = "absent"


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"

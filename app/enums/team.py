"""Figures, targets and people of a team."""

from __future__ import annotations

from enum import StrEnum


class Metric(StrEnum):
    """What a target counts in a period."""

    CALLS = "calls"
    APPOINTMENTS = "appointments"
    VISITS = "visits"
    MEETINGS = "meetings"
    ANALYSES = "analyses"
    PROPOSALS = "proposals"
    CLOSINGS = "closings"
    REFERRALS = "referrals"
    PREMIUM = "premium"
    CASES = "cases"
    CUSTOMERS = "customers"


class TargetLevel(StrEnum):
    """How high a target is set."""

    TARGET = "target"
    STRETCH = "stretch"
    CHALLENGE = "challenge"


class PeriodKind(StrEnum):
    """What targets are set for and figures are counted over."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


class Verdict(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"


class Skill(StrEnum):
    """What a training is about."""

    PROSPECTING = "prospecting"
    APPOINTMENT = "appointment"
    INTERVIEW = "interview"
    ANALYSIS = "analysis"
    PROPOSAL = "proposal"
    OBJECTION = "objection"
    CLOSING = "closing"
    SERVICE = "service"
    PRODUCT = "product"
    COMPLIANCE = "compliance"


class ReviewKind(StrEnum):
    """What is evaluated."""

    AGENT = "agent"
    PRODUCT = "product"

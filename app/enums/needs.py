"""Interviews, answers, and the needs that come of them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What a need is against and what a cover pays on. Goods catalogues use any other word."""

    DEATH = "death"
    ACCIDENT = "accident"
    CRITICAL_ILLNESS = "critical_illness"
    MEDICAL = "medical"
    DISABILITY = "disability"
    CARE = "care"
    RETIREMENT = "retirement"
    EDUCATION = "education"
    LEGACY = "legacy"


class AnswerState(StrEnum):
    SAID = "said"
    UNWILLING = "unwilling"  # "not willing to say" is an answer, not zero
    UNVERIFIED = "unverified"  # 待核实


class AnswerSource(StrEnum):
    """Where an answer comes from."""

    SAID = "said"
    DOCUMENT = "document"  # seen: a policy, a pay slip
    RECORD = "record"  # the customer record, its policies, an earlier interview
    ESTIMATE = "estimate"


class InterviewStatus(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"


class ObservationKind(StrEnum):
    WORDS = "words"
    TONE = "tone"
    BODY_LANGUAGE = "body_language"
    CONCERN = "concern"
    PAIN_POINT = "pain_point"
    EXPECTATION = "expectation"
    DECIDER = "decider"
    CRITERIA = "criteria"
    TIMING = "timing"
    OBJECTION = "objection"


class NeedStatus(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ON_HOLD = "on_hold"
    DROPPED = "dropped"


class Coverage(StrEnum):
    COVERED = "covered"
    PARTIAL = "partial"
    OPEN = "open"
    DECLINED = "declined"
    OVER_COVERED = "over_covered"
    UNKNOWN = "unknown"  # what the gap rests on was not said

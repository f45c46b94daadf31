"""What is asked and found before something is recommended."""

from __future__ import annotations

from enum import StrEnum


class RiskProfile(StrEnum):
    """How much risk a customer bears, as told by the customer: product grade P1 suits C1, P5 only C5."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"


class CoverSaid(StrEnum):
    """What the family answered when asked, person by person, for cover of the same kind; not asked is None."""

    NONE = "none"
    HELD = "held"


class SalesChannel(StrEnum):
    """How the sale is made: one of the conditions of the recording rules."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    TELEPHONE = "telephone"
    BANK = "bank"


class Severity(StrEnum):
    """What a finding of suitability asks for: to know, to take care, to advise against, or to refuse."""

    NOTE = "note"
    CARE = "care"
    STOP = "stop"
    FORBID = "forbid"


class SuitabilityBlock(StrEnum):
    """What must be known before a proposal is final."""

    NEEDS = "needs"
    RISK = "risk"
    MEANS = "means"
    COVER = "cover"


class Suitability(StrEnum):
    """The verdict on a plan."""

    SUITABLE = "suitable"
    CARE = "care"
    STOP = "stop"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"  # one of the four blocks is not known yet

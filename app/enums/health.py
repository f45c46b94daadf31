"""What is noted of a person's health, and whence."""

from __future__ import annotations

from enum import StrEnum


class HealthTreatment(StrEnum):
    """How far it has come."""

    WATCHED = "watched"
    MEDICINE = "medicine"
    HOSPITAL = "hospital"
    SURGERY = "surgery"
    CURED = "cured"


class HealthSource(StrEnum):
    """Whence it is known."""

    SAID = "said"
    CHECKUP = "checkup"
    RECORD = "record"
    INSURER = "insurer"


class HealthLine(StrEnum):
    """The kinds of cover whose insurers ask after health."""

    LIFE = "life"
    ILLNESS = "illness"
    MEDICAL = "medical"
    CARE = "care"

"""Suitability as a pure rule: what is known (``facts``), what speaks against a plan (``checks``), the verdict
(``assessing``)."""

from app.services.rules.offers.suitability.assessing import applies, assess, may_be_final
from app.services.rules.offers.suitability.facts import (
    ADULT,
    LONG,
    Asked,
    Assessment,
    Finding,
    Held,
    Offered,
    Party,
    RecordingRule,
    Situation,
    Thresholds,
)

__all__ = [
    "ADULT",
    "LONG",
    "Asked",
    "Assessment",
    "Finding",
    "Held",
    "Offered",
    "Party",
    "RecordingRule",
    "Situation",
    "Thresholds",
    "applies",
    "assess",
    "may_be_final",
]

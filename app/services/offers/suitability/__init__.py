"""Suitability: a plan assessed for a family, the assessment recorded with its proposal and printed in five parts."""

from app.services.needs.thresholds import Rules, change_rules, rules, shipped_rules
from app.services.offers.suitability.document import write_file
from app.services.offers.suitability.known import Known
from app.services.offers.suitability.recording import (
    RecordDraft,
    RecordRow,
    known,
    latest,
    record,
    risk_from_interview,
    tell,
)
from app.services.offers.suitability.situation import assess_plans, assess_proposal
from app.services.offers.suitability.wording import say_finding

__all__ = [
    "Known",
    "RecordDraft",
    "RecordRow",
    "Rules",
    "assess_plans",
    "assess_proposal",
    "change_rules",
    "known",
    "latest",
    "record",
    "risk_from_interview",
    "rules",
    "say_finding",
    "shipped_rules",
    "tell",
    "write_file",
]

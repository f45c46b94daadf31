"""The closed vocabularies. Values are stored and exchanged; words are in ``resources/i18n/words`` under
``<class in snake case>.<value>``, e.g. ``need_status.done``.
"""

from app.enums.core import CopyKind, FileDamage, FileFault, Language, Level, Tone
from app.enums.needs import AnswerSource, AnswerState, Coverage, Event, InterviewStatus, NeedStatus, ObservationKind
from app.enums.people import (
    FieldKind,
    FieldTest,
    InterestKind,
    LabelKind,
    LifeEventKind,
    NeedFilter,
    Relation,
    Sex,
    Tie,
)
from app.enums.products import Grade, ProductKind, ProductPhase, VersionCause
from app.enums.selling import (
    BeneficiaryRelation,
    OfferAnswer,
    OrderKind,
    OrderState,
    PolicyStatus,
    ProposalState,
    ServiceKind,
    ServiceState,
    Stage,
    Underwriting,
)
from app.enums.suitability import RiskProfile, SalesChannel, Severity, Suitability, SuitabilityBlock
from app.enums.team import Metric, PeriodKind, ReviewKind, Skill, TargetLevel, Verdict
from app.enums.tracing import EntryKind, EntryState, NodeKind, ReviewVerdict
from app.enums.work import ActivityKind, ActivityStatus, Frequency, GuestState, SeriesScope

__all__ = [
    "ActivityKind",
    "ActivityStatus",
    "AnswerSource",
    "AnswerState",
    "BeneficiaryRelation",
    "CopyKind",
    "Coverage",
    "EntryKind",
    "EntryState",
    "Event",
    "FieldKind",
    "FieldTest",
    "FileDamage",
    "FileFault",
    "Frequency",
    "Grade",
    "GuestState",
    "InterestKind",
    "InterviewStatus",
    "LabelKind",
    "Language",
    "Level",
    "LifeEventKind",
    "Metric",
    "NeedFilter",
    "NeedStatus",
    "NodeKind",
    "ObservationKind",
    "OfferAnswer",
    "OrderKind",
    "OrderState",
    "PeriodKind",
    "PolicyStatus",
    "ProductKind",
    "ProductPhase",
    "ProposalState",
    "Relation",
    "ReviewKind",
    "ReviewVerdict",
    "RiskProfile",
    "SalesChannel",
    "SeriesScope",
    "ServiceKind",
    "ServiceState",
    "Severity",
    "Sex",
    "Skill",
    "Stage",
    "Suitability",
    "SuitabilityBlock",
    "TargetLevel",
    "Tie",
    "Tone",
    "Underwriting",
    "Verdict",
    "VersionCause",
]

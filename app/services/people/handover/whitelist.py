"""What a hand-over may bring: these tables and no other, and in a column of codes only codes this program knows.

A table that comes to belong to a household is added here, or a test says so: nothing travels by being forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app import enums
from app.enums import CoverSaid, Level, NodeKind, RiskProfile, SalesChannel, Stage
from app.services.rules.care.cases import CaseAction, CaseKind, CaseState, WaitingFor
from app.services.rules.care.clock_facts import BirthdayKind, Moment
from app.services.rules.care.clocks import ClockKind
from app.services.rules.care.satisfaction import Channel, FeedbackState
from app.services.rules.needs.pension import Work

OWN = frozenset({
    "activity", "activity_guest", "activity_series", "analysis", "answer", "answer_change", "case_step", "clock_mark",
    "custom_value", "feedback", "health_consent", "health_note", "household", "interest", "interview", "life_event",
    "loan", "member", "need", "need_review", "observation", "opportunity", "opportunity_move", "order_event",
    "order_line", "person_care", "policy", "policy_beneficiary", "policy_cover", "policy_file", "policy_value",
    "premium_paid", "proposal", "proposal_item", "relation", "sales_order", "service_case", "service_order", "sleep",
    "stage_move", "suitability", "suitability_told", "test_run", "trace_link",
    "trace_note",
})  # fmt: skip
"""Rows that belong to the households."""
PARENTS = frozenset({
    "assumption_set", "baseline", "custom_field", "interview_template", "label", "matrix",
    "review_meeting",
})  # fmt: skip
"""What those rest on and is nobody's."""

WORDS: Mapping[str, type[StrEnum]] = {
    "activity.kind": enums.ActivityKind,
    "activity.status": enums.ActivityStatus,
    "activity_guest.state": enums.GuestState,
    "activity_series.kind": enums.ActivityKind,
    "answer.state": enums.AnswerState,
    "case_step.action": CaseAction,
    "case_step.state": CaseState,
    "clock_mark.kind": ClockKind,
    "custom_field.kind": enums.FieldKind,
    "feedback.channel": Channel,
    "feedback.moment": Moment,
    "feedback.state": FeedbackState,
    "health_note.source": enums.HealthSource,
    "health_note.treatment": enums.HealthTreatment,
    "household.stage": Stage,
    "interest.kind": enums.InterestKind,
    "interview.status": enums.InterviewStatus,
    "label.kind": enums.LabelKind,
    "label.tone": enums.Tone,
    "life_event.kind": enums.LifeEventKind,
    "member.relation": enums.Relation,
    "member.sex": enums.Sex,
    "need.importance": Level,
    "need.status": enums.NeedStatus,
    "need.type": enums.NeedType,
    "need.urgency": Level,
    "need_review.item_kind": NodeKind,
    "need_review.verdict": enums.ReviewVerdict,
    "observation.kind": enums.ObservationKind,
    "opportunity.stage": Stage,
    "opportunity_move.stage": Stage,
    "order_event.state": enums.OrderState,
    "order_line.answer": enums.OfferAnswer,
    "order_line.product_kind": enums.ProductKind,
    "order_line.result": enums.Underwriting,
    "person_care.birthday": BirthdayKind,
    "person_care.work": Work,
    "policy.kind": enums.ProductKind,
    "policy.status": enums.PolicyStatus,
    "policy_beneficiary.relation": enums.BeneficiaryRelation,
    "proposal.state": enums.ProposalState,
    "relation.kind": enums.Tie,
    "sales_order.kind": enums.OrderKind,
    "sales_order.state": enums.OrderState,
    "service_case.kind": CaseKind,
    "service_case.severity": Level,
    "service_case.state": CaseState,
    "service_case.waiting_for": WaitingFor,
    "service_order.kind": enums.ServiceKind,
    "service_order.state": enums.ServiceState,
    "stage_move.stage": Stage,
    "suitability.channel": SalesChannel,
    "suitability.risk": RiskProfile,
    "suitability.verdict": enums.Suitability,
    "suitability_told.channel": SalesChannel,
    "suitability_told.cover": CoverSaid,
    "suitability_told.risk": RiskProfile,
    "test_run.result": enums.RunResult,
    "trace_link.source_kind": NodeKind,
    "trace_link.target_kind": NodeKind,
    "trace_note.kind": NodeKind,
}
"""``table.column`` → its codes; an empty text stands where the table's own default is one."""

"""The tables. Importing this package knows all of them."""

from __future__ import annotations

from app.models.base.keeping import AuditRow, Series, Setting, UnitImage
from app.models.base.post import PostDelivery, PostItem, PostPart, PostPeer, PostSent
from app.models.base.rows import Base, new_id
from app.models.care.service import CaseStep, ClockMark, Feedback, Loan, PersonCare, PremiumPaid, ServiceCase
from app.models.day.calendar import ActivityGuest, ActivitySeries, MessageText, Sleep
from app.models.day.work import Activity, KpiSet, Target
from app.models.knowledge.cards import CardTag, CardUse, CardVersion, KnowledgeCard
from app.models.matrix.needs import Matrix, Need, TestRun, TraceLink
from app.models.needs.assumptions import AssumptionSet, LifeEvent
from app.models.needs.interviews import Analysis, Answer, AnswerChange, Interview, InterviewTemplate, Observation
from app.models.offers.illustrations import ProductIllustration
from app.models.offers.products import Product, ProductCover, ProductRate, ProductVersion
from app.models.offers.proposals import Proposal, ProposalItem, SuitabilityRecord, SuitabilityTold
from app.models.people.customers import CustomField, CustomValue, Handover, Interest, Label, Relation, Segment
from app.models.people.health import HealthConsent, HealthNote
from app.models.people.households import Agent, Household, Member, StageMove
from app.models.people.policies import (
    Policy,
    PolicyBeneficiary,
    PolicyCover,
    PolicyFile,
    PolicyValue,
)
from app.models.selling.commissions import CommissionPaid, CommissionRate
from app.models.selling.sales import Opportunity, OpportunityMove, Order, OrderEvent, OrderLine
from app.models.selling.services import ServiceOrder
from app.models.spine.tracing import (
    Baseline,
    BaselinePart,
    ChangeEntry,
    ChangeItem,
    LinkClearing,
    NeedReview,
    ReviewMeeting,
    TraceNote,
)
from app.models.tables.exchange import ExchangeBasis, ImportBatch, ImportChange, Merge, NotSame
from app.models.tables.reports import KeptReport
from app.models.team.approvals import ApprovalRequest
from app.models.team.records import (
    ActionItem,
    Campaign,
    Contest,
    ContestAgent,
    Meeting,
    Review,
    RosterMember,
    TeamReport,
    TeamWeek,
    Training,
    WeeklyNote,
)

__all__ = [
    "ActionItem",
    "Activity",
    "ActivityGuest",
    "ActivitySeries",
    "Agent",
    "Analysis",
    "Answer",
    "AnswerChange",
    "ApprovalRequest",
    "AssumptionSet",
    "AuditRow",
    "Base",
    "Baseline",
    "BaselinePart",
    "Campaign",
    "CardTag",
    "CardUse",
    "CardVersion",
    "CaseStep",
    "ChangeEntry",
    "ChangeItem",
    "ClockMark",
    "CommissionPaid",
    "CommissionRate",
    "Contest",
    "ContestAgent",
    "CustomField",
    "CustomValue",
    "ExchangeBasis",
    "Feedback",
    "Handover",
    "HealthConsent",
    "HealthNote",
    "Household",
    "ImportBatch",
    "ImportChange",
    "Interest",
    "Interview",
    "InterviewTemplate",
    "KeptReport",
    "KnowledgeCard",
    "KpiSet",
    "Label",
    "LifeEvent",
    "LinkClearing",
    "Loan",
    "Matrix",
    "Meeting",
    "Member",
    "Merge",
    "MessageText",
    "Need",
    "NeedReview",
    "NotSame",
    "Observation",
    "Opportunity",
    "OpportunityMove",
    "Order",
    "OrderEvent",
    "OrderLine",
    "PersonCare",
    "Policy",
    "PolicyBeneficiary",
    "PolicyCover",
    "PolicyFile",
    "PolicyValue",
    "PostDelivery",
    "PostItem",
    "PostPart",
    "PostPeer",
    "PostSent",
    "PremiumPaid",
    "Product",
    "ProductCover",
    "ProductIllustration",
    "ProductRate",
    "ProductVersion",
    "Proposal",
    "ProposalItem",
    "Relation",
    "Review",
    "ReviewMeeting",
    "RosterMember",
    "Segment",
    "Series",
    "ServiceCase",
    "ServiceOrder",
    "Setting",
    "Sleep",
    "StageMove",
    "SuitabilityRecord",
    "SuitabilityTold",
    "Target",
    "TeamReport",
    "TeamWeek",
    "TestRun",
    "TraceLink",
    "TraceNote",
    "Training",
    "UnitImage",
    "WeeklyNote",
    "new_id",
]

"""From the first name on a list to a policy in force."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far selling to a household has come; the last four are exits."""

    S0_LISTED = "S0"
    S1_APPOINTED = "S1"
    S2_MET = "S2"
    S3_ANALYSED = "S3"
    S4_PROPOSED = "S4"
    S5_SUBMITTED = "S5"
    S6_ISSUED = "S6"
    S7_DELIVERED = "S7"
    S8_REFERRED = "S8"
    REJECTED = "rejected"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ProposalState(StrEnum):
    DRAFT = "draft"
    PRESENTED = "presented"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGE_REQUESTED = "change_requested"


class OrderKind(StrEnum):
    INSURANCE = "insurance"
    GOODS = "goods"


class OrderState(StrEnum):
    """How far an order has come; goods are made and shipped where insurance is underwritten and issued."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    UNDERWRITING = "underwriting"
    ISSUED = "issued"
    MAKING = "making"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RECEIPTED = "receipted"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class PolicyStatus(StrEnum):
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    ENDED = "ended"

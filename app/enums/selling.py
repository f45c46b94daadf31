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


class BeneficiaryRelation(StrEnum):
    """What a beneficiary is to the insured."""

    SPOUSE = "spouse"
    EX_SPOUSE = "ex_spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SELF = "self"
    OTHER = "other"


class Underwriting(StrEnum):
    """What the insurer said to a line of an order; an extra premium may come with an exclusion."""

    STANDARD = "standard"
    EXTRA = "extra"
    EXCLUSION = "exclusion"
    POSTPONED = "postponed"
    DECLINED = "declined"


class OfferAnswer(StrEnum):
    """What the customer said to an offer that is not what was proposed."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ServiceKind(StrEnum):
    """What a policyholder may ask of the insurer for a contract there is."""

    ADDRESS = "address"
    BENEFICIARY = "beneficiary"
    REDUCE = "reduce"
    PAID_UP = "paid_up"
    REINSTATE = "reinstate"
    LOAN = "loan"
    REPAY = "repay"
    SURRENDER = "surrender"


class ServiceState(StrEnum):
    """How far it has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

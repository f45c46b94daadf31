"""The chain from a need to its policy."""

from __future__ import annotations

from enum import StrEnum


class NodeKind(StrEnum):
    """The kinds of record a trace link may join."""

    ANSWER = "answer"
    NEED = "need"
    PROPOSAL_ITEM = "proposal_item"
    ORDER_LINE = "order_line"
    POLICY = "policy"
    ACTIVITY = "activity"
    NOTE = "note"
    DOCUMENT = "document"
    PRODUCT = "product"


class NeedType(StrEnum):
    """What an item of a named matrix is."""

    GOAL = "goal"
    REQUIREMENT = "requirement"
    CONSTRAINT = "constraint"
    RISK = "risk"
    PROBLEM = "problem"
    OPPORTUNITY = "opportunity"
    TEST = "test"


class LinkRole(StrEnum):
    """What joins two needs, where more is known than that something does."""

    REFINES = "refines"
    DEPENDS = "depends"
    DERIVES = "derives"
    SATISFIES = "satisfies"
    VERIFIES = "verifies"
    CONFLICTS = "conflicts"
    DUPLICATES = "duplicates"


class RunResult(StrEnum):
    """What a test case came to."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"


class Verified(StrEnum):
    """How far a requirement is shown to be met by its tests."""

    PASSED = "passed"
    FAILED = "failed"
    AGAIN = "again"
    NOT_RUN = "not_run"
    NO_TEST = "no_test"


class ReviewVerdict(StrEnum):
    """What a review says of the content it saw."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGE_REQUESTED = "change_requested"


class EntryKind(StrEnum):
    """An entry of the log of changes and decisions."""

    CHANGE = "change"
    DECISION = "decision"


class EntryState(StrEnum):
    """How far an entry of the log has come."""

    REQUESTED = "requested"
    ASSESSED = "assessed"
    DECIDED = "decided"
    DONE = "done"

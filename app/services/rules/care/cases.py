"""How a service case goes from the customer's word to its resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CaseKind(StrEnum):
    QUESTION = "question"
    CLAIM = "claim"
    COMPLAINT = "complaint"
    OTHER = "other"


class CaseState(StrEnum):
    OPEN = "open"
    WORKING = "working"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


class WaitingFor(StrEnum):
    CUSTOMER = "customer"
    INSURER = "insurer"


class CaseAction(StrEnum):
    """A line of a case's log."""

    OPENED = "opened"
    EDITED = "edited"
    MOVED = "moved"
    REOPENED = "reopened"
    NOTED = "noted"
    DOCUMENTS = "documents"
    FILED = "filed"
    PAID = "paid"


LIVE = (CaseState.OPEN, CaseState.WORKING, CaseState.WAITING, CaseState.RESOLVED)
AT_WORK = LIVE[:3]
NEXT: dict[CaseState, tuple[CaseState, ...]] = {
    CaseState.OPEN: (CaseState.WORKING, CaseState.WAITING, CaseState.RESOLVED),
    CaseState.WORKING: (CaseState.WAITING, CaseState.RESOLVED),
    CaseState.WAITING: (CaseState.WORKING, CaseState.RESOLVED),
    CaseState.RESOLVED: (CaseState.CLOSED, CaseState.WORKING),
    CaseState.CLOSED: (CaseState.WORKING,),
}
LIKELY: dict[CaseState, CaseState | None] = {
    CaseState.OPEN: CaseState.WORKING,
    CaseState.WORKING: CaseState.RESOLVED,
    CaseState.WAITING: CaseState.WORKING,
    CaseState.RESOLVED: CaseState.CLOSED,
    CaseState.CLOSED: None,
}
"""The step the work usually takes next; a closed case is opened again only when something new comes up."""
DAYS_TO_ANSWER: dict[CaseKind, int] = {
    CaseKind.QUESTION: 3, CaseKind.CLAIM: 10, CaseKind.COMPLAINT: 2, CaseKind.OTHER: 7
}  # fmt: skip
"""Until the first due day of a new case [ours]: it is offered, and may be changed."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper a claim needs; ``got`` is the day it came, None while it is missing."""

    name: str
    got: date | None = None


def reopens(now: CaseState, wanted: CaseState) -> bool:
    """Whether the step takes a case up again that was resolved or closed."""
    return now in (CaseState.RESOLVED, CaseState.CLOSED) and wanted == CaseState.WORKING


def missing(documents: Sequence[Document]) -> int:
    """How many of the papers have not come in."""
    return sum(document.got is None for document in documents)


def due(state: CaseState, due_on: date | None, promised_on: date | None) -> date | None:
    """The nearest day the customer waits for; none when it is resolved."""
    if state not in AT_WORK:
        return None
    return min((day for day in (due_on, promised_on) if day is not None), default=None)

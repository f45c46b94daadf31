"""What is said of a case, and what a form gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.enums import Level
from app.models import ServiceCase
from app.services.rules.care import cases as rules
from app.services.rules.care.cases import CaseAction, CaseKind, CaseState, Document, WaitingFor


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """``severity`` and ``promised_on`` belong to a complaint, ``event`` and ``event_on`` to a claim."""

    kind: CaseKind
    title: str
    details: str = ""
    member_id: str | None = None
    policy_id: str | None = None
    due_on: date | None = None
    severity: Level | None = None
    promised_on: date | None = None
    event: str = ""
    event_on: date | None = None
    opened_on: date | None = None  # today unless said
    owner: str = ""  # an agent's code; whoever has it unless said


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """How far a claim has come: filed with ``insurer`` on a day, ``paid`` (fen) on a day."""

    insurer: str
    filed_on: date | None
    paid: int | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """``due`` is the nearest day somebody waits for; ``missing`` counts the papers a claim still needs."""

    id: str
    number: str
    household_id: str
    household: str
    agent_code: str
    kind: CaseKind
    state: CaseState
    waiting_for: WaitingFor | None
    title: str
    severity: Level | None
    opened_on: date
    due: date | None
    missing: int
    resolution: str
    version: int

    def overdue(self, today: date) -> bool:
        """Whether the day somebody waits for has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the log; one taken back stays in it."""

    id: str
    at: datetime
    on_date: date
    who: str
    action: CaseAction
    state: CaseState
    text: str
    undone: bool


@dataclass(frozen=True, slots=True)
class CaseDetail:
    row: CaseRow
    draft: CaseDraft
    member: str
    policy: str
    documents: tuple[Document, ...]
    claim: ClaimDraft
    resolved_on: date | None
    closed_on: date | None
    steps: tuple[StepRow, ...]


def documents_of(kept: list[Any]) -> tuple[Document, ...]:
    """The papers of a case as they are kept."""
    return tuple(Document(one["name"], date.fromisoformat(one["got"]) if one["got"] else None) for one in kept)


def row_of(case: ServiceCase, household: str) -> CaseRow:
    """A case as lists show it; ``household`` is the name of its family."""
    state = CaseState(case.state)
    return CaseRow(
        id=case.id,
        number=case.number,
        household_id=case.household_id,
        household=household,
        agent_code=case.agent_code,
        kind=CaseKind(case.kind),
        state=state,
        waiting_for=WaitingFor(case.waiting_for) if case.waiting_for else None,
        title=case.title,
        severity=Level(case.severity) if case.severity else None,
        opened_on=case.opened_on,
        due=rules.due(state, case.due_on, case.promised_on),
        missing=rules.missing(documents_of(case.documents)),
        resolution=case.resolution,
        version=case.version,
    )

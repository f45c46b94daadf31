"""Cases as lists show them, and one with its log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.enums import Event, Level
from app.errors import bad_input
from app.models import CaseStep, Household, Member, Policy, ServiceCase
from app.services.base.store import Store
from app.services.care.cases.rows import CaseDetail, CaseDraft, CaseRow, ClaimDraft, StepRow, documents_of, row_of
from app.services.rules.care.cases import AT_WORK, LIVE, CaseAction, CaseKind, CaseState

AHEAD = timedelta(days=3)
USUAL = ("claim_form", "identity", "bank")
BY_EVENT: dict[str, tuple[str, ...]] = {
    Event.DEATH: ("death", "kinship"), Event.ACCIDENT: ("accident", "records", "receipts"),
    Event.CRITICAL_ILLNESS: ("diagnosis", "records"), Event.MEDICAL: ("records", "receipts"),
    Event.DISABILITY: ("disability", "records"), Event.CARE: ("disability", "records"),
}  # fmt: skip


def listing(
    store: Store,
    agent_code: str,
    today: date,
    *,
    kind: CaseKind | None = None,
    state: CaseState | None = None,
    overdue: bool = False,
    closed: bool = False,
) -> list[CaseRow]:
    """The agent's cases, those at work first by their day; closed ones only when asked for."""
    wanted: list[ColumnElement[bool]] = [ServiceCase.agent_code == agent_code, Household.archived_at.is_(None)]
    if kind is not None:
        wanted.append(ServiceCase.kind == kind)
    if state is not None:
        wanted.append(ServiceCase.state == state)
    elif not closed:
        wanted.append(ServiceCase.state.in_(LIVE))
    rows = _list(store, *wanted)
    return [row for row in rows if row.overdue(today)] if overdue else rows


def of_household(store: Store, household_id: str) -> list[CaseRow]:
    """Every case of a family, closed ones last."""
    return _list(store, ServiceCase.household_id == household_id)


def due_today(store: Store, agent_code: str, today: date) -> list[CaseRow]:
    """Cases at work whose day is near, has come or has passed, and those without a day."""
    rows = _list(
        store, ServiceCase.agent_code == agent_code, ServiceCase.state.in_(AT_WORK), Household.archived_at.is_(None)
    )
    return [row for row in rows if row.due is None or row.due <= today + AHEAD]


def one(store: Store, case_id: str) -> CaseDetail:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        case = session.get(ServiceCase, case_id)
        if case is None:
            raise bad_input("not_found")
        return read_detail(session, case)


def read_detail(session: Session, case: ServiceCase) -> CaseDetail:
    """A case whole, with its log from the first step on."""
    household = session.get_one(Household, case.household_id)
    member = session.get(Member, case.member_id) if case.member_id else None
    policy = session.get(Policy, case.policy_id) if case.policy_id else None
    steps = session.scalars(select(CaseStep).where(CaseStep.case_id == case.id).order_by(CaseStep.id))
    return CaseDetail(
        row=row_of(case, household.name),
        draft=CaseDraft(
            CaseKind(case.kind), case.title, case.details, case.member_id, case.policy_id, case.due_on,
            Level(case.severity) if case.severity else None, case.promised_on, case.event, case.event_on,
            case.opened_on, case.agent_code,
        ),
        member=member.name if member else "",
        policy=f"{policy.product_name} {policy.number}".strip() if policy else "",
        documents=documents_of(case.documents),
        claim=ClaimDraft(case.insurer, case.filed_on, case.paid, case.paid_on),
        resolved_on=case.resolved_on,
        closed_on=case.closed_on,
        steps=tuple(_step(step) for step in steps),
    )  # fmt: skip


def usual_documents(event: str) -> tuple[str, ...]:
    """Codes of the papers a claim for the event usually needs [practice]; words under ``claim_document.<code>``."""
    return USUAL + BY_EVENT.get(event, ("records",))


def _list(store: Store, *wanted: ColumnElement[bool]) -> list[CaseRow]:
    rows = select(ServiceCase, Household.name).join(Household, Household.id == ServiceCase.household_id)
    with store.read() as session:
        found = [row_of(case, name) for case, name in session.execute(rows.where(*wanted))]
    return sorted(found, key=_place)


def _place(row: CaseRow) -> Any:
    return (
        row.state == CaseState.CLOSED, row.state == CaseState.RESOLVED, row.due is None, row.due or row.opened_on,
        row.number,
    )  # fmt: skip


def _step(step: CaseStep) -> StepRow:
    return StepRow(
        str(step.id), step.at, step.on_date, step.actor_name, CaseAction(step.action), CaseState(step.state), step.text,
        step.undone,
    )  # fmt: skip

"""Changing cases: every step writes its line to the log with what taking it back puts back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app import words
from app.enums import Language
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Agent, CaseStep, Household, Member, Policy, ServiceCase
from app.services.base import snapshots
from app.services.base.numbers import next_number
from app.services.base.store import Actor, Store, WriteSession
from app.services.care.cases.reading import read_detail, usual_documents
from app.services.care.cases.rows import CaseDetail, CaseDraft, ClaimDraft
from app.services.rules.care.cases import (
    DAYS_TO_ANSWER,
    NEXT,
    CaseAction,
    CaseKind,
    CaseState,
    Document,
    WaitingFor,
    reopens,
)

FIELDS = (
    "agent_code", "member_id", "policy_id", "kind", "state", "waiting_for", "title", "details", "opened_on", "due_on",
    "severity", "promised_on", "event", "event_on", "documents", "insurer", "filed_on", "paid", "paid_on", "resolution",
    "resolved_on", "closed_on",
)  # fmt: skip
LONGEST = 120


def add(
    store: Store, actor: Actor, household_id: str, draft: CaseDraft, language: Language = Language.ZH
) -> CaseDetail:
    """A new case; a claim begins with the papers it usually needs, named in ``language``, and each kind with the day it
    should be answered by. Raises InputError with the fields at fault."""
    with store.write(actor, "case.open", household_id) as session:
        today = session.today
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        _check(session, household_id, draft, today)
        case = ServiceCase(
            number=next_number(session, "service case", "SC"), household_id=household_id, agent_code=actor.code,
            state=CaseState.OPEN.value, documents=[],
        )  # fmt: skip
        _fill(case, draft, draft.opened_on or today)
        case.due_on = draft.due_on or case.opened_on + timedelta(days=DAYS_TO_ANSWER[draft.kind])
        if draft.kind == CaseKind.CLAIM:
            codes = usual_documents(draft.event)
            case.documents = [{"name": words.say(f"claim_document.{code}", language), "got": None} for code in codes]
        session.add(case)
        session.flush()
        _log(session, case, CaseAction.OPENED, draft.details, {})
        session.note(case=case.number)
        return read_detail(session, case)


def change(store: Store, actor: Actor, case_id: str, version: int, draft: CaseDraft) -> CaseDetail:
    """Replace what the case says; its state stays. Raises InputError, ConflictError."""
    with _step(store, actor, "case.edit", case_id, version, CaseAction.EDITED) as (session, case, _):
        _check(session, case.household_id, draft, session.today)
        _fill(case, draft, draft.opened_on or case.opened_on)
    return _read(store, case_id)


def move(
    store: Store,
    actor: Actor,
    case_id: str,
    version: int,
    state: CaseState,
    *,
    waiting_for: WaitingFor | None = None,
    resolution: str = "",
    text: str = "",
) -> CaseDetail:
    """Bring the case to ``state``. Raises InputError: ``case_move`` for a step there is not; ``required`` at
    "waiting_for" when it waits, at "resolution" when it is resolved or closed without one, at "text" when a case is
    opened again without a reason."""
    action = CaseAction.MOVED
    with _step(store, actor, "case.move", case_id, version, action) as (session, case, step):
        now, today = CaseState(case.state), session.today
        if state not in NEXT[now]:
            raise bad_input("case_move", state=now, wanted=state)
        case.resolution = resolution.strip() or case.resolution
        problems = []
        if state == CaseState.WAITING and waiting_for is None:
            problems.append(Problem("required", Place(field="waiting_for")))
        if state in (CaseState.RESOLVED, CaseState.CLOSED) and not case.resolution:
            problems.append(Problem("required", Place(field="resolution")))
        if reopens(now, state) and not text.strip():
            problems.append(Problem("required", Place(field="text")))
        if problems:
            raise InputError(problems)
        if reopens(now, state):
            step.action = CaseAction.REOPENED.value
            case.resolved_on = case.closed_on = None
        if state == CaseState.RESOLVED:
            case.resolved_on = today
        if state == CaseState.CLOSED:
            case.closed_on = today
        case.state = state.value
        case.waiting_for = waiting_for.value if waiting_for and state == CaseState.WAITING else ""
        step.text = text.strip() or resolution.strip()
    return _read(store, case_id)


def note(store: Store, actor: Actor, case_id: str, text: str, version: int | None = None) -> CaseDetail:
    """A line in the log; a case not begun is at work then. Raises ``required`` at "text"."""
    if not text.strip():
        raise bad_input("required", Place(field="text"))
    with _step(store, actor, "case.note", case_id, version, CaseAction.NOTED) as (_, case, step):
        if case.state == CaseState.OPEN:
            case.state = CaseState.WORKING.value
        step.text = text.strip()
    return _read(store, case_id)


def set_documents(store: Store, actor: Actor, case_id: str, version: int, documents: Sequence[Document]) -> CaseDetail:
    """Replace the list of papers. Raises InputError: ``required`` for one without a name, ``document_twice``."""
    names = [document.name.strip() for document in documents]
    if not all(names):
        raise bad_input("required", Place(field="documents"))
    if len(set(names)) < len(names):
        raise bad_input("document_twice", Place(field="documents"))
    with _step(store, actor, "case.documents", case_id, version, CaseAction.DOCUMENTS) as (_, case, step):
        known = {one["name"]: one["got"] for one in case.documents}
        case.documents = [
            {"name": name, "got": document.got.isoformat() if document.got else None}
            for name, document in zip(names, documents, strict=True)
        ]
        came = [one["name"] for one in case.documents if one["got"] and not known.get(one["name"])]
        step.text = "、".join(came)
    return _read(store, case_id)


def set_claim(store: Store, actor: Actor, case_id: str, version: int, claim: ClaimDraft) -> CaseDetail:
    """How far the claim is with the insurer. Raises InputError at ``paid``, ``paid_on`` or ``filed_on``."""
    today = store.today()
    problems = [
        Problem("date_in_future", Place(field=name))
        for name in ("filed_on", "paid_on")
        if (day := getattr(claim, name)) is not None and day > today
    ]
    if claim.paid is not None and claim.paid < 0:
        problems.append(Problem("negative", Place(field="paid")))
    if claim.paid is not None and claim.paid_on is None:
        problems.append(Problem("required", Place(field="paid_on")))
    if problems:
        raise InputError(problems)
    action = CaseAction.FILED if claim.paid_on is None else CaseAction.PAID
    with _step(store, actor, "case.claim", case_id, version, action) as (_, case, step):
        case.insurer, case.filed_on = claim.insurer.strip(), claim.filed_on
        case.paid, case.paid_on = claim.paid, claim.paid_on
        step.text = claim.insurer.strip()
    return _read(store, case_id)


def take_back(store: Store, actor: Actor, case_id: str, step_id: str | None = None) -> CaseDetail | None:
    """Undo the last step: the case is as it was and the line is struck through in the log; the opening of a case taken
    back takes the case with it (None). Raises ``case_step_later`` when ``step_id`` is not the last one any more."""
    with store.write(actor, "case.take_back", case_id) as session:
        case = _case(session, case_id, None)
        last = select(CaseStep).where(CaseStep.case_id == case_id, CaseStep.undone.is_(False))
        step = session.scalars(last.order_by(CaseStep.id.desc()).limit(1)).first()
        if step is None or (step_id is not None and str(step.id) != step_id):
            raise bad_input("case_step_later")
        if step.action == CaseAction.OPENED:
            session.delete(case)
            return None
        snapshots.put_back(case, step.before)
        step.undone = True
        session.flush()
        return read_detail(session, case)


@contextmanager
def _step(
    store: Store, actor: Actor, verb: str, case_id: str, version: int | None, action: CaseAction
) -> Iterator[tuple[WriteSession, ServiceCase, CaseStep]]:
    with store.write(actor, verb) as session:
        case = _case(session, case_id, version)
        before = {name: snapshots.plain(getattr(case, name)) for name in FIELDS}
        step = _log(session, case, action, "", before)
        yield session, case, step
        step.state = case.state
        session.note(case=case.number)


def _case(session: WriteSession, case_id: str, version: int | None) -> ServiceCase:
    case = session.get(ServiceCase, case_id)
    if case is None:
        raise bad_input("not_found")
    if version is not None and case.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return case


def _log(session: WriteSession, case: ServiceCase, action: CaseAction, text: str, before: dict[str, Any]) -> CaseStep:
    step = CaseStep(
        case_id=case.id, at=session.now, on_date=session.today, actor=session.actor.code,
        actor_name=session.actor.name, action=action.value, state=case.state, text=text.strip(), before=before,
        undone=False,
    )  # fmt: skip
    session.add(step)
    return step


def _check(session: WriteSession, household_id: str, draft: CaseDraft, today: date) -> None:
    problems = []
    if not draft.title.strip():
        problems.append(Problem("required", Place(field="title")))
    if len(draft.title.strip()) > LONGEST:
        problems.append(Problem("too_long", Place(field="title"), {"most": LONGEST}))
    for name in ("opened_on", "event_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            problems.append(Problem("date_in_future", Place(field=name)))
    if draft.kind == CaseKind.COMPLAINT and draft.severity is None:
        problems.append(Problem("required", Place(field="severity")))
    if draft.owner and session.scalar(select(Agent.id).where(Agent.code == draft.owner)) is None:
        problems.append(Problem("not_found", Place(field="owner")))
    tables: dict[str, type[Member] | type[Policy]] = {"member_id": Member, "policy_id": Policy}
    for name, table in tables.items():
        id = getattr(draft, name)
        if id and session.scalar(select(table.household_id).where(table.id == id)) != household_id:
            problems.append(Problem("not_found", Place(field=name)))
    if problems:
        raise InputError(problems)


def _fill(case: ServiceCase, draft: CaseDraft, opened_on: date) -> None:
    complaint, claim = draft.kind == CaseKind.COMPLAINT, draft.kind == CaseKind.CLAIM
    case.kind, case.title, case.details = draft.kind.value, draft.title.strip(), draft.details.strip()
    case.member_id, case.policy_id = draft.member_id, draft.policy_id
    case.opened_on, case.due_on = opened_on, draft.due_on
    case.agent_code = draft.owner or case.agent_code
    case.severity = draft.severity.value if complaint and draft.severity else ""
    case.promised_on = draft.promised_on if complaint else None
    case.event, case.event_on = (draft.event, draft.event_on) if claim else ("", None)


def _read(store: Store, case_id: str) -> CaseDetail:
    with store.read() as session:
        return read_detail(session, session.get_one(ServiceCase, case_id))

"""Asking for a service, changing what is asked, and its steps; each is taken back like any act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.enums import PolicyStatus, ServiceKind, ServiceState
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Policy, ServiceOrder
from app.services.base.numbers import next_number
from app.services.base.store import Actor, Store, WriteSession
from app.services.people.policies import worth_on
from app.services.people.policies.rows import check_beneficiaries
from app.services.people.policies.values import read as read_values
from app.services.rules.selling.services import PolicyFacts, due, refused_step, wrong
from app.services.selling.policy_services.applying import apply, beneficiaries_of
from app.services.selling.policy_services.reading import ServiceRow, read

SERIES, PREFIX = "service order", "PS"


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall be changed on which policy. ``values`` by kind: address; beneficiaries (as ``asked_of`` makes them)
    and statutory; sum and premium of a reduction, sum of a paid-up policy; amount of a loan or repayment; fen."""

    policy_id: str
    kind: ServiceKind
    values: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""


def add(store: Store, actor: Actor, asked: Asked) -> ServiceRow:
    """A draft, at the family of the policy. Raises InputError with the fields at fault."""
    with store.write(actor, "service_order.add") as session:
        policy = _policy(session, asked.policy_id)
        session.subject = policy.household_id
        _check(session, policy, asked, session.today)
        order = ServiceOrder(
            number=next_number(session, SERIES, PREFIX), household_id=policy.household_id, policy_id=policy.id,
            agent_code=actor.code, kind=asked.kind.value, asked=dict(asked.values), asked_on=session.today,
            notes=asked.notes.strip(),
        )  # fmt: skip
        session.add(order)
        session.flush()
        session.note(number=order.number, kind=order.kind)
        return _row(session, order)


def change(store: Store, actor: Actor, id: str, asked: Asked, version: int) -> ServiceRow:
    """Another wish, while it is a draft or papers are missing. Raises InputError ``service_fixed`` later, or with the
    fields at fault; ConflictError when it changed since ``version``."""
    with store.write(actor, "service_order.change") as session:
        order = _seen(session, id, version)
        if order.state not in (ServiceState.DRAFT, ServiceState.RETURNED):
            raise bad_input("service_fixed")
        policy = _policy(session, asked.policy_id)
        if policy.household_id != order.household_id:
            raise bad_input("not_found", Place(field="policy_id"))
        _check(session, policy, asked, session.today)
        order.policy_id, order.kind = policy.id, asked.kind.value
        order.asked, order.notes = dict(asked.values), asked.notes.strip()
        session.flush()
        return _row(session, order)


def move(
    store: Store, actor: Actor, id: str, state: ServiceState, version: int, *, on: date | None = None, reason: str = ""
) -> ServiceRow:
    """Take a step on a day (today unless said). Submitted: the insurer's days run. Done: the policy is changed, with
    its riders and the needs it answers. Raises InputError ``service_move``, ``required`` at "reason", or what speaks
    against it now; ConflictError when it changed since ``version``."""
    with store.write(actor, f"service_order.{state.value}") as session:
        order = _seen(session, id, version)
        day, now = on or session.today, ServiceState(order.state)
        since = order.submitted_on or order.asked_on
        if problems := refused_step(now, state, reason, day, since, session.today):
            raise InputError(problems)
        policy, kind = _policy(session, order.policy_id), ServiceKind(order.kind)
        if state in (ServiceState.SUBMITTED, ServiceState.DONE):
            _check(session, policy, Asked(policy.id, kind, order.asked), day)
        if state == ServiceState.SUBMITTED:
            order.submitted_on, order.due_on = day, due(kind, day)
        elif state == ServiceState.DONE:
            order.before = apply(session, policy, kind, order.asked, day)
        if state not in (ServiceState.SUBMITTED, ServiceState.RETURNED):
            order.ended_on = day
        order.state, order.reason = state.value, reason.strip()
        session.note(number=order.number, kind=order.kind, previous=now.value, state=state.value)
        session.flush()
        return _row(session, order)


def _check(session: Session, policy: Policy, asked: Asked, day: date) -> None:
    worth = worth_on(read_values(session, policy.id), policy.starts_on, day)
    facts = PolicyFacts(
        PolicyStatus(policy.status), policy.sum, policy.premium, policy.loan, policy.lapsed_on,
        worth.cash if worth is not None else None,
    )  # fmt: skip
    problems = wrong(asked.kind, asked.values, facts, day)
    problems += check_beneficiaries(beneficiaries_of(asked.values))
    if problems:
        raise InputError(problems)


def _policy(session: Session, policy_id: str) -> Policy:
    policy = session.get(Policy, policy_id)
    if policy is None:
        raise bad_input("not_found", Place(field="policy_id"))
    return policy


def _seen(session: WriteSession, id: str, version: int) -> ServiceOrder:
    order = session.get(ServiceOrder, id)
    if order is None:
        raise bad_input("not_found")
    session.subject = order.household_id
    if order.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return order


def _row(session: Session, order: ServiceOrder) -> ServiceRow:
    return read(session, ServiceOrder.id == order.id)[0]

"""Services as lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.enums import ServiceKind, ServiceState
from app.models import Household, Member, Policy, ServiceOrder
from app.services.base.store import Store
from app.services.rules.selling.services import NEXT, OPEN

MOST = 2000


class ServicesShown(StrEnum):
    """Which of an agent's services; the words are ``services_shown.<code>``."""

    OPEN = "open"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """``asked`` and ``before`` by the fields of the kind; ``due_on`` is when the insurer should have answered."""

    id: str
    version: int
    number: str
    household_id: str
    household: str
    policy_id: str
    policy: str
    policy_number: str
    insured: str
    kind: ServiceKind
    state: ServiceState
    asked: Mapping[str, Any]
    before: Mapping[str, Any]
    asked_on: date
    submitted_on: date | None
    due_on: date | None
    ended_on: date | None
    reason: str
    notes: str

    @property
    def following(self) -> tuple[ServiceState, ...]:
        """The states it may go to now."""
        return NEXT[self.state]

    def late(self, today: date) -> bool:
        """Submitted, and the insurer should have answered."""
        return self.state == ServiceState.SUBMITTED and self.due_on is not None and self.due_on < today


def of_household(store: Store, household_id: str) -> list[ServiceRow]:
    """Those under way first, the latest on top."""
    with store.read() as session:
        return read(session, ServiceOrder.household_id == household_id)


def of_agent(store: Store, agent_code: str, which: ServicesShown, today: date) -> list[ServiceRow]:
    """Of all families of an agent: under way (the first to be answered on top), those of them that the insurer should
    have answered before ``today``, or all."""
    mine = [Household.agent_code == agent_code, Household.archived_at.is_(None)]
    if which != ServicesShown.ALL:
        mine.append(ServiceOrder.state.in_([state.value for state in OPEN]))
    if which == ServicesShown.LATE:
        mine += [ServiceOrder.state == ServiceState.SUBMITTED.value, ServiceOrder.due_on < today]
    with store.read() as session:
        found = read(session, *mine)
    return found if which == ServicesShown.ALL else sorted(found, key=lambda row: (row.due_on or date.max, row.number))


def read(session: Session, *conditions: ColumnElement[bool]) -> list[ServiceRow]:
    """Within a session."""
    query = (
        select(ServiceOrder, Household.name, Policy.product_name, Policy.number, Member.name)
        .join(Household, Household.id == ServiceOrder.household_id)
        .join(Policy, Policy.id == ServiceOrder.policy_id)
        .join(Member, Member.id == Policy.member_id)
        .where(*conditions)
        .order_by(ServiceOrder.state.in_([state.value for state in OPEN]).desc(), ServiceOrder.number.desc())
        .limit(MOST)
    )
    return [
        ServiceRow(
            one.id, one.version, one.number, one.household_id, family, one.policy_id, product, number, insured,
            ServiceKind(one.kind), ServiceState(one.state), dict(one.asked), dict(one.before), one.asked_on,
            one.submitted_on, one.due_on, one.ended_on, one.reason, one.notes,
        )
        for one, family, product, number, insured in session.execute(query)
    ]  # fmt: skip

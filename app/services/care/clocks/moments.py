"""Moments after which a customer is visited or asked: receipts, claims paid, complaints settled, interviews, a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.enums import InterviewStatus
from app.models import Feedback, Household, Interview, Order, ServiceCase
from app.services.care.clocks.seasons import comes_round
from app.services.rules.care.cases import CaseKind
from app.services.rules.care.clock_facts import Moment, MomentFacts, Owner
from app.services.rules.care.clocks import ClockKind, Teller


def moments(session: Session, reach: ColumnElement[bool], teller: Teller) -> Iterator[MomentFacts]:
    """Those whose visit or question may be due. ``about`` is the number of the order or case, else ""."""
    since = _since(teller)
    asked = set(session.scalars(select(Feedback.subject_id).where(Feedback.on_date >= since)))
    family = (Household.id, Household.code, Household.name)
    held: Select[*tuple[Any, ...]] = (
        select(Interview.id, *family, Interview.held_on)
        .join(Household, Household.id == Interview.household_id)
        .where(reach, Interview.status == InterviewStatus.CONFIRMED, Interview.held_on >= since)
    )
    for id, *owner, on in session.connection().execute(held):
        yield MomentFacts(Moment.INTERVIEW, id, Owner(*owner), on, "", id in asked)
    received: Select[*tuple[Any, ...]] = (
        select(Order.id, *family, Order.receipted_on, Order.policy_number, Order.number)
        .join(Household, Household.id == Order.household_id)
        .where(reach, Order.receipted_on >= since)
    )
    for id, *owner, on, policy, number in session.connection().execute(received):
        yield MomentFacts(Moment.DELIVERY, id, Owner(*owner), on, policy or number, id in asked)
    settled = func.coalesce(ServiceCase.paid_on, ServiceCase.resolved_on)
    cases: Select[*tuple[Any, ...]] = (
        select(ServiceCase.id, *family, settled, ServiceCase.kind, ServiceCase.number)
        .join(Household, Household.id == ServiceCase.household_id)
        .where(reach, settled >= since, ServiceCase.kind.in_((CaseKind.CLAIM, CaseKind.COMPLAINT)))
    )
    for id, *owner, on, kind, number in session.connection().execute(cases):
        yield MomentFacts(Moment(kind), id, Owner(*owner), on, number, id in asked)
    last = func.max(Order.receipted_on)
    yearly: Select[*tuple[Any, ...]] = (
        select(*family, last)
        .join(Household, Household.id == Order.household_id)
        .where(reach, Order.receipted_on.is_not(None), Order.receipted_on < since)
        .group_by(*family)
        .having(comes_round(last, *teller.windows[ClockKind.REVISIT]))
    )
    for *owner, on in session.connection().execute(yearly):
        yield MomentFacts(Moment.YEARLY, owner[0], Owner(*owner), on, "")


def _since(teller: Teller) -> date:
    """The earliest day a moment can have happened on for its visit or question to be still shown."""
    rules = teller.rules
    visit = teller.windows[ClockKind.REVISIT][0] - timedelta(days=rules.revisit_days)
    ask = teller.windows[ClockKind.FEEDBACK][0] - timedelta(days=rules.feedback_days)
    return min(visit, ask)

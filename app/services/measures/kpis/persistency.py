"""13-month persistency: of the policies sold here 13 months ago that go on being paid, how many still are in force.

Due are those sold here (not found in an interview, not taken back in their cooling-off) whose premium is to be paid
again, and whose 13th month is reached within the period. A policy that has ended or lapsed does not say on which day it
did unless its end is known, so that one ended later than its 13th month counts as kept only with that day.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, exists, literal, or_, select

from app.enums import OrderState, PolicyStatus
from app.models import Household, Order, OrderLine, Policy, PremiumPaid
from app.services.measures.kpis.spans import Bound


def due(span: Bound, amount: Any) -> Select[Any]:
    """One row per policy whose 13th month is reached in the period."""
    taken_back = exists().where(
        OrderLine.policy_id == Policy.id, Order.id == OrderLine.order_id, Order.state == OrderState.WITHDRAWN.value
    )
    once = or_(Policy.pay_years == 1, Policy.pay_years == 0)
    return (
        select(
            literal("policy").label("record"), Policy.id.label("id"), Policy.household_id.label("household_id"),
            Policy.starts_on.label("on_date"), Policy.product_name.label("what"), amount.label("amount"),
        )
        .join(Household, Household.id == Policy.household_id)
        .where(
            span.whose(Household.agent_code),
            Policy.proposal_item_id.is_not(None),
            Policy.starts_on > bindparam("due_after", type_=Date()),
            Policy.starts_on <= bindparam("due_by", type_=Date()),
            or_(Policy.pay_years.is_(None), ~once),
            ~taken_back,
        )
    )  # fmt: skip


def kept(span: Bound, amount: Any) -> Select[Any]:
    """Of the due, those in force, or ended only after the period's end."""
    later = and_(Policy.ends_on.is_not(None), Policy.ends_on > bindparam("last", type_=Date()))
    return due(span, amount).where(
        or_(Policy.status == PolicyStatus.IN_FORCE, and_(Policy.status == PolicyStatus.ENDED, later))
    )


def paid(span: Bound, amount: Any) -> Select[Any]:
    """Of the kept, those whose premium of the second year is recorded as paid: who records none sees none."""
    record = exists().where(
        PremiumPaid.policy_id == Policy.id,
        PremiumPaid.due_on > Policy.starts_on,
        PremiumPaid.due_on <= bindparam("last", type_=Date()),
    )
    return kept(span, amount).where(record)

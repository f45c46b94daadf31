"""First-year premium of orders in a period: submitted (预收) and in force net of cooling-off returns (承保)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.enums import OrderKind, OrderState, ProductKind
from app.models import Order, OrderLine
from app.services.rules import kpis

IN_FORCE_ON = func.coalesce(Order.issued_on, Order.delivered_on)
"""Insurance is issued before it is delivered; goods are held from their delivery."""


def measures(session: Session, agent_code: str, start: date, end: date) -> dict[str, int]:
    """For the days ``start`` to ``end``: premiums in fen, cases are main products.

    A premium counts when it is submitted, and again as issued when it comes into force; a withdrawal of an order in
    force counts against the period it falls in, so that no figure of an earlier period changes.
    """
    mine = Order.agent_code == agent_code
    submitted = Order.submitted_on.between(start, end)
    withdrawn = (
        (Order.state == OrderState.WITHDRAWN.value)
        & Order.ended_on.between(start, end)
        & ((Order.kind == OrderKind.GOODS.value) | Order.issued_on.is_not(None))
        & IN_FORCE_ON.is_not(None)
    )
    came = IN_FORCE_ON.between(start, end)
    return {
        kpis.SUBMITTED_PREMIUM: _sum(session, mine, submitted),
        kpis.ISSUED_PREMIUM: _sum(session, mine, came) - _sum(session, mine, withdrawn),
        kpis.ISSUED_CASES: _cases(session, mine, came) - _cases(session, mine, withdrawn),
    }


def _sum(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.coalesce(func.sum(Order.premium), 0)).where(*conditions)) or 0


def _cases(session: Session, *conditions: ColumnElement[bool]) -> int:
    lines = select(func.count()).select_from(OrderLine).join(Order, Order.id == OrderLine.order_id)
    main = (OrderLine.product_kind == ProductKind.MAIN.value, OrderLine.left_out == "")
    return session.scalar(lines.where(*conditions, *main)) or 0

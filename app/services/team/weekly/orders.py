"""The agent's orders in the weekly workbook: how far each has come, and what of them waits for the lead's word.

Codes, products, amounts and policy numbers only: no name, no health, no text somebody wrote.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, OrderState, Relation
from app.models import Household, Order, OrderEvent, OrderLine
from app.services.rules.base.weeks import Week
from app.services.rules.selling.orders import ENDED
from app.services.selling.orders import approving
from app.services.selling.orders.lines import lines_of
from app.services.selling.orders.reading import needs_approval
from app.services.team.weekly.members import member_marks
from app.words import say

Content = dict[str, Any]


def of_week(session: Session, agent_code: str, week: Week) -> list[Content]:
    """Orders under way, and those that ended in the week, those that wait for approval first; as plain values."""
    ended = [state.value for state in ENDED]
    rows = session.execute(
        select(Order, Household.code)
        .join(Household, Household.id == Order.household_id)
        .where(
            Order.agent_code == agent_code,
            Order.state != OrderState.DRAFT.value,
            Order.submitted_on <= week.sunday,
            Order.state.not_in(ended) | Order.ended_on.between(week.monday, week.sunday),
        )
        .order_by(Order.number)
    ).all()
    marks = member_marks(session, agent_code) if rows else {}
    none = approving.none_said(session)
    found = [_order(session, order, code, marks, none=none) for order, code in rows]
    return sorted(found, key=lambda one: (not one["waits"], one["number"]))


def _order(
    session: Session, order: Order, household: str, marks: Mapping[str, tuple[Relation, int]], *, none: bool
) -> Content:
    waits = order.state == OrderState.SUBMITTED.value and needs_approval(session, order)
    lines = lines_of(session, order.id)
    approved = session.scalars(
        select(OrderEvent)
        .where(OrderEvent.order_id == order.id, OrderEvent.undone.is_(False), OrderEvent.decided_by != "")
        .order_by(OrderEvent.id.desc())
    ).first()
    return {
        "id": order.id, "number": order.number, "revision": order.revision, "state": order.state,
        "household": household, "premium": order.premium, "waits": waits, "none": none,
        "submitted_on": _day(order.submitted_on), "issued_on": _day(order.issued_on),
        "decided_by": approved.decided_by if approved else "",
        "decided_on": _day(approved.on_date) if approved else None,
        "payer_id": _mark(marks, order.payer_id), "deliver_on": _day(order.deliver_on),
        "lines": [_line(line, marks, order.policy_number) for line in lines],
    }  # fmt: skip


def _line(line: OrderLine, marks: Mapping[str, tuple[Relation, int]], own_number: str) -> Content:
    return {
        "id": line.id, "product": line.product_name, "code": line.product_code,
        "member_id": _mark(marks, line.member_id), "sum": line.sum, "premium": line.premium,
        "left_out": "×" if line.left_out else "", "policy": line.policy_number or own_number,
    }  # fmt: skip


def _mark(marks: Mapping[str, tuple[Relation, int]], id: str | None) -> str:
    if id is None or id not in marks:
        return ""
    relation, number = marks[id]
    return f"{relation.value}:{number}"


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


TEXTS = ("id", "number", "state", "household", "decided_by", "payer_id")
DAYS = ("submitted_on", "issued_on", "decided_on", "deliver_on")
LINE_TEXTS = ("id", "product", "member_id", "left_out")


def read(text: str) -> list[Content]:
    """The orders as they stand in a file; what somebody made unreadable is left out."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    return [one for one in found if _sound(one)] if isinstance(found, list) else []


def _sound(one: Any) -> bool:
    if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in TEXTS):
        return False
    if one["state"] not in list(OrderState) or not all(_is_day(one.get(name)) for name in DAYS):
        return False
    numbers = (one.get("revision"), one.get("premium"))
    lines = one.get("lines")
    if not all(type(number) is int for number in numbers) or not isinstance(lines, list) or not one["submitted_on"]:
        return False
    flags = isinstance(one.get("waits"), bool) and isinstance(one.get("none"), bool)
    return flags and all(
        isinstance(line, dict)
        and all(isinstance(line.get(name), str) for name in LINE_TEXTS)
        and all(type(line.get(name)) is int for name in ("sum", "premium"))
        for line in lines
    )


def _is_day(value: Any) -> bool:
    if value is None:
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def products_of(order: Mapping[str, Any], language: Language, english: Mapping[str, str] = {}) -> str:
    """``终身寿险、医疗险``: of the lines that stand."""
    names = (
        english.get(str(line.get("code", "")), str(line["product"])) for line in order["lines"] if not line["left_out"]
    )
    return ("、" if language == Language.ZH else ", ").join(names)


def approval_words(order: Mapping[str, Any], language: Language) -> str:
    """Who approved it, that it waits, or that the company has no approval."""
    if order["waits"]:
        return "▲ " + say("order_approval.waits", language)
    if order["decided_by"]:
        code = "returned" if order["state"] == OrderState.RETURNED.value else "approved"
        return say(f"order_approval.{code}", language, by=order["decided_by"], on=order["decided_on"])
    return say("order_approval.none", language) if order["none"] else ""

"""What the insurer said to an order line by line, and the customer's answer to what is offered instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.enums import NodeKind, OrderKind, OrderState, Underwriting
from app.errors import InputError, bad_input
from app.models import OrderLine
from app.services.base.store import Actor, Store
from app.services.rules.selling.orders import differences
from app.services.rules.selling.underwriting import Applied, Verdict, settled, wrong
from app.services.selling.orders.commands import record, seen
from app.services.selling.orders.lines import LineRow, content, lines_of
from app.services.selling.orders.reading import OrderDetail, read_detail
from app.services.spine import tracing


def underwrite(
    store: Store, actor: Actor, order_id: str, verdicts: Sequence[Verdict], version: int, reason: str = ""
) -> OrderDetail:
    """Keep what was said to each line that stands, as often as something new is said while the insurer decides. Sum and
    premium of a line become those offered, a line that is postponed, declined or refused by the customer is left out
    with its riders; figures and needs count what is left. Raises InputError with every fault at ``lines``,
    ``order_not_underwritten`` in any other state, ConflictError when the order changed since ``version``."""
    with store.write(actor, "order.underwrite") as session:
        order = seen(session, order_id, version)
        session.subject = order.household_id
        if order.state != OrderState.UNDERWRITING or order.kind != OrderKind.INSURANCE:
            raise bad_input("order_not_underwritten")
        lines = lines_of(session, order_id)
        before = content(order, lines)
        decided = [line for line in lines if _is_decided(line)]
        applied = [_applied(line, dict(order.snapshot)) for line in decided]
        if problems := wrong(applied, verdicts, session.today):
            raise InputError(problems)
        for line, verdict in zip(decided, settled(applied, verdicts), strict=True):
            _fill(line, verdict)
        order.premium = sum(line.premium for line in lines if not line.left_out)
        changes = differences(before, content(order, lines))
        if changes:
            order.revision += 1
            details = {"changes": [asdict(one) for one in changes]}
            record(session, order, "underwritten", reason=reason.strip(), details=details)
            tracing.touched(session, NodeKind.ORDER_LINE, [line.id for line in lines])
        session.note(order=order.id, number=order.number, revision=order.revision)
        session.flush()
        return read_detail(session, order_id)


def verdicts_of(rows: Sequence[LineRow]) -> list[Verdict]:
    """What a form starts from: what was said, else standard terms for what was applied for."""
    return [
        Verdict(
            row.id, row.result or Underwriting.STANDARD, row.sum, row.premium - row.extra_premium, row.extra_premium,
            row.terms, row.postponed_until, row.answer,
        )
        for row in rows
        if not row.left_out or row.result is not None
    ]  # fmt: skip


def _applied(line: OrderLine, snapshot: Mapping[str, Any]) -> Applied:
    """As it was submitted."""
    asked: dict[str, Any] = next((one for one in snapshot.get("lines", ()) if one["id"] == line.id), {})
    return Applied(
        line.id, line.product_name, line.main_id, asked.get("sum", line.sum), asked.get("premium", line.premium)
    )


def _is_decided(line: OrderLine) -> bool:
    """Not one the agent had left out before the insurer saw it."""
    return not line.left_out or bool(line.result)


def _fill(line: OrderLine, verdict: Verdict) -> None:
    line.result = verdict.result.value if verdict.result else ""
    line.answer = verdict.answer.value if verdict.answer else ""
    line.sum, line.premium, line.extra_premium = verdict.sum, verdict.total, verdict.extra_premium
    line.terms, line.postponed_until = verdict.terms, verdict.postponed_until
    line.left_out = "" if verdict.stands else verdict.terms

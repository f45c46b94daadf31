"""Premium issued in the period by product, and by the need it answers.

Counted as the KPI "premium issued": orders that came into force in the period, less those taken back in it. A line that
answers several needs is parted among them by the amounts of its links; its parts add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import Household, Need, Order, OrderLine, TraceLink
from app.services.base.pieces import pieces
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope, by_value, parted
from app.services.measures.kpis.rows import IN_FORCE_ON, came, returned
from app.services.measures.kpis.spans import Bound, Span
from app.services.rules.measures.kpis import Unit

PREMIUM = "premium"


@dataclass(frozen=True, slots=True)
class Line:
    """``amount`` is fen in the first year, negative for what was taken back."""

    id: str
    household_id: str
    household: str
    on_date: date
    product: str
    item_id: str | None
    policy_id: str | None
    amount: int


def answer_products(session: Session, scope: Scope) -> Answer:
    """Fen of premium issued in the period, by product."""
    return _answer(scope, ((line.product, line.amount) for line in _lines(session, scope)))


def rows_products(session: Session, scope: Scope, place: str, _series: str) -> list[DrillRow]:
    """The lines of one product, fen."""
    return [_row(line, line.amount) for line in _lines(session, scope) if line.product == place]


def answer_needs(session: Session, scope: Scope) -> Answer:
    """Places are kinds of need; "" is premium of lines that no need is linked to."""
    return _answer(scope, ((event, amount) for _, event, amount in _parts(session, scope)))


def rows_needs(session: Session, scope: Scope, place: str, _series: str) -> list[DrillRow]:
    """The parts of lines that answer one kind of need, fen."""
    return [_row(line, amount) for line, event, amount in _parts(session, scope) if event == place]


def _answer(scope: Scope, amounts: Iterable[tuple[str, int]]) -> Answer:
    totals: dict[str, int] = {}
    for place, amount in amounts:
        totals[place] = totals.get(place, 0) + amount
    numbers = {(place, PREMIUM): Number(total) for place, total in totals.items()}
    return Answer(scope, Unit.MONEY, by_value(totals), (PREMIUM,), numbers, {"total": sum(totals.values())})


def _lines(session: Session, scope: Scope) -> list[Line]:
    span, bound = Span(scope.agent, scope.period.first, scope.period.last), Bound(not scope.agent)
    found = []
    for day, conditions, sign in ((IN_FORCE_ON, came(bound), 1), (Order.ended_on, returned(bound), -1)):
        query = (
            select(
                OrderLine.id, Order.household_id, Household.name, day, OrderLine.product_name,
                OrderLine.proposal_item_id, OrderLine.policy_id, sign * OrderLine.premium,
            )
            .join(Order, Order.id == OrderLine.order_id)
            .join(Household, Household.id == Order.household_id)
            .where(*conditions, OrderLine.left_out == "")
        )  # fmt: skip
        rows = session.execute(query, span.values())
        found += [Line(*row) for row in rows]  # type: ignore[arg-type] # the span asks for a day
    return found


def _parts(session: Session, scope: Scope) -> list[tuple[Line, str, int]]:
    """Each line with each kind of need it answers and the part of its premium for that kind."""
    lines = _lines(session, scope)
    links = _links(session, [id for line in lines for id in (line.item_id, line.policy_id) if id])
    parts = []
    for line in lines:
        needs = links.get(line.item_id or "") or links.get(line.policy_id or "") or {"": 1}
        amounts = parted(line.amount, list(needs.values()))
        parts += [(line, event, amount) for event, amount in zip(needs, amounts, strict=True)]
    return parts


def _links(session: Session, targets: list[str]) -> Mapping[str, dict[str, int]]:
    """By item or policy: the kinds of need linked to it, with how much of each it answers (fen)."""
    found: dict[str, dict[str, int]] = {}
    for some in pieces(targets):
        query = (
            select(TraceLink.target_id, Need.event, TraceLink.amount)
            .join(Need, Need.id == TraceLink.source_id)
            .where(
                TraceLink.source_kind == NodeKind.NEED.value,
                TraceLink.target_kind.in_([NodeKind.PROPOSAL_ITEM.value, NodeKind.POLICY.value]),
                TraceLink.target_id.in_(some),
                Need.archived_at.is_(None),
            )
            .order_by(TraceLink.target_id, Need.event)
        )
        for target, event, amount in session.execute(query):
            kinds = found.setdefault(target, {})
            kinds[event] = kinds.get(event, 0) + (amount or 0)
    return found


def _row(line: Line, amount: int) -> DrillRow:
    return DrillRow("order_line", line.id, line.household_id, line.household, line.on_date, line.product, amount)

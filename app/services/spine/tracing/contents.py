"""What records say now: the meaningful fields of many records of one kind, in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import (
    Activity,
    Answer,
    Interview,
    Need,
    OrderLine,
    Policy,
    PolicyCover,
    Product,
    ProductCover,
    ProductRate,
    ProposalItem,
    TraceNote,
)
from app.services.base.pieces import pieces

Fields = dict[str, Any]
TABLES: dict[NodeKind, type[Any]] = {
    NodeKind.NEED: Need,
    NodeKind.PROPOSAL_ITEM: ProposalItem,
    NodeKind.ORDER_LINE: OrderLine,
    NodeKind.POLICY: Policy,
    NodeKind.ACTIVITY: Activity,
    NodeKind.NOTE: TraceNote,
    NodeKind.DOCUMENT: TraceNote,
}
COVERS, OF_PRODUCT = "covers", "product."


def contents(session: Session, kind: NodeKind, ids: Iterable[str], names: Sequence[str]) -> dict[str, Fields]:
    """The fields ``names`` of the records, by id; what is not there is missing. Values are as JSON keeps them."""
    found: dict[str, Fields] = {}
    for some in pieces(dict.fromkeys(ids)):
        if kind == NodeKind.ANSWER:
            found |= _answers(session, some, names)
        elif kind in TABLES:
            found |= _rows(session, kind, some, names)
    return found


def _rows(session: Session, kind: NodeKind, ids: list[str], names: Sequence[str]) -> dict[str, Fields]:
    table = TABLES[kind].__table__.c
    own = [name for name in names if name in table]
    query = select(table.id, *(table[name] for name in own)).where(table.id.in_(ids))
    if kind == NodeKind.NEED:
        query = query.where(table.archived_at.is_(None))
    found = {row[0]: {name: _plain(value) for name, value in zip(own, row[1:], strict=True)}
             for row in session.execute(query)}  # fmt: skip
    if COVERS in names:
        for id, covers in _grouped(session, _policy_covers(ids)).items():
            found[id][COVERS] = covers
        for fields in found.values():
            fields.setdefault(COVERS, {})
    if any(name.startswith(OF_PRODUCT) for name in names):
        _add_products(session, found, [name.removeprefix(OF_PRODUCT) for name in names if name.startswith(OF_PRODUCT)])
    return found


def _policy_covers(ids: list[str]) -> Any:
    return select(PolicyCover.policy_id, PolicyCover.event, PolicyCover.amount).where(PolicyCover.policy_id.in_(ids))


def _grouped(session: Session, query: Any) -> dict[str, Fields]:
    """Rows of (id, key, value) as id → {key: value}."""
    found: dict[str, Fields] = {}
    for id, key, value in session.execute(query):
        found.setdefault(id, {})[key] = value
    return found


def _add_products(session: Session, items: dict[str, Fields], names: Sequence[str]) -> None:
    """What matters of the product each item proposes; a product that is gone says nothing."""
    chosen = select(ProposalItem.id, ProposalItem.product_code).where(ProposalItem.id.in_(list(items)))
    codes: dict[str, str] = {row.id: row.product_code for row in session.execute(chosen)}
    own = [name for name in names if name in Product.__table__.c]
    query = select(Product.code, Product.id, *(Product.__table__.c[name] for name in own))
    rows = session.execute(query.where(Product.code.in_(set(codes.values()))))
    products = {row[0]: (row[1], dict(zip(own, map(_plain, row[2:]), strict=True))) for row in rows}
    ids = [id for id, _ in products.values()]
    parts: dict[str, dict[str, Fields]] = {}
    if COVERS in names:
        covers = select(ProductCover.product_id, ProductCover.event, ProductCover.factor)
        parts[COVERS] = _grouped(session, covers.where(ProductCover.product_id.in_(ids)))
    if "rates" in names:
        parts["rates"] = _rates(session, ids)
    for item, fields in items.items():
        id, values = products.get(codes[item], ("", {}))
        for name in names:
            value = parts[name].get(id, {}) if name in parts else values.get(name)
            fields[OF_PRODUCT + name] = value


def _rates(session: Session, ids: list[str]) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    query = select(ProductRate).where(ProductRate.product_id.in_(ids))
    for row in session.scalars(query):
        found.setdefault(row.product_id, {})[f"{row.sex or 'any'} {row.age_from}-{row.age_to}"] = row.rate
    return found


def _answers(session: Session, ids: list[str], names: Sequence[str]) -> dict[str, Fields]:
    """What the household says now to the same question about the same person: its newest answer, whichever interview
    it is from. So a need knows that it rests on something said differently since."""
    asked = select(Answer.id, Interview.household_id, Answer.question, Answer.member_id)
    asked = asked.join(Interview, Interview.id == Answer.interview_id).where(Answer.id.in_(ids))
    places = {row.id: (row.household_id, row.question, row.member_id) for row in session.execute(asked)}
    said = (
        select(Interview.household_id, Answer.question, Answer.member_id, *(getattr(Answer, name) for name in names))
        .join(Interview, Interview.id == Answer.interview_id)
        .where(Interview.household_id.in_({place[0] for place in places.values()}))
        .where(Answer.question.in_({place[1] for place in places.values()}))
        .order_by(Interview.created_at, Interview.id)
    )
    newest = {tuple(row[:3]): dict(zip(names, map(_plain, row[3:]), strict=True)) for row in session.execute(said)}
    return {id: newest[place] for id, place in places.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value

"""What the search box finds beside people: needs, sales, proposals, orders, policies, cases; products by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Household, Need, Opportunity, Order, Policy, Product, Proposal, ServiceCase
from app.services.base.store import Store
from app.services.rules.base import names

LEAST = 2
"""Letters or figures before records are looked for."""
EACH = 4
"""Of one kind at most: the box shows a few of all."""


class Found(StrEnum):
    """A kind of record the box opens."""

    NEED = "need"
    OPPORTUNITY = "opportunity"
    PROPOSAL = "proposal"
    ORDER = "order"
    POLICY = "policy"
    CASE = "case"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Hit:
    """``household_id`` and its name are None and "" of a product; ``number`` is a product's code."""

    kind: Found
    id: str
    number: str
    name: str
    household_id: str | None = None


def find(store: Store, text: str) -> list[Hit]:
    """Records whose number holds ``text``, products whose code or name does, at most :data:`EACH` of a kind, those
    that begin with it first. Nothing of families in the recycle bin."""
    wanted = names.fold(text).replace(" ", "")
    if len(wanted) < LEAST:
        return []
    with store.read() as session:
        return [*_by_number(session, wanted), *_products(session, wanted)]


def _by_number(session: Session, wanted: str) -> Iterator[Hit]:
    """Numbers are letters and figures: without a figure none is meant, but a policy's may be anything."""
    for kind, model, column in (
        (Found.NEED, Need, Need.number),
        (Found.OPPORTUNITY, Opportunity, Opportunity.number),
        (Found.PROPOSAL, Proposal, Proposal.number),
        (Found.ORDER, Order, Order.number),
        (Found.POLICY, Policy, Policy.number),
        (Found.CASE, ServiceCase, ServiceCase.number),
    ):
        if not any(letter.isdigit() for letter in wanted):
            continue
        query = (
            select(model.id, column, Household.name, Household.id)
            .outerjoin(Household, Household.id == model.household_id)  # a need of a named matrix may be nobody's
            .where(column.icontains(wanted, autoescape=True), Household.archived_at.is_(None))
        )
        for id, number, name, household_id in session.execute(_first(query, column, wanted)):
            yield Hit(kind, id, number, name or "", household_id)


def _products(session: Session, wanted: str) -> Iterator[Hit]:
    query = select(Product.id, Product.code, Product.name_zh).where(
        or_(*(column.icontains(wanted, autoescape=True) for column in (Product.code, Product.name_zh, Product.name_en)))
    )
    yield from (Hit(Found.PRODUCT, *row) for row in session.execute(_first(query, Product.code, wanted)))


def _first(query: Any, column: Any, wanted: str) -> Any:
    """Those that begin with what is wanted, the others after them."""
    return query.order_by(~column.istartswith(wanted, autoescape=True), column).limit(EACH)

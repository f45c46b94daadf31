"""What the tables say of the items of a plan: of the very sex and age, for the version sold, by the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.services.offers.illustrations.keeping import edition_of
from app.services.rules.offers.cash_flow import Worth
from app.services.rules.offers.combinations import Item, Request
from app.services.rules.offers.products import Product

Worths = Mapping[tuple[str, str], Mapping[int, Worth]]


def worth_of(session: Session, items: Iterable[Item], products: Mapping[str, Product], request: Request) -> Worths:
    """By product and insured, by policy year, fen; nothing for an item no table was kept for: values of another age are
    not guessed. Each is in proportion to the sum, rounded down."""
    people = {person.key: person for person in request.people}
    found: dict[tuple[str, str], dict[int, Worth]] = {}
    for item in items:
        life = request.life(products[item.product], people[item.insured])
        row = _table(session, item.product, life.sex, life.age)
        if row is not None:
            found[item.product, item.insured] = {
                line[0]: Worth(*(None if one is None else one * item.sum // row.sum for one in line[1:]))
                for line in row.lines
            }
    return found


def _table(session: Session, code: str, sex: str | None, age: int | None) -> models.ProductIllustration | None:
    product_id = session.scalar(select(models.Product.id).where(models.Product.code == code))
    if product_id is None:
        return None
    table = models.ProductIllustration
    query = select(table).where(table.product_id == product_id, table.edition == edition_of(session, product_id))
    return session.scalars(query.where(table.sex == (sex or ""), table.age == age)).one_or_none()

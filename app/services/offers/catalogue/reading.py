"""The catalogue as it is in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import models
from app.enums import Event, Grade, Language, ProductKind, ProductPhase
from app.errors import bad_input
from app.services.base.store import Store
from app.services.offers.catalogue.documents import DECIMALS
from app.services.rules.offers.products import Cover, Product, Rate

PLAIN = tuple(f.name for f in fields(Product) if f.name not in ("covers", "rates", "mains", *DECIMALS))


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as the library lists it."""

    id: str
    product: Product
    version: int = 1

    def name(self, language: Language) -> str:
        """Its name in the language."""
        return self.product.name_zh if language == Language.ZH else self.product.name_en

    def on_sale(self, day: date) -> bool:
        """Whether it may be sold on the day; both ends are included, and a missing one is open."""
        first, last = self.product.on_sale_from, self.product.on_sale_to
        return (first is None or first <= day) and (last is None or day <= last)


def listing(store: Store) -> list[ProductRow]:
    """All products, in the order of the catalogue, in three queries."""
    with store.read() as session:
        return read_all(session)


def sells_goods(store: Store) -> bool:
    """Whether the catalogue holds goods, which pay on no event of insurance; an empty one may come to hold them."""
    with store.read() as session:
        events = set(session.scalars(select(models.ProductCover.event).distinct()))
    return not events or bool(events - {event.value for event in Event})


def sells_only_goods(store: Store) -> bool:
    """Whether there are goods in the catalogue and no insurance."""
    with store.read() as session:
        events = set(session.scalars(select(models.ProductCover.event).distinct()))
    return bool(events) and not events & {event.value for event in Event}


def products(store: Store) -> tuple[Product, ...]:
    """What the solver works with."""
    return tuple(row.product for row in listing(store))


def read_all(session: Session, ids: Sequence[str] | None = None) -> list[ProductRow]:
    """All products, or those with these ids, in the order of the catalogue."""

    def chosen(query: Select[Any], column: Any) -> Select[Any]:
        return query if ids is None else query.where(column.in_(ids))

    covers: dict[str, list[Cover]] = {}
    of_covers = chosen(select(models.ProductCover), models.ProductCover.product_id)
    for row in session.execute(of_covers.order_by(models.ProductCover.event)).scalars():
        covers.setdefault(row.product_id, []).append(Cover(row.event, Decimal(row.factor)))
    rates: dict[str, list[Rate]] = {}
    columns = models.ProductRate.__table__.c
    ordered = chosen(
        select(columns.product_id, columns.sex, columns.age_from, columns.age_to, columns.rate), columns.product_id
    )
    for product_id, sex, first, last, rate in session.execute(ordered.order_by(columns.sex, columns.age_from)):
        rates.setdefault(product_id, []).append(Rate(sex or None, first, last, Decimal(rate)))
    query = chosen(select(models.Product), models.Product.id)
    rows = session.scalars(query.order_by(models.Product.position, models.Product.code))
    return [
        ProductRow(row.id, _product(row, covers.get(row.id, []), rates.get(row.id, [])), row.version) for row in rows
    ]


def one(session: Session, product_id: str) -> ProductRow:
    """Raises ``not_found``."""
    found = read_all(session, [product_id])
    if not found:
        raise bad_input("not_found")
    return found[0]


def _product(row: models.Product, covers: list[Cover], rates: list[Rate]) -> Product:
    values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    values["kind"], values["grade"] = ProductKind(row.kind), Grade(row.grade)
    values["phase"] = None if row.phase is None else ProductPhase(row.phase)
    values["facts"] = dict(row.facts)
    return Product(
        **values,
        covers=tuple(covers),
        rates=tuple(rates),
        mains=tuple(row.mains),
        rate_unit=Decimal(row.rate_unit),
        max_ratio_to_main=None if row.max_ratio_to_main is None else Decimal(row.max_ratio_to_main),
    )

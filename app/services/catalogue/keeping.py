"""The catalogue in the store."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app import models
from app.enums import Grade, Language, NodeKind, ProductKind, ProductPhase
from app.errors import Place, bad_input
from app.services import tracing
from app.services.rules.products import Cover, Product, Rate
from app.services.store import Actor, Store, WriteSession

DECIMALS = ("rate_unit", "max_ratio_to_main")
PLAIN = tuple(f.name for f in fields(Product) if f.name not in ("covers", "rates", "mains", *DECIMALS))


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as the library lists it."""

    id: str
    product: Product

    def name(self, language: Language) -> str:
        return self.product.name_zh if language == Language.ZH else self.product.name_en

    def on_sale(self, day: date) -> bool:
        first, last = self.product.on_sale_from, self.product.on_sale_to
        return (first is None or first <= day) and (last is None or day <= last)


def listing(store: Store) -> list[ProductRow]:
    """All products, in the order of the catalogue, in three queries."""
    with store.read() as session:
        return read_all(session)


def products(store: Store) -> tuple[Product, ...]:
    """What the solver works with."""
    return tuple(row.product for row in listing(store))


def withdraw(store: Store, actor: Actor, product_id: str, last_day: date | None) -> ProductRow:
    """No longer sold after ``last_day``; None puts it back on sale. Every need it is proposed for is told.

    Raises ``ends_before_start`` when it would end before it began, ``not_found``.
    """
    with store.write(actor, "product.withdraw" if last_day else "product.restore", product_id) as session:
        row = session.get(models.Product, product_id)
        if row is None:
            raise bad_input("not_found")
        if last_day is not None and row.on_sale_from is not None and last_day < row.on_sale_from:
            raise bad_input("ends_before_start", Place(field="on_sale_to"))
        row.on_sale_to = last_day
        tracing.touched(session, NodeKind.PRODUCT, [product_id])
        return next(found for found in read_all(session) if found.id == product_id)


def add(session: WriteSession, product: Product, position: int) -> str:
    """A new product at ``position``; returns its id."""
    row = models.Product(position=position, **_columns(product))
    session.add(row)
    session.flush()
    _add_parts(session, row.id, product)
    return row.id


def replace(session: WriteSession, product_id: str, product: Product) -> None:
    """All columns, covers and rates of a product."""
    row = session.get_one(models.Product, product_id)
    for name, value in _columns(product).items():
        setattr(row, name, value)
    session.execute(delete(models.ProductCover).where(models.ProductCover.product_id == product_id))
    session.execute(delete(models.ProductRate).where(models.ProductRate.product_id == product_id))
    session.flush()
    _add_parts(session, product_id, product)


def _columns(product: Product) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(product, name) for name in PLAIN}
    for name in ("kind", "grade", "phase"):
        values[name] = None if values[name] is None else str(values[name])
    values["mains"] = list(product.mains)
    values |= {name: None if (v := getattr(product, name)) is None else _plain(v) for name in DECIMALS}
    return values


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _add_parts(session: WriteSession, product_id: str, product: Product) -> None:
    if product.covers:
        covers = [{"product_id": product_id, "event": c.event, "factor": _plain(c.factor)} for c in product.covers]
        session.execute(insert(models.ProductCover), covers)
    rates = [
        {
            "product_id": product_id,
            "sex": r.sex or "",
            "age_from": r.age_from,
            "age_to": r.age_to,
            "rate": _plain(r.rate),
        }
        for r in product.rates
    ]
    session.execute(insert(models.ProductRate), rates)


def read_all(session: Session) -> list[ProductRow]:
    """All products, in the order of the catalogue."""
    covers: dict[str, list[Cover]] = {}
    for row in session.execute(select(models.ProductCover).order_by(models.ProductCover.event)).scalars():
        covers.setdefault(row.product_id, []).append(Cover(row.event, Decimal(row.factor)))
    rates: dict[str, list[Rate]] = {}
    columns = models.ProductRate.__table__.c
    ordered = select(columns.product_id, columns.sex, columns.age_from, columns.age_to, columns.rate)
    for product_id, sex, first, last, rate in session.execute(ordered.order_by(columns.sex, columns.age_from)):
        rates.setdefault(product_id, []).append(Rate(sex or None, first, last, Decimal(rate)))
    rows = session.scalars(select(models.Product).order_by(models.Product.position, models.Product.code))
    return [ProductRow(row.id, _product(row, covers.get(row.id, []), rates.get(row.id, []))) for row in rows]


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

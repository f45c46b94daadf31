"""Products written: added, replaced, withdrawn, brought back; what they were is kept as a version."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm.attributes import flag_modified

from app import models
from app.enums import NodeKind, VersionCause
from app.errors import Place, bad_input
from app.services.base.store import Actor, Store, WriteSession
from app.services.offers.catalogue import versions
from app.services.offers.catalogue.documents import DECIMALS, plain_decimal
from app.services.offers.catalogue.reading import PLAIN, ProductRow, one
from app.services.rules.offers.products import Product
from app.services.spine import tracing


def withdraw(store: Store, actor: Actor, product_id: str, last_day: date | None) -> ProductRow:
    """No longer sold after ``last_day``; None puts it on sale without an end. Every need it is proposed for is told,
    and what it was is kept as a version. Raises ``ends_before_start`` when it would end before it began, ``not_found``.
    """
    with store.write(actor, "product.withdraw" if last_day else "product.restore", product_id) as session:
        row = one(session, product_id)
        first = row.product.on_sale_from
        if last_day is not None and first is not None and last_day < first:
            raise bad_input("ends_before_start", Place(field="on_sale_to"))
        cause = VersionCause.WITHDRAWN if last_day else VersionCause.RESTORED
        return _end_on(session, row, last_day, cause)


def bring_back(store: Store, actor: Actor, product_id: str) -> ProductRow:
    """On sale as it was before it was withdrawn, with the last day it had then. Raises ``not_found``."""
    with store.write(actor, "product.restore", product_id) as session:
        row = one(session, product_id)
        last_day = versions.end_before_withdrawal(session, product_id, session.today)
        return _end_on(session, row, last_day, VersionCause.RESTORED)


def _end_on(session: WriteSession, row: ProductRow, last_day: date | None, cause: VersionCause) -> ProductRow:
    if row.product.on_sale_to == last_day:
        return row
    versions.keep(session, row.id, row.product, cause)
    session.get_one(models.Product, row.id).on_sale_to = last_day
    tracing.touched(session, NodeKind.PRODUCT, [row.id])
    session.flush()
    return one(session, row.id)


def add(session: WriteSession, product: Product, position: int) -> str:
    """A new product at ``position``; returns its id."""
    row = models.Product(position=position, **_columns(product))
    session.add(row)
    session.flush()
    _add_parts(session, row.id, product)
    return row.id


def replace(session: WriteSession, row: ProductRow, product: Product, cause: VersionCause, note: str = "") -> None:
    """All columns, covers and rates of a product; what it was is kept as a version."""
    product_id = row.id
    versions.keep(session, product_id, row.product, cause, note)
    stored = session.get_one(models.Product, product_id)
    flag_modified(stored, "facts")  # a change of rates alone is a change of the product as well
    for name, value in _columns(product).items():
        setattr(stored, name, value)
    session.execute(delete(models.ProductCover).where(models.ProductCover.product_id == product_id))
    session.execute(delete(models.ProductRate).where(models.ProductRate.product_id == product_id))
    session.flush()
    _add_parts(session, product_id, product)


def _columns(product: Product) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(product, name) for name in PLAIN}
    for name in ("kind", "grade", "phase"):
        values[name] = None if values[name] is None else str(values[name])
    values["mains"] = list(product.mains)
    values |= {name: None if (v := getattr(product, name)) is None else plain_decimal(v) for name in DECIMALS}
    return values


def _add_parts(session: WriteSession, product_id: str, product: Product) -> None:
    if product.covers:
        covers = [
            {"product_id": product_id, "event": c.event, "factor": plain_decimal(c.factor)} for c in product.covers
        ]
        session.execute(insert(models.ProductCover), covers)
    rates = [
        {
            "product_id": product_id,
            "sex": r.sex or "",
            "age_from": r.age_from,
            "age_to": r.age_to,
            "rate": plain_decimal(r.rate),
        }
        for r in product.rates
    ]
    session.execute(insert(models.ProductRate), rates)

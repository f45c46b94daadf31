"""A product as plain JSON, exact to the last digit, and back: what a version keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import Grade, ProductKind, ProductPhase
from app.services.rules.offers.products import Cover, Product, Rate

NAMES = tuple(field.name for field in fields(Product))
DAYS = ("on_sale_from", "on_sale_to")
DECIMALS = ("rate_unit", "max_ratio_to_main")


def to_document(product: Product) -> dict[str, Any]:
    """Decimals as texts, days as ISO texts; every field of the product."""
    values = {name: _plain(getattr(product, name)) for name in NAMES}
    values["covers"] = [[cover.event, plain_decimal(cover.factor)] for cover in product.covers]
    values["rates"] = [[r.sex, r.age_from, r.age_to, plain_decimal(r.rate)] for r in product.rates]
    return values


def from_document(document: Mapping[str, Any]) -> Product:
    """What :func:`to_document` wrote; a field a later program has added has its default."""
    values = {name: document[name] for name in NAMES if name in document}
    values["kind"], values["grade"] = ProductKind(values["kind"]), Grade(values["grade"])
    values["phase"] = ProductPhase(values["phase"]) if values["phase"] else None
    values["mains"], values["facts"] = tuple(values["mains"]), dict(values["facts"])
    for name in DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in DECIMALS:
        values[name] = Decimal(values[name]) if values[name] is not None else None
    values["covers"] = tuple(Cover(event, Decimal(factor)) for event, factor in values["covers"])
    values["rates"] = tuple(Rate(sex, first, last, Decimal(rate)) for sex, first, last, rate in values["rates"])
    return Product(**values)


def plain_decimal(value: Decimal) -> str:
    """All digits and nothing else: 0.1, never 1E-1."""
    return format(value.normalize(), "f")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value

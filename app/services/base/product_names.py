"""What a product is called in English, beside the name that a policy or an order has of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, func, select
from sqlalchemy.orm import Session

from app.models import Product
from app.services.base.store import Store


def english_names(session: Session) -> dict[str, str]:
    """Code → English name, of the products of the catalogue that have one."""
    return {code: name for code, name in session.execute(select(Product.code, Product.name_en)) if name}


def in_english(store: Store) -> dict[str, str]:
    """The same of a store."""
    with store.read() as session:
        return english_names(session)


def english_name(code: Any, name: Any) -> ColumnElement[str]:
    """Of the product with this ``code`` in the catalogue; ``name`` where it is not there or has no English name."""
    english = select(func.nullif(Product.name_en, "")).where(Product.code == code, Product.code != "").limit(1)
    return func.coalesce(english.scalar_subquery(), name, type_=String)

"""What a product is called in English, beside the name that a policy or an order has of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, func, select

from app.models import Product


def english_name(code: Any, name: Any) -> ColumnElement[str]:
    """Of the product with this ``code`` in the catalogue; ``name`` where it is not there or has no English name."""
    english = select(func.nullif(Product.name_en, "")).where(Product.code == code, Product.code != "").limit(1)
    return func.coalesce(english.scalar_subquery(), name, type_=String)

"""The product catalogue: what is sold, what it covers, what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class Product(Row, Base):
    """Sums in fen. ``rate_unit``, ``max_ratio_to_main``, factors and rates are decimal texts: exact and portable."""

    __tablename__ = "product"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name_zh: Mapped[str] = mapped_column(NAME)
    name_en: Mapped[str] = mapped_column(NAME, default="")
    insurer: Mapped[str] = mapped_column(NAME, default="")
    kind: Mapped[str] = mapped_column(String(12), index=True)
    category: Mapped[str] = mapped_column(NAME, default="")
    sex: Mapped[str | None] = mapped_column(String(1), default=None)
    age_min: Mapped[int | None] = mapped_column(default=None)
    age_max: Mapped[int | None] = mapped_column(default=None)
    occupation_max: Mapped[int | None] = mapped_column(default=None)
    pay_years: Mapped[str] = mapped_column(String(12), default="")
    term: Mapped[str] = mapped_column(String(12), default="")
    age_plus_pay_max: Mapped[int | None] = mapped_column(default=None)
    sum_min: Mapped[int]
    sum_max: Mapped[int | None] = mapped_column(default=None)
    sum_step: Mapped[int]
    rate_unit: Mapped[str] = mapped_column(String(40))
    grade: Mapped[str] = mapped_column(String(2), default="P1")
    mains: Mapped[list[Any]] = mapped_column(default=list)
    max_ratio_to_main: Mapped[str | None] = mapped_column(String(40), default=None)
    indemnity: Mapped[bool] = mapped_column(default=False)
    on_sale_from: Mapped[date | None] = mapped_column(default=None)
    on_sale_to: Mapped[date | None] = mapped_column(default=None)
    cooling_off_days: Mapped[int | None] = mapped_column(default=None)
    waiting_days: Mapped[int | None] = mapped_column(default=None)
    phase: Mapped[str | None] = mapped_column(String(12), default=None)
    commission_rate: Mapped[int | None] = mapped_column(default=None)  # of the first year, hundredths of a per cent
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)


class ProductCover(Base):
    __tablename__ = "product_cover"

    product_id: Mapped[str] = mapped_column(ID, ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    event: Mapped[str] = mapped_column(CODE, primary_key=True)
    factor: Mapped[str] = mapped_column(String(40))


class ProductRate(Base):
    """``sex`` is "" for any, so that the unique key holds everywhere."""

    __tablename__ = "product_rate"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = link("product.id", ondelete="CASCADE")
    sex: Mapped[str] = mapped_column(String(1), default="")
    age_from: Mapped[int]
    age_to: Mapped[int]
    rate: Mapped[str] = mapped_column(String(40))

    __table_args__ = (UniqueConstraint("product_id", "sex", "age_from", name="uq_product_rate_age"),)


class ProductVersion(Row, Base):
    """A product as it was until it was changed: ``created_at`` is when it ended, ``cause`` and ``note`` say why.

    The product's own row is the newest version; ``edition`` counts from 1; ``document`` is all of it, with its rates.
    """

    __tablename__ = "product_version"

    product_id: Mapped[str] = link("product.id", ondelete="CASCADE")
    edition: Mapped[int]
    cause: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(Text, default="")
    agent_code: Mapped[str] = mapped_column(CODE)
    document: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("product_id", "edition", name="uq_product_version_edition"),)

"""The first schema: the tables of ``app.models.offers.illustrations``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "product_illustration",
    SCHEMA,
    sa.Column("product_id", sa.String(32), nullable=False),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("sex", sa.String(1), nullable=False),
    sa.Column("age", NUMBER, nullable=False),
    sa.Column("sum", NUMBER, nullable=False),
    sa.Column("rate", sa.String(40), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("shown_on", sa.Date(), nullable=False),
    sa.Column("lines", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_product_illustration"),
    sa.ForeignKeyConstraint(
        ["product_id"], ["product.id"], name="fk_product_illustration_product_id_product", ondelete="CASCADE"
    ),
    sa.UniqueConstraint("product_id", "edition", "sex", "age", name="uq_product_illustration_person"),
    sa.Index("ix_product_illustration_product_id", "product_id"),
)

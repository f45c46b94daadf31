"""The first schema: the tables of ``app.models.offers.products``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "product",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name_zh", sa.String(120), nullable=False),
    sa.Column("name_en", sa.String(120), nullable=False),
    sa.Column("insurer", sa.String(120), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("category", sa.String(120), nullable=False),
    sa.Column("sex", sa.String(1), nullable=True),
    sa.Column("age_min", NUMBER, nullable=True),
    sa.Column("age_max", NUMBER, nullable=True),
    sa.Column("occupation_max", NUMBER, nullable=True),
    sa.Column("pay_years", sa.String(12), nullable=False),
    sa.Column("term", sa.String(12), nullable=False),
    sa.Column("age_plus_pay_max", NUMBER, nullable=True),
    sa.Column("sum_min", NUMBER, nullable=False),
    sa.Column("sum_max", NUMBER, nullable=True),
    sa.Column("sum_step", NUMBER, nullable=False),
    sa.Column("rate_unit", sa.String(40), nullable=False),
    sa.Column("grade", sa.String(2), nullable=False),
    sa.Column("mains", DOCUMENT, nullable=False),
    sa.Column("max_ratio_to_main", sa.String(40), nullable=True),
    sa.Column("indemnity", sa.Boolean(), nullable=False),
    sa.Column("on_sale_from", sa.Date(), nullable=True),
    sa.Column("on_sale_to", sa.Date(), nullable=True),
    sa.Column("cooling_off_days", NUMBER, nullable=True),
    sa.Column("waiting_days", NUMBER, nullable=True),
    sa.Column("phase", sa.String(12), nullable=True),
    sa.Column("commission_rate", NUMBER, nullable=True),
    sa.Column("facts", DOCUMENT, nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_product"),
    sa.UniqueConstraint("code", name="uq_product_code"),
    sa.Index("ix_product_kind", "kind"),
)

sa.Table(
    "product_cover",
    SCHEMA,
    sa.Column("product_id", sa.String(32), nullable=False),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("factor", sa.String(40), nullable=False),
    sa.PrimaryKeyConstraint("product_id", "event", name="pk_product_cover"),
    sa.ForeignKeyConstraint(
        ["product_id"], ["product.id"], name="fk_product_cover_product_id_product", ondelete="CASCADE"
    ),
)

sa.Table(
    "product_rate",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("product_id", sa.String(32), nullable=False),
    sa.Column("sex", sa.String(1), nullable=False),
    sa.Column("age_from", NUMBER, nullable=False),
    sa.Column("age_to", NUMBER, nullable=False),
    sa.Column("rate", sa.String(40), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_product_rate"),
    sa.ForeignKeyConstraint(
        ["product_id"], ["product.id"], name="fk_product_rate_product_id_product", ondelete="CASCADE"
    ),
    sa.UniqueConstraint("product_id", "sex", "age_from", name="uq_product_rate_age"),
    sa.Index("ix_product_rate_product_id", "product_id"),
)

sa.Table(
    "product_version",
    SCHEMA,
    sa.Column("product_id", sa.String(32), nullable=False),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("cause", sa.String(12), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("document", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_product_version"),
    sa.ForeignKeyConstraint(
        ["product_id"], ["product.id"], name="fk_product_version_product_id_product", ondelete="CASCADE"
    ),
    sa.UniqueConstraint("product_id", "edition", name="uq_product_version_edition"),
    sa.Index("ix_product_version_product_id", "product_id"),
)

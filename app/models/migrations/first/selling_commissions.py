"""The first schema: the tables of ``app.models.selling.commissions``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import NUMBER, SCHEMA

sa.Table(
    "commission_paid",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("month", sa.Date(), nullable=False),
    sa.Column("policy_number", sa.String(40), nullable=False),
    sa.Column("product", sa.String(120), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("year", NUMBER, nullable=True),
    sa.Column("ordinal", NUMBER, nullable=False),
    sa.Column("premium", NUMBER, nullable=True),
    sa.Column("rate", NUMBER, nullable=True),
    sa.Column("amount", NUMBER, nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_commission_paid"),
    sa.UniqueConstraint(
        "agent_code", "month", "policy_number", "product", "kind", "year", "ordinal", name="uq_commission_paid_line"
    ),
    sa.Index("ix_commission_paid_policy", "policy_number"),
)

sa.Table(
    "commission_rate",
    SCHEMA,
    sa.Column("product_code", sa.String(40), nullable=False),
    sa.Column("role", sa.String(12), nullable=False),
    sa.Column("year", NUMBER, nullable=False),
    sa.Column("rate", NUMBER, nullable=False),
    sa.Column("holds_from", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_commission_rate"),
    sa.UniqueConstraint("product_code", "role", "year", "holds_from", name="uq_commission_rate_place"),
)

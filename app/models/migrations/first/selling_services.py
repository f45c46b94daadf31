"""The first schema: the tables of ``app.models.selling.services``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "service_order",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("asked", DOCUMENT, nullable=False),
    sa.Column("before", DOCUMENT, nullable=False),
    sa.Column("asked_on", sa.Date(), nullable=False),
    sa.Column("submitted_on", sa.Date(), nullable=True),
    sa.Column("due_on", sa.Date(), nullable=True),
    sa.Column("ended_on", sa.Date(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_service_order"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_service_order_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["policy_id"], ["policy.id"], name="fk_service_order_policy_id_policy", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("number", name="uq_service_order_number"),
    sa.Index("ix_service_order_due_on", "due_on"),
    sa.Index("ix_service_order_household_id", "household_id"),
    sa.Index("ix_service_order_policy_id", "policy_id"),
)

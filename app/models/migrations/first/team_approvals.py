"""The first schema: the tables of ``app.models.team.approvals``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "approval_request",
    SCHEMA,
    sa.Column("store_id", sa.String(40), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("agent_name", sa.String(120), nullable=False),
    sa.Column("order_id", sa.String(32), nullable=False),
    sa.Column("revision", NUMBER, nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_code", sa.String(40), nullable=False),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("submitted_on", sa.Date(), nullable=False),
    sa.Column("content", DOCUMENT, nullable=False),
    sa.Column("file", sa.Text(), nullable=False),
    sa.Column("received_at", sa.DateTime(), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("decided_on", sa.Date(), nullable=True),
    sa.Column("decided_by", sa.String(120), nullable=False),
    sa.Column("decided_code", sa.String(40), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("sent_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_approval_request"),
    sa.UniqueConstraint("store_id", "order_id", "revision", name="uq_approval_request_version"),
    sa.Index("ix_approval_request_agent_code", "agent_code"),
)

"""The first schema: the tables of ``app.models.base.keeping``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "audit",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("actor", sa.String(40), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(32), nullable=True),
    sa.Column("details", DOCUMENT, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_audit"),
    sa.Index("ix_audit_subject", "subject"),
)

sa.Table(
    "series",
    SCHEMA,
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("last", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("name", name="pk_series"),
)

sa.Table(
    "setting",
    SCHEMA,
    sa.Column("key", sa.String(40), nullable=False),
    sa.Column("value", DOCUMENT, nullable=True),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint("key", name="pk_setting"),
)

sa.Table(
    "unit_image",
    SCHEMA,
    sa.Column("audit_id", NUMBER, nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("undoes", NUMBER, nullable=True),
    sa.Column("size", NUMBER, nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("audit_id", name="pk_unit_image"),
    sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name="fk_unit_image_audit_id_audit", ondelete="RESTRICT"),
)

"""The first schema: the tables of ``app.models.tables.reports``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "kept_report",
    SCHEMA,
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("document", DOCUMENT, nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_kept_report"),
    sa.UniqueConstraint("name", name="uq_kept_report_name"),
)

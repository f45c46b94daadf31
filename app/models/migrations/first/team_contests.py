"""The first schema: the tables of ``app.models.team.contests``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import NUMBER, SCHEMA

sa.Table(
    "contest",
    SCHEMA,
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("kpi", sa.String(40), nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=False),
    sa.Column("ends_on", sa.Date(), nullable=False),
    sa.Column("least", NUMBER, nullable=False),
    sa.Column("prize", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_contest"),
)

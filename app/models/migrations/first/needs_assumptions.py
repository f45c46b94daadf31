"""The first schema: the tables of ``app.models.needs.assumptions``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "assumption_set",
    SCHEMA,
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("values", DOCUMENT, nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("archived_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_assumption_set"),
    sa.UniqueConstraint("name", "edition", name="uq_assumption_set_edition"),
)

sa.Table(
    "life_event",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("happened_on", sa.Date(), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("closed_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_life_event"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_life_event_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_life_event_member_id_member", ondelete="RESTRICT"),
    sa.Index("ix_life_event_household_id", "household_id"),
    sa.Index("ix_life_event_member_id", "member_id"),
)

"""The first schema: the tables of ``app.models.people.health``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "health_consent",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("given_on", sa.Date(), nullable=False),
    sa.Column("given_by", sa.String(120), nullable=False),
    sa.Column("wording", sa.String(40), nullable=False),
    sa.Column("pass_on", sa.Boolean(), nullable=False),
    sa.Column("nothing_on", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_health_consent"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_health_consent_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["member_id"], ["member.id"], name="fk_health_consent_member_id_member", ondelete="RESTRICT"
    ),
    sa.Index("ix_health_consent_household_id", "household_id"),
    sa.Index("ix_health_consent_member_id", "member_id"),
)

sa.Table(
    "health_note",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("consent_id", sa.String(32), nullable=False),
    sa.Column("condition", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("since", sa.Date(), nullable=True),
    sa.Column("treatment", sa.String(12), nullable=False),
    sa.Column("values", DOCUMENT, nullable=False),
    sa.Column("source", sa.String(12), nullable=False),
    sa.Column("noted_on", sa.Date(), nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_health_note"),
    sa.ForeignKeyConstraint(
        ["consent_id"], ["health_consent.id"], name="fk_health_note_consent_id_health_consent", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_health_note_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_health_note_member_id_member", ondelete="RESTRICT"),
    sa.Index("ix_health_note_consent_id", "consent_id"),
    sa.Index("ix_health_note_household_id", "household_id"),
    sa.Index("ix_health_note_member_id", "member_id"),
)

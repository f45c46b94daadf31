"""The first schema: the tables of ``app.models.people.households``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "agent",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("licence", sa.String(40), nullable=False),
    sa.Column("grade", sa.String(2), nullable=False),
    sa.Column("team", sa.String(120), nullable=False),
    sa.Column("skills", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_agent"),
    sa.UniqueConstraint("code", name="uq_agent_code"),
)

sa.Table(
    "household",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("phone", sa.String(40), nullable=False),
    sa.Column("sort_key", sa.String(240), nullable=False),
    sa.Column("search_key", sa.Text(), nullable=False),
    sa.Column("contact_id", sa.String(32), nullable=True),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("stage_since", sa.Date(), nullable=True),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("city", sa.String(120), nullable=False),
    sa.Column("address", sa.Text(), nullable=False),
    sa.Column("wechat", sa.String(120), nullable=False),
    sa.Column("email", sa.String(120), nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("tags", DOCUMENT, nullable=False),
    sa.Column("tag_key", sa.Text(), nullable=False),
    sa.Column("classification", sa.String(40), nullable=False),
    sa.Column("referrer_id", sa.String(32), nullable=True),
    sa.Column("finances", DOCUMENT, nullable=False),
    sa.Column("next_step", sa.Text(), nullable=False),
    sa.Column("next_step_on", sa.Date(), nullable=True),
    sa.Column("archived_at", sa.DateTime(), nullable=True),
    sa.Column("handed_over_at", sa.DateTime(), nullable=True),
    sa.Column("owner_epoch", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_household"),
    sa.ForeignKeyConstraint(
        ["referrer_id"], ["household.id"], name="fk_household_referrer_id_household", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("code", name="uq_household_code"),
    sa.Index("ix_household_agent_code", "agent_code"),
    sa.Index("ix_household_next_step_on", "next_step_on"),
    sa.Index("ix_household_order", "archived_at", "sort_key", "id").ddl_if(dialect="postgresql"),
    sa.Index("ix_household_phone", "phone"),
    sa.Index("ix_household_referrer_id", "referrer_id"),
    sa.Index(
        "ix_household_sort",
        "archived_at",
        "sort_key",
        "id",
        "search_key",
        "stage",
        "classification",
        "source",
        "city",
        "tag_key",
        "phone",
        "code",
        "next_step_on",
    ).ddl_if(dialect="sqlite"),
    sa.Index("ix_household_stage", "stage"),
)

sa.Table(
    "member",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("relation", sa.String(12), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("sex", sa.String(1), nullable=True),
    sa.Column("birth_date", sa.Date(), nullable=True),
    sa.Column("phone", sa.String(40), nullable=False),
    sa.Column("id_number", sa.String(18), nullable=False),
    sa.Column("occupation", sa.String(120), nullable=False),
    sa.Column("occupation_class", NUMBER, nullable=True),
    sa.Column("education", sa.String(120), nullable=False),
    sa.Column("income", NUMBER, nullable=True),
    sa.Column("social_insurance", sa.Boolean(), nullable=True),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_member"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_member_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_member_birth_date", "birth_date", "household_id", "relation"),
    sa.Index("ix_member_household_id", "household_id"),
    sa.Index("ix_member_id_number", "id_number"),
)

sa.Table(
    "stage_move",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_stage_move"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_stage_move_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_stage_move_agent_date", "agent_code", "on_date"),
    sa.Index("ix_stage_move_household_id", "household_id"),
)

"""The first schema: the tables of ``app.models.day.calendar``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "activity_guest",
    SCHEMA,
    sa.Column("activity_id", sa.String(32), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_activity_guest"),
    sa.ForeignKeyConstraint(
        ["activity_id"], ["activity.id"], name="fk_activity_guest_activity_id_activity", ondelete="CASCADE"
    ),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_activity_guest_household_id_household", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("activity_id", "household_id", name="uq_activity_guest_household"),
    sa.Index("ix_activity_guest_activity_id", "activity_id"),
    sa.Index("ix_activity_guest_household_id", "household_id"),
)

sa.Table(
    "activity_series",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("first_on", sa.Date(), nullable=False),
    sa.Column("at_minute", NUMBER, nullable=True),
    sa.Column("duration", NUMBER, nullable=True),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("place", sa.String(120), nullable=False),
    sa.Column("companion", sa.String(120), nullable=False),
    sa.Column("remind", NUMBER, nullable=True),
    sa.Column("rule", DOCUMENT, nullable=False),
    sa.Column("filled_until", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_activity_series"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_activity_series_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_activity_series_agent_code", "agent_code"),
    sa.Index("ix_activity_series_household_id", "household_id"),
)

sa.Table(
    "message_text",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("body", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_message_text"),
    sa.Index("ix_message_text_agent_code", "agent_code"),
)

sa.Table(
    "sleep",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("opportunity_id", sa.String(32), nullable=True),
    sa.Column("until", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_sleep"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_sleep_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["opportunity_id"], ["opportunity.id"], name="fk_sleep_opportunity_id_opportunity", ondelete="RESTRICT"
    ),
    sa.Index("ix_sleep_household_id", "household_id"),
    sa.Index("ix_sleep_opportunity_id", "opportunity_id"),
    sa.Index("ix_sleep_until", "until"),
)

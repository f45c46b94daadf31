"""The first schema: the tables of ``app.models.day.work``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "activity",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("at_minute", NUMBER, nullable=True),
    sa.Column("duration", NUMBER, nullable=True),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("place", sa.String(120), nullable=False),
    sa.Column("companion", sa.String(120), nullable=False),
    sa.Column("report", sa.Text(), nullable=False),
    sa.Column("remind", NUMBER, nullable=True),
    sa.Column("reminded", sa.Boolean(), nullable=False),
    sa.Column("snoozed_until", sa.DateTime(), nullable=True),
    sa.Column("series_id", sa.String(32), nullable=True),
    sa.Column("series_on", sa.Date(), nullable=True),
    sa.Column("premium", NUMBER, nullable=True),
    sa.Column("done_at", sa.DateTime(), nullable=True),
    sa.Column("previous_id", sa.String(32), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_activity"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_activity_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["previous_id"], ["activity.id"], name="fk_activity_previous_id_activity", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["series_id"], ["activity_series.id"], name="fk_activity_series_id_activity_series", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("series_id", "series_on", name="uq_activity_series_day"),
    sa.Index("ix_activity_household_date", "household_id", "on_date"),
    sa.Index("ix_activity_household_id", "household_id"),
    sa.Index("ix_activity_previous_id", "previous_id"),
    sa.Index("ix_activity_series_id", "series_id"),
    sa.Index("ix_activity_week", "agent_code", "on_date", "status", "kind"),
)

sa.Table(
    "kpi_set",
    SCHEMA,
    sa.Column("number", NUMBER, nullable=False),
    sa.Column("holds_from", sa.Date(), nullable=False),
    sa.Column("changed", sa.String(40), nullable=False),
    sa.Column("cause", sa.String(12), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("document", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_kpi_set"),
    sa.UniqueConstraint("number", name="uq_kpi_set_number"),
    sa.Index("ix_kpi_set_holds_from", "holds_from"),
)

sa.Table(
    "target",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("period", sa.String(8), nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=False),
    sa.Column("metric", sa.String(20), nullable=False),
    sa.Column("level", sa.String(12), nullable=False),
    sa.Column("value", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_target"),
    sa.UniqueConstraint("agent_code", "period", "starts_on", "metric", "level", name="uq_target_place"),
)

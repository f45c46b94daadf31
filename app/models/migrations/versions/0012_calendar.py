"""Recurring activities, events with guests, reminders, visit reports, sleep, own message texts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ID = sa.String(length=32)
CODE, NAME = sa.String(length=40), sa.String(length=120)
FILLED = {"place": NAME, "companion": NAME, "report": sa.Text()}


def upgrade() -> None:
    _table(
        "activity_series",
        sa.Column("agent_code", CODE, nullable=False, index=True),
        _link("activity_series", "household", nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at_minute", NUMBER, nullable=True),
        sa.Column("duration", NUMBER, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("place", NAME, nullable=False),
        sa.Column("companion", NAME, nullable=False),
        sa.Column("remind", NUMBER, nullable=True),
        sa.Column("rule", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("filled_until", sa.Date(), nullable=True),
    )
    _activity()
    _table(
        "activity_guest",
        _link("activity_guest", "activity", ondelete="CASCADE"),
        _link("activity_guest", "household", nullable=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.UniqueConstraint("activity_id", "household_id", name="uq_activity_guest_household"),
    )
    _table(
        "sleep",
        _link("sleep", "household"),
        _link("sleep", "opportunity", nullable=True),
        sa.Column("until", sa.Date(), nullable=False, index=True),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    _table(
        "message_text",
        sa.Column("agent_code", CODE, nullable=False, index=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )


def _activity() -> None:
    # Added with a default that fills the rows there are; the models give their own to every new one.
    with op.batch_alter_table("activity") as batch:
        for name, kind in FILLED.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        batch.add_column(sa.Column("remind", NUMBER, nullable=True))
        batch.add_column(sa.Column("reminded", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("snoozed_until", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("series_id", ID, nullable=True))
        batch.add_column(sa.Column("series_on", sa.Date(), nullable=True))
    with op.batch_alter_table("activity") as batch:
        for name, kind in FILLED.items():
            batch.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
        batch.alter_column("reminded", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
        batch.create_foreign_key(
            "fk_activity_series_id_activity_series", "activity_series", ["series_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_unique_constraint("uq_activity_series_day", ["series_id", "series_on"])
        batch.create_index("ix_activity_series_id", ["series_id"])


def _table(name: str, *columns: Any) -> None:
    """With what every business table has."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _link(table: str, target: str, *, nullable: bool = False, ondelete: str = "RESTRICT") -> Any:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{target}_id_{target}", ondelete=ondelete)
    return sa.Column(f"{target}_id", ID, key, nullable=nullable, index=True)

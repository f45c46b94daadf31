"""Targets of three levels; KPI definitions kept in the store; the commission rate of a product."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLACE = ["agent_code", "period", "starts_on", "metric"]


def upgrade() -> None:
    with op.batch_alter_table("target") as batch:
        batch.add_column(sa.Column("level", sa.String(length=12), nullable=False, server_default="target"))
        batch.drop_constraint("uq_target_place", type_="unique")
        batch.create_unique_constraint("uq_target_place", [*PLACE, "level"])
    with op.batch_alter_table("target") as batch:
        batch.alter_column("level", server_default=None)
    with op.batch_alter_table("product") as batch:
        batch.add_column(sa.Column("commission_rate", NUMBER, nullable=True))
    op.create_table(
        "kpi_set",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("changed", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("document", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_set")),
        sa.UniqueConstraint("number", name=op.f("uq_kpi_set_number")),
    )
    with op.batch_alter_table("kpi_set") as batch:
        batch.create_index(batch.f("ix_kpi_set_holds_from"), ["holds_from"], unique=False)

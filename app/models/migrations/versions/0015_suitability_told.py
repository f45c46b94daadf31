"""What a family told for its suitability is kept before the first assessment is recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ID = sa.String(length=32)


def upgrade() -> None:
    household = sa.ForeignKey("household.id", name="fk_suitability_told_household_id_household", ondelete="RESTRICT")
    op.create_table(
        "suitability_told",
        sa.Column("household_id", ID, household, nullable=False, index=True),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("risk", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("cover_asked", sa.Boolean(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suitability_told"),
    )

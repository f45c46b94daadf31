"""Assessments of suitability, the facts a proposal freezes, and its editions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "suitability",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("risk", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("own_will", sa.Text(), nullable=False),
        sa.Column("recording", sa.Boolean(), nullable=False),
        sa.Column("recording_number", sa.String(length=40), nullable=False),
        sa.Column("file", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_suitability_proposal_id_proposal"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suitability")),
    )
    with op.batch_alter_table("suitability") as batch:
        batch.create_index(batch.f("ix_suitability_proposal_id"), ["proposal_id"], unique=False)
    # Added with a default that fills the rows there are; the models give their own to every new one.
    with op.batch_alter_table("proposal") as batch:
        batch.add_column(sa.Column("facts", sa.JSON(none_as_null=True), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("replaces_id", sa.String(length=32), nullable=True))
    with op.batch_alter_table("proposal") as batch:
        batch.alter_column("facts", server_default=None)

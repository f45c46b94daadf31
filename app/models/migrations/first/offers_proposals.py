"""The first schema: the tables of ``app.models.offers.proposals``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "proposal",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("plan_name", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("budget", NUMBER, nullable=True),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("objective", sa.Float(), nullable=False),
    sa.Column("solver_status", sa.String(40), nullable=False),
    sa.Column("solver_gap", sa.Float(), nullable=False),
    sa.Column("request", DOCUMENT, nullable=False),
    sa.Column("plan", DOCUMENT, nullable=False),
    sa.Column("facts", DOCUMENT, nullable=False),
    sa.Column("replaces_id", sa.String(32), nullable=True),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_proposal_household_id_household", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("number", name="uq_proposal_number"),
    sa.Index("ix_proposal_household_id", "household_id"),
    sa.Index("ix_proposal_state", "state"),
)

sa.Table(
    "proposal_item",
    SCHEMA,
    sa.Column("proposal_id", sa.String(32), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("product_code", sa.String(40), nullable=False),
    sa.Column("product_name", sa.String(120), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("sum", NUMBER, nullable=False),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_proposal_item"),
    sa.ForeignKeyConstraint(
        ["member_id"], ["member.id"], name="fk_proposal_item_member_id_member", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["proposal_id"], ["proposal.id"], name="fk_proposal_item_proposal_id_proposal", ondelete="RESTRICT"
    ),
    sa.Index("ix_proposal_item_member_id", "member_id"),
    sa.Index("ix_proposal_item_product_code", "product_code"),
    sa.Index("ix_proposal_item_proposal_id", "proposal_id"),
)

sa.Table(
    "suitability",
    SCHEMA,
    sa.Column("proposal_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("verdict", sa.String(12), nullable=False),
    sa.Column("risk", sa.String(2), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("explanation", sa.Text(), nullable=False),
    sa.Column("own_will", sa.Text(), nullable=False),
    sa.Column("recording", sa.Boolean(), nullable=False),
    sa.Column("recording_number", sa.String(40), nullable=False),
    sa.Column("file", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_suitability"),
    sa.ForeignKeyConstraint(
        ["proposal_id"], ["proposal.id"], name="fk_suitability_proposal_id_proposal", ondelete="RESTRICT"
    ),
    sa.Index("ix_suitability_proposal_id", "proposal_id"),
)

sa.Table(
    "suitability_told",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("risk", sa.String(2), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("cover", sa.String(8), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_suitability_told"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_suitability_told_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_suitability_told_household_id", "household_id"),
)

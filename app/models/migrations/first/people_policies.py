"""The first schema: the tables of ``app.models.people.policies``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import NUMBER, SCHEMA

sa.Table(
    "policy",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("payer_id", sa.String(32), nullable=True),
    sa.Column("payer_name", sa.String(120), nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("insurer", sa.String(120), nullable=False),
    sa.Column("product_name", sa.String(120), nullable=False),
    sa.Column("product_code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("category", sa.String(120), nullable=False),
    sa.Column("main_id", sa.String(32), nullable=True),
    sa.Column("proposal_item_id", sa.String(32), nullable=True),
    sa.Column("starts_on", sa.Date(), nullable=True),
    sa.Column("ends_on", sa.Date(), nullable=True),
    sa.Column("sum", NUMBER, nullable=True),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("extra_premium", NUMBER, nullable=False),
    sa.Column("pay_years", NUMBER, nullable=True),
    sa.Column("employer_group", sa.Boolean(), nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("lapsed_on", sa.Date(), nullable=True),
    sa.Column("statutory", sa.Boolean(), nullable=False),
    sa.Column("terms", sa.Text(), nullable=False),
    sa.Column("loan", NUMBER, nullable=False),
    sa.Column("loan_on", sa.Date(), nullable=True),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_policy"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_policy_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["main_id"], ["policy.id"], name="fk_policy_main_id_policy", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_policy_member_id_member", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(["payer_id"], ["member.id"], name="fk_policy_payer_id_member", ondelete="RESTRICT"),
    sa.Index("ix_policy_household_id", "household_id"),
    sa.Index("ix_policy_main_id", "main_id"),
    sa.Index("ix_policy_member_id", "member_id"),
    sa.Index("ix_policy_number", "number"),
    sa.Index("ix_policy_payer_id", "payer_id"),
    sa.Index("ix_policy_proposal_item_id", "proposal_item_id"),
    sa.Index("ix_policy_status", "status"),
)

sa.Table(
    "policy_beneficiary",
    SCHEMA,
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("rank", NUMBER, nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("relation", sa.String(12), nullable=False),
    sa.Column("share", NUMBER, nullable=False),
    sa.Column("member_id", sa.String(32), nullable=True),
    sa.Column("born", sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint("policy_id", "position", name="pk_policy_beneficiary"),
    sa.ForeignKeyConstraint(
        ["member_id"], ["member.id"], name="fk_policy_beneficiary_member_id_member", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["policy_id"], ["policy.id"], name="fk_policy_beneficiary_policy_id_policy", ondelete="CASCADE"
    ),
    sa.Index("ix_policy_beneficiary_member_id", "member_id"),
)

sa.Table(
    "policy_cover",
    SCHEMA,
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("amount", NUMBER, nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("policy_id", "event", name="pk_policy_cover"),
    sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_cover_policy_id_policy", ondelete="CASCADE"),
)

sa.Table(
    "policy_file",
    SCHEMA,
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("size", NUMBER, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_policy_file"),
    sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_file_policy_id_policy", ondelete="RESTRICT"),
    sa.Index("ix_policy_file_policy_id", "policy_id"),
)

sa.Table(
    "policy_value",
    SCHEMA,
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("year", NUMBER, nullable=False),
    sa.Column("cash", NUMBER, nullable=True),
    sa.Column("paid_up", NUMBER, nullable=True),
    sa.PrimaryKeyConstraint("policy_id", "year", name="pk_policy_value"),
    sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_policy_value_policy_id_policy", ondelete="CASCADE"),
)

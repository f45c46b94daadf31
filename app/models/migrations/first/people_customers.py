"""The first schema: the tables of ``app.models.people.customers``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "custom_field",
    SCHEMA,
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("choices", DOCUMENT, nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("retired_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_custom_field"),
    sa.UniqueConstraint("name", name="uq_custom_field_name"),
)

sa.Table(
    "custom_value",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("field_id", sa.String(32), nullable=False),
    sa.Column("text", sa.String(500), nullable=False),
    sa.Column("rank", NUMBER, nullable=True),
    sa.PrimaryKeyConstraint("household_id", "field_id", name="pk_custom_value"),
    sa.ForeignKeyConstraint(
        ["field_id"], ["custom_field.id"], name="fk_custom_value_field_id_custom_field", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_custom_value_household_id_household", ondelete="CASCADE"
    ),
    sa.Index("ix_custom_value_field", "field_id", "rank", "text", "household_id"),
)

sa.Table(
    "handover",
    SCHEMA,
    sa.Column("direction", sa.String(4), nullable=False),
    sa.Column("package", sa.String(32), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("other_code", sa.String(40), nullable=False),
    sa.Column("other_name", sa.String(120), nullable=False),
    sa.Column("other_key", sa.String(32), nullable=False),
    sa.Column("consent", sa.Text(), nullable=False),
    sa.Column("households", DOCUMENT, nullable=False),
    sa.Column("counts", DOCUMENT, nullable=False),
    sa.Column("received_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_handover"),
    sa.Index("ix_handover_package", "package"),
)

sa.Table(
    "interest",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("text", sa.String(120), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_interest"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_interest_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_interest_member_id_member", ondelete="RESTRICT"),
    sa.Index("ix_interest_household_id", "household_id"),
    sa.Index("ix_interest_member_id", "member_id"),
)

sa.Table(
    "label",
    SCHEMA,
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("tone", sa.String(8), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_label"),
    sa.UniqueConstraint("kind", "name", name="uq_label_name"),
)

sa.Table(
    "relation",
    SCHEMA,
    sa.Column("left_id", sa.String(32), nullable=False),
    sa.Column("right_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("note", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_relation"),
    sa.ForeignKeyConstraint(["left_id"], ["member.id"], name="fk_relation_left_id_member", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(["right_id"], ["member.id"], name="fk_relation_right_id_member", ondelete="RESTRICT"),
    sa.UniqueConstraint("left_id", "right_id", name="uq_relation_ends"),
    sa.Index("ix_relation_left_id", "left_id"),
    sa.Index("ix_relation_right_id", "right_id"),
)

sa.Table(
    "segment",
    SCHEMA,
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("filter", DOCUMENT, nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_segment"),
    sa.UniqueConstraint("name", name="uq_segment_name"),
)

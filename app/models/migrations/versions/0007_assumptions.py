"""Named sets of assumptions, and the events of a family's life."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "assumption_set",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("edition", NUMBER, nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption_set")),
        sa.UniqueConstraint("name", "edition", name="uq_assumption_set_edition"),
    )
    op.create_table(
        "life_event",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        *_row(),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_life_event_household_id_household"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_life_event_member_id_member"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_event")),
    )
    with op.batch_alter_table("life_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_life_event_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_life_event_member_id"), ["member_id"], unique=False)
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assumption_set_id", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_interview_assumption_set_id_assumption_set"),
            "assumption_set",
            ["assumption_set_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch_op.create_index(batch_op.f("ix_interview_assumption_set_id"), ["assumption_set_id"], unique=False)

"""What the matrix keeps over time: clearings, notes, reviews, baselines, meetings, changes and decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "link_clearing",
        sa.Column("link_id", sa.String(length=32), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("target_kind", sa.String(length=20), nullable=False),
        sa.Column("target_id", sa.String(length=32), nullable=False),
        sa.Column("cleared_by", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_clearing")),
    )
    op.create_index(op.f("ix_link_clearing_link_id"), "link_clearing", ["link_id"], unique=False)
    op.create_index(op.f("ix_link_clearing_source_id"), "link_clearing", ["source_id"], unique=False)
    op.create_index(op.f("ix_link_clearing_target_id"), "link_clearing", ["target_id"], unique=False)

    op.create_table(
        "baseline",
        sa.Column("matrix_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.String(length=40), nullable=False),
        sa.Column("items", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("links", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["matrix_id"], ["matrix.id"], name=op.f("fk_baseline_matrix_id_matrix"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )
    op.create_index(op.f("ix_baseline_matrix_id"), "baseline", ["matrix_id"], unique=False)

    op.create_table(
        "trace_note",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_trace_note_household_id_household"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_note")),
    )
    op.create_index(op.f("ix_trace_note_household_id"), "trace_note", ["household_id"], unique=False)

    op.create_table(
        "baseline_part",
        sa.Column("baseline_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["baseline_id"], ["baseline.id"], name=op.f("fk_baseline_part_baseline_id_baseline"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("baseline_id", "kind", name=op.f("pk_baseline_part")),
    )
    op.create_table(
        "review_meeting",
        sa.Column("matrix_id", sa.String(length=32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("participants", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("baseline_id", sa.String(length=32), nullable=True),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["baseline_id"], ["baseline.id"], name=op.f("fk_review_meeting_baseline_id_baseline"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["matrix_id"], ["matrix.id"], name=op.f("fk_review_meeting_matrix_id_matrix"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_meeting")),
    )
    op.create_index(op.f("ix_review_meeting_baseline_id"), "review_meeting", ["baseline_id"], unique=False)
    op.create_index(op.f("ix_review_meeting_matrix_id"), "review_meeting", ["matrix_id"], unique=False)
    op.create_index(op.f("ix_review_meeting_on_date"), "review_meeting", ["on_date"], unique=False)

    op.create_table(
        "change_entry",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("matrix_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_by", sa.String(length=40), nullable=False),
        sa.Column("impact", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("assessed_at", sa.DateTime(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["matrix_id"], ["matrix.id"], name=op.f("fk_change_entry_matrix_id_matrix"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["review_meeting.id"],
            name=op.f("fk_change_entry_meeting_id_review_meeting"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_change_entry_number")),
    )
    op.create_index(op.f("ix_change_entry_matrix_id"), "change_entry", ["matrix_id"], unique=False)
    op.create_index(op.f("ix_change_entry_meeting_id"), "change_entry", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_change_entry_state"), "change_entry", ["state"], unique=False)

    op.create_table(
        "need_review",
        sa.Column("item_kind", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reviewer", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["review_meeting.id"],
            name=op.f("fk_need_review_meeting_id_review_meeting"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_review")),
    )
    op.create_index("ix_need_review_item", "need_review", ["item_kind", "item_id"], unique=False)
    op.create_index(op.f("ix_need_review_meeting_id"), "need_review", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_need_review_verdict"), "need_review", ["verdict"], unique=False)

    op.create_table(
        "change_item",
        sa.Column("change_id", sa.String(length=32), nullable=False),
        sa.Column("item_kind", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change_entry.id"], name=op.f("fk_change_item_change_id_change_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("change_id", "item_kind", "item_id", name=op.f("pk_change_item")),
    )
    op.create_index("ix_change_item_item", "change_item", ["item_kind", "item_id"], unique=False)

    _add_filled("agent", "skills", "[]")
    _add_filled("trace_link", "upstream", "{}")
    with op.batch_alter_table("trace_link") as batch:
        batch.add_column(sa.Column("suspect_since", sa.DateTime(), nullable=True))
    op.create_index(
        "ix_trace_link_counts",
        "trace_link",
        ["source_kind", "source_id", "target_kind", "target_id", "amount", "suspect", "suspect_since"],
    )
    with op.batch_alter_table("action_item") as batch:
        batch.add_column(sa.Column("review_meeting_id", sa.String(length=32), nullable=True))
        batch.create_index("ix_action_item_review_meeting_id", ["review_meeting_id"])
        batch.create_foreign_key(
            "fk_action_item_review_meeting_id_review_meeting",
            "review_meeting",
            ["review_meeting_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    op.execute("UPDATE trace_link SET suspect_since = updated_at WHERE suspect")


def _add_filled(table: str, column: str, value: str) -> None:
    """A JSON column that the rows there are get a value for, and no default is left behind."""
    kind = sa.JSON(none_as_null=True)
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(column, kind, nullable=False, server_default=value))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, existing_type=kind, existing_nullable=False, server_default=None)

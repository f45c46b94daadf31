"""The first schema: the tables of ``app.models.spine.tracing``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "baseline",
    SCHEMA,
    sa.Column("matrix_id", sa.String(32), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("taken_by", sa.String(40), nullable=False),
    sa.Column("items", NUMBER, nullable=False),
    sa.Column("links", NUMBER, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_baseline"),
    sa.ForeignKeyConstraint(["matrix_id"], ["matrix.id"], name="fk_baseline_matrix_id_matrix", ondelete="RESTRICT"),
    sa.Index("ix_baseline_matrix_id", "matrix_id"),
)

sa.Table(
    "baseline_part",
    SCHEMA,
    sa.Column("baseline_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("content", DOCUMENT, nullable=False),
    sa.PrimaryKeyConstraint("baseline_id", "kind", name="pk_baseline_part"),
    sa.ForeignKeyConstraint(
        ["baseline_id"], ["baseline.id"], name="fk_baseline_part_baseline_id_baseline", ondelete="CASCADE"
    ),
)

sa.Table(
    "change_entry",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("matrix_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("requested_by", sa.String(40), nullable=False),
    sa.Column("impact", DOCUMENT, nullable=False),
    sa.Column("assessed_at", sa.DateTime(), nullable=True),
    sa.Column("agreed", sa.Boolean(), nullable=True),
    sa.Column("decision", sa.Text(), nullable=False),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.Column("done_at", sa.DateTime(), nullable=True),
    sa.Column("meeting_id", sa.String(32), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_change_entry"),
    sa.ForeignKeyConstraint(["matrix_id"], ["matrix.id"], name="fk_change_entry_matrix_id_matrix", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(
        ["meeting_id"], ["review_meeting.id"], name="fk_change_entry_meeting_id_review_meeting", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("number", name="uq_change_entry_number"),
    sa.Index("ix_change_entry_matrix_id", "matrix_id"),
    sa.Index("ix_change_entry_meeting_id", "meeting_id"),
    sa.Index("ix_change_entry_state", "state"),
)

sa.Table(
    "change_item",
    SCHEMA,
    sa.Column("change_id", sa.String(32), nullable=False),
    sa.Column("item_kind", sa.String(20), nullable=False),
    sa.Column("item_id", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("change_id", "item_kind", "item_id", name="pk_change_item"),
    sa.ForeignKeyConstraint(
        ["change_id"], ["change_entry.id"], name="fk_change_item_change_id_change_entry", ondelete="CASCADE"
    ),
    sa.Index("ix_change_item_item", "item_kind", "item_id"),
)

sa.Table(
    "link_clearing",
    SCHEMA,
    sa.Column("link_id", sa.String(32), nullable=False),
    sa.Column("source_kind", sa.String(20), nullable=False),
    sa.Column("source_id", sa.String(32), nullable=False),
    sa.Column("target_kind", sa.String(20), nullable=False),
    sa.Column("target_id", sa.String(32), nullable=False),
    sa.Column("cleared_by", sa.String(40), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("changed", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_link_clearing"),
    sa.Index("ix_link_clearing_link_id", "link_id"),
    sa.Index("ix_link_clearing_source_id", "source_id"),
    sa.Index("ix_link_clearing_target_id", "target_id"),
)

sa.Table(
    "need_review",
    SCHEMA,
    sa.Column("item_kind", sa.String(20), nullable=False),
    sa.Column("item_id", sa.String(32), nullable=False),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("reviewer", sa.String(120), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.Column("decided_by", sa.String(40), nullable=False),
    sa.Column("content", DOCUMENT, nullable=False),
    sa.Column("reopened", sa.Boolean(), nullable=False),
    sa.Column("meeting_id", sa.String(32), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_need_review"),
    sa.ForeignKeyConstraint(
        ["meeting_id"], ["review_meeting.id"], name="fk_need_review_meeting_id_review_meeting", ondelete="RESTRICT"
    ),
    sa.Index("ix_need_review_item", "item_kind", "item_id"),
    sa.Index("ix_need_review_meeting_id", "meeting_id"),
    sa.Index("ix_need_review_verdict", "verdict"),
)

sa.Table(
    "review_meeting",
    SCHEMA,
    sa.Column("matrix_id", sa.String(32), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("participants", DOCUMENT, nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("baseline_id", sa.String(32), nullable=True),
    sa.Column("findings", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_review_meeting"),
    sa.ForeignKeyConstraint(
        ["baseline_id"], ["baseline.id"], name="fk_review_meeting_baseline_id_baseline", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["matrix_id"], ["matrix.id"], name="fk_review_meeting_matrix_id_matrix", ondelete="RESTRICT"
    ),
    sa.Index("ix_review_meeting_baseline_id", "baseline_id"),
    sa.Index("ix_review_meeting_matrix_id", "matrix_id"),
    sa.Index("ix_review_meeting_on_date", "on_date"),
)

sa.Table(
    "trace_note",
    SCHEMA,
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=True),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_trace_note"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_trace_note_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_trace_note_household_id", "household_id"),
)

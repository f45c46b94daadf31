"""The first schema: the tables of ``app.models.tables.exchange``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "exchange_basis",
    SCHEMA,
    sa.Column("matrix_id", sa.String(32), nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("fields", DOCUMENT, nullable=False),
    sa.PrimaryKeyConstraint("matrix_id", "number", name="pk_exchange_basis"),
    sa.ForeignKeyConstraint(
        ["matrix_id"], ["matrix.id"], name="fk_exchange_basis_matrix_id_matrix", ondelete="CASCADE"
    ),
)

sa.Table(
    "import_batch",
    SCHEMA,
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("file", sa.Text(), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("matrix_id", sa.String(32), nullable=True),
    sa.Column("counts", DOCUMENT, nullable=False),
    sa.Column("added", DOCUMENT, nullable=False),
    sa.Column("undone_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
)

sa.Table(
    "import_change",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("batch_id", sa.String(32), nullable=False),
    sa.Column("table_name", sa.String(40), nullable=False),
    sa.Column("record_id", sa.String(32), nullable=False),
    sa.Column("before", DOCUMENT, nullable=False),
    sa.Column("version_after", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_import_change"),
    sa.ForeignKeyConstraint(
        ["batch_id"], ["import_batch.id"], name="fk_import_change_batch_id_import_batch", ondelete="CASCADE"
    ),
    sa.Index("ix_import_change_batch_id", "batch_id"),
)

sa.Table(
    "merge",
    SCHEMA,
    sa.Column("kept_id", sa.String(32), nullable=False),
    sa.Column("gone_id", sa.String(32), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("moved", DOCUMENT, nullable=False),
    sa.Column("before", DOCUMENT, nullable=False),
    sa.Column("undone_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_merge"),
    sa.Index("ix_merge_kept_id", "kept_id"),
)

sa.Table(
    "not_same",
    SCHEMA,
    sa.Column("left_id", sa.String(32), nullable=False),
    sa.Column("right_id", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("left_id", "right_id", name="pk_not_same"),
    sa.Index("ix_not_same_right_id", "right_id"),
)

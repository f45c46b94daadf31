"""Imports that can be undone, merged duplicates, identity numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
    ]


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "import_batch",
        *_row(),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("matrix_id", sa.String(length=32), nullable=True),
        _json("counts"),
        _json("added"),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "import_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        _json("before"),
        sa.Column("version_after", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_change_batch_id_import_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    with op.batch_alter_table("import_change") as batch:
        batch.create_index(batch.f("ix_import_change_batch_id"), ["batch_id"], unique=False)
    op.create_table(
        "exchange_basis",
        sa.Column("matrix_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        _json("fields"),
        sa.ForeignKeyConstraint(
            ["matrix_id"], ["matrix.id"], name=op.f("fk_exchange_basis_matrix_id_matrix"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("matrix_id", "number", name=op.f("pk_exchange_basis")),
    )
    op.create_table(
        "not_same",
        sa.Column("left_id", sa.String(length=32), nullable=False),
        sa.Column("right_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_not_same")),
    )
    with op.batch_alter_table("not_same") as batch:
        batch.create_index(batch.f("ix_not_same_right_id"), ["right_id"], unique=False)
    op.create_table(
        "merge",
        *_row(),
        sa.Column("kept_id", sa.String(length=32), nullable=False),
        sa.Column("gone_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _json("moved"),
        _json("before"),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge") as batch:
        batch.create_index(batch.f("ix_merge_kept_id"), ["kept_id"], unique=False)
    # Added with a default that fills the rows there are; the models give their own to every new one.
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("id_number", sa.String(length=18), nullable=False, server_default=""))
        batch.create_index(batch.f("ix_member_id_number"), ["id_number"], unique=False)
    with op.batch_alter_table("member") as batch:
        batch.alter_column("id_number", server_default=None)

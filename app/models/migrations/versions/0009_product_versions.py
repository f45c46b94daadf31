"""Former versions of products, with their rates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "product_version",
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("edition", NUMBER, nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("document", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_version_product_id_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_version")),
        sa.UniqueConstraint("product_id", "edition", name="uq_product_version_edition"),
    )
    with op.batch_alter_table("product_version") as batch:
        batch.create_index(batch.f("ix_product_version_product_id"), ["product_id"], unique=False)

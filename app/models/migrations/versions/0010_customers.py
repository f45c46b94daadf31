"""Classes and tags, own fields, views, relations, interests, referrers, changes of many, hand-overs."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD_SORT = ["archived_at", "sort_key", "id", "search_key"]
NEW_SORT = [*OLD_SORT, "stage", "classification", "source", "city", "tag_key"]


def upgrade() -> None:
    _household()
    _labels_and_fields()
    _people()
    _many()


def _household() -> None:
    with op.batch_alter_table("household") as batch:
        batch.add_column(sa.Column("tag_key", sa.Text(), nullable=True))
        batch.add_column(sa.Column("classification", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("referrer_id", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("handed_over_at", sa.DateTime(), nullable=True))
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE household SET tag_key = '', classification = ''"))
    for id, tags in connection.execute(sa.text("SELECT id, tags FROM household")).all():
        words = [str(tag).casefold() for tag in json.loads(tags or "[]")]
        if words:
            key = "".join(f"|{word}" for word in words) + "|"
            connection.execute(sa.text("UPDATE household SET tag_key = :key WHERE id = :id"), {"key": key, "id": id})
    with op.batch_alter_table("household") as batch:
        batch.alter_column("tag_key", existing_type=sa.Text(), nullable=False)
        batch.alter_column("classification", existing_type=sa.String(length=40), nullable=False)
        batch.create_foreign_key(
            batch.f("fk_household_referrer_id_household"), "household", ["referrer_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_index(batch.f("ix_household_referrer_id"), ["referrer_id"], unique=False)
        batch.drop_index("ix_household_sort")
        batch.create_index("ix_household_sort", NEW_SORT, unique=False)
    with op.batch_alter_table("member") as batch:
        batch.drop_index(batch.f("ix_member_birth_date"))
        batch.create_index("ix_member_birth_date", ["birth_date", "household_id"], unique=False)


def _labels_and_fields() -> None:
    op.create_table(
        "label",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("kind", "name", name="uq_label_name"),
    )
    op.create_table(
        "custom_field",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_field")),
        sa.UniqueConstraint("name", name=op.f("uq_custom_field_name")),
    )
    op.create_table(
        "custom_value",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("field_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("rank", NUMBER, nullable=True),
        _key("custom_value", "household_id", "household", "CASCADE"),
        _key("custom_value", "field_id", "custom_field"),
        sa.PrimaryKeyConstraint("household_id", "field_id", name=op.f("pk_custom_value")),
    )
    with op.batch_alter_table("custom_value") as batch:
        batch.create_index("ix_custom_value_field", ["field_id", "rank", "text", "household_id"], unique=False)
    op.create_table(
        "segment",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("filter", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("name", name=op.f("uq_segment_name")),
    )


def _people() -> None:
    op.create_table(
        "interest",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        *_row(),
        _key("interest", "household_id", "household"),
        _key("interest", "member_id", "member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    op.create_table(
        "relation",
        sa.Column("left_id", sa.String(length=32), nullable=False),
        sa.Column("right_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_row(),
        _key("relation", "left_id", "member"),
        _key("relation", "right_id", "member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint("left_id", "right_id", name="uq_relation_ends"),
    )
    for table, column in (
        ("interest", "household_id"), ("interest", "member_id"), ("relation", "left_id"), ("relation", "right_id"),
    ):  # fmt: skip
        with op.batch_alter_table(table) as batch:
            batch.create_index(batch.f(f"ix_{table}_{column}"), [column], unique=False)


def _many() -> None:
    op.create_table(
        "bulk_edit",
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("change", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("count", NUMBER, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_edit")),
    )
    op.create_table(
        "handover",
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("package", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("other_code", sa.String(length=40), nullable=False),
        sa.Column("other_name", sa.String(length=120), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("households", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        *_row(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover") as batch:
        batch.create_index(batch.f("ix_handover_package"), ["package"], unique=False)


def _key(table: str, column: str, target: str, ondelete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
    ]

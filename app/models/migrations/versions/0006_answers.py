"""Answers with source, day and history; interview templates kept with the interviews held with them; the summary."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "answer_change",
        *_row(),
        sa.Column("interview_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("agent_name", sa.String(length=120), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("new", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_answer_change_interview_id_interview"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_change")),
    )  # fmt: skip
    with op.batch_alter_table("answer_change") as batch:
        batch.create_index(batch.f("ix_answer_change_interview_id"), ["interview_id"], unique=False)
    op.create_table(
        "interview_template",
        *_row(),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_template")),
        sa.UniqueConstraint("code", "number", name="uq_interview_template_code"),
    )
    # Added with a default that fills the rows there are; the models give their own to every new one.
    with op.batch_alter_table("interview") as batch:
        batch.add_column(sa.Column("summary", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("interview") as batch:
        batch.alter_column("summary", server_default=None)
    with op.batch_alter_table("answer") as batch:
        batch.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
    answer = sa.table("answer", sa.column("interview_id"), sa.column("answered_on"), sa.column("source"))
    interview = sa.table("interview", sa.column("id"), sa.column("held_on"))
    held_on = sa.select(interview.c.held_on).where(interview.c.id == answer.c.interview_id).scalar_subquery()
    op.execute(answer.update().values(answered_on=held_on))
    op.execute(answer.update().where(answer.c.source == "").values(source="said"))
    op.execute(answer.update().where(answer.c.source == "policies").values(source="record"))
    with op.batch_alter_table("answer") as batch:
        batch.alter_column("answered_on", existing_type=sa.Date(), nullable=False)

"""Clocks seen to, premiums paid, what is asked of persons, loans, service cases and satisfaction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _clock_mark()
    _premium_paid()
    _person_care()
    _loan()
    _service_case()
    _case_step()
    _feedback()
    _policy()


def _clock_mark() -> None:
    op.create_table(
        "clock_mark",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_clock_mark_household_id_household"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_mark")),
        sa.UniqueConstraint("kind", "subject_id", "due_on", name="uq_clock_mark_clock"),
    )
    with op.batch_alter_table("clock_mark") as batch:
        batch.create_index(batch.f("ix_clock_mark_due_on"), ["due_on"], unique=False)
        batch.create_index(batch.f("ix_clock_mark_household_id"), ["household_id"], unique=False)


def _premium_paid() -> None:
    op.create_table(
        "premium_paid",
        sa.Column("policy_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name=op.f("fk_premium_paid_policy_id_policy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premium_paid")),
        sa.UniqueConstraint("policy_id", "due_on", name="uq_premium_paid_due"),
    )
    with op.batch_alter_table("premium_paid") as batch:
        batch.create_index(batch.f("ix_premium_paid_due_on"), ["due_on"], unique=False)
        batch.create_index(batch.f("ix_premium_paid_policy_id"), ["policy_id"], unique=False)


def _person_care() -> None:
    op.create_table(
        "person_care",
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("birthday", sa.String(length=8), nullable=False),
        sa.Column("work", sa.String(length=8), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("lunar_month", NUMBER, nullable=True),
        sa.Column("lunar_day", NUMBER, nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_person_care_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_care")),
        sa.UniqueConstraint("member_id", name="uq_person_care_member"),
    )
    with op.batch_alter_table("person_care") as batch:
        batch.create_index(batch.f("ix_person_care_member_id"), ["member_id"], unique=False)


def _loan() -> None:
    op.create_table(
        "loan",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("balance", NUMBER, nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_loan_household_id_household"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    with op.batch_alter_table("loan") as batch:
        batch.create_index(batch.f("ix_loan_ends_on"), ["ends_on"], unique=False)
        batch.create_index(batch.f("ix_loan_household_id"), ["household_id"], unique=False)


def _service_case() -> None:
    op.create_table(
        "service_case",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("policy_id", sa.String(length=32), nullable=True),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("waiting_for", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column("documents", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("insurer", sa.String(length=120), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("paid", NUMBER, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_service_case_household_id_household"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
        sa.UniqueConstraint("number", name=op.f("uq_service_case_number")),
    )
    with op.batch_alter_table("service_case") as batch:
        batch.create_index("ix_service_case_agent_state", ["agent_code", "state"], unique=False)
        batch.create_index(batch.f("ix_service_case_household_id"), ["household_id"], unique=False)


def _case_step() -> None:
    op.create_table(
        "case_step",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_step_case_id_service_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
    )
    with op.batch_alter_table("case_step") as batch:
        batch.create_index(batch.f("ix_case_step_case_id"), ["case_id"], unique=False)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("household_id", sa.String(length=32), nullable=False),
        sa.Column("agent_code", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("csat", NUMBER, nullable=True),
        sa.Column("nps", NUMBER, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("need_id", sa.String(length=32), nullable=True),
        sa.Column("reopened", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_feedback_household_id_household"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback") as batch:
        batch.create_index("ix_feedback_agent_date", ["agent_code", "on_date"], unique=False)
        batch.create_index(batch.f("ix_feedback_household_id"), ["household_id"], unique=False)
        batch.create_index(batch.f("ix_feedback_need_id"), ["need_id"], unique=False)
        batch.create_index(batch.f("ix_feedback_subject_id"), ["subject_id"], unique=False)


def _policy() -> None:
    with op.batch_alter_table("policy") as batch:
        batch.add_column(sa.Column("lapsed_on", sa.Date(), nullable=True))

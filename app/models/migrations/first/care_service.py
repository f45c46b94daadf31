"""The first schema: the tables of ``app.models.care.service``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "case_step",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("case_id", sa.String(32), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("actor", sa.String(40), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("action", sa.String(12), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("before", DOCUMENT, nullable=False),
    sa.Column("undone", sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_case_step"),
    sa.ForeignKeyConstraint(
        ["case_id"], ["service_case.id"], name="fk_case_step_case_id_service_case", ondelete="CASCADE"
    ),
    sa.Index("ix_case_step_case_id", "case_id"),
)

sa.Table(
    "clock_mark",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject_id", sa.String(32), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=False),
    sa.Column("until", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_clock_mark"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_clock_mark_household_id_household", ondelete="CASCADE"
    ),
    sa.UniqueConstraint("kind", "subject_id", "due_on", name="uq_clock_mark_clock"),
    sa.Index("ix_clock_mark_due_on", "due_on"),
    sa.Index("ix_clock_mark_household_id", "household_id"),
)

sa.Table(
    "feedback",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("moment", sa.String(12), nullable=False),
    sa.Column("subject_id", sa.String(32), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("channel", sa.String(12), nullable=False),
    sa.Column("csat", NUMBER, nullable=True),
    sa.Column("nps", NUMBER, nullable=True),
    sa.Column("words", sa.Text(), nullable=False),
    sa.Column("need_id", sa.String(32), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_feedback_household_id_household", ondelete="CASCADE"
    ),
    sa.Index("ix_feedback_agent_date", "agent_code", "on_date"),
    sa.Index("ix_feedback_household_id", "household_id"),
    sa.Index("ix_feedback_need_id", "need_id"),
    sa.Index("ix_feedback_subject_id", "subject_id"),
)

sa.Table(
    "loan",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("ends_on", sa.Date(), nullable=False),
    sa.Column("balance", NUMBER, nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_loan"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_loan_household_id_household", ondelete="CASCADE"
    ),
    sa.Index("ix_loan_ends_on", "ends_on"),
    sa.Index("ix_loan_household_id", "household_id"),
)

sa.Table(
    "person_care",
    SCHEMA,
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("birthday", sa.String(8), nullable=False),
    sa.Column("work", sa.String(8), nullable=False),
    sa.Column("born", sa.Date(), nullable=True),
    sa.Column("lunar_month", NUMBER, nullable=True),
    sa.Column("lunar_day", NUMBER, nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_person_care"),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_person_care_member_id_member", ondelete="CASCADE"),
    sa.UniqueConstraint("member_id", name="uq_person_care_member"),
    sa.Index("ix_person_care_member_id", "member_id"),
)

sa.Table(
    "premium_paid",
    SCHEMA,
    sa.Column("policy_id", sa.String(32), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=False),
    sa.Column("paid_on", sa.Date(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_premium_paid"),
    sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_premium_paid_policy_id_policy", ondelete="CASCADE"),
    sa.UniqueConstraint("policy_id", "due_on", name="uq_premium_paid_due"),
    sa.Index("ix_premium_paid_due_on", "due_on"),
    sa.Index("ix_premium_paid_policy_id", "policy_id"),
)

sa.Table(
    "service_case",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=True),
    sa.Column("policy_id", sa.String(32), nullable=True),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("waiting_for", sa.String(12), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("details", sa.Text(), nullable=False),
    sa.Column("opened_on", sa.Date(), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=True),
    sa.Column("severity", sa.String(8), nullable=False),
    sa.Column("promised_on", sa.Date(), nullable=True),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("event_on", sa.Date(), nullable=True),
    sa.Column("documents", DOCUMENT, nullable=False),
    sa.Column("insurer", sa.String(120), nullable=False),
    sa.Column("filed_on", sa.Date(), nullable=True),
    sa.Column("paid", NUMBER, nullable=True),
    sa.Column("paid_on", sa.Date(), nullable=True),
    sa.Column("resolution", sa.Text(), nullable=False),
    sa.Column("resolved_on", sa.Date(), nullable=True),
    sa.Column("closed_on", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_service_case"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_service_case_household_id_household", ondelete="CASCADE"
    ),
    sa.UniqueConstraint("number", name="uq_service_case_number"),
    sa.Index("ix_service_case_agent_state", "agent_code", "state"),
    sa.Index("ix_service_case_household_id", "household_id"),
)

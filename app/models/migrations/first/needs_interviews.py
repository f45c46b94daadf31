"""The first schema: the tables of ``app.models.needs.interviews``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "analysis",
    SCHEMA,
    sa.Column("interview_id", sa.String(32), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("formula_version", sa.String(40), nullable=False),
    sa.Column("case", DOCUMENT, nullable=False),
    sa.Column("result", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_analysis"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_analysis_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["interview_id"], ["interview.id"], name="fk_analysis_interview_id_interview", ondelete="RESTRICT"
    ),
    sa.Index("ix_analysis_household_id", "household_id"),
    sa.Index("ix_analysis_interview_id", "interview_id"),
)

sa.Table(
    "answer",
    SCHEMA,
    sa.Column("interview_id", sa.String(32), nullable=False),
    sa.Column("question", sa.String(40), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("value", DOCUMENT, nullable=True),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("source", sa.Text(), nullable=False),
    sa.Column("answered_on", sa.Date(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_answer"),
    sa.ForeignKeyConstraint(
        ["interview_id"], ["interview.id"], name="fk_answer_interview_id_interview", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("interview_id", "question", "member_id", name="uq_answer_place"),
    sa.Index("ix_answer_interview_id", "interview_id"),
)

sa.Table(
    "answer_change",
    SCHEMA,
    sa.Column("interview_id", sa.String(32), nullable=False),
    sa.Column("question", sa.String(40), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("agent_name", sa.String(120), nullable=False),
    sa.Column("changed_at", sa.DateTime(), nullable=False),
    sa.Column("old", DOCUMENT, nullable=False),
    sa.Column("new", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_answer_change"),
    sa.ForeignKeyConstraint(
        ["interview_id"], ["interview.id"], name="fk_answer_change_interview_id_interview", ondelete="RESTRICT"
    ),
    sa.Index("ix_answer_change_interview_id", "interview_id"),
)

sa.Table(
    "interview",
    SCHEMA,
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("template", sa.String(40), nullable=False),
    sa.Column("template_version", NUMBER, nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("step", sa.String(40), nullable=False),
    sa.Column("held_on", sa.Date(), nullable=False),
    sa.Column("consent_at", sa.DateTime(), nullable=True),
    sa.Column("consent_version", sa.String(40), nullable=False),
    sa.Column("confirmed_at", sa.DateTime(), nullable=True),
    sa.Column("assumptions", DOCUMENT, nullable=False),
    sa.Column("assumption_set_id", sa.String(32), nullable=True),
    sa.Column("ranking", DOCUMENT, nullable=False),
    sa.Column("summary", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_interview"),
    sa.ForeignKeyConstraint(
        ["assumption_set_id"],
        ["assumption_set.id"],
        name="fk_interview_assumption_set_id_assumption_set",
        ondelete="RESTRICT",
    ),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_interview_household_id_household", ondelete="RESTRICT"
    ),
    sa.Index("ix_interview_assumption_set_id", "assumption_set_id"),
    sa.Index("ix_interview_household_id", "household_id"),
    sa.Index("ix_interview_status", "status"),
)

sa.Table(
    "interview_template",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("number", NUMBER, nullable=False),
    sa.Column("own", sa.Boolean(), nullable=False),
    sa.Column("archived", sa.Boolean(), nullable=False),
    sa.Column("content", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_interview_template"),
    sa.UniqueConstraint("code", "number", name="uq_interview_template_code"),
)

sa.Table(
    "observation",
    SCHEMA,
    sa.Column("interview_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_observation"),
    sa.ForeignKeyConstraint(
        ["interview_id"], ["interview.id"], name="fk_observation_interview_id_interview", ondelete="RESTRICT"
    ),
    sa.Index("ix_observation_interview_id", "interview_id"),
)

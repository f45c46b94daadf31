"""The first schema: the tables of ``app.models.team.records``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "action_item",
    SCHEMA,
    sa.Column("meeting_id", sa.String(32), nullable=True),
    sa.Column("review_meeting_id", sa.String(32), nullable=True),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("owner_code", sa.String(40), nullable=False),
    sa.Column("owner_name", sa.String(120), nullable=False),
    sa.Column("recorded_by", sa.String(40), nullable=False),
    sa.Column("due_on", sa.Date(), nullable=False),
    sa.Column("done_on", sa.Date(), nullable=True),
    sa.Column("dropped", sa.Boolean(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_action_item"),
    sa.ForeignKeyConstraint(
        ["meeting_id"], ["meeting.id"], name="fk_action_item_meeting_id_meeting", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["review_meeting_id"],
        ["review_meeting.id"],
        name="fk_action_item_review_meeting_id_review_meeting",
        ondelete="RESTRICT",
    ),
    sa.Index("ix_action_item_meeting_id", "meeting_id"),
    sa.Index("ix_action_item_open", "done_on", "due_on"),
    sa.Index("ix_action_item_review_meeting_id", "review_meeting_id"),
)

sa.Table(
    "campaign",
    SCHEMA,
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=False),
    sa.Column("ends_on", sa.Date(), nullable=False),
    sa.Column("aim", sa.Text(), nullable=False),
    sa.Column("planned_cost_amount", NUMBER, nullable=False),
    sa.Column("cost_amount", NUMBER, nullable=True),
    sa.Column("people", NUMBER, nullable=True),
    sa.Column("cases", NUMBER, nullable=True),
    sa.Column("premium", NUMBER, nullable=True),
    sa.Column("result", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_campaign"),
)

sa.Table(
    "contest",
    SCHEMA,
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=False),
    sa.Column("ends_on", sa.Date(), nullable=False),
    sa.Column("kpi", sa.String(40), nullable=False),
    sa.Column("places", NUMBER, nullable=False),
    sa.Column("prize", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_contest"),
    sa.UniqueConstraint("title", name="uq_contest_title"),
)

sa.Table(
    "contest_agent",
    SCHEMA,
    sa.Column("contest_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_contest_agent"),
    sa.ForeignKeyConstraint(
        ["contest_id"], ["contest.id"], name="fk_contest_agent_contest_id_contest", ondelete="RESTRICT"
    ),
    sa.Index("ix_contest_agent_contest_id", "contest_id"),
)

sa.Table(
    "meeting",
    SCHEMA,
    sa.Column("monday", sa.Date(), nullable=False),
    sa.Column("held_on", sa.Date(), nullable=False),
    sa.Column("present", sa.Text(), nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("decisions", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    sa.UniqueConstraint("monday", name="uq_meeting_monday"),
)

sa.Table(
    "review",
    SCHEMA,
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("subject_code", sa.String(40), nullable=False),
    sa.Column("subject_name", sa.String(120), nullable=False),
    sa.Column("starts_on", sa.Date(), nullable=False),
    sa.Column("ends_on", sa.Date(), nullable=False),
    sa.Column("rating", NUMBER, nullable=True),
    sa.Column("strengths", sa.Text(), nullable=False),
    sa.Column("improve", sa.Text(), nullable=False),
    sa.Column("agreed", sa.Text(), nullable=False),
    sa.Column("figures", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_review"),
    sa.UniqueConstraint("kind", "subject_code", "starts_on", "ends_on", name="uq_review_period"),
)

sa.Table(
    "roster_member",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("licence", sa.String(40), nullable=False),
    sa.Column("joined_on", sa.Date(), nullable=True),
    sa.Column("left_on", sa.Date(), nullable=True),
    sa.Column("report_from", sa.Date(), nullable=True),
    sa.Column("report_to", sa.Date(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_roster_member"),
    sa.UniqueConstraint("code", name="uq_roster_member_code"),
)

sa.Table(
    "team_report",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("monday", sa.Date(), nullable=False),
    sa.Column("agent_name", sa.String(120), nullable=False),
    sa.Column("team", sa.String(120), nullable=False),
    sa.Column("path", sa.Text(), nullable=False),
    sa.Column("written_at", sa.DateTime(), nullable=False),
    sa.Column("first_written_at", sa.DateTime(), nullable=True),
    sa.Column("late", sa.Boolean(), nullable=False),
    sa.Column("figures", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_team_report"),
    sa.UniqueConstraint("agent_code", "monday", name="uq_team_report_week"),
    sa.Index("ix_team_report_monday", "monday"),
)

sa.Table(
    "team_week",
    SCHEMA,
    sa.Column("monday", sa.Date(), nullable=False),
    sa.Column("folder", sa.Text(), nullable=False),
    sa.Column("sources", DOCUMENT, nullable=False),
    sa.Column("workbook", sa.Text(), nullable=False),
    sa.Column("due_at", sa.DateTime(), nullable=False),
    sa.Column("expected", DOCUMENT, nullable=False),
    sa.Column("findings", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_team_week"),
    sa.UniqueConstraint("monday", name="uq_team_week_monday"),
)

sa.Table(
    "training",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("skill", sa.String(20), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("minutes", NUMBER, nullable=True),
    sa.Column("result", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_training"),
    sa.Index("ix_training_agent_code", "agent_code"),
)

sa.Table(
    "weekly_note",
    SCHEMA,
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("monday", sa.Date(), nullable=False),
    sa.Column("difficulties", sa.Text(), nullable=False),
    sa.Column("feedback", sa.Text(), nullable=False),
    sa.Column("help", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_weekly_note"),
    sa.UniqueConstraint("agent_code", "monday", name="uq_weekly_note_week"),
)

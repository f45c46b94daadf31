"""The first schema: the tables of ``app.models.selling.sales``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "opportunity",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("stage_since", sa.Date(), nullable=False),
    sa.Column("opened_on", sa.Date(), nullable=False),
    sa.Column("premium", NUMBER, nullable=True),
    sa.Column("expected_on", sa.Date(), nullable=True),
    sa.Column("probability", NUMBER, nullable=True),
    sa.Column("paused_until", sa.Date(), nullable=True),
    sa.Column("competitor", sa.String(120), nullable=False),
    sa.Column("lost_reason", sa.Text(), nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_opportunity"),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_opportunity_household_id_household", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("number", name="uq_opportunity_number"),
    sa.Index("ix_opportunity_agent_stage", "agent_code", "stage"),
    sa.Index("ix_opportunity_household_id", "household_id"),
)

sa.Table(
    "opportunity_move",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("opportunity_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_opportunity_move"),
    sa.ForeignKeyConstraint(
        ["opportunity_id"],
        ["opportunity.id"],
        name="fk_opportunity_move_opportunity_id_opportunity",
        ondelete="RESTRICT",
    ),
    sa.Index("ix_opportunity_move_agent_code", "agent_code"),
    sa.Index("ix_opportunity_move_opportunity_id", "opportunity_id"),
)

sa.Table(
    "order_event",
    SCHEMA,
    sa.Column("id", NUMBER, nullable=False),
    sa.Column("order_id", sa.String(32), nullable=False),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("actor", sa.String(40), nullable=False),
    sa.Column("actor_name", sa.String(120), nullable=False),
    sa.Column("decided_by", sa.String(120), nullable=False),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("details", DOCUMENT, nullable=False),
    sa.Column("undone", sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_order_event"),
    sa.ForeignKeyConstraint(
        ["order_id"], ["sales_order.id"], name="fk_order_event_order_id_sales_order", ondelete="RESTRICT"
    ),
    sa.Index("ix_order_event_order_id", "order_id"),
)

sa.Table(
    "order_line",
    SCHEMA,
    sa.Column("order_id", sa.String(32), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("proposal_item_id", sa.String(32), nullable=True),
    sa.Column("product_code", sa.String(40), nullable=False),
    sa.Column("product_name", sa.String(120), nullable=False),
    sa.Column("product_kind", sa.String(12), nullable=False),
    sa.Column("member_id", sa.String(32), nullable=False),
    sa.Column("sum", NUMBER, nullable=False),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("main_id", sa.String(32), nullable=True),
    sa.Column("result", sa.String(12), nullable=False),
    sa.Column("extra_premium", NUMBER, nullable=False),
    sa.Column("terms", sa.Text(), nullable=False),
    sa.Column("postponed_until", sa.Date(), nullable=True),
    sa.Column("answer", sa.String(12), nullable=False),
    sa.Column("policy_number", sa.String(40), nullable=False),
    sa.Column("left_out", sa.Text(), nullable=False),
    sa.Column("policy_id", sa.String(32), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_order_line"),
    sa.ForeignKeyConstraint(
        ["main_id"], ["order_line.id"], name="fk_order_line_main_id_order_line", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_order_line_member_id_member", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(
        ["order_id"], ["sales_order.id"], name="fk_order_line_order_id_sales_order", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_order_line_policy_id_policy", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(
        ["proposal_item_id"],
        ["proposal_item.id"],
        name="fk_order_line_proposal_item_id_proposal_item",
        ondelete="RESTRICT",
    ),
    sa.Index("ix_order_line_main_id", "main_id"),
    sa.Index("ix_order_line_member_id", "member_id"),
    sa.Index("ix_order_line_order_id", "order_id"),
    sa.Index("ix_order_line_policy_id", "policy_id"),
    sa.Index("ix_order_line_proposal_item_id", "proposal_item_id"),
)

sa.Table(
    "sales_order",
    SCHEMA,
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("household_id", sa.String(32), nullable=False),
    sa.Column("opportunity_id", sa.String(32), nullable=False),
    sa.Column("proposal_id", sa.String(32), nullable=True),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("revision", NUMBER, nullable=False),
    sa.Column("payer_id", sa.String(32), nullable=True),
    sa.Column("premium", NUMBER, nullable=False),
    sa.Column("submitted_premium", NUMBER, nullable=True),
    sa.Column("deliver_on", sa.Date(), nullable=True),
    sa.Column("policy_number", sa.String(40), nullable=False),
    sa.Column("submitted_on", sa.Date(), nullable=True),
    sa.Column("approved_on", sa.Date(), nullable=True),
    sa.Column("issued_on", sa.Date(), nullable=True),
    sa.Column("delivered_on", sa.Date(), nullable=True),
    sa.Column("receipted_on", sa.Date(), nullable=True),
    sa.Column("cooling_off_until", sa.Date(), nullable=True),
    sa.Column("ended_on", sa.Date(), nullable=True),
    sa.Column("closing_id", sa.String(32), nullable=True),
    sa.Column("seen", DOCUMENT, nullable=False),
    sa.Column("snapshot", DOCUMENT, nullable=False),
    sa.Column("notes", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_sales_order"),
    sa.ForeignKeyConstraint(
        ["closing_id"], ["activity.id"], name="fk_sales_order_closing_id_activity", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name="fk_sales_order_household_id_household", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["opportunity_id"], ["opportunity.id"], name="fk_sales_order_opportunity_id_opportunity", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(["payer_id"], ["member.id"], name="fk_sales_order_payer_id_member", ondelete="RESTRICT"),
    sa.ForeignKeyConstraint(
        ["proposal_id"], ["proposal.id"], name="fk_sales_order_proposal_id_proposal", ondelete="RESTRICT"
    ),
    sa.UniqueConstraint("number", name="uq_sales_order_number"),
    sa.Index("ix_sales_order_agent_issued", "agent_code", "issued_on"),
    sa.Index("ix_sales_order_agent_state", "agent_code", "state"),
    sa.Index("ix_sales_order_agent_submitted", "agent_code", "submitted_on"),
    sa.Index("ix_sales_order_closing_id", "closing_id"),
    sa.Index("ix_sales_order_household_id", "household_id"),
    sa.Index("ix_sales_order_opportunity_id", "opportunity_id"),
    sa.Index("ix_sales_order_payer_id", "payer_id"),
    sa.Index("ix_sales_order_proposal_id", "proposal_id"),
)

"""Selling: opportunities with the history of their stages, and the orders that accepted proposals become."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class Opportunity(Row, Base):
    """One sale to one household. ``probability`` is the agent's own word in per cent, None that of the stage."""

    __tablename__ = "opportunity"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    household_id: Mapped[str] = link("household.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    title: Mapped[str] = mapped_column(NAME, default="")
    stage: Mapped[str] = mapped_column(String(12), default="S0")
    stage_since: Mapped[date]
    opened_on: Mapped[date]
    premium: Mapped[int | None] = mapped_column(default=None)  # expected, fen in the first year
    expected_on: Mapped[date | None] = mapped_column(default=None)
    probability: Mapped[int | None] = mapped_column(default=None)
    paused_until: Mapped[date | None] = mapped_column(default=None)
    competitor: Mapped[str] = mapped_column(NAME, default="")
    lost_reason: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_opportunity_agent_stage", "agent_code", "stage"),)


class OpportunityMove(Base):
    """A sale entered ``stage`` on ``on_date``; the history behind its durations and the agent's own ratios."""

    __tablename__ = "opportunity_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    opportunity_id: Mapped[str] = link("opportunity.id")
    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    stage: Mapped[str] = mapped_column(String(12))
    on_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")


class Order(Row, Base):
    """An accepted proposal, or what a customer buys without one, on its way. ``revision`` counts changes of content;
    ``seen`` is the content and the revision the lead last decided on; ``snapshot`` freezes
    what was submitted. Each date is the day its state was reached."""

    __tablename__ = "sales_order"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    household_id: Mapped[str] = link("household.id")
    opportunity_id: Mapped[str] = link("opportunity.id")
    proposal_id: Mapped[str | None] = link("proposal.id", nullable=True)  # None: a walk-in sale
    agent_code: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    revision: Mapped[int] = mapped_column(default=1)
    payer_id: Mapped[str | None] = link("member.id", nullable=True)
    premium: Mapped[int] = mapped_column(default=0)  # fen in the first year, of the lines that stand
    submitted_premium: Mapped[int | None] = mapped_column(default=None)  # as it was then, whatever was issued
    deliver_on: Mapped[date | None] = mapped_column(default=None)
    policy_number: Mapped[str] = mapped_column(CODE, default="")
    submitted_on: Mapped[date | None] = mapped_column(default=None)
    approved_on: Mapped[date | None] = mapped_column(default=None)
    issued_on: Mapped[date | None] = mapped_column(default=None)
    delivered_on: Mapped[date | None] = mapped_column(default=None)
    receipted_on: Mapped[date | None] = mapped_column(default=None)
    cooling_off_until: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    closing_id: Mapped[str | None] = link("activity.id", nullable=True)
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Index("ix_sales_order_agent_state", "agent_code", "state"),
        Index("ix_sales_order_agent_issued", "agent_code", "issued_on"),
        Index("ix_sales_order_agent_submitted", "agent_code", "submitted_on"),
    )


class OrderLine(Row, Base):
    """One product for one insured; a line with a ``left_out`` reason stays in the order and counts for nothing.

    ``main_id`` is the line of the main a rider belongs to. ``result`` is what underwriting said; ``answer`` what the
    customer said to an offer that is not the one proposed. ``sum`` and ``premium`` are always those that stand.
    """

    __tablename__ = "order_line"

    order_id: Mapped[str] = link("sales_order.id")
    position: Mapped[int] = mapped_column(default=0)
    proposal_item_id: Mapped[str | None] = link("proposal_item.id", nullable=True)
    product_code: Mapped[str] = mapped_column(CODE)
    product_name: Mapped[str] = mapped_column(NAME)
    product_kind: Mapped[str] = mapped_column(String(12), default="main")
    member_id: Mapped[str] = link("member.id")
    sum: Mapped[int]  # fen
    premium: Mapped[int]  # fen in the first year, the extra premium in it
    main_id: Mapped[str | None] = link("order_line.id", nullable=True)
    result: Mapped[str] = mapped_column(String(12), default="")
    extra_premium: Mapped[int] = mapped_column(default=0)  # fen a year
    terms: Mapped[str] = mapped_column(Text, default="")  # what is excluded
    postponed_until: Mapped[date | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(String(12), default="")
    policy_number: Mapped[str] = mapped_column(CODE, default="")
    left_out: Mapped[str] = mapped_column(Text, default="")
    policy_id: Mapped[str | None] = link("policy.id", nullable=True)


class OrderEvent(Base):
    """What happened to an order: who, when, why. ``details`` keeps adjustments."""

    __tablename__ = "order_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = link("sales_order.id")
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(CODE)
    actor_name: Mapped[str] = mapped_column(NAME)
    decided_by: Mapped[str] = mapped_column(NAME, default="")  # the lead, where a person decided
    action: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    on_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone: Mapped[bool] = mapped_column(default=False)

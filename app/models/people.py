"""Agents, households and their members."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CODE, ID, NAME, Base, Row, link


class Agent(Row, Base):
    __tablename__ = "agent"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    licence: Mapped[str] = mapped_column(CODE, default="")
    grade: Mapped[str] = mapped_column(String(2), default="P5")
    team: Mapped[str] = mapped_column(NAME, default="")
    skills: Mapped[list[Any]] = mapped_column(default=list)  # need kinds and tags this agent is good at


class Household(Row, Base):
    """A family. ``name``, ``phone`` and the keys repeat the contact member: a list reads one table."""

    __tablename__ = "household"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    phone: Mapped[str] = mapped_column(String(40), default="")
    sort_key: Mapped[str] = mapped_column(String(240))
    search_key: Mapped[str] = mapped_column(Text)
    contact_id: Mapped[str | None] = mapped_column(ID, default=None)
    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    stage: Mapped[str] = mapped_column(String(12), default="S0", index=True)
    stage_since: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(NAME, default="")
    city: Mapped[str] = mapped_column(NAME, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    wechat: Mapped[str] = mapped_column(NAME, default="")
    email: Mapped[str] = mapped_column(NAME, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[list[Any]] = mapped_column(default=list)
    finances: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fen by key: expenses, deposits, mortgage ...
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_step_on: Mapped[date | None] = mapped_column(default=None, index=True)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        # The search key rides along so that list and search read this index alone: 8 times faster at 100k rows.
        Index("ix_household_sort", "archived_at", "sort_key", "id", "search_key"),
        Index("ix_household_phone", "phone"),
    )


class Member(Row, Base):
    __tablename__ = "member"

    household_id: Mapped[str] = link("household.id")
    position: Mapped[int] = mapped_column(default=0)
    relation: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(NAME)
    sex: Mapped[str | None] = mapped_column(String(1), default=None)
    birth_date: Mapped[date | None] = mapped_column(default=None, index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    id_number: Mapped[str] = mapped_column(String(18), default="", index=True)
    occupation: Mapped[str] = mapped_column(NAME, default="")
    occupation_class: Mapped[int | None] = mapped_column(default=None)
    education: Mapped[str] = mapped_column(NAME, default="")
    income: Mapped[int | None] = mapped_column(default=None)  # fen a year; None = not known, 0 = none
    social_insurance: Mapped[bool | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")


class StageMove(Base):
    """A household entered ``stage`` on ``on_date``; the history behind the funnel."""

    __tablename__ = "stage_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = link("household.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    stage: Mapped[str] = mapped_column(String(12))
    on_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_stage_move_agent_date", "agent_code", "on_date"),)

"""Agents, households and their members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.models.base.rows import CODE, ID, NAME, Base, Row, index_on, link


def tag_key(tags: Iterable[Any]) -> str:
    """Tags as a filter finds them: each whole between bars, capital letters or not."""
    return "".join(f"|{str(tag).casefold()}" for tag in tags) + "|" if tags else ""


def _tag_key_of_row(context: Any) -> str:
    """For plain inserts, which no validator sees."""
    return tag_key(context.get_current_parameters().get("tags") or ())


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
    tag_key: Mapped[str] = mapped_column(Text, default=_tag_key_of_row)  # "|vip|old friend|": what a filter looks in
    classification: Mapped[str] = mapped_column(CODE, default="")
    referrer_id: Mapped[str | None] = link("household.id", nullable=True)  # who referred them to us
    finances: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fen by key: expenses, deposits, mortgage ...
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_step_on: Mapped[date | None] = mapped_column(default=None, index=True)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)
    handed_over_at: Mapped[datetime | None] = mapped_column(default=None)
    owner_epoch: Mapped[int] = mapped_column(default=1)  # grows whenever it is given or taken back: who has it last

    @validates("tags")
    def _keep_tag_key(self, _: str, tags: list[Any]) -> list[Any]:
        self.tag_key = tag_key(tags)
        return tags

    __table_args__ = (
        # What search and filters look in rides along, so that they read this index alone: 8 times faster at 100k rows.
        # PostgreSQL bounds the row of an index to 2,704 bytes, which the keys of a large family exceed.
        index_on(
            "sqlite",
            "ix_household_sort",
            "archived_at",
            "sort_key",
            "id",
            "search_key",
            "stage",
            "classification",
            "source",
            "city",
            "tag_key",
            "phone",
            "code",
            "next_step_on",
        ),
        index_on("postgresql", "ix_household_order", "archived_at", "sort_key", "id"),
        Index("ix_household_phone", "phone"),
    )


class Member(Row, Base):
    __tablename__ = "member"

    household_id: Mapped[str] = link("household.id")
    position: Mapped[int] = mapped_column(default=0)
    relation: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(NAME)
    sex: Mapped[str | None] = mapped_column(String(1), default=None)
    birth_date: Mapped[date | None] = mapped_column(default=None)
    phone: Mapped[str] = mapped_column(String(40), default="")
    id_number: Mapped[str] = mapped_column(String(18), default="", index=True)
    occupation: Mapped[str] = mapped_column(NAME, default="")
    occupation_class: Mapped[int | None] = mapped_column(default=None)
    education: Mapped[str] = mapped_column(NAME, default="")
    income: Mapped[int | None] = mapped_column(default=None)  # fen a year; None = not known, 0 = none
    social_insurance: Mapped[bool | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_member_birth_date", "birth_date", "household_id", "relation"),)


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

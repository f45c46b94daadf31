"""What an analysis is reviewed by: sets of assumptions, and what happened in a family."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import NAME, Base, Row, link


class AssumptionSet(Row, Base):
    """One edition of a named set; an edition never changes, a change makes the next one."""

    __tablename__ = "assumption_set"

    name: Mapped[str] = mapped_column(NAME)
    edition: Mapped[int]
    values: Mapped[dict[str, Any]]  # every assumption by name
    note: Mapped[str] = mapped_column(Text, default="")
    archived_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("name", "edition", name="uq_assumption_set_edition"),)


class LifeEvent(Row, Base):
    """Something happened in a family that may change its needs; open until the next analysis, or set aside."""

    __tablename__ = "life_event"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str | None] = link("member.id", nullable=True)
    kind: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

"""Activities and targets: what an agent plans and does; and how it is counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class Activity(Row, Base):
    __tablename__ = "activity"

    agent_code: Mapped[str] = mapped_column(CODE)
    household_id: Mapped[str | None] = link("household.id", nullable=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12), default="done")
    on_date: Mapped[date]
    at_minute: Mapped[int | None] = mapped_column(default=None)  # minutes after local midnight
    duration: Mapped[int | None] = mapped_column(default=None)  # minutes
    note: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(NAME, default="")
    companion: Mapped[str] = mapped_column(NAME, default="")  # who went along
    report: Mapped[str] = mapped_column(Text, default="")  # how it went
    remind: Mapped[int | None] = mapped_column(default=None)  # minutes before its time; None = not at all
    reminded: Mapped[bool] = mapped_column(default=False)
    snoozed_until: Mapped[datetime | None] = mapped_column(default=None)
    series_id: Mapped[str | None] = link("activity_series.id", nullable=True)
    series_on: Mapped[date | None] = mapped_column(default=None)  # the day its series gives; it may have moved
    premium: Mapped[int | None] = mapped_column(default=None)  # fen, for a closing
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    previous_id: Mapped[str | None] = link("activity.id", nullable=True)  # the one whose next step this is

    __table_args__ = (
        Index("ix_activity_week", "agent_code", "on_date", "status", "kind"),
        Index("ix_activity_household_date", "household_id", "on_date"),
        UniqueConstraint("series_id", "series_on", name="uq_activity_series_day"),
    )


class Target(Row, Base):
    """``agent_code`` "" is the team. ``starts_on`` names the period whatever the work month is: the Monday of a week,
    the first calendar day of the month, quarter or year it is called after. A week's target goes on in the weeks after
    it until a later one replaces it; the others hold for their own period."""

    __tablename__ = "target"

    agent_code: Mapped[str] = mapped_column(CODE)
    period: Mapped[str] = mapped_column(String(8), default="week")
    starts_on: Mapped[date]
    metric: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(12), default="target")
    value: Mapped[int]  # a count, or fen for premium

    __table_args__ = (UniqueConstraint("agent_code", "period", "starts_on", "metric", "level", name="uq_target_place"),)


class KpiSet(Row, Base):
    """The KPI definitions from a day on, whole: ``number`` counts the sets, ``changed`` says which KPI this one is
    about, ``cause`` what was done to it. Of those that hold from a day on, the newest is in force."""

    __tablename__ = "kpi_set"

    number: Mapped[int] = mapped_column(unique=True)
    holds_from: Mapped[date] = mapped_column(index=True)
    changed: Mapped[str] = mapped_column(CODE)
    cause: Mapped[str] = mapped_column(String(12))
    agent_code: Mapped[str] = mapped_column(CODE)
    document: Mapped[dict[str, Any]]

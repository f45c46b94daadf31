"""What stands around activities: recurring ones, the guests of events, who is asleep, the agent's own message texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class ActivitySeries(Row, Base):
    """A recurring activity: what each of its days begins with, and the rule that gives the days.

    Every day up to ``filled_until`` has its activity; a day taken out is a cancelled one.
    """

    __tablename__ = "activity_series"

    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    household_id: Mapped[str | None] = link("household.id", nullable=True)
    kind: Mapped[str] = mapped_column(String(20))
    first_on: Mapped[date]
    at_minute: Mapped[int | None] = mapped_column(default=None)
    duration: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(NAME, default="")
    companion: Mapped[str] = mapped_column(NAME, default="")
    remind: Mapped[int | None] = mapped_column(default=None)
    rule: Mapped[dict[str, Any]]
    filled_until: Mapped[date | None] = mapped_column(default=None)


class ActivityGuest(Row, Base):
    """Somebody invited to an event; ``name`` is for who is no customer yet."""

    __tablename__ = "activity_guest"

    activity_id: Mapped[str] = link("activity.id", ondelete="CASCADE")
    household_id: Mapped[str | None] = link("household.id", nullable=True)
    name: Mapped[str] = mapped_column(NAME, default="")
    state: Mapped[str] = mapped_column(String(12), default="invited")

    __table_args__ = (UniqueConstraint("activity_id", "household_id", name="uq_activity_guest_household"),)


class Sleep(Row, Base):
    """A family, or one of its sales, that is left in peace until a day; on that day it wakes."""

    __tablename__ = "sleep"

    household_id: Mapped[str] = link("household.id")
    opportunity_id: Mapped[str | None] = link("opportunity.id", nullable=True)
    until: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class MessageText(Row, Base):
    """A message text of the agent's own."""

    __tablename__ = "message_text"

    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    name: Mapped[str] = mapped_column(NAME)
    body: Mapped[str] = mapped_column(Text)

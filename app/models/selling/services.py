"""What a policyholder asks of the insurer for a contract there is: no sale."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, Base, Row, link


class ServiceOrder(Row, Base):
    """Something the policyholder asks the insurer to change on a contract. ``asked`` is what it shall be, ``before``
    what it was when it was done; both by the fields of the kind. No sale: nothing of it counts in figures."""

    __tablename__ = "service_order"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    household_id: Mapped[str] = link("household.id")
    policy_id: Mapped[str] = link("policy.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_on: Mapped[date]
    submitted_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None, index=True)  # when the insurer should have answered
    ended_on: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")

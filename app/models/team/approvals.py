"""Orders of agents that wait for the lead's word, as they came with a weekly file, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row


class ApprovalRequest(Row, Base):
    """One version of an agent's order as it came; ``order_id`` and ``revision`` are those of the agent's own store.

    ``content`` is what is approved: codes, products, amounts, no name. An answer names version and content, so that
    what was changed meanwhile is not approved by it.
    """

    __tablename__ = "approval_request"

    store_id: Mapped[str] = mapped_column(CODE)
    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    agent_name: Mapped[str] = mapped_column(NAME, default="")
    order_id: Mapped[str] = mapped_column(ID)
    revision: Mapped[int]
    number: Mapped[str] = mapped_column(CODE)
    household_code: Mapped[str] = mapped_column(CODE, default="")
    premium: Mapped[int]  # fen in the first year
    submitted_on: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    file: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="open")
    decided_on: Mapped[date | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(NAME, default="")
    decided_code: Mapped[str] = mapped_column(CODE, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("store_id", "order_id", "revision", name="uq_approval_request_version"),)

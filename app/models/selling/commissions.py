"""An agent's own commission: the rates that are agreed, and what the insurer's statements say was paid."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row


class CommissionRate(Row, Base):
    """What a product pays in a policy year to the agent, or to the lead on an agent's policy. ``holds_from`` is the
    first day of issue it is agreed for, None for always."""

    __tablename__ = "commission_rate"

    product_code: Mapped[str] = mapped_column(CODE)
    role: Mapped[str] = mapped_column(String(12))
    year: Mapped[int]
    rate: Mapped[int]  # hundredths of a per cent of the year's premium
    holds_from: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("product_code", "role", "year", "holds_from", name="uq_commission_rate_place"),)


class CommissionPaid(Row, Base):
    """A line of an insurer's statement. ``month`` is the first day of the month it is of; ``ordinal`` tells lines apart
    that are of the same policy, product, kind and year in one month. ``amount`` below 0 was taken back."""

    __tablename__ = "commission_paid"

    agent_code: Mapped[str] = mapped_column(CODE)
    month: Mapped[date]
    policy_number: Mapped[str] = mapped_column(CODE)
    product: Mapped[str] = mapped_column(NAME, default="")
    kind: Mapped[str] = mapped_column(String(12))
    year: Mapped[int | None] = mapped_column(default=None)
    ordinal: Mapped[int] = mapped_column(default=1)
    premium: Mapped[int | None] = mapped_column(default=None)  # fen
    rate: Mapped[int | None] = mapped_column(default=None)  # hundredths of a per cent
    amount: Mapped[int]  # fen
    notes: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint(
            "agent_code", "month", "policy_number", "product", "kind", "year", "ordinal", name="uq_commission_paid_line"
        ),
        Index("ix_commission_paid_policy", "policy_number"),
    )

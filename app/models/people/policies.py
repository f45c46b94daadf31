"""Policies a household holds: those found in the interview and those issued through us."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class Policy(Row, Base):
    __tablename__ = "policy"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str] = link("member.id")  # the insured
    number: Mapped[str] = mapped_column(CODE, default="", index=True)
    insurer: Mapped[str] = mapped_column(NAME, default="")
    product_name: Mapped[str] = mapped_column(NAME)
    product_code: Mapped[str] = mapped_column(CODE, default="")
    proposal_item_id: Mapped[str | None] = mapped_column(ID, default=None, index=True)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)  # None = for life
    premium: Mapped[int] = mapped_column(default=0)  # fen a year
    pay_years: Mapped[int | None] = mapped_column(default=None)
    employer_group: Mapped[bool] = mapped_column(default=False)  # counts only while employed
    status: Mapped[str] = mapped_column(String(12), default="in_force", index=True)
    lapsed_on: Mapped[date | None] = mapped_column(default=None)  # since when a lapsed one does not cover
    notes: Mapped[str] = mapped_column(Text, default="")


class PolicyCover(Base):
    __tablename__ = "policy_cover"

    policy_id: Mapped[str] = mapped_column(ID, ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True)
    event: Mapped[str] = mapped_column(CODE, primary_key=True)
    amount: Mapped[int]  # fen
    note: Mapped[str] = mapped_column(Text, default="")

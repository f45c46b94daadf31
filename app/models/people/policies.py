"""Policies a household holds: those found in the interview and those issued through us.

A row is one product for one insured as the insurer issued it; rows of one insurer with one number are one contract.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class Policy(Row, Base):
    """``payer_id`` is the policyholder where it is one of the family, ``payer_name`` where not. ``main_id`` is the main
    a rider belongs to. ``sum`` is what was issued; the covers say what of it is paid for which event. ``loan`` is what
    was borrowed on it and not paid back."""

    __tablename__ = "policy"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str] = link("member.id")  # the insured
    payer_id: Mapped[str | None] = link("member.id", nullable=True)
    payer_name: Mapped[str] = mapped_column(NAME, default="")
    number: Mapped[str] = mapped_column(CODE, default="", index=True)
    insurer: Mapped[str] = mapped_column(NAME, default="")
    product_name: Mapped[str] = mapped_column(NAME)
    product_code: Mapped[str] = mapped_column(CODE, default="")
    kind: Mapped[str] = mapped_column(String(12), default="main")
    category: Mapped[str] = mapped_column(NAME, default="")
    main_id: Mapped[str | None] = link("policy.id", nullable=True)
    proposal_item_id: Mapped[str | None] = mapped_column(ID, default=None, index=True)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)  # None = for life
    sum: Mapped[int | None] = mapped_column(default=None)  # fen
    premium: Mapped[int] = mapped_column(default=0)  # fen a year, the extra premium in it
    extra_premium: Mapped[int] = mapped_column(default=0)  # fen a year, for the risk as underwritten
    pay_years: Mapped[int | None] = mapped_column(default=None)
    employer_group: Mapped[bool] = mapped_column(default=False)  # counts only while employed
    status: Mapped[str] = mapped_column(String(12), default="in_force", index=True)
    lapsed_on: Mapped[date | None] = mapped_column(default=None)  # since when a lapsed one does not cover
    statutory: Mapped[bool] = mapped_column(default=False)  # the legal heirs are the beneficiaries, as was said
    terms: Mapped[str] = mapped_column(Text, default="")  # what the insurer excluded
    loan: Mapped[int] = mapped_column(default=0)  # fen
    loan_on: Mapped[date | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")


class PolicyCover(Base):
    __tablename__ = "policy_cover"

    policy_id: Mapped[str] = mapped_column(ID, ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True)
    event: Mapped[str] = mapped_column(CODE, primary_key=True)
    amount: Mapped[int]  # fen
    note: Mapped[str] = mapped_column(Text, default="")


class PolicyBeneficiary(Base):
    """Who is paid when the insured dies. Those of one ``rank`` share what is paid; a later rank comes when nobody
    of the ranks before is left."""

    __tablename__ = "policy_beneficiary"

    policy_id: Mapped[str] = mapped_column(ID, ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(NAME)
    relation: Mapped[str] = mapped_column(String(12))  # to the insured
    share: Mapped[int]  # hundredths of a per cent
    member_id: Mapped[str | None] = link("member.id", nullable=True)
    born: Mapped[date | None] = mapped_column(default=None)


class PolicyValue(Base):
    """A line of the contract's own table: what it is worth at the end of a policy year, guaranteed."""

    __tablename__ = "policy_value"

    policy_id: Mapped[str] = mapped_column(ID, ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    cash: Mapped[int | None] = mapped_column(default=None)  # fen paid on surrender
    paid_up: Mapped[int | None] = mapped_column(default=None)  # fen: the sum that stays without further premiums


class PolicyFile(Row, Base):
    """A contract's paper. ``content`` is base64: as text it is kept, undone, handed over and copied like any row."""

    __tablename__ = "policy_file"

    policy_id: Mapped[str] = link("policy.id")
    name: Mapped[str] = mapped_column(NAME)
    size: Mapped[int]  # bytes of the file itself
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)

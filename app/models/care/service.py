"""Service after the sale: clocks seen to, premiums paid, loans, what is asked of persons, cases, satisfaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class ClockMark(Row, Base):
    """A clock that was seen to, or put off ``until`` a day. ``subject_id`` is what runs it: a policy, a member …"""

    __tablename__ = "clock_mark"

    household_id: Mapped[str] = link("household.id", ondelete="CASCADE")
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(ID)
    due_on: Mapped[date] = mapped_column(index=True)
    until: Mapped[date | None] = mapped_column(default=None)  # None = done

    __table_args__ = (UniqueConstraint("kind", "subject_id", "due_on", name="uq_clock_mark_clock"),)


class PremiumPaid(Row, Base):
    """The premium of a policy that fell due on ``due_on`` came in; no row means it did not."""

    __tablename__ = "premium_paid"

    policy_id: Mapped[str] = link("policy.id", ondelete="CASCADE")
    due_on: Mapped[date] = mapped_column(index=True)
    paid_on: Mapped[date]

    __table_args__ = (UniqueConstraint("policy_id", "due_on", name="uq_premium_paid_due"),)


class PersonCare(Row, Base):
    """How a person's days are counted. The lunar day is that of ``born``, kept because finding it takes long."""

    __tablename__ = "person_care"

    member_id: Mapped[str] = link("member.id", ondelete="CASCADE")
    birthday: Mapped[str] = mapped_column(String(8), default="solar")
    work: Mapped[str] = mapped_column(String(8), default="")  # "" = not known
    born: Mapped[date | None] = mapped_column(default=None)
    lunar_month: Mapped[int | None] = mapped_column(default=None)  # negative in a leap month
    lunar_day: Mapped[int | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("member_id", name="uq_person_care_member"),)


class Loan(Row, Base):
    """A loan of a family and the day of its last instalment. ``balance`` in fen, None = not known."""

    __tablename__ = "loan"

    household_id: Mapped[str] = link("household.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    ends_on: Mapped[date] = mapped_column(index=True)
    balance: Mapped[int | None] = mapped_column(default=None)


class ServiceCase(Row, Base):
    """A question, a claim, a complaint: from the customer's word to its resolution. ``documents`` of a claim is a list
    of {"name", "got"}; ``paid`` in fen; ``waiting_for`` says whose turn it is."""

    __tablename__ = "service_case"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    household_id: Mapped[str] = link("household.id", ondelete="CASCADE")
    member_id: Mapped[str | None] = mapped_column(ID, default=None)
    policy_id: Mapped[str | None] = mapped_column(ID, default=None)
    agent_code: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="open")
    waiting_for: Mapped[str] = mapped_column(String(12), default="")
    title: Mapped[str] = mapped_column(NAME)
    details: Mapped[str] = mapped_column(Text, default="")
    opened_on: Mapped[date]
    due_on: Mapped[date | None] = mapped_column(default=None)
    severity: Mapped[str] = mapped_column(String(8), default="")
    promised_on: Mapped[date | None] = mapped_column(default=None)
    event: Mapped[str] = mapped_column(CODE, default="")
    event_on: Mapped[date | None] = mapped_column(default=None)
    documents: Mapped[list[Any]] = mapped_column(default=list)
    insurer: Mapped[str] = mapped_column(NAME, default="")
    filed_on: Mapped[date | None] = mapped_column(default=None)
    paid: Mapped[int | None] = mapped_column(default=None)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    resolution: Mapped[str] = mapped_column(Text, default="")
    resolved_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_service_case_agent_state", "agent_code", "state"),)


class CaseStep(Base):
    """What happened to a case: who, when, in which words. ``before`` is what taking it back puts back."""

    __tablename__ = "case_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = link("service_case.id", ondelete="CASCADE")
    at: Mapped[datetime]
    on_date: Mapped[date]
    actor: Mapped[str] = mapped_column(CODE)
    actor_name: Mapped[str] = mapped_column(NAME)
    action: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone: Mapped[bool] = mapped_column(default=False)


class Feedback(Row, Base):
    """What a customer said after a moment. ``csat`` 1-5, ``nps`` 0-10, both None unless answered."""

    __tablename__ = "feedback"

    household_id: Mapped[str] = link("household.id", ondelete="CASCADE")
    agent_code: Mapped[str] = mapped_column(CODE)
    moment: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[str] = mapped_column(ID, default="", index=True)  # the interview, order or case it followed
    state: Mapped[str] = mapped_column(String(12))
    on_date: Mapped[date]
    channel: Mapped[str] = mapped_column(String(12), default="")
    csat: Mapped[int | None] = mapped_column(default=None)
    nps: Mapped[int | None] = mapped_column(default=None)
    words: Mapped[str] = mapped_column(Text, default="")
    need_id: Mapped[str | None] = mapped_column(ID, default=None, index=True)

    __table_args__ = (Index("ix_feedback_agent_date", "agent_code", "on_date"),)

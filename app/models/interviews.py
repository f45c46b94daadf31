"""Needs interviews: what was asked, what was said, what was seen, and the analysis frozen at confirmation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CODE, ID, Base, Row, link


class Interview(Row, Base):
    __tablename__ = "interview"

    household_id: Mapped[str] = link("household.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    template: Mapped[str] = mapped_column(CODE)
    template_version: Mapped[int]
    status: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    step: Mapped[str] = mapped_column(CODE, default="")  # the section to resume at
    held_on: Mapped[date]
    consent_at: Mapped[datetime | None] = mapped_column(default=None)
    consent_version: Mapped[str] = mapped_column(CODE, default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    assumptions: Mapped[dict[str, Any]] = mapped_column(default=dict)  # overrides of the assumption set
    ranking: Mapped[list[Any]] = mapped_column(default=list)  # need keys in the customer's own order


class Answer(Row, Base):
    """``member_id`` is "" for a question to the whole household, so that the unique key holds everywhere."""

    __tablename__ = "answer"

    interview_id: Mapped[str] = link("interview.id")
    question: Mapped[str] = mapped_column(CODE)
    member_id: Mapped[str] = mapped_column(ID, default="")
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    state: Mapped[str] = mapped_column(String(12), default="said")
    source: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("interview_id", "question", "member_id", name="uq_answer_place"),)


class Observation(Row, Base):
    """What was seen, not said; never shown in the customer view."""

    __tablename__ = "observation"

    interview_id: Mapped[str] = link("interview.id")
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)


class Analysis(Row, Base):
    """The whole calculation of a confirmed interview, frozen: inputs, assumptions, formula version, worksheets."""

    __tablename__ = "analysis"

    interview_id: Mapped[str] = link("interview.id")
    household_id: Mapped[str] = link("household.id")
    as_of: Mapped[date]
    formula_version: Mapped[str] = mapped_column(CODE)
    case: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]

"""Needs interviews: what was asked, what was said, what was seen, and the analysis frozen at confirmation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


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
    assumption_set_id: Mapped[str | None] = link("assumption_set.id", nullable=True)  # None = the shipped set
    ranking: Mapped[list[Any]] = mapped_column(default=list)  # need keys in the customer's own order
    summary: Mapped[str] = mapped_column(Text, default="")  # in plain words, as the customer confirmed it


class Answer(Row, Base):
    """``member_id`` is "" for a question to the whole household, so that the unique key holds everywhere."""

    __tablename__ = "answer"

    interview_id: Mapped[str] = link("interview.id")
    question: Mapped[str] = mapped_column(CODE)
    member_id: Mapped[str] = mapped_column(ID, default="")
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    state: Mapped[str] = mapped_column(String(12), default="said")
    source: Mapped[str] = mapped_column(Text, default="said")
    answered_on: Mapped[date]

    __table_args__ = (UniqueConstraint("interview_id", "question", "member_id", name="uq_answer_place"),)


class AnswerChange(Row, Base):
    """One step in the history of an answer: what it was and what it became. Not a foreign key to the answer, which an
    answer taken back no longer has; ``old`` and ``new`` are {value, state, source, on}, empty for none."""

    __tablename__ = "answer_change"

    interview_id: Mapped[str] = link("interview.id")
    question: Mapped[str] = mapped_column(CODE)
    member_id: Mapped[str] = mapped_column(ID, default="")
    agent_code: Mapped[str] = mapped_column(CODE)
    agent_name: Mapped[str] = mapped_column(NAME, default="")
    changed_at: Mapped[datetime]
    old: Mapped[dict[str, Any]]
    new: Mapped[dict[str, Any]]


class InterviewTemplate(Row, Base):
    """A version of an interview template: an interview finds the questions it was held with for ever. ``own`` was made
    in the editor; an archived one starts no new interview."""

    __tablename__ = "interview_template"

    code: Mapped[str] = mapped_column(CODE)
    number: Mapped[int]
    own: Mapped[bool]
    archived: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("code", "number", name="uq_interview_template_code"),)


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

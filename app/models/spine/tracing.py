"""What is kept about the matrix over time: clearings, notes, reviews, baselines, meetings, changes and decisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class LinkClearing(Row, Base):
    """A person said that a suspect link still holds. It outlives the link: both ends are kept as they were named."""

    __tablename__ = "link_clearing"

    link_id: Mapped[str] = mapped_column(ID, index=True)
    source_kind: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[str] = mapped_column(ID, index=True)
    target_kind: Mapped[str] = mapped_column(String(20))
    target_id: Mapped[str] = mapped_column(ID, index=True)
    cleared_by: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str] = mapped_column(Text)
    changed: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → [old, new], as seen by who cleared it


class TraceNote(Row, Base):
    """A note, or the name of a file, that needs are linked to; ``kind`` is a node kind: note or document."""

    __tablename__ = "trace_note"

    kind: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str | None] = link("household.id", nullable=True)
    title: Mapped[str] = mapped_column(NAME)
    text: Mapped[str] = mapped_column(Text, default="")  # of a note; the path of a document


class NeedReview(Row, Base):
    """A verdict bound to the content it saw: ``reopened`` while the content differs from it."""

    __tablename__ = "need_review"

    item_kind: Mapped[str] = mapped_column(String(20))
    item_id: Mapped[str] = mapped_column(ID)
    verdict: Mapped[str] = mapped_column(String(20), default="requested", index=True)
    reviewer: Mapped[str] = mapped_column(NAME, default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(CODE, default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reopened: Mapped[bool] = mapped_column(default=False)
    meeting_id: Mapped[str | None] = link("review_meeting.id", nullable=True)

    __table_args__ = (Index("ix_need_review_item", "item_kind", "item_id"),)


class Baseline(Row, Base):
    """The items and links of a matrix at one moment. Never changed."""

    __tablename__ = "baseline"

    matrix_id: Mapped[str] = link("matrix.id")
    name: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(Text, default="")
    taken_by: Mapped[str] = mapped_column(CODE)
    items: Mapped[int] = mapped_column(default=0)
    links: Mapped[int] = mapped_column(default=0)


class BaselinePart(Base):
    """All frozen records of one kind, id → fields: one document is read and written faster than its rows."""

    __tablename__ = "baseline_part"

    baseline_id: Mapped[str] = mapped_column(ID, ForeignKey("baseline.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    content: Mapped[dict[str, Any]]


class ReviewMeeting(Row, Base):
    """A periodic review meeting; what it found is frozen in ``findings`` (code → number of each)."""

    __tablename__ = "review_meeting"

    matrix_id: Mapped[str] = link("matrix.id")
    on_date: Mapped[date] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(NAME)
    participants: Mapped[list[Any]] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(Text, default="")
    baseline_id: Mapped[str | None] = link("baseline.id", nullable=True)
    findings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ChangeEntry(Row, Base):
    """One change or decision: requested, assessed, decided, done. ``impact`` is frozen when it is assessed."""

    __tablename__ = "change_entry"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    matrix_id: Mapped[str] = link("matrix.id")
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default="requested", index=True)
    requested_by: Mapped[str] = mapped_column(CODE, default="")
    impact: Mapped[dict[str, Any]] = mapped_column(default=dict)
    assessed_at: Mapped[datetime | None] = mapped_column(default=None)
    agreed: Mapped[bool | None] = mapped_column(default=None)
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(CODE, default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    meeting_id: Mapped[str | None] = link("review_meeting.id", nullable=True)


class ChangeItem(Base):
    """An item a change or decision is about."""

    __tablename__ = "change_item"

    change_id: Mapped[str] = mapped_column(ID, ForeignKey("change_entry.id", ondelete="CASCADE"), primary_key=True)
    item_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)

    __table_args__ = (Index("ix_change_item_item", "item_kind", "item_id"),)

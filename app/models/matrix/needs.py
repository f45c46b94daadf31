"""Matrices, the needs in them, and the trace links that join every record of the chain."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Float, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class Matrix(Row, Base):
    """A named set of needs. The built-in one, code "customers", holds all customers' needs."""

    __tablename__ = "matrix"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    purpose: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(NAME, default="")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)


class Need(Row, Base):
    """One need. ``number`` is readable, unique in its matrix and never reused; amounts are fen.

    ``position`` is its place among those with the same parent, where somebody put them in an order; else 0, and the
    number decides. ``type`` is a NeedType or empty, where nobody said.
    """

    __tablename__ = "need"

    matrix_id: Mapped[str] = link("matrix.id")
    number: Mapped[str] = mapped_column(CODE)
    parent_id: Mapped[str | None] = link("need.id", nullable=True)
    household_id: Mapped[str | None] = link("household.id", nullable=True)
    member_id: Mapped[str | None] = link("member.id", nullable=True)
    interview_id: Mapped[str | None] = link("interview.id", nullable=True)
    event: Mapped[str] = mapped_column(CODE, default="", index=True)
    description: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    type: Mapped[str] = mapped_column(String(16), default="")
    rationale: Mapped[str] = mapped_column(Text, default="")
    stakeholder: Mapped[str] = mapped_column(NAME, default="")
    limits: Mapped[str] = mapped_column(Text, default="")  # what the solution must keep to
    acceptance: Mapped[str] = mapped_column(Text, default="")  # by what it is seen to be met
    gap: Mapped[int] = mapped_column(default=0)  # fen; nothing is known of it while something is ``missing``
    missing: Mapped[str] = mapped_column(Text, default="")  # figures nobody said, by path, with spaces between
    weight: Mapped[float] = mapped_column(Float, default=1.0)
    rank: Mapped[int | None] = mapped_column(default=None)  # the customer's own order, 1 first
    importance: Mapped[str] = mapped_column(String(8), default="middle")
    urgency: Mapped[str] = mapped_column(String(8), default="middle")
    status: Mapped[str] = mapped_column(String(12), default="not_started", index=True)
    planned_start: Mapped[date | None] = mapped_column(default=None)
    planned_finish: Mapped[date | None] = mapped_column(default=None, index=True)
    actual_start: Mapped[date | None] = mapped_column(default=None)
    actual_finish: Mapped[date | None] = mapped_column(default=None)
    reschedules: Mapped[int] = mapped_column(default=0)
    owner_code: Mapped[str] = mapped_column(CODE, default="", index=True)
    owner_name: Mapped[str] = mapped_column(NAME, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    stage_notes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # {"interview": {"input", "output", "progress"}}
    declined_reason: Mapped[str] = mapped_column(Text, default="")
    declined_until: Mapped[date | None] = mapped_column(default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    archived_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("matrix_id", "number", name="uq_need_number"),)


class TraceLink(Row, Base):
    """One link, stored once and read from both ends.

    ``amount`` (fen) is how much of the need the target answers, where that can be counted. ``role`` says what joins two
    needs, several apart by ``+``: a code (refines …) or another tool's own word. The fingerprints are
    of the meaningful fields of both ends when the link was made or last cleared; ``*_fields`` keep their values
    so that a suspect link can show what changed. ``upstream`` keeps, where changes are followed further than one
    link, the same of what the influencing end rests on itself: "kind:id" → fields.
    """

    __tablename__ = "trace_link"

    source_kind: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[str] = mapped_column(ID)
    target_kind: Mapped[str] = mapped_column(String(20))
    target_id: Mapped[str] = mapped_column(ID)
    amount: Mapped[int | None] = mapped_column(default=None)
    role: Mapped[str] = mapped_column(String(200), default="")
    source_print: Mapped[str] = mapped_column(String(64), default="")
    target_print: Mapped[str] = mapped_column(String(64), default="")
    source_fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    target_fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    upstream: Mapped[dict[str, Any]] = mapped_column(default=dict)
    suspect: Mapped[bool] = mapped_column(default=False, index=True)
    suspect_since: Mapped[datetime | None] = mapped_column(default=None)
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)
    cleared_by: Mapped[str] = mapped_column(CODE, default="")
    cleared_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("source_kind", "source_id", "target_kind", "target_id", name="uq_trace_link_ends"),
        Index("ix_trace_link_target", "target_kind", "target_id"),
        # Counting and covering read this index alone: the rows carry what both ends said and are ten times as wide.
        Index(
            "ix_trace_link_counts",
            "source_kind",
            "source_id",
            "target_kind",
            "target_id",
            "amount",
            "suspect",
            "suspect_since",
        ),
    )


class TestRun(Row, Base):
    """What a test case came to on a day. ``seen`` is what the test and each requirement it verifies said then, by id:
    a requirement that says something else asks for the test again."""

    __tablename__ = "test_run"
    __test__ = False  # a record, no test of the program

    test_id: Mapped[str] = link("need.id")
    result: Mapped[str] = mapped_column(String(12))
    on_date: Mapped[date] = mapped_column()
    tester: Mapped[str] = mapped_column(NAME)
    note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")  # the path of a file, or an address
    evidence_print: Mapped[str] = mapped_column(String(64), default="")  # SHA-256 of the file as it was
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)

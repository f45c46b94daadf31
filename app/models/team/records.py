"""A lead's team: weekly notes, the reports that came in, meetings and their actions, training, reviews, campaigns,
contests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class WeeklyNote(Row, Base):
    """What an agent says of a week beside the figures; ``monday`` names the week."""

    __tablename__ = "weekly_note"

    agent_code: Mapped[str] = mapped_column(CODE)
    monday: Mapped[date]
    difficulties: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="")
    help: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("agent_code", "monday", name="uq_weekly_note_week"),)


class RosterMember(Row, Base):
    """An agent of the lead's team, whether a report came or not. ``report_from`` and ``report_to`` narrow the weeks a
    report is expected of, which otherwise are those between joining and leaving."""

    __tablename__ = "roster_member"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    licence: Mapped[str] = mapped_column(CODE, default="")
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    report_from: Mapped[date | None]
    report_to: Mapped[date | None]


class TeamWeek(Row, Base):
    """One roll-up as it was last made: where the files were, what was found, who was expected. ``sources`` are the
    folders and files joined, in the order they came, those that came together as one list."""

    __tablename__ = "team_week"

    monday: Mapped[date] = mapped_column(unique=True)
    folder: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[list[Any]] = mapped_column(default=list)
    workbook: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime]
    expected: Mapped[dict[str, Any]] = mapped_column(default=dict)  # agent code -> name
    findings: Mapped[list[Any]] = mapped_column(default=list)


class TeamReport(Row, Base):
    """One agent's week as its file sealed it; ``figures`` holds measures, targets, funnel, coverage, products."""

    __tablename__ = "team_report"

    agent_code: Mapped[str] = mapped_column(CODE)
    monday: Mapped[date] = mapped_column(index=True)
    agent_name: Mapped[str] = mapped_column(NAME, default="")
    team: Mapped[str] = mapped_column(NAME, default="")
    path: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime]
    first_written_at: Mapped[datetime | None] = mapped_column(default=None)  # of the first file of the week
    late: Mapped[bool] = mapped_column(default=False)
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (UniqueConstraint("agent_code", "monday", name="uq_team_report_week"),)


class Meeting(Row, Base):
    """The weekly meeting about the week of ``monday``."""

    __tablename__ = "meeting"

    monday: Mapped[date] = mapped_column(unique=True)
    held_on: Mapped[date]
    present: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    decisions: Mapped[list[Any]] = mapped_column(default=list)  # texts, in the order they were taken


class ActionItem(Row, Base):
    """Who does what until when, agreed in a weekly meeting, in the review of a matrix, or in a coaching talk."""

    __tablename__ = "action_item"

    meeting_id: Mapped[str | None] = link("meeting.id", nullable=True)
    review_meeting_id: Mapped[str | None] = link("review_meeting.id", nullable=True)  # of a matrix
    text: Mapped[str] = mapped_column(Text)
    owner_code: Mapped[str] = mapped_column(CODE)
    owner_name: Mapped[str] = mapped_column(NAME, default="")
    recorded_by: Mapped[str] = mapped_column(CODE)
    due_on: Mapped[date]
    done_on: Mapped[date | None] = mapped_column(default=None)
    dropped: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_action_item_open", "done_on", "due_on"),)


class Training(Row, Base):
    """A course done or a skill practised by an agent."""

    __tablename__ = "training"

    agent_code: Mapped[str] = mapped_column(CODE, index=True)
    on_date: Mapped[date]
    skill: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(NAME)
    minutes: Mapped[int | None] = mapped_column(default=None)
    result: Mapped[str] = mapped_column(Text, default="")


class Review(Row, Base):
    """A periodic evaluation of an agent or a product; ``figures`` freezes what it was based on."""

    __tablename__ = "review"

    kind: Mapped[str] = mapped_column(String(12))
    subject_code: Mapped[str] = mapped_column(CODE)
    subject_name: Mapped[str] = mapped_column(NAME, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    rating: Mapped[int | None] = mapped_column(default=None)  # 1 (lowest) to 5
    strengths: Mapped[str] = mapped_column(Text, default="")
    improve: Mapped[str] = mapped_column(Text, default="")
    agreed: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (UniqueConstraint("kind", "subject_code", "starts_on", "ends_on", name="uq_review_period"),)


class Campaign(Row, Base):
    """A planned activity of the team or of one agent (``agent_code`` empty: the team) with its cost and result."""

    __tablename__ = "campaign"

    title: Mapped[str] = mapped_column(NAME)
    agent_code: Mapped[str] = mapped_column(CODE, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    aim: Mapped[str] = mapped_column(Text, default="")
    planned_cost_amount: Mapped[int] = mapped_column(default=0)  # fen
    cost_amount: Mapped[int | None] = mapped_column(default=None)  # fen; None = not closed yet
    people: Mapped[int | None] = mapped_column(default=None)  # customers reached
    cases: Mapped[int | None] = mapped_column(default=None)
    premium: Mapped[int | None] = mapped_column(default=None)  # fen, closed because of it
    result: Mapped[str] = mapped_column(Text, default="")


class Contest(Row, Base):
    """Who is first by one KPI over a period; without a :class:`ContestAgent` the whole team takes part."""

    __tablename__ = "contest"

    title: Mapped[str] = mapped_column(NAME, unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    kpi: Mapped[str] = mapped_column(CODE)  # of the definitions in force
    places: Mapped[int] = mapped_column(default=3)  # ranks from 1 to this are honoured
    prize: Mapped[str] = mapped_column(Text, default="")


class ContestAgent(Row, Base):
    """One of those chosen to take part."""

    __tablename__ = "contest_agent"

    contest_id: Mapped[str] = link("contest.id")
    agent_code: Mapped[str] = mapped_column(CODE)

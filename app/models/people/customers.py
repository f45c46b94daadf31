"""What an agent knows and arranges of customers: labels, own fields, views, relations, and what happened to many."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link

VALUE = String(500)


class Label(Row, Base):
    """A tag or a class by its ``name``, with the tone it is shown in. Households keep the name itself."""

    __tablename__ = "label"

    kind: Mapped[str] = mapped_column(String(8))  # tag, class
    name: Mapped[str] = mapped_column(CODE)
    tone: Mapped[str] = mapped_column(String(8), default="calm")
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("kind", "name", name="uq_label_name"),)


class CustomField(Row, Base):
    """A field of the user's own. A retired one is asked no more; its values stay."""

    __tablename__ = "custom_field"

    name: Mapped[str] = mapped_column(NAME, unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    choices: Mapped[list[Any]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class CustomValue(Base):
    """``text`` is the one canonical form of the value; ``rank`` compares numbers (millionths), money (fen), dates
    (ordinal days) and yes/no (1, 0)."""

    __tablename__ = "custom_value"

    household_id: Mapped[str] = mapped_column(ID, ForeignKey("household.id", ondelete="CASCADE"), primary_key=True)
    field_id: Mapped[str] = mapped_column(ID, ForeignKey("custom_field.id", ondelete="RESTRICT"), primary_key=True)
    text: Mapped[str] = mapped_column(VALUE)
    rank: Mapped[int | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_custom_value_field", "field_id", "rank", "text", "household_id"),)


class Segment(Row, Base):
    """A filter of the list kept by name."""

    __tablename__ = "segment"

    name: Mapped[str] = mapped_column(NAME, unique=True)
    filter: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)


class Interest(Row, Base):
    """What somebody likes, prefers or does not want; of the whole family without a member."""

    __tablename__ = "interest"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str | None] = link("member.id", nullable=True)
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(NAME)


class Relation(Row, Base):
    """``left`` is the ``kind`` of ``right``: stored once, read from both ends with the inverse word."""

    __tablename__ = "relation"

    left_id: Mapped[str] = link("member.id")
    right_id: Mapped[str] = link("member.id")
    kind: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("left_id", "right_id", name="uq_relation_ends"),)


class Handover(Row, Base):
    """Customers given to another agent, or taken from one, in a sealed package."""

    __tablename__ = "handover"

    direction: Mapped[str] = mapped_column(String(4))  # out, in
    package: Mapped[str] = mapped_column(ID, index=True)
    digest: Mapped[str] = mapped_column(String(64))
    other_code: Mapped[str] = mapped_column(CODE)
    other_name: Mapped[str] = mapped_column(NAME, default="")
    other_key: Mapped[str] = mapped_column(ID, default="")  # of whom it is sealed to, or who signed it
    consent: Mapped[str] = mapped_column(Text)
    households: Mapped[list[Any]]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    received_at: Mapped[datetime | None] = mapped_column(default=None)

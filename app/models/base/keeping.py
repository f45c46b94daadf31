"""What the store keeps about itself: settings, number series, the audit chain, and what each unit of work found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, Base


class Setting(Base):
    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(CODE, primary_key=True)
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    updated_at: Mapped[datetime]


class Series(Base):
    """The last number given out of a readable series; it only grows, so that no number is used twice."""

    __tablename__ = "series"

    name: Mapped[str] = mapped_column(CODE, primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class AuditRow(Base):
    """One unit of work. ``digest`` = SHA-256 over the previous digest and this row: a removed or edited row shows."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(CODE)
    action: Mapped[str] = mapped_column(CODE)
    subject: Mapped[str | None] = mapped_column(ID, index=True)
    details: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))


class UnitImage(Base):
    """The rows a unit of work changed, before and after: enough to take it back. Compressed; kept some weeks.

    ``undoes`` is the unit that this one took back.
    """

    __tablename__ = "unit_image"

    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id", ondelete="RESTRICT"), primary_key=True)
    at: Mapped[datetime]
    undoes: Mapped[int | None] = mapped_column(default=None)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)

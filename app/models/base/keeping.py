"""What the store keeps about itself: settings, number series, and the audit chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
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

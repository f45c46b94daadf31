"""Reports of the user's own, kept by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import NAME, Base, Row


class KeptReport(Row, Base):
    """``document`` says which list, what of it, how it is grouped and added up; the rows themselves are not kept."""

    __tablename__ = "kept_report"

    name: Mapped[str] = mapped_column(NAME, unique=True)
    document: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)

"""Contests of a team."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row


class Contest(Row, Base):
    """Who is first by a KPI in a period. Who has less than ``least`` to show is not ranked; ``prize`` is printed as it
    stands."""

    __tablename__ = "contest"

    name: Mapped[str] = mapped_column(NAME)
    kpi: Mapped[str] = mapped_column(CODE)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    least: Mapped[int] = mapped_column(default=1)
    prize: Mapped[str] = mapped_column(Text, default="")

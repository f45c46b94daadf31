"""What a person told of the own health, and that it may be kept: sensitive, apart from all else that is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class HealthConsent(Row, Base):
    """That the health of ``member_id`` may be noted, by whom it was said (of a minor the guardian), whether the notes
    go along when the family is handed over, and since when it is known that there is nothing to note."""

    __tablename__ = "health_consent"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str] = link("member.id")
    given_on: Mapped[date]
    given_by: Mapped[str] = mapped_column(NAME)
    wording: Mapped[str] = mapped_column(CODE)
    pass_on: Mapped[bool] = mapped_column(default=False)
    nothing_on: Mapped[date | None] = mapped_column(default=None)


class HealthNote(Row, Base):
    """``condition`` is a code of the guide, "other" with ``name`` in own words; ``values`` are decimal texts by the
    names the guide has."""

    __tablename__ = "health_note"

    household_id: Mapped[str] = link("household.id")
    member_id: Mapped[str] = link("member.id")
    consent_id: Mapped[str] = link("health_consent.id")
    condition: Mapped[str] = mapped_column(CODE)
    name: Mapped[str] = mapped_column(NAME, default="")
    since: Mapped[date | None] = mapped_column(default=None)
    treatment: Mapped[str] = mapped_column(String(12))
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    source: Mapped[str] = mapped_column(String(12))
    noted_on: Mapped[date]
    notes: Mapped[str] = mapped_column(Text, default="")

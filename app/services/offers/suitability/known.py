"""What the agent learns for the assessment alone, and keeps with it."""

from __future__ import annotations

from dataclasses import dataclass

from app.enums import RiskProfile, SalesChannel


@dataclass(frozen=True, slots=True)
class Known:
    """``cover_asked``: the family was asked for cover of the same kind, person by person."""

    risk: RiskProfile | None = None
    channel: SalesChannel = SalesChannel.IN_PERSON
    cover_asked: bool = False

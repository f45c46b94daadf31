"""What the agent learns for the assessment alone, and keeps with it."""

from __future__ import annotations

from dataclasses import dataclass

from app.enums import CoverSaid, RiskProfile, SalesChannel


@dataclass(frozen=True, slots=True)
class Known:
    """``cover``: what the family answered, asked for cover of the same kind person by person; None: not asked."""

    risk: RiskProfile | None = None
    channel: SalesChannel = SalesChannel.IN_PERSON
    cover: CoverSaid | None = None

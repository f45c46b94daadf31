"""Proposals: a plan as it was priced on a day, and what the customer decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class Proposal(Row, Base):
    """``request`` and ``plan`` freeze what was asked of the solver and what it answered, ``facts`` what was true of the
    family and the products that day. A new edition names the one it ``replaces``.
    """

    __tablename__ = "proposal"

    number: Mapped[str] = mapped_column(CODE, unique=True)
    household_id: Mapped[str] = link("household.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    edition: Mapped[int] = mapped_column(default=1)
    plan_name: Mapped[str] = mapped_column(CODE)
    state: Mapped[str] = mapped_column(String(20), default="draft", index=True)
    as_of: Mapped[date]
    budget: Mapped[int | None] = mapped_column(default=None)  # fen a year
    premium: Mapped[int]  # fen a year
    objective: Mapped[float] = mapped_column(Float)
    solver_status: Mapped[str] = mapped_column(CODE)
    solver_gap: Mapped[float] = mapped_column(Float, default=0.0)
    request: Mapped[dict[str, Any]]
    plan: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    replaces_id: Mapped[str | None] = mapped_column(ID, default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")


class ProposalItem(Row, Base):
    """One product for one insured, priced. Which needs it answers, and by how much, is in the trace links."""

    __tablename__ = "proposal_item"

    proposal_id: Mapped[str] = link("proposal.id")
    position: Mapped[int] = mapped_column(default=0)
    product_code: Mapped[str] = mapped_column(CODE, index=True)
    product_name: Mapped[str] = mapped_column(NAME)
    member_id: Mapped[str] = link("member.id")  # the insured
    sum: Mapped[int]  # fen
    premium: Mapped[int]  # fen a year
    reason: Mapped[str] = mapped_column(Text, default="")  # why the agent changed it, when it was changed


class SuitabilityRecord(Row, Base):
    """An assessment as it was made and shown; a new one is added, none is changed. The latest of a proposal counts.

    ``file`` freezes what was known, found and advised. ``recording_number`` names the recording kept elsewhere.
    """

    __tablename__ = "suitability"

    proposal_id: Mapped[str] = link("proposal.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    verdict: Mapped[str] = mapped_column(String(12))
    risk: Mapped[str] = mapped_column(String(2), default="")
    channel: Mapped[str] = mapped_column(String(12))
    explanation: Mapped[str] = mapped_column(Text, default="")
    own_will: Mapped[str] = mapped_column(Text, default="")
    recording: Mapped[bool] = mapped_column(default=False)
    recording_number: Mapped[str] = mapped_column(CODE, default="")
    file: Mapped[dict[str, Any]]


class SuitabilityTold(Row, Base):
    """What a family told for its suitability, before or between assessments. The latest of a household counts until an
    assessment is recorded after it.
    """

    __tablename__ = "suitability_told"

    household_id: Mapped[str] = link("household.id")
    agent_code: Mapped[str] = mapped_column(CODE)
    risk: Mapped[str] = mapped_column(String(2), default="")
    channel: Mapped[str] = mapped_column(String(12))
    cover: Mapped[str] = mapped_column(String(8), default="")

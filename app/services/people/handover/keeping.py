"""The list of hand-overs, given and taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.models import Handover
from app.services.base.store import Store


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """``out``: given away. ``received_at`` None while no receipt came."""

    id: str
    out: bool
    at: datetime
    other: str
    consent: str
    codes: tuple[str, ...]
    rows: int
    received_at: datetime | None


def handovers(store: Store, limit: int = 100) -> list[HandoverRow]:
    """The newest first."""
    with store.read() as session:
        query = select(Handover).order_by(Handover.created_at.desc(), Handover.id.desc()).limit(limit)
        return [row_of(row) for row in session.scalars(query)]


def row_of(row: Handover) -> HandoverRow:
    """A hand-over as the list shows it."""
    other = f"{row.other_name} {row.other_code}".strip()
    codes = tuple(str(one["code"]) for one in row.households)
    counted = sum(int(count) for count in row.counts.values())
    return HandoverRow(
        row.id, row.direction == "out", row.created_at, other, row.consent, codes, counted, row.received_at
    )

"""What a store says, but for its book-keeping: to compare before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.models import Base
from app.services.base.store import Store

APART = ("audit", "unit_image", "series")
COUNTED = ("updated_at", "version")


def standing(store: Store, *, apart: tuple[str, ...] = APART) -> dict[str, list[Any]]:
    """Every row of every table, without the audit, numbers given out, and what counts and dates its changes."""
    with store.read() as session:
        return {
            table.name: sorted(
                repr([(name, value) for name, value in row._mapping.items() if name not in COUNTED])
                for row in session.execute(select(table))
            )
            for table in Base.metadata.sorted_tables
            if table.name not in apart
        }

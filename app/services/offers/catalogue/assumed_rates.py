"""The highest assumed rate that a product may be priced with, by the shipped sheet of the caps in force."""

from __future__ import annotations

from datetime import date

from app.services.needs.statutory.files import shipped_sheet
from app.services.rules.needs.statutory import Statute, caps_on


def assumed_rate_cap(category: str, day: date) -> float:
    """The cap for this category on a day; before the first one the first."""
    caps = caps_on(shipped_sheet(Statute.RATE_CAPS), day)
    kinds = {"participating": caps.participating, "universal": caps.universal}
    return float(kinds.get(category, caps.ordinary))

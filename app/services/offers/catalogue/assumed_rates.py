"""The highest assumed rate that a product may be priced with, by the caps in force."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.services.needs.statutory import read_sheet
from app.services.needs.statutory.files import shipped_sheet
from app.services.rules.needs.statutory import Caps, Statute, caps_on


def shipped_caps(day: date = date.max) -> Caps:
    """Those of a day by the sheet that comes with the program; before the first one the first."""
    return caps_on(shipped_sheet(Statute.RATE_CAPS), day)


def caps_of(session: Session) -> Caps:
    """The newest of this store, which may have been changed there."""
    return caps_on(read_sheet(session, Statute.RATE_CAPS), date.max)


def assumed_rate_cap(category: str, caps: Caps) -> float:
    """The cap for this category of product, a year, as a share."""
    kinds = {"participating": caps.participating, "universal": caps.universal}
    return float(kinds.get(category, caps.ordinary))

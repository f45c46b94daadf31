"""Activities: what an agent plans and does, and the next step each one leads to."""

from __future__ import annotations

from app.services.day.activities.commands import (
    add,
    cancel,
    change,
    finish,
    follow,
    move,
    refresh_next_step,
)
from app.services.day.activities.queries import between, for_household, one
from app.services.day.activities.rows import REMIND, ActivityDraft, ActivityRow, Finished, listing, row_of

__all__ = [
    "REMIND",
    "ActivityDraft",
    "ActivityRow",
    "Finished",
    "add",
    "between",
    "cancel",
    "change",
    "finish",
    "follow",
    "for_household",
    "listing",
    "move",
    "one",
    "refresh_next_step",
    "row_of",
]

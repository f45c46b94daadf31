"""A part as it came, as it is here, and as both sides last had it: who changed it since."""

from __future__ import annotations

from app.enums import Standing


def standing(base: str | None, own: str | None, theirs: str) -> Standing:
    """By digests; None where there is none. Own changes are never lost by this: where both sides changed a part, or
    nobody knows who did, it is said to be so."""
    if own == theirs:
        return Standing.SAME
    if own is None:
        return Standing.NEW if base is None else Standing.BOTH  # what was taken out here is an own change as well
    if own == base:
        return Standing.CHANGED
    return Standing.OWN if theirs == base else Standing.BOTH

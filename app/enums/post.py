"""The team's post: who somebody is to us, and what became of what came."""

from __future__ import annotations

from enum import StrEnum


class PeerRole(StrEnum):
    """What somebody we write to is to us; it says what may come from there."""

    LEAD = "lead"
    AGENT = "agent"
    COLLEAGUE = "colleague"


class PeerState(StrEnum):
    """How far somebody is known."""

    MET = "met"
    PINNED = "pinned"
    ENDED = "ended"


class Arrival(StrEnum):
    """What became of a package that was found."""

    NEW = "new"
    ALREADY = "already"
    OTHERS = "others"
    STRANGER = "stranger"
    ENDED = "ended"
    GAP = "gap"
    FORK = "fork"
    DAMAGED = "damaged"


class ItemState(StrEnum):
    """What became of one thing a package brought."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


class Standing(StrEnum):
    """How a part that came stands to the one that is here."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OWN = "own"
    BOTH = "both"

"""Products and what is said of them."""

from __future__ import annotations

from enum import StrEnum


class ProductKind(StrEnum):
    MAIN = "main"
    RIDER = "rider"
    WAIVER = "waiver"


class ProductPhase(StrEnum):
    DEVELOPMENT = "development"
    GROWTH = "growth"
    MATURITY = "maturity"
    DECLINE = "decline"


class VersionCause(StrEnum):
    """Why a version of a product ended."""

    EDITED = "edited"
    IMPORTED = "imported"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Grade(StrEnum):
    """Product risk grade, and the highest grade an agent's licence allows."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"

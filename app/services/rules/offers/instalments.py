"""Paying more than once a year: factors on the yearly premium, each instalment rounded half up to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.services.rules.offers.pricing import round_half_up


class Frequency(StrEnum):
    """How often a premium is paid."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


TIMES = {Frequency.YEARLY: 1, Frequency.HALF_YEARLY: 2, Frequency.QUARTERLY: 4, Frequency.MONTHLY: 12}
# one instalment as a share of the yearly premium; common in the market, each insurer has its own
FACTORS: Mapping[Frequency, Decimal] = {
    Frequency.YEARLY: Decimal(1),
    Frequency.HALF_YEARLY: Decimal("0.52"),
    Frequency.QUARTERLY: Decimal("0.265"),
    Frequency.MONTHLY: Decimal("0.09"),
}


def instalment(yearly: int, frequency: Frequency, factors: Mapping[Frequency, Decimal] = FACTORS) -> int:
    """HALF_UP(yearly premium × factor, 2), in fen."""
    return round_half_up(Fraction(yearly) * Fraction(factors[frequency]))

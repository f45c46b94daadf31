"""How far a search goes, and what it comes back with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from app.services.rules.offers.combinations import Item


@dataclass(frozen=True, slots=True)
class Effort:
    """Stop after ``seconds`` with the best found. ``gap`` 0: prove the best in all three goals. Above 0: be content
    with this relative gap of the first, look for the premium among the products near at hand, leave the number of
    items. ``sketch``: good answers from the products near at hand, with whatever gap that leaves proven."""

    gap: float = 0.0
    seconds: float = 60.0
    sketch: bool = False


EXACT = Effort()
CLOSE = Effort(gap=0.005)
SKETCH = Effort(gap=0.005, sketch=True)


@dataclass(frozen=True, slots=True)
class Solution:
    """``bound`` is the proven upper bound of objective + bonus, ``premium_bound`` the proven least premium for it."""

    items: tuple[Item, ...]
    objective: Fraction
    bonus: Fraction
    bound: float
    premium_bound: float
    optimal: bool

    @property
    def premium(self) -> int:
        """Fen a year, of all items."""
        return sum(item.premium for item in self.items)

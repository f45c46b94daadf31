"""What a plan costs year by year: what is fixed today, and what one-year covers would cost if they were renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HORIZON = 30
"""Years shown at most."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One item. ``years`` None: paid once. ``renewals`` are the prices of the second year and later, at today's rates,
    of a cover for one year; they end where it can no longer be renewed.
    """

    premium: int
    years: int | None
    renewals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """The years ``first`` to ``last`` (1 is this year) cost the same: ``level`` is fixed, ``renewed`` is not."""

    first: int
    last: int
    level: int
    renewed: int

    @property
    def total(self) -> int:
        """Fen in the year: what is fixed and what would be renewed."""
        return self.level + self.renewed


def schedule(items: Sequence[Paid], horizon: int = HORIZON) -> tuple[Years, ...]:
    """Equal years in a row stand together; ends with the last year anything is paid, at most at ``horizon``."""
    lasting = [item.years or 1 if not item.renewals else 1 for item in items]
    longest = max(lasting, default=0)
    if longest <= 1:  # covers for a year only: the next years matter all the more
        longest = max([longest, *(1 + len(item.renewals) for item in items)])
    found: list[Years] = []
    for year in range(1, min(longest, horizon) + 1):
        level = sum(item.premium for item in items if year <= (item.years or 1))
        renewed = sum(item.renewals[year - 2] for item in items if 2 <= year <= 1 + len(item.renewals))
        if found and (found[-1].level, found[-1].renewed) == (level, renewed):
            found[-1] = Years(found[-1].first, year, level, renewed)
        else:
            found.append(Years(year, year, level, renewed))
    return tuple(found)

"""A table of deaths and illnesses, and what flows are worth that are paid only while a person lives.

Years are whole; the arithmetic is in floating point, as such tables are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LifeTable:
    """``deaths`` by sex: the probability at age 0, 1, … to die within the year, 1 at the last age; ``incidence`` by
    (event, sex) that it happens within the year. ``pension_age`` is when a retirement capital is there."""

    name: str
    deaths: Mapping[str, Sequence[float]]
    incidence: Mapping[tuple[str, str], Sequence[float]]
    pension_age: int = 60

    def survivors(self, sex: str, age: int, also: Sequence[float] | None = None) -> list[float]:
        """The share alive, and not yet struck by ``also``, at the beginning of each year from ``age`` on."""
        alive, found = 1.0, []
        for at in range(age, len(self.deaths[sex])):
            found.append(alive)
            struck = also[at] if also is not None else 0.0
            alive *= max(0.0, 1 - self.deaths[sex][at] - struck)
        return found

    def expected_years(self, sex: str, age: int) -> float:
        """Complete and half years still to live, on average."""
        return sum(self.survivors(sex, age)[1:]) + 0.5


def present_value(flows: Sequence[float], rate: float, first_at: int = 0) -> float:
    """Yearly flows discounted to today, the first ``first_at`` years from now."""
    return sum(flow / (1 + rate) ** (first_at + year) for year, flow in enumerate(flows))


def expected(table: LifeTable, sex: str, age: int, flows: Sequence[float], rate: float) -> float:
    """Yearly flows, the first now, each paid only while the person lives: their value today."""
    alive = table.survivors(sex, age)
    return present_value([flow * lives for flow, lives in zip(flows, alive, strict=False)], rate)

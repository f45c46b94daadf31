"""Places in a contest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

FEWEST = 5
"""A rate of fewer cases than these says nothing of who is better."""


def ranks(values: Sequence[Decimal]) -> list[int]:
    """The rank of each, the highest first; equals share one, and the ranks they take up are left out: 1, 1, 3."""
    ordered = sorted(values, reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(ordered, 1)))}
    return [first[value] for value in values]

"""Long lists in pieces short enough for one condition or one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

One = TypeVar("One")
AT_ONCE = 5_000


def pieces(values: Iterable[One], size: int = AT_ONCE) -> Iterator[list[One]]:
    """The values in order, ``size`` at a time."""
    every = list(values)
    for start in range(0, len(every), size):
        yield every[start : start + size]

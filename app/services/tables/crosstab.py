"""Cross tables: how often two things meet in the same place. pandas joins and counts; no frame leaves this module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[str, str]  # a name, and the key of the place it stands in


@dataclass(frozen=True, slots=True)
class Cross:
    """``counts[i][j]`` places have both ``rows[i]`` and ``columns[j]``; ``places[i]`` have ``rows[i]`` at all."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]


def meetings(down: Iterable[Pair], across: Iterable[Pair]) -> Cross:
    """A place counts once for each pair of names, however often they stand in it. Rows and columns are sorted; a
    column that meets no row is left out, a row that meets nothing is kept."""
    import pandas as pd

    left = pd.DataFrame(sorted(set(down)), columns=["row", "place"], dtype=object)
    right = pd.DataFrame(sorted(set(across)), columns=["column", "place"], dtype=object)
    places = left.groupby("row", sort=True).size()
    met = left.merge(right, on="place")
    table = met.groupby(["row", "column"], sort=True).size().unstack(fill_value=0).reindex(places.index, fill_value=0)
    return Cross(
        tuple(map(str, places.index)),
        tuple(map(str, table.columns)),
        tuple(tuple(int(count) for count in line) for line in table.to_numpy()),
        tuple(int(count) for count in places),
    )

"""Rows put together by two keys and added up. pandas groups and adds; no frame leaves this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

ALL = -1
"""In the place of a key: whatever it is."""

Cell = tuple[int, int]
"""The numbers of a row and of a column."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """One thing that is added up. ``how`` is count, sum, mean, least, most or distinct; ``values`` has one for each
    row, None where there is none, and is empty for a count."""

    how: str
    values: Sequence[int | None] = ()


def pivoted(
    down: Sequence[int], across: Sequence[int], amounts: Sequence[Amounts]
) -> Mapping[Cell, tuple[int | Decimal | None, ...]]:
    """For every row and column that meet what their rows come to, and the same for whole rows, whole columns and all
    (:data:`ALL`). A row without an amount is counted and added to nothing; of none at all least, most and mean are
    None. Means are exact."""
    import pandas as pd

    frame = pd.DataFrame({"down": down, "across": across}, dtype="int64")
    names = [f"v{at}" for at in range(len(amounts))]
    for name, one in zip(names, amounts, strict=True):
        if one.how != "count":
            frame[name] = pd.array(list(one.values), dtype="Int64")
    found: dict[Cell, tuple[int | Decimal | None, ...]] = {}
    for by in (["down", "across"], ["down"], ["across"], []):
        groups = frame.assign(all=0).groupby(by or ["all"], sort=False)
        columns = [_added(groups, name, one.how) for name, one in zip(names, amounts, strict=True)]
        for at, key in enumerate(groups.size().index):
            parts = key if isinstance(key, tuple) else (key,)
            cell = (
                int(parts[0]) if "down" in by else ALL,
                int(parts[-1]) if "across" in by else ALL,
            )
            found[cell] = tuple(column[at] for column in columns)
    return found


def _added(groups: Any, name: str, how: str) -> list[int | Decimal | None]:
    """In the order of the groups."""
    import pandas as pd

    if how == "count":
        return [int(value) for value in groups.size()]
    values = groups[name]
    if how == "sum":
        return [int(value) for value in values.sum()]
    if how == "distinct":
        return [int(value) for value in values.nunique()]
    if how == "mean":
        pairs = zip(values.sum(), values.count(), strict=True)
        return [Decimal(int(whole)) / int(count) if count else None for whole, count in pairs]
    found = values.min() if how == "least" else values.max()
    return [None if pd.isna(value) else int(value) for value in found.astype(object).tolist()]

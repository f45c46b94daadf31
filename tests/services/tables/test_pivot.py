"""Pivots: what pandas groups and adds is what a plain loop over the rows comes to."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.services.tables.pivot import ALL, Amounts, pivoted

HOWS = ("count", "sum", "mean", "least", "most", "distinct")
FEN = st.one_of(st.none(), st.integers(-(10**13), 10**13))
ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), FEN), max_size=60)


def plainly(how: str, values: list[int | None]) -> int | Decimal | None:
    there = [value for value in values if value is not None]
    match how:
        case "count":
            return len(values)
        case "sum":
            return sum(there)
        case "distinct":
            return len(set(there))
        case "mean":
            return Decimal(sum(there)) / len(there) if there else None
        case _:
            return (min(there) if how == "least" else max(there)) if there else None


@given(ROWS)
def test_a_pivot_is_its_plain_recomputation(rows: list[tuple[int, int, int | None]]) -> None:
    down, across = [row[0] for row in rows], [row[1] for row in rows]
    values = [row[2] for row in rows]
    found = pivoted(down, across, [Amounts(how, () if how == "count" else values) for how in HOWS])
    cells = {(r, c) for row, column, _ in rows for r in (row, ALL) for c in (column, ALL)}
    assert set(found) == cells
    for row, column in cells:
        inside = [value for r, c, value in rows if row in (ALL, r) and column in (ALL, c)]
        assert list(found[row, column]) == [plainly(how, inside) for how in HOWS]


def test_large_amounts_stay_whole() -> None:
    """A float would lose the last fen."""
    found = pivoted([0, 0], [0, 0], [Amounts("sum", [9_007_199_254_740_993, None]), Amounts("most", [2**60 + 1, 1])])
    assert found[0, 0] == (9_007_199_254_740_993, 2**60 + 1)

"""The cross table by pandas is the one that plain loops give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.tables.crosstab import Cross, Pair, meetings

PAIRS = st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("123456")), max_size=30)


def plain(down: list[Pair], across: list[Pair]) -> Cross:
    rows = sorted({name for name, _ in down})
    counts = {
        (row, column): len({key for name, key in down if name == row} & {key for name, key in across if name == column})
        for row in rows
        for column in {name for name, _ in across}
    }
    columns = sorted({column for (_, column), count in counts.items() if count})
    return Cross(
        tuple(rows),
        tuple(columns),
        tuple(tuple(counts[row, column] for column in columns) for row in rows),
        tuple(len({key for name, key in down if name == row}) for row in rows),
    )


@given(PAIRS, PAIRS)
@settings(deadline=None, max_examples=60)
def test_pandas_counts_what_loops_count(down: list[Pair], across: list[Pair]) -> None:
    assert meetings(down, across) == plain(down, across)


def test_nothing_meets_nothing() -> None:
    assert meetings([], []) == Cross((), (), (), ())
    assert meetings([("甲", "1")], []) == Cross(("甲",), (), ((),), (1,))

"""The funnel over random histories, against a day-by-day recount."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.enums import Stage
from app.services.rules.spine import funnel
from app.services.rules.spine.funnel import PATH, Move

ORIGIN = date(2026, 1, 1)
MOVES = st.lists(
    st.builds(
        lambda household, stage, day: Move(f"h{household}", stage, ORIGIN + timedelta(days=day)),
        st.integers(0, 6),
        st.sampled_from(Stage),
        st.integers(0, 40),
    ),
    max_size=40,
)


def where(moves: list[Move], day: date) -> dict[str, Stage]:
    """The stage of each household at the end of ``day``, counted the plain way."""
    place: dict[str, Stage] = {}
    for move in sorted(moves, key=lambda move: move.on_date):
        if move.on_date <= day:
            place[move.household_id] = move.stage
    return place


@settings(max_examples=200)
@given(MOVES, st.integers(0, 30), st.integers(0, 14))
def test_opening_and_closing_are_those_of_a_recount(moves: list[Move], start: int, length: int) -> None:
    first = ORIGIN + timedelta(days=start)
    last = first + timedelta(days=length)
    rows = {row.stage: row for row in funnel.funnel(moves, first, last)}
    before = Counter(where(moves, first - timedelta(days=1)).values())
    after = Counter(where(moves, last).values())
    for stage in Stage:
        row = rows[stage]
        assert row.opening == before[stage]
        assert row.closing == after[stage]
        assert row.opening + row.entered - row.left == row.closing
        assert row.cohort is None or 0 <= row.cohort <= 1
    assert sum(row.closing for row in rows.values()) == len({m.household_id for m in moves if m.on_date <= last})


@given(MOVES, st.integers(0, 10))
def test_periods_in_a_row_join(moves: list[Move], days: int) -> None:
    middle = ORIGIN + timedelta(days=days)
    early = funnel.funnel(moves, ORIGIN, middle)
    late = funnel.funnel(moves, middle + timedelta(days=1), middle + timedelta(days=9))
    assert [row.closing for row in early] == [row.opening for row in late]


def test_conversion_cohort_days_and_passing_through() -> None:
    moves = [
        Move("a", Stage.S0_LISTED, date(2026, 11, 2)),
        Move("a", Stage.S1_APPOINTED, date(2026, 11, 3)),
        Move("a", Stage.S2_MET, date(2026, 11, 5)),
        Move("b", Stage.S1_APPOINTED, date(2026, 11, 4)),
        Move("b", Stage.REJECTED, date(2026, 11, 6)),
        Move("c", Stage.S1_APPOINTED, date(2026, 10, 26)),
        Move("c", Stage.S2_MET, date(2026, 11, 7)),
    ]
    rows = {row.stage: row for row in funnel.funnel(moves, date(2026, 11, 2), date(2026, 11, 8))}
    s1 = rows[Stage.S1_APPOINTED]
    assert (s1.opening, s1.entered, s1.left, s1.closing) == (1, 2, 3, 0)
    assert s1.conversion == Decimal(1)  # two entered S2 in the week, one of them from last week's S1
    assert s1.cohort == Decimal("0.5")  # of a and b, only a went on
    assert s1.mean_days is None
    assert rows[Stage.S2_MET].mean_days == Decimal(2)  # a three days, c one
    assert rows[Stage.REJECTED].closing == 1


def test_stale_counts_from_the_last_real_contact() -> None:
    moves = [Move(name, Stage.S4_PROPOSED, date(2026, 11, 1)) for name in ("seen", "unseen", "early")]
    moves.append(Move("gone", Stage.REJECTED, date(2026, 1, 1)))
    contacts = {"seen": date(2026, 11, 20), "early": date(2026, 10, 1)}
    rows = funnel.funnel(
        moves, date(2026, 11, 16), date(2026, 11, 22), contacts=contacts, stale_days={"S4": 14, "rejected": 1}
    )
    by_stage = {row.stage: row.stale for row in rows}
    assert by_stage[PATH[4]] == ("early", "unseen")
    assert by_stage[Stage.REJECTED] == ()


def test_a_move_to_the_same_stage_is_no_move() -> None:
    moves = [Move("a", Stage.S1_APPOINTED, date(2026, 11, day)) for day in (1, 9, 10)]
    row = funnel.funnel(moves, date(2026, 11, 9), date(2026, 11, 15))[1]
    assert (row.opening, row.entered, row.left, row.closing, row.mean_days) == (1, 0, 0, 1, Decimal(14))

"""Premium by year: fixed premiums to the cent, renewals apart from them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.offers.schedule import Paid, Years, schedule


def test_level_premiums_end_when_they_are_paid() -> None:
    assert schedule([Paid(100, 3), Paid(10, 5)]) == (Years(1, 3, 110, 0), Years(4, 5, 10, 0))


def test_renewals_are_not_mixed_with_what_is_fixed() -> None:
    found = schedule([Paid(100, 3), Paid(10, 1, (11, 12, 13))])
    assert found == (Years(1, 1, 110, 0), Years(2, 2, 100, 11), Years(3, 3, 100, 12))
    assert found[1].total == 111


def test_only_covers_for_a_year_show_their_renewals() -> None:
    assert schedule([Paid(10, 1, (11, 11))]) == (Years(1, 1, 10, 0), Years(2, 3, 0, 11))


def test_what_is_bought_once_costs_once() -> None:
    assert schedule([Paid(500, None)]) == (Years(1, 1, 500, 0),)
    assert schedule([]) == ()


@given(st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 30)), min_size=1, max_size=6))
def test_every_fen_stands_in_exactly_one_year(items: list[tuple[int, int]]) -> None:
    found = schedule([Paid(premium, years) for premium, years in items])
    assert sum((y.last - y.first + 1) * y.level for y in found) == sum(premium * years for premium, years in items)
    assert [y.first for y in found[1:]] == [y.last + 1 for y in found[:-1]]

"""Flows that are paid only while a person lives, or at a death: by a table given, or by the shipped one."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import InputError
from app.services.needs.life_tables import sample_table
from app.services.needs.worksheets import evaluate_document

DEATHS = [0.1, 0.2, 0.5, 1]


def value(**line: Any) -> float:
    sheet = {"name": "w", "lines": [{"label": "x", "amount": 100} | line]}
    return float(evaluate_document({"worksheets": [sheet]})["worksheets"][0]["lines"][0]["value"])


def test_an_income_for_life_by_hand() -> None:
    life = {"deaths": DEATHS}
    assert value(count=None, life=life) == pytest.approx(100 * (1 + 0.9 + 0.72 + 0.36))
    assert value(count=2, life=life) == pytest.approx(190)
    assert value(count=None, first_at=1, life=life) == pytest.approx(100 * (0.9 + 0.72 + 0.36))
    v = 1 / 1.03
    grown = sum(100 * 1.02**year * alive * v**year for year, alive in enumerate((1, 0.9, 0.72, 0.36)))
    assert value(count=None, growth=0.02, rate=0.03, life=life) == pytest.approx(grown)


def test_a_sum_at_death_by_hand() -> None:
    v = 1 / 1.03
    chances = (0.1, 0.9 * 0.2, 0.72 * 0.5, 0.36)
    whole = sum(100 * chance * v ** (year + 1) for year, chance in enumerate(chances))
    assert value(count=None, first_at=1, rate=0.03, life={"deaths": DEATHS, "paid_on": "death"}) == pytest.approx(whole)
    term = sum(100 * chance * v ** (year + 1) for year, chance in enumerate(chances[:2]))
    assert value(count=2, first_at=1, rate=0.03, life={"deaths": DEATHS, "paid_on": "death"}) == pytest.approx(term)


def test_by_the_shipped_table() -> None:
    table = sample_table()
    lives = {"sex": "F", "age": 60}
    assert value(count=None, life=lives) == pytest.approx(100 * sum(table.survivors("F", 60)))
    assert value(count=None, first_at=1, life=lives | {"paid_on": "death"}) == pytest.approx(100)
    assert value(count=30, life=lives) < value(count=30)


@pytest.mark.parametrize(
    ("life", "path"),
    [
        ({"sex": "X", "age": 3}, "life.sex"),
        ({"sex": "M", "age": 106}, "life.age"),
        ({"sex": "M"}, "life.age"),
        ({"deaths": [0.1, 1.2]}, "life.deaths[1]"),
        ({"deaths": 3}, "life.deaths"),
        ({"deaths": [0.1], "paid_on": "birth"}, "life.paid_on"),
        ({"deaths": [0.1], "pay": 1}, "life.pay"),
        (7, "life"),
    ],
)
def test_every_fault_is_named(life: Any, path: str) -> None:
    with pytest.raises(InputError) as caught:
        value(life=life)
    assert f"worksheets[0].lines[0].{path}" in {problem.place.field for problem in caught.value.problems}

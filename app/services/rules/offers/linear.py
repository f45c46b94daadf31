"""The best of a small linear programme, exactly: the simplex method in fractions, with Bland's rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

ZERO = Fraction(0)
Row = list[Fraction]


def maximise(goals: Sequence[Row], rows: Sequence[Row], most: Sequence[Fraction]) -> Row:
    """Values ≥ 0 that keep ``rows`` · values ≤ ``most`` (each ≥ 0) and make the first goal the largest, then the next
    without lessening the first. The programme must be bounded, as one of shares of sums is."""
    count, slack = len(goals[0]), len(rows)
    table = [
        [*row, *(Fraction(number == at) for at in range(slack)), bound]
        for number, (row, bound) in enumerate(zip(rows, most, strict=True))
    ]
    worth = [[*goal, *[ZERO] * (slack + 1)] for goal in goals]
    basis = list(range(count, count + slack))
    while (enter := _entering(worth, count + slack)) is not None:
        ratios = [(line[-1] / line[enter], basis[at], at) for at, line in enumerate(table) if line[enter] > 0]
        leave = min(ratios)[2]
        _pivot(table, worth, leave, enter)
        basis[leave] = enter
    values = [ZERO] * (count + slack)
    for at, column in enumerate(basis):
        values[column] = table[at][-1]
    return values[:count]


def _entering(worth: list[Row], columns: int) -> int | None:
    """The first column that would raise a goal and lessen none before it."""
    for column in range(columns):
        gain = next((line[column] for line in worth if line[column] != 0), ZERO)
        if gain > 0:
            return column
    return None


def _pivot(table: list[Row], worth: list[Row], leave: int, enter: int) -> None:
    scale = table[leave][enter]
    table[leave] = pivot = [value / scale for value in table[leave]]
    for lines in (table, worth):
        for at, line in enumerate(lines):
            if line is not pivot and line[enter] != 0:
                times = line[enter]
                lines[at] = [
                    value - times * other if other else value for value, other in zip(line, pivot, strict=True)
                ]

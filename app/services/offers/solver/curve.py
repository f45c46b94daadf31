"""The curve of coverage against premium, without solving the whole family again for each point.

The family's candidates fall into blocks that only the budget couples: usually the members, often less. For a price of
money (worth a fen must bring), each block has a best answer of its own, found by a small programme; the answers for
several prices are corners of the block's own curve, and the family's curve is the blocks' steps in the order of
what they bring for their money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from app.services.offers.solver.engine import TOLERANCE, Engine, Stop
from app.services.offers.solver.model import Model

SECONDS = 5.0
SMALL = 0.02  # a step of this share of a block's worth is not looked into
CLOSE = 0.005  # a corner may be this much below the block's best: less than can be seen on a curve


@dataclass(frozen=True, slots=True)
class _Corner:
    premium: float
    worth: float
    values: Any


class _Block:
    """Columns that rows tie together, with a programme of their own."""

    def __init__(self, model: Model, columns: Sequence[int], rows: Sequence[int]) -> None:
        import numpy as np

        place = {column: number for number, column in enumerate(columns)}
        self.columns = np.array(columns)
        self._engine = Engine(
            [model.lower[c] for c in columns],
            [model.upper[c] for c in columns],
            [model.whole[c] for c in columns],
            [({place[c]: v for c, v in model.rows[r][0].items()}, *model.rows[r][1:]) for r in rows],
        )
        self._worth = np.array([model.worth.get(c, 0.0) for c in columns])
        self._premium = np.array([model.premium.get(c, 0.0) for c in columns])

    def corner(self, values: Any) -> _Corner:
        return _Corner(float(self._premium @ values), float(self._worth @ values), values)

    def corners(self, least: _Corner, most: _Corner, asks: int, stop: Stop | None) -> list[_Corner]:
        """Corners between two of them, by asking up to ``asks`` times where the curve may bulge the most."""
        found = [least, most]
        closed: set[tuple[float, float]] = set()
        small = SMALL * (most.worth - least.worth)
        for _ in range(asks):
            open_ = [
                ((b.premium - a.premium) * (b.worth - a.worth), a, b)
                for a, b in pairwise(found)
                if (a.premium, b.premium) not in closed and b.premium - a.premium > 1 and b.worth - a.worth > small
            ]
            if not open_ or (stop is not None and stop()):
                break
            _, a, b = max(open_, key=lambda edge: edge[0])
            price = (b.worth - a.worth) / (b.premium - a.premium)
            new = self._best(price, a.values)
            if new is None or not a.premium < new.premium < b.premium or not a.worth < new.worth:
                closed.add((a.premium, b.premium))
                continue
            found.insert(found.index(b), new)
        return found

    def _best(self, price: float, start: Any) -> _Corner | None:
        outcome = self._engine.solve(
            price * self._premium - self._worth, self._engine.upper, start,
            near=TOLERANCE, relative=CLOSE, nodes=None, seconds=SECONDS, target=-inf, stop=None,
        )  # fmt: skip
        return None if outcome.values is None else self.corner(outcome.values)


def curve(model: Model, least: Any, most: Any, points: int, stop: Stop | None = None) -> list[Any]:
    """Column values of choices from ``least`` to ``most``, each close to the best for its premium, rising."""
    blocks = _blocks(model)
    asks = max(5, 2 * points // max(len(blocks), 1))
    steps: list[tuple[float, Any, _Corner, _Corner]] = []
    for block in blocks:
        low, high = block.corner(least[block.columns]), block.corner(most[block.columns])
        corners = block.corners(low, high, asks, stop) if high.premium > low.premium else [low]
        for a, b in pairwise(corners):
            steps.append(((a.worth - b.worth) / max(b.premium - a.premium, TOLERANCE), block.columns, a, b))
    steps.sort(key=lambda step: step[0])
    values, found = least.copy(), []
    for _, columns, _, after in steps:
        values = values.copy()
        values[columns] = after.values
        found.append(values)
    return found


def _blocks(model: Model) -> list[_Block]:
    """Union of the columns of every row but those that hold the whole family."""
    whole = {model.budget_row, model.single_row, model.worth_row, model.premium_row, model.count_row}
    parent = list(range(len(model.lower)))

    def root(column: int) -> int:
        while parent[column] != column:
            parent[column] = parent[parent[column]]
            column = parent[column]
        return column

    rows = [number for number in range(len(model.rows)) if number not in whole and model.rows[number][0]]
    for number in rows:
        first, *others = model.rows[number][0]
        for other in others:
            parent[root(other)] = root(first)
    columns: dict[int, list[int]] = {}
    held: dict[int, list[int]] = {}
    for column in range(len(parent)):
        columns.setdefault(root(column), []).append(column)
    for number in rows:
        held.setdefault(root(next(iter(model.rows[number][0]))), []).append(number)
    return [_Block(model, found, held.get(place, ())) for place, found in columns.items()]

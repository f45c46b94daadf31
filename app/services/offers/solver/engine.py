"""HiGHS behind two questions: what does the relaxation prove, and what is the best with only these columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

TOLERANCE = 1e-9
SMALL = 1000  # columns; below it presolve takes longer than it saves
Terms = dict[int, float]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """``bound`` and ``reduced`` (what a column adds per unit at the least) are proven from the dual values alone,
    whatever the solver's own tolerances; ``values`` solve the relaxation."""

    bound: float
    reduced: Any
    values: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best found (None: nothing) and the proven bound among the columns that were free."""

    values: Any | None
    bound: float
    proven: bool


class Engine:
    """Columns with finite bounds and rows, kept as arrays. Goals are minimised."""

    def __init__(
        self, lower: Sequence[float], upper: Sequence[float], whole: Sequence[bool],
        rows: Sequence[tuple[Terms, float, float]],
    ) -> None:  # fmt: skip
        import numpy as np

        self.lower, self.upper, self.whole = np.array(lower, float), np.array(upper, float), np.array(whole, bool)
        self.row_lower = np.array([row[1] for row in rows], float)
        self.row_upper = np.array([row[2] for row in rows], float)
        self.counts = np.array([len(row[0]) for row in rows], np.int64)
        self.index = np.array([column for row in rows for column in row[0]], np.int32)
        self.value = np.array([value for row in rows for value in row[0].values()], float)
        self._of_row = np.repeat(np.arange(len(rows)), self.counts)
        self._highs: Any = None

    def bound_row(self, row: int, lower: float, upper: float) -> None:
        """Narrow or widen a row; a programme that was passed already is told."""
        self.row_lower[row], self.row_upper[row] = lower, upper
        if self._highs is not None:
            self._highs.changeRowBounds(row, lower, upper)

    def relax(self, cost: Any, upper: Any) -> Relaxation | None:
        """None when even the relaxation is infeasible. The last basis is the start of the next."""
        import numpy as np

        every = np.arange(len(self.lower), dtype=np.int32)
        if self._highs is None:
            self._highs = _new()
            self._pass(self._highs, cost, every, upper, whole=False)
        else:
            self._highs.changeColsCost(len(every), every, cost)
            self._highs.changeColsBounds(len(every), every, self.lower, upper)
        self._highs.run()
        if self._highs.getInfo().primal_solution_status != 2:  # kSolutionStatusFeasible
            return None
        found = self._highs.getSolution()
        return self._proof(cost, upper, np.array(found.row_dual), np.array(found.col_value))

    def _proof(self, cost: Any, upper: Any, dual: Any, values: Any) -> Relaxation:
        import numpy as np

        side = np.where(dual > 0, self.row_lower, self.row_upper)
        dual = np.where(np.isfinite(side), dual, 0.0)
        used = dual != 0
        reduced = cost - np.bincount(self.index, self.value * dual[self._of_row], len(self.lower))
        at = np.where(reduced > 0, self.lower, upper)
        return Relaxation(float(dual[used] @ side[used] + reduced @ at), reduced, values)

    def solve(
        self, cost: Any, upper: Any, start: Any | None, *, near: float, relative: float, nodes: int | None,
        seconds: float, target: float, stop: Stop | None,
    ) -> Outcome:  # fmt: skip
        """The integer programme over the columns that ``upper`` leaves free. ``near`` is the absolute and ``relative``
        the relative gap to be content with; ``target`` a value that is good enough; ``stop`` is asked now and then."""
        import highspy
        import numpy as np

        free = np.flatnonzero(upper > 0)
        highs = _new()
        if len(self.lower) < SMALL:
            highs.setOptionValue("presolve", "off")
        highs.setOptionValue("mip_abs_gap", near)
        highs.setOptionValue("mip_rel_gap", relative)
        highs.setOptionValue("time_limit", max(seconds, 0.01))
        highs.setOptionValue("objective_target", target)
        if nodes is not None:
            highs.setOptionValue("mip_max_nodes", nodes)
        self._pass(highs, cost, free, upper, whole=True)
        if start is not None:
            first = highspy.HighsSolution()
            first.col_value = start[free]
            highs.setSolution(first)
        if stop is not None:
            highs.cbMipInterrupt.subscribe(lambda event: _ask(event, stop))
        highs.run()
        info, status = highs.getInfo(), highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Outcome(None, inf, proven=True)
        proven = status == highspy.HighsModelStatus.kOptimal
        if info.primal_solution_status != 2:
            return Outcome(None, -inf, proven=False)
        values = np.zeros(len(self.lower))
        values[free] = np.array(highs.getSolution().col_value)
        bound = float(info.mip_dual_bound)  # not finite when it was stopped before its first relaxation
        return Outcome(values, bound if isfinite(bound) else -inf, proven)

    def _pass(self, highs: Any, cost: Any, free: Any, upper: Any, *, whole: bool) -> None:
        """Hand over the free columns and the rows they are in; the others are 0 and say nothing."""
        import highspy
        import numpy as np

        place = np.full(len(self.lower), -1, np.int32)
        place[free] = np.arange(len(free), dtype=np.int32)
        kept = place[self.index] >= 0
        counts = np.bincount(self._of_row[kept], minlength=len(self.counts))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(free), len(self.counts)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost[free], self.lower[free], upper[free]
        lp.row_lower_, lp.row_upper_ = self.row_lower, self.row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        lp.a_matrix_.index_ = place[self.index[kept]]
        lp.a_matrix_.value_ = self.value[kept]
        if whole:
            kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
            lp.integrality_ = [kinds[flag] for flag in self.whole[free].tolist()]
        highs.passModel(lp)


def _new() -> Any:
    import highspy

    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_feasibility_tolerance", TOLERANCE),
        ("primal_feasibility_tolerance", TOLERANCE),
    ):
        highs.setOptionValue(name, value)
    return highs


def _ask(event: Any, stop: Stop) -> None:
    if stop():
        event.interrupt()

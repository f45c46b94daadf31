"""The search: most covered, then least premium, then fewest items, each with what is proven about it.

The relaxation is solved in milliseconds and its bound is close, because premiums are linear in the sums: only the
least sums and the steps keep it from being reached. So each goal is met in three moves. The relaxation gives a bound.
The programme over the few candidates that look best gives a good answer. Then every candidate whose use would cost
more than the distance between the two is ruled out for this goal and all later ones, and the programme over what is
left, often nothing new, gives the proof. What comes back is priced again exactly, and a result over a limit is never
returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf, isfinite
from time import monotonic
from typing import Any

from app.services.offers.solver.candidates import Candidate, Terms
from app.services.offers.solver.curve import curve
from app.services.offers.solver.effort import EXACT, Effort, Solution
from app.services.offers.solver.engine import TOLERANCE, Engine, Relaxation, Stop
from app.services.offers.solver.model import Apart, Model
from app.services.rules.offers.combinations import Choice, Item, Request, bonus_of, objective_of, price

NEAR = (12, 60)  # candidates a person, beside those of the relaxation, in the first programmes
NODES = 30  # of the search tree of a first programme: it is there for a good answer, not for the proof
TRIES = 20  # a tolerance of the solver may let a fen through; asking for less has always helped at once


@dataclass(frozen=True, slots=True)
class _Known:
    """A feasible choice: its exact figures, and the values of all columns to start from."""

    items: tuple[Item, ...]
    worth: Fraction
    premium: int
    values: Any

    @property
    def rank(self) -> tuple[Fraction, int, int]:
        return -self.worth, self.premium, len(self.items)


@dataclass(frozen=True, slots=True)
class _Goal:
    """``terms`` are minimised. ``whole``: the value is a whole number. ``gap``: the relative gap to be content with.
    ``grain``: what a fen of cover is worth in all needs, which is lost where shares of sums are rounded down."""

    terms: Any
    value: Callable[[_Known], float]
    whole: bool
    gap: float
    grain: float = 0.0

    def round_up(self, bound: float) -> float:
        return float(ceil(bound - 1e-6)) if self.whole and isfinite(bound) else bound

    def met(self, best: _Known | None, bound: float, gap: float = 0.0) -> bool:
        return best is not None and self.value(best) - bound <= (
            slack(self.value(best)) + self.grain + gap * abs(self.value(best))
        )


def slack(value: float) -> float:
    """What two figures of a goal may differ by and count as one."""
    return TOLERANCE * max(1.0, abs(value))


class Programme:
    """One request and its candidates. Budgets may change between solves; what was found helps the next.

    ``apart``: sets of (product, insured) and how many of each must be left out.
    """

    def __init__(self, request: Request, candidates: Sequence[Candidate], *, apart: Sequence[Apart] = ()) -> None:
        self.request = request
        self.candidates = candidates
        self._model = Model(request, candidates, apart)
        self._found: list[_Known] = []
        self._proven: list[tuple[int | None, bool, Solution]] = []
        self._engine: Engine | None = None
        if candidates:
            self._engine = Engine(self._model.lower, self._model.upper, self._model.whole, self._model.rows)
            if not request.locked:
                self._found.append(_Known((), Fraction(0), 0, self._engine.lower.copy()))

    def solve(
        self,
        budget: int | None,
        *,
        fewest: bool = True,
        effort: Effort = EXACT,
        stop: Stop | None = None,
        single: bool = True,
    ) -> Solution | None:
        """The best within ``budget`` (fen; None: no limit): most worth, then least premium, then (``fewest``) fewest
        items. ``single`` keeps single premiums within their limit. None when nothing is feasible, or nothing was found
        before ``stop`` said so or the time was up."""
        if self._engine is None:
            return None if self.request.locked else Solution((), Fraction(0), Fraction(0), 0.0, 0.0, optimal=True)
        for wider, bound, known in self._proven:
            here, there = (inf if limit is None else limit for limit in (budget, wider))
            if bound == single and self.request.in_budget(known.items) <= here <= there:
                return known  # the best of a wider budget fits: nothing better fits either
        run = _Run(self._model, self._engine, self._found, budget, effort, stop, single=single)
        solution = run.best(fewest=fewest)
        if solution is not None and solution.optimal and fewest:
            self._proven.append((budget, single, solution))
        return solution

    def curve(self, full: Solution, points: int, stop: Stop | None = None) -> list[tuple[int, Fraction]]:
        """(Premium, objective) of choices between the cheapest and ``full``, each close to the best for its premium."""
        if self._engine is None:
            return []
        run = _Run(self._model, self._engine, self._found, None, EXACT, stop)
        ends = run.cheapest(), next((known for known in self._found if known.items == full.items), None)
        if ends[0] is None or ends[1] is None:
            return []
        found = [run.read(values) for values in curve(self._model, ends[0].values, ends[1].values, points, stop)]
        needs = self.request.needs
        fit = [ends[0], *(known for known in found if not run.over_single(known))]
        return [(known.premium, objective_of(needs, known.items)) for known in fit]

    def least_premium(self) -> int | None:
        """The cheapest feasible choice: what the locks alone cost. None when they contradict each other."""
        if self._engine is None:
            return None if self.request.locked else 0
        found = _Run(self._model, self._engine, self._found, None, EXACT, None).cheapest()
        return None if found is None else found.premium


class _Run:
    """One answer to one budget."""

    def __init__(
        self, model: Model, engine: Engine, found: list[_Known], budget: int | None, effort: Effort,
        stop: Stop | None, *, single: bool = True,
    ) -> None:  # fmt: skip
        import numpy as np

        self._model, self._engine, self._found, self._effort, self._stop = model, engine, found, effort, stop
        self._deadline = monotonic() + effort.seconds
        self._free = engine.upper.copy()  # the columns' upper bounds; 0 where a candidate is ruled out
        self._on = np.array([candidate.on for candidate in model.candidates])
        self._limits = {p.key: p.premium_limit for p in model.request.people if p.premium_limit is not None}
        self._budget = budget
        self._single = model.request.single_limit if single else None
        self._less = 0  # fen asked for below every limit, see TRIES

    def best(self, *, fewest: bool) -> Solution | None:
        model, gap = self._model, self._effort.gap
        start = min((known for known in self._found if not self._excess(known)), key=lambda k: k.rank, default=None)
        self._bounds()
        grain = sum(float(need.weight) / need.gap for need in model.request.needs if need.gap > 0)
        goal = _Goal(
            self._costs(model.worth, -1), lambda known: -float(known.worth), whole=False, gap=gap,
            grain=grain if model.shares else 0.0,
        )  # fmt: skip
        best, bound, optimal = self._minimise(goal, start, 0.6)
        if best is None:
            return None
        self._bounds(worth=float(best.worth))
        goal = _Goal(self._costs(model.premium, 1), lambda known: known.premium, whole=True, gap=gap)
        cheaper, least, proven = self._minimise(goal, best, 0.8)
        best, optimal = cheaper or best, optimal and proven
        if fewest and gap:
            optimal = False  # the number of items is not looked at
        elif fewest:
            self._bounds(worth=float(best.worth), premium=best.premium)
            goal = _Goal(self._costs(model.count, 1), lambda known: len(known.items), whole=True, gap=gap)
            fewer, _, proven = self._minimise(goal, best, 1.0)
            best, optimal = fewer or best, optimal and proven
        self._found.append(best)
        request = model.request
        objective, bonus = objective_of(request.needs, best.items), bonus_of(request.pairs, best.items)
        return Solution(
            best.items,
            objective,
            bonus,
            max(-bound, float(best.worth)),
            least,
            optimal and not self._less and not model.waived_cover,
        )

    def cheapest(self) -> _Known | None:
        self._bounds()
        goal = _Goal(self._costs(self._model.premium, 1), lambda known: known.premium, whole=True, gap=0.0)
        start = min(self._found, key=lambda known: known.premium, default=None)
        return self._minimise(goal, start, 1.0)[0]

    def _costs(self, terms: Terms, sign: int) -> Any:
        import numpy as np

        cost = np.zeros(len(self._engine.lower))
        cost[list(terms)] = [sign * value for value in terms.values()]
        return cost

    def _bounds(self, worth: float | None = None, premium: int | None = None) -> None:
        """What earlier goals reached binds the later ones."""
        model, engine = self._model, self._engine
        engine.bound_row(model.worth_row, -inf if worth is None else worth - slack(worth), inf)
        engine.bound_row(model.premium_row, -inf, inf if premium is None else float(premium))
        self._bound_money()

    def _bound_money(self) -> None:
        model, engine = self._model, self._engine
        for row, limit in ((model.budget_row, self._budget), (model.single_row, self._single)):
            engine.bound_row(row, -inf, inf if limit is None else float(max(limit - self._less, 0)))
        for key, row in model.limit_rows.items():
            engine.bound_row(row, -inf, float(self._limits[key] - self._less))

    # -- one goal -------------------------------------------------------------------------------------------
    def _minimise(self, goal: _Goal, start: _Known | None, share: float) -> tuple[_Known | None, float, bool]:
        """The best choice for the goal, its proven bound, and whether that proves it the best."""
        relaxed = self._engine.relax(goal.terms, self._free)
        if relaxed is None:
            return start, -inf, start is None
        bound, best = goal.round_up(relaxed.bound), start
        self._rule_out(goal, relaxed, best)
        stages = self._stages(goal)
        for near in stages:
            if goal.met(best, bound, goal.gap):
                break
            if near is None and len(stages) > 1 and best is not None and self._enough(goal):
                break
            free = self._free if near is None else self._core(relaxed, best, near)
            best, inside = self._within(goal, free, best, bound, share, final=near is None)
            self._rule_out(goal, relaxed, best)
            if near is None or (self._free <= free).all():  # nothing outside can be as good: the proof holds for all
                bound = max(bound, inside)
        return best, bound, goal.met(best, bound)

    def _stages(self, goal: _Goal) -> Sequence[int | None]:
        """How many candidates a person to look at, first few and then all (None). What is enough among the products
        near at hand is looked for once: the wider circle costs the most and saves next to nothing."""
        places = len(self._on) // len(self._model.request.people)
        worth_it = 3 if self._effort.gap else 6  # a proof over few of many candidates is soon done twice
        stages = [near for near in NEAR if worth_it * near < places]
        return [*stages[: 1 if self._enough(goal) else 2], None]

    def _enough(self, goal: _Goal) -> bool:
        """Whether this effort leaves the goal at the products near at hand, once there is an answer."""
        return self._effort.sketch or (goal.whole and goal.gap > 0)

    def _core(self, relaxed: Relaxation, best: _Known | None, near: int) -> Any:
        """Upper bounds that leave only the candidates of the relaxation, of the best so far, and some near them."""
        import numpy as np

        used = relaxed.values[self._on] > 1e-7
        if best is not None:
            used |= best.values[self._on] > 0.5
        dear = np.where(used | (self._engine.lower[self._on] > 0), -inf, relaxed.reduced[self._on])
        return self._without(
            np.argsort(dear, kind="stable")[int(used.sum()) + near * len(self._model.request.people) :]
        )

    def _rule_out(self, goal: _Goal, relaxed: Relaxation, best: _Known | None) -> None:
        """Close the candidates whose use alone makes any choice worse than the best so far."""
        if best is None:
            return
        import numpy as np

        value = goal.value(best)
        worse = relaxed.bound + relaxed.reduced[self._on] > value + 100 * slack(value)
        self._free = self._without(np.flatnonzero(worse & (self._engine.lower[self._on] == 0)))

    def _without(self, places: Any) -> Any:
        upper = self._free.copy()
        for place in places.tolist():
            candidate = self._model.candidates[place]
            for column in (candidate.on, candidate.step, candidate.rounded):
                if column >= 0:
                    upper[column] = 0.0
        return upper

    def _within(
        self, goal: _Goal, free: Any, best: _Known | None, bound: float, share: float, *, final: bool
    ) -> tuple[_Known | None, float]:
        """The better of the best so far and the best with the free columns, and the bound proven for these."""
        for _ in range(TRIES):
            if best is not None and self._stop is not None and self._stop():
                return best, -inf
            outcome = self._engine.solve(
                goal.terms,
                free,
                None if best is None else best.values,
                near=0.99 if goal.whole else TOLERANCE / 10,
                # a part must come closer than the whole, where the whole is to be proven from it
                relative=goal.gap if final or self._enough(goal) else goal.gap / 5,
                nodes=None if final else NODES,
                seconds=(self._deadline - monotonic()) * share,
                target=bound + slack(bound) + goal.gap * abs(bound),
                stop=self._stop,
            )
            if outcome.values is None:
                return best, outcome.bound
            known = self.read(outcome.values)
            excess = self._excess(known)
            if not excess:
                better = known if best is None else min(best, known, key=lambda k: k.rank)
                return better, goal.round_up(outcome.bound)
            self._less += excess
            self._bound_money()
        return best, -inf

    # -- reading --------------------------------------------------------------------------------------------
    def read(self, values: Any) -> _Known:
        choices = []
        for candidate in self._model.candidates:
            if values[candidate.on] > 0.5:
                steps = 0 if candidate.waiver or candidate.step < 0 else round(values[candidate.step])
                least = 0 if candidate.waiver else candidate.least_sum
                choices.append(Choice(candidate.product, candidate.person, least + steps * candidate.product.sum_step))
        request = self._model.request
        items = price(choices, request.needs, request.payer, request.overshoot)
        worth = objective_of(request.needs, items) + bonus_of(request.pairs, items)
        return _Known(items, worth, sum(item.premium for item in items), values)

    def _excess(self, known: _Known) -> int:
        """By how many fen a choice is above the budget or a member's limit."""
        request = self._model.request
        over = [0 if self._budget is None else request.in_budget(known.items) - self._budget, self.over_single(known)]
        for key, limit in self._limits.items():
            over.append(request.in_budget(known.items, key) - limit)
        return max(0, *over)

    def over_single(self, known: _Known) -> int:
        """By how many fen the single premiums of a choice are above what may be paid at once."""
        paid = sum(item.premium for item in known.items if item.once)
        return 0 if self._single is None else max(0, paid - self._single)

"""The optimiser: processor seconds to a proven half per cent, and three plans with their curve."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from app.services.offers.combinations import combine
from app.services.offers.solver import CLOSE, Programme, find_candidates
from app.services.rules.offers.combinations import Request
from app.services.rules.offers.products import Product
from tests.bench.measure import Result
from tests.market import market

SEEDS = range(1, 6)


def measure() -> list[Result]:
    """Medians over five seeds; finding the candidates and building the programme are part of it."""
    combine(*market(2, 10, 0))  # loads the solver
    results = []
    for members, products, goal in ((3, 200, "≤ 0.3 s"), (6, 1000, "≤ 3 s")):
        runs = [_close(*market(members, products, seed)) for seed in SEEDS]
        taken, gaps = [run[0] for run in runs], [run[1] for run in runs]
        remark = f"largest {max(taken):.2f} s, largest gap {max(gaps):.2%}"
        size = f"{members} × {products:,}"
        results.append(Result("hard market, proven within 0.5 %", size, median(taken), None, "", goal, remark))
    taken = [_whole(*market(3, 50, seed)) for seed in SEEDS]
    remark = f"largest {max(taken):.2f} s"
    results.append(Result("hard market, three plans and the curve", "3 × 50", median(taken), None, "", "≤ 1 s", remark))
    return results


def _close(request: Request, products: Sequence[Product]) -> tuple[float, float]:
    """Seconds, and the proven gap."""
    start = time.process_time()
    solution = Programme(request, find_candidates(request, products)).solve(request.budget, effort=CLOSE)
    taken = time.process_time() - start
    assert solution is not None
    return taken, (solution.bound - float(solution.objective)) / solution.bound


def _whole(request: Request, products: Sequence[Product]) -> float:
    start = time.process_time()
    combine(request, products)
    return time.process_time() - start

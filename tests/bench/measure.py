"""Timing what we do beside what it could cost at the least, in the same run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. ``ours`` and ``limit`` in seconds; ``against`` says what the limit is."""

    what: str
    size: str
    ours: float
    limit: float | None
    against: str
    goal: str
    remark: str = ""


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(ours: Work, limit: Work, rounds: int, *, warm: bool = True) -> tuple[float, float]:
    """Medians of both, taken in turns: whatever slows the machine slows both."""
    if warm:
        ours()
        limit()
    gc.collect()
    pairs = [(seconds(ours), seconds(limit)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def table(results: list[Result]) -> str:
    """A Markdown table."""
    lines = ["| what | size | ours | limit | ratio | goal | remark |", "|---|---|--:|---|--:|---|---|"]
    for result in results:
        beside = result.against if result.limit is None else f"{spell(result.limit)} {result.against}"
        ratio = f"{result.ours / result.limit:.2f} ×" if result.limit else ""
        cells = (result.what, result.size, spell(result.ours), beside, ratio, result.goal, result.remark)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def spell(time_: float) -> str:
    if time_ >= 1:
        return f"{time_:.2f} s"
    return f"{time_ * 1000:.1f} ms" if time_ >= 0.001 else f"{time_ * 1_000_000:.0f} µs"

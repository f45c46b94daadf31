"""The longest time the window did not answer while a user walks through it."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ui.shell.tabs import TABS
from tests.bench import stores
from tests.bench.first_paint import _our_window
from tests.bench.measure import Result

CUSTOMERS = 10_000
BEAT = 2  # milliseconds
READING = 5.0  # seconds in which a user reads the first page


def measure() -> list[Result]:
    QApplication.instance() or QApplication([])
    window = _our_window(stores.store_file(CUSTOMERS))
    window.show()
    from app.services.base import agents
    from app.services.base.store import Store

    store = Store.open(stores.store_file(CUSTOMERS), stores.PASSWORD)
    window.open_desk(store, agents.me(store))
    _stand(READING)
    results = []
    for round_ in ("first visit of each tab", "each tab again"):
        stalls = {tab: _longest(lambda tab=tab: window.go(tab)) for tab in TABS}  # type: ignore[misc]
        worst = max(stalls, key=lambda tab: stalls[tab])
        size, remark = f"{CUSTOMERS:,} customers", f"longest in {worst}"
        results.append(Result(f"longest stall, {round_}", size, stalls[worst], None, "", "≤ 100 ms", remark))
    window.close()
    return results


def _stand(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def _longest(act: Callable[[], object]) -> float:
    """The longest gap between two beats of a timer from the act until a quarter of a second after it."""
    beats: list[float] = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(BEAT)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    act()
    _stand(0.25)
    beats.append(time.perf_counter())
    timer.stop()
    return max(after - before for before, after in pairwise(beats))

"""From the start of a process to the first painted window, each in a process of its own.

As a program (``python -m tests.bench.first_paint bare|unlock|data STORE``) it shows one window and says, as JSON,
when it was painted, what it had imported and how much memory it took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measure import Result

HEAVY = ("pandas", "matplotlib", "openpyxl", "xlsxwriter", "highspy")
CUSTOMERS, ROUNDS = 10_000, 9


def measure() -> list[Result]:
    from tests.bench import stores

    store = str(stores.store_file(CUSTOMERS))
    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "unlock": [], "data": []}
    for _ in range(ROUNDS):
        for kind, done in runs.items():
            done.append(_start(kind, store))
    bare = median(run["seconds"] for run in runs["bare"])
    results = []
    for kind, words in (("unlock", "first paint: the password page"), ("data", "first paint with a page of customers")):
        heavy = ", ".join(runs[kind][0]["heavy"]) or "nothing heavy"
        remark = f"{max(run['mib'] for run in runs[kind]):.0f} MiB; {heavy} imported"
        taken = median(run["seconds"] for run in runs[kind])
        goal = "≤ 1.25 ×, ≤ 90 MiB"
        results.append(Result(words, f"{CUSTOMERS:,} customers", taken, bare, "bare QMainWindow", goal, remark))
    return results


def _start(kind: str, store: str) -> dict[str, Any]:
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.first_paint", kind, store]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    run: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    run["seconds"] = run["painted"] - start  # one clock for all processes of a machine
    return run


def show(kind: str, store: Path) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication([])
    if kind == "bare":
        window = QMainWindow()
        window.resize(1366, 768)
        window.show()
    else:
        window = _our_window(store)
        window.show()
        if kind == "data":
            _open(window, store)
    while not window.isVisible():
        app.processEvents()
    app.processEvents()
    painted = time.perf_counter()
    if kind == "data":
        assert any(view.isVisible() and view.model().rowCount() for view in window.findChildren(QTableView))
    heavy = [name for name in HEAVY if name in sys.modules]
    return {"painted": painted, "heavy": heavy, "mib": _memory()}


def _our_window(store: Path) -> Any:
    from app.bootstrap import Gate
    from app.ui.base.preferences import Preferences
    from app.ui.shell.start import make_window

    preferences = Preferences(store.parent / "window.ini")
    preferences.set_text("tab", "customers")
    return make_window(Gate(store), preferences)


def _open(window: Any, store: Path) -> None:
    from app.services.base import agents
    from app.services.base.store import Store
    from tests.bench.stores import PASSWORD

    opened = Store.open(store, PASSWORD)
    window.open_desk(opened, agents.me(opened))


def _memory() -> float:
    """MiB of this process, its own and shared; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(show(sys.argv[1], Path(sys.argv[2]))), flush=True)
    os._exit(0)  # the window is measured, not its farewell

"""The matrix at its stated sizes: opened, counted, edited, frozen, compared; and scrolled and filtered at 100,000."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count, pairwise
from time import perf_counter
from typing import Any

from sqlalchemy import select

from app.models import Need
from app.services import matrix
from app.services.matrix import baselines, editing, lead, report
from app.services.matrix import index as indexes
from tests.bench import matrices, stores
from tests.bench.measure import Result, interleaved

NEEDS, MANY = 10_000, 100_000
DAY = date(2026, 11, 24)
FIRST = 200
BEAT = 2  # milliseconds


def measure() -> list[Result]:
    store = matrices.open_store(NEEDS)
    size = f"{NEEDS:,} needs, {NEEDS * matrices.LINKS_A_NEED:,} links"
    raw = "SELECT id, number, event, gap, status FROM need ORDER BY number"
    results = []
    with store.read() as session:
        connection = session.connection()

        def limit() -> object:
            return connection.exec_driver_sql(raw).fetchall()

        def opened() -> object:
            found = indexes.index(store, DAY)
            return matrix.page(store, [entry.id for entry in found.entries[:FIRST]], DAY)

        for what, work, goal in (
            ("open: counts and the first page", opened, "≤ 0.5 s"),
            ("coverage of all needs", lambda: indexes.index(store, DAY), "≤ 0.3 s"),
            ("coverage, findings and suspects", lambda: report.state(store, DAY), ""),
        ):
            ours, least = interleaved(work, limit, 7)
            results.append(Result(f"matrix: {what}", size, ours, least, "raw SELECT", goal))
        need = session.scalars(select(Need.id).limit(1)).one()
    texts = count()

    def edit() -> None:
        editing.update_need(store, stores.ACTOR, need, {"description": f"text {next(texts)}"})

    edited, _ = interleaved(edit, lambda: None, 30)
    results.append(Result("matrix: one edit, suspects told", size, edited, None, "", "≤ 50 ms"))
    names = count()
    taken, _ = interleaved(
        lambda: baselines.take(store, stores.ACTOR, f"baseline {next(names)}"), lambda: None, 3, warm=False
    )
    results.append(Result("matrix: baseline", size, taken, None, "", "≤ 2 s"))
    new, old = (row.id for row in baselines.listing(store)[:2])
    compared, _ = interleaved(lambda: baselines.compare(store, old, new), lambda: None, 3)
    results.append(Result("matrix: two baselines compared", size, compared, None, "", "≤ 1 s"))
    store.close()
    return results


def measure_many() -> list[Result]:
    """What the page does in the window's own thread; reading the index of so many goes to a worker."""
    store = matrices.open_store(MANY, remember=False)
    found = indexes.index(store, DAY)
    size = f"{MANY:,} needs, {MANY * matrices.LINKS_A_NEED:,} links"
    ids = [entry.id for entry in found.entries]
    starts = count(0, 7 * FIRST)

    def scroll() -> object:
        start = next(starts) % (MANY - FIRST)
        return matrix.page(store, ids[start : start + FIRST], DAY)

    def find() -> object:
        return list(indexes.chosen(found.entries, text="王芳 医"))

    def counts() -> object:
        return found.counts()

    results = [
        Result(f"matrix: {what}", size, interleaved(work, lambda: None, 15)[0], None, "", "≤ 100 ms")
        for what, work in (("a further page", scroll), ("filter by a text", find), ("count every list", counts))
    ]
    read, _ = interleaved(lambda: indexes.index(store, DAY), lambda: None, 1, warm=False)
    results.append(Result("matrix: index, in a worker", size, read, None, "", ""))
    for what, work in (("findings", report.state), ("lead's view", lead.overview)):
        pause, took = _pause(lambda step, work=work: work(store, DAY, step=step))  # type: ignore[misc]
        name = f"matrix: window's longest pause, {what} in a worker"
        results.append(Result(name, size, pause, None, "", "≤ 100 ms", f"whole {took:.1f} s"))
    store.close()
    return results


def _pause(work: Callable[[Any], object]) -> tuple[float, float]:
    """The longest time the window's own thread was kept while a worker did the work, and how long that took."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.base.task_runner import TaskRunner
    from app.ui.matrix.beside import reading

    app = QApplication.instance() or QApplication([])
    beats, tasks, timer = [perf_counter()], TaskRunner(), QTimer(interval=BEAT)
    timer.timeout.connect(lambda: beats.append(perf_counter()))
    timer.start()
    tasks.run("", reading(work), lambda _found: app.quit(), lambda _error: app.quit())
    app.exec()
    return max(after - before for before, after in pairwise(beats)), beats[-1] - beats[0]

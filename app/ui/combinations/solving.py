"""The plans for a budget are computed beside the window, around what is pinned and what is not wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import NeedfolioError
from app.services.offers import combinations
from app.services.rules.offers.combinations import Answer
from app.ui.base.task_runner import Progress
from app.ui.combinations.bench import Table
from app.ui.shared.page import Page


class Solving(QObject):
    """Works on the bench of the family at hand. An answer to what is asked no more is dropped."""

    working = Signal(bool)  # whether plans are being computed
    solved = Signal()  # the plans are on the table
    failed = Signal(object)  # NeedfolioError, or None for a fault of our own

    def __init__(self, page: Page, table: Table) -> None:
        super().__init__(page)
        self._desk, self._table = page.desk, table

    def solve(self, budget: int, still: Callable[[], int], then: Callable[[], None] | None = None) -> None:
        """Three plans and the curve for ``budget`` (fen); ``still`` is what is asked for when they are computed, and
        ``then`` is called when they are on the table.
        """
        bench = self._table.at_hand
        request, found = bench.request(budget), bench.catalogue

        def work(progress: Progress) -> Answer:
            """Cancelled, it gives the best so far."""

            def step(done: int, total: int) -> None:
                if not progress.cancelled:
                    progress.step(done, total)

            return combinations.combine(request, found, step=step, stop=lambda: progress.cancelled)

        def done(answer: Answer) -> None:
            self.working.emit(False)
            if self._table.bench is bench and request == bench.request(budget) and budget == still():
                bench.solved(answer, budget)
                self.solved.emit()
                if then is not None:
                    then()

        self.working.emit(True)
        self._desk.tasks.run(self.tr("Computing the combinations"), work, done, self._failed)

    def _failed(self, error: NeedfolioError | None) -> None:
        self.working.emit(False)
        self.failed.emit(error)

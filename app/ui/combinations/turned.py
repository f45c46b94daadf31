"""The screen turned to the family, with its plans on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.ui.combinations.bench import Table
from app.ui.combinations.customer import PlansView
from app.ui.shared.page import Page


class Turned(QObject):
    """``view`` is there while the family looks on."""

    budget_chosen = Signal(int)  # fen
    left = Signal()

    def __init__(self, page: Page, table: Table) -> None:
        super().__init__(page)
        self._page, self._table = page, table
        self.view: PlansView | None = None

    def enter(self, budget: int) -> bool:
        """False when there are no plans yet."""
        bench = self._table.bench
        if bench is None or not bench.state.plans:
            return False
        self.view = PlansView(self._page.desk, self._page.window())
        self.view.budget_chosen.connect(self.budget_chosen)
        self.view.left.connect(self._leave)
        self.view.show_bench(bench, budget)
        self.view.enter()
        return True

    def show_state(self, budget: int) -> None:
        """What is on the table is shown to the family as well, where it looks on."""
        bench = self._table.bench
        if self.view is not None and bench is not None and bench.state.plans:
            self.view.show_bench(bench, budget)

    def _leave(self) -> None:
        self.view = None
        self.left.emit()

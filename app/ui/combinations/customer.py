"""The plans on the screen that is turned to the family: side by side, and what a further yuan brings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.base.desk import Desk
from app.ui.combinations.bench import Bench
from app.ui.combinations.compare import Comparison
from app.ui.combinations.curve import BudgetCurve
from app.ui.combinations.heads import PlanHeads
from app.ui.shared.customer.screen import CustomerScreen
from app.ui.widgets.plain import Label

LINES, CURVE = range(2)


class PlansView(CustomerScreen):
    """``budget_chosen`` when the family moved its budget on the curve; the page computes and shows the plans again."""

    budget_chosen = Signal(int)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk, window)
        self.setWindowTitle(self.tr("Plans for our family"))
        self.family = PlanHeads(desk.language, customer=True)
        self.comparison = Comparison(desk.language, customer=True)
        self.curve = BudgetCurve(desk.language)
        self.curve.budget_chosen.connect(self.budget_chosen)
        self.views = QStackedWidget()
        self.view_buttons: list[QPushButton] = []
        self._bench: Bench | None = None
        self._budget = 0
        self._lay_out()

    def enter(self) -> None:
        super().enter()
        self.view_buttons[LINES].setFocus()

    def show_bench(self, bench: Bench, budget: int) -> None:
        """The plans as they are now."""
        self._bench, self._budget = bench, budget
        self.family.show_family(bench.based.name, len(bench.based.needs))
        for name, head in self.family.heads.items():
            head.show_plan(
                bench.state.plans.get(name), bench.best_objective, goods=bench.goods, named=bench.budget_named
            )
        self.family.show_suitability(bench.verdicts)
        self.comparison.show_plans(bench)
        self._draw_curve()

    def show_view(self, number: int) -> None:
        """LINES or CURVE."""
        self.view_buttons[number].setChecked(True)
        self.views.setCurrentIndex(number)
        self._draw_curve()

    def _draw_curve(self) -> None:
        """Only when it is looked at: the chart library is large."""
        bench = self._bench
        if self.views.currentIndex() != CURVE or bench is None or bench.state.answer is None:
            return
        plans = list(bench.state.plans.values())
        self.curve.show_answer(bench.state.answer, plans, bench.best_objective, self._budget)

    def _lay_out(self) -> None:
        head, group = QHBoxLayout(), QButtonGroup(self)
        title = Label(self.tr("Three ways to close the gaps"))
        title.setProperty("kind", "title")
        head.addWidget(title, 1)
        for number, (text, view) in enumerate(
            ((self.tr("Line by line"), self.comparison), (self.tr("Premium and cover"), self.curve))
        ):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(number == LINES)
            button.clicked.connect(lambda _checked=False, number=number: self.show_view(number))
            group.addButton(button)
            self.view_buttons.append(button)
            head.addWidget(button)
            self.views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.family)
        layout.addWidget(self.views, 1)
        layout.addWidget(self.key)
        layout.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignLeft)

"""The curve of what each further yuan of premium covers, with the plans on it and the family's budget to drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from app.enums import Language
from app.services.rules.combinations import Answer, Plan
from app.ui import formats, labels, theme
from app.ui.widgets.chart import Chart

NEAR = 8  # pixels
STEP = 100  # yuan


class BudgetCurve(Chart):
    """Drag the dashed line and let go: ``budget_chosen`` says the new budget in fen."""

    budget_chosen = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("What each further yuan covers"))
        self._language = language
        self._line: Any = None
        self._budget = 0.0
        self._dragging = False
        self._connected = False

    def show_answer(self, answer: Answer, plans: Sequence[Plan], best: float, budget: int) -> None:
        self._budget = budget / 100
        self.show_chart(lambda axes: self._draw(axes, answer, plans, best or 1.0))
        if not self._connected:
            self._connected = True
            self.canvas.mpl_connect("button_press_event", self._press)
            self.canvas.mpl_connect("motion_notify_event", self._move)
            self.canvas.mpl_connect("button_release_event", self._release)

    def _draw(self, axes: Any, answer: Answer, plans: Sequence[Plan], best: float) -> None:
        colours = theme.colours()
        points = [(point.premium / 100, 100 * float(point.objective) / best) for point in answer.frontier]
        if points:
            axes.plot(*zip(*points, strict=True), color=colours.accent, marker="o", markersize=3, linewidth=1.8)
        for plan in plans:
            place = plan.premium / 100, 100 * float(plan.objective) / best
            axes.plot(*place, marker="D", markersize=9, color=colours.warn, markeredgecolor=colours.surface)
            text = f"{labels.plan(plan.name, self._language)}\n{formats.money(plan.premium)}"
            axes.annotate(text, place, textcoords="offset points", xytext=(8, -8), va="top", fontsize=10,
                          color=colours.text)  # fmt: skip
        self._line = axes.axvline(self._budget, color=colours.bad, linewidth=1.6, linestyle="--")
        self._words = axes.annotate(
            self._budget_words(), (self._budget, 3), textcoords="offset points", xytext=(6, 0), fontsize=10,
            color=colours.bad,
        )  # fmt: skip
        axes.set_xlabel(self.tr("premium a year (yuan)"))
        axes.set_ylabel(self.tr("weighted needs covered (%)"))
        axes.set_ylim(0, 105)
        axes.set_xlim(0, 1.12 * max([self._budget, 1.0, *(x for x, _ in points)]))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")

    def _budget_words(self) -> str:
        return self.tr("budget {amount} (drag)").format(amount=f"{self._budget:,.0f}")

    def _near(self, event: Any) -> bool:
        if self._line is None or event.inaxes is None:
            return False
        return bool(abs(event.inaxes.transData.transform((self._budget, 0))[0] - event.x) <= NEAR)

    def _press(self, event: Any) -> None:
        self._dragging = self._near(event)

    def _move(self, event: Any) -> None:
        near = self._dragging or self._near(event)
        self.canvas.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        if self._dragging and event.inaxes is not None and event.xdata is not None:
            self._budget = float(max(STEP, round(event.xdata / STEP) * STEP))
            self._line.set_xdata([self._budget, self._budget])
            self._words.set_text(self._budget_words())
            self._words.xy = (self._budget, 3)
            self.canvas.draw_idle()

    def _release(self, event: Any) -> None:
        if self._dragging:
            self._dragging = False
            self.budget_chosen.emit(round(self._budget) * 100)

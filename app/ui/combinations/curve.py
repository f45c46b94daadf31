"""The curve of what each further yuan of premium covers, with the plans on it and the family's budget to drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.enums import Language
from app.services.rules.offers.combinations import Answer, Plan
from app.ui.base import formats, labels, theme
from app.ui.widgets.chart import Chart

NEAR = 8  # pixels
STEP = 100  # yuan
REST = 350  # ms without a key until the plans follow
KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}


class BudgetCurve(Chart):
    """Drag the dashed line and let go, or move it by keys: ``budget_chosen`` says the new budget in fen. While it
    moves, the words beside it say what that budget covers, read off the curve.
    """

    budget_chosen = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("What each further yuan covers"))
        self._language = language
        self._line: Any = None
        self._budget = 0.0
        self._dragging = False
        self._connected = False
        self._points: list[tuple[float, float]] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(REST)
        self._settle.timeout.connect(self._choose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Drag the dashed line, or use the arrow keys"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the budget by a step, with PageUp and PageDown by ten; the plans follow at rest."""
        count = KEYS.get(Qt.Key(event.key()))
        if count is None or self._line is None:
            super().keyPressEvent(event)
            return
        self._move_to(self._budget + count * STEP)
        self._settle.start()

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
        self._points = points
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
        covered = max((share for premium, share in self._points if premium <= self._budget), default=0.0)
        return self.tr("budget {amount} covers {share} (drag)").format(
            amount=f"{self._budget:,.0f}", share=formats.percent(covered / 100)
        )

    def _near(self, event: Any) -> bool:
        if self._line is None or event.inaxes is None:
            return False
        return bool(abs(event.inaxes.transData.transform((self._budget, 0))[0] - event.x) <= NEAR)

    def _press(self, event: Any) -> None:
        self._dragging = self._near(event)
        self.setFocus()

    def _move(self, event: Any) -> None:
        near = self._dragging or self._near(event)
        self.canvas.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        if self._dragging and event.inaxes is not None and event.xdata is not None:
            self._move_to(event.xdata)

    def _release(self, _event: Any) -> None:
        if self._dragging:
            self._dragging = False
            self._choose()

    def _move_to(self, yuan: float) -> None:
        self._budget = float(max(STEP, round(yuan / STEP) * STEP))
        self._line.set_xdata([self._budget, self._budget])
        self._words.set_text(self._budget_words())
        self._words.xy = (self._budget, 3)
        left, right = self._line.axes.get_xlim()
        if self._budget > right:
            self._line.axes.set_xlim(left, 1.12 * self._budget)
        self.canvas.draw_idle()

    def _choose(self) -> None:
        self.budget_chosen.emit(round(self._budget) * 100)

"""The team's figures in one line, each a button to the rows behind it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import Language, Metric
from app.services.figures.progress import Figure
from app.services.rules.measures.kpis import MAIN_METRICS
from app.services.team.rollup.keeping import KeptWeek
from app.ui.base import formats
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label, caption


class TeamTotals(QWidget):
    """``chosen`` names the figure and what it is called."""

    chosen = Signal(str, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._line = FlowLayout(spacing=2)
        self.setLayout(self._line)
        self.figures: dict[str, QPushButton] = {}

    def show_week(self, kept: KeptWeek) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.figures = {}
        head = Label(self.tr("Team in all:"))
        head.setProperty("kind", "muted")
        self._line.addWidget(head)
        for figure in kept.team.figures:
            if figure.definition.metric in MAIN_METRICS:
                self._line.addWidget(self._button(figure))

    def _button(self, figure: Figure) -> QPushButton:
        metric = figure.definition.metric
        assert metric is not None
        money = metric == Metric.PREMIUM
        shown = [formats.money(int(v)) if money else f"{v:,.0f}" for v in (figure.actual or 0, figure.target)]
        name = figure.definition.called(self._language)
        target = f" / {shown[1]}" if figure.target else ""
        button = QPushButton(caption(f"{name} {shown[0]}{target}"))
        button.setProperty("kind", "link")
        button.setToolTip(self.tr("The rows behind it, of all agents"))
        button.clicked.connect(lambda: self.chosen.emit(metric.value, name))
        self.figures[metric.value] = button
        return button

"""A plot under its title, where no card has one already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.widgets.plain import Label
from app.ui.widgets.plot.model import Plot
from app.ui.widgets.plot.view import HEIGHT, PlotView


class TitledPlot(QFrame):
    """``chosen`` gives the key of the number that was opened, as the plot's does."""

    chosen = Signal(object)

    def __init__(self, height: int = HEIGHT) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = Label()
        self._title.setProperty("kind", "strong")
        self.view = PlotView(height)
        self.view.chosen.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self.view, 1)

    @property
    def plot(self) -> Plot | None:
        return self.view.plot

    def show_plot(self, plot: Plot) -> None:
        self._title.setText(plot.title)
        self.view.show_plot(plot)

"""The forecast: what the open sales may bring by month, with how sure that is, and where the chances come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.enums import Stage
from app.services.rules.selling.forecast import PRIOR, THUMB, Chance, Month
from app.services.rules.spine.sales import OPEN
from app.services.selling.opportunities import Board
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.plain import Label
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style, TitledPlot
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

FEW = 10


@dataclass(frozen=True, slots=True)
class MonthRow:
    id: str
    name: str
    month: Month


@dataclass(frozen=True, slots=True)
class ChanceRow:
    id: str
    stage: Stage
    chance: Chance


def _yuan(fen: int) -> str:
    """An expectation has no cents."""
    return formats.money((fen + 50) // 100 * 100)


class ForecastView(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.headline = Label()
        self.headline.setProperty("kind", "heading")
        self.headline.setWordWrap(True)
        self.chart = TitledPlot(240)
        self.months = RowTableModel(self._month_columns())
        self.month_table = TableView(self.months)
        self.month_table.setAccessibleName(self.tr("Forecast by month"))
        self.chances = RowTableModel(self._chance_columns())
        self.chance_table = TableView(self.chances)
        self.chance_table.setAccessibleName(self.tr("Chance of each stage"))
        self.note = Label()
        self.note.setProperty("kind", "muted")
        self.note.setWordWrap(True)
        left, right = QWidget(), QWidget()
        first, second = QVBoxLayout(left), QVBoxLayout(right)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.chart, 3)
        first.addWidget(self.month_table, 2)
        second.addWidget(self.chance_table, 1)
        second.addWidget(self.note)
        parts = [left, right]
        both = KeptSplitter(Qt.Orientation.Horizontal, desk.preferences, "forecast", parts, [860, 460])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.headline)
        layout.addWidget(both, 1)

    def show_board(self, board: Board) -> None:
        language = self.desk.language

        def money(fen: int) -> str:
            return formats.short_money(fen, language)

        total = board.total
        text = self.tr("Open: {count}, {total} in all. To be expected: {weighted}; four times in five {low} to {high}.")
        self.headline.setText(
            text.format(
                count=total.count,
                total=money(total.total),
                weighted=money(total.weighted),
                low=money(total.low),
                high=money(total.high),
            )
        )
        rows = [MonthRow(str(place), self._name(month), month) for place, month in enumerate(board.months)]
        self.months.set_rows(rows)
        self.chances.set_rows([ChanceRow(stage.value, stage, board.chances[stage]) for stage in OPEN])
        self.note.setText(self._note(board))
        self.chart.show_plot(self._plot(rows))

    def _note(self, board: Board) -> str:
        ended = max(chance.ended for chance in board.chances.values())
        text = self.tr(
            "The chance of a stage: of your own sales that were once there and have ended, how many were won, beside a"
            " rule of thumb that weighs as much as {prior} sales. Four months in five should end within the range."
        ).format(prior=PRIOR)
        if ended < FEW:
            few = self.tr("Ended sales of yours so far: {count}. For now this is mostly the rule of thumb.")
            text += "\n" + few.format(count=ended)
        return text

    def _name(self, month: Month) -> str:
        if month.overdue:
            return self.tr("Overdue ({month})").format(month=month.label)
        return month.label or self.tr("No date")

    def _plot(self, rows: list[MonthRow]) -> Plot:
        """Bars of the weighted premium with their range; behind them everything that is open."""

        def said(fen: int) -> str:
            return formats.short_money(fen, self.desk.language)

        def yuan(fen: int) -> float:
            return fen / 100

        everything, weighted, spans = [], [], []
        for place, month in enumerate(row.month for row in rows):
            span = f"{said(month.weighted)} [{said(month.low)}–{said(month.high)}]"
            everything.append(Mark(place, yuan(month.total), said(month.total)))
            weighted.append(Mark(place, yuan(month.weighted), span))
            spans.append(Mark(place, yuan(month.weighted), span, low=yuan(month.low), high=yuan(month.high)))
        return Plot(
            title=self.tr("Premium expected by month"),
            said=self.headline.text(),
            shape=Shape.COLUMNS,
            places=tuple(row.name for row in rows),
            series=(
                Series(self.tr("all that is open"), tuple(everything), Style.BEHIND),
                Series(self.tr("weighted"), tuple(weighted)),
                Series(self.tr("four times in five"), tuple(spans), Style.SPAN),
            ),
            axis=Axis(self.tr("Yuan"), lambda yuan: said(round(yuan * 100))),
        )

    def _month_columns(self) -> list[Column]:
        def money(name: str) -> Any:
            return lambda row: getattr(row.month, name)

        return [
            Column("month", self.tr("Month"), lambda row: row.name, width=140),
            Column("count", self.tr("Sales"), lambda row: row.month.count, number=True, width=60),
            Column("total", self.tr("All"), money("total"), _yuan, number=True, width=100),
            Column("weighted", self.tr("Weighted"), money("weighted"), _yuan, number=True, width=100),
            Column("low", self.tr("At least"), money("low"), _yuan, number=True, width=100),
            Column("high", self.tr("At most"), money("high"), _yuan, number=True, width=100),
        ]

    def _chance_columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("stage", self.tr("Stage"), lambda row: labels.of(row.stage, language), width=102),
            Column("thumb", self.tr("Rule"), lambda row: THUMB[row.stage], formats.percent, number=True, width=54),
            Column("won", self.tr("Won"), lambda row: row.chance.won, number=True, width=62),
            Column("ended", self.tr("Ended"), lambda row: row.chance.ended, number=True, width=56),
            Column("chance", self.tr("Chance"), lambda row: row.chance.mean, formats.percent, number=True, width=62),
        ]

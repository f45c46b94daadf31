"""The right half: the table and the chart of a report, what is being counted, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.enums import Language
from app.services.front.reports import Result, saying
from app.services.front.reports.fields import Line
from app.services.tables.pivot import ALL
from app.ui.progress.reports.answer import GroupRow, PlainRow, shown
from app.ui.progress.reports.plot import plot_of
from app.ui.widgets.plain import Label
from app.ui.widgets.plot import TitledPlot
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView


class AnswerView(QWidget):
    """``behind`` gives the lines of a number and what it is called; ``record`` a line that was opened itself."""

    behind = Signal(list, str)
    record = Signal(object)
    stopped = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.result: Result | None = None
        self._across: list[int | None] = []
        self.asked = Label()
        self.asked.setProperty("kind", "muted")
        self.asked.setWordWrap(True)
        self.model = RowTableModel([])
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("What the report comes to"))
        self.table.opened.connect(self._open)
        self.plot = TitledPlot()
        self.plot.chosen.connect(self._open_mark)
        self.no_plot = Label(self.tr("Group by something, and it is drawn here."))
        self.no_plot.setProperty("kind", "muted")
        self.chart = QWidget()
        chart = QVBoxLayout(self.chart)
        chart.addWidget(self.plot, 1)
        chart.addWidget(self.no_plot)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.addTab(self.table, self.tr("Table"))
        self.parts.addTab(self.chart, self.tr("Chart"))
        self.count = Label()
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stopped)
        self.stop_button.hide()
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.asked)
        layout.addWidget(self.parts, 1)
        layout.addLayout(line)

    def show_busy(self, done: int) -> None:
        """How many rows were looked at so far."""
        text = self.tr("Counting: {count} rows so far", n=done).format(count=f"{done:,}")
        self.count.setText(text if done else self.tr("Counting…"))
        self.stop_button.show()

    def show_idle(self, text: str = "") -> None:
        self.stop_button.hide()
        self.count.setText(text)

    def show_result(self, result: Result, name: str) -> None:
        self.result = result
        found = shown(result, self._language)
        self._across = found.across
        self.model.set_rows([])
        self.model.set_columns(found.columns)
        self.model.set_rows(found.rows)
        self.asked.setText(saying.describe(result.report, result.source, self._language))
        plot = plot_of(result, name, self._language)
        self.plot.setVisible(plot is not None)
        self.no_plot.setVisible(plot is None)
        if plot is not None:
            self.plot.show_plot(plot)
        text = self.tr("{count} of {read} rows answer", n=len(result.lines))
        self.show_idle(text.format(count=f"{len(result.lines):,}", read=f"{result.read:,}"))

    def _open(self, row: GroupRow | PlainRow) -> None:
        if isinstance(row, PlainRow):
            self.record.emit(row.line)
            return
        column = self._across[self.table.currentIndex().column()]
        self._show_behind(row.number, ALL if column is None else column)

    def _open_mark(self, key: tuple[str, str]) -> None:
        self._show_behind(int(key[0]), int(key[1]))

    def _show_behind(self, row: int, column: int) -> None:
        assert self.result is not None
        lines: list[Line] = self.result.behind(row, column)
        if lines:
            self.behind.emit(lines, self._called(row, column))

    def _called(self, row: int, column: int) -> str:
        result = self.result
        assert result is not None and result.crossed is not None
        parts = [] if row == ALL else saying.row_keys(result, result.crossed.rows[row], self._language)
        across = result.report.across
        if across is not None and column != ALL:
            key, months = result.crossed.columns[column], result.reckoning.months
            parts.append(saying.key(result.field(across.field), across, key, self._language, months))
        return " · ".join(parts) or saying.describe(result.report, result.source, self._language)

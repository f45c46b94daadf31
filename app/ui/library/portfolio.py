"""Segments and portfolio: who buys what as a picture, and five tables to sort, copy and export."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.services.base.file_names import default_name
from app.services.offers import portfolio
from app.services.offers.portfolio import Portfolio, Sheet
from app.services.rules.offers.portfolio import SEGMENTS
from app.ui.base import theme
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.library.portfolio_table import make_model, rows_of
from app.ui.widgets.chart import Chart
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.notice import Notice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

MOST_BARS = 8


class PortfolioDialog(QDialog):
    """The store as it is when the window opens. With nothing sold and nothing asked for there is only a sentence."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: Portfolio = portfolio.read(desk.store, desk.today())
        self.models: dict[str, RowTableModel] = {}
        self.setWindowTitle(self.tr("Portfolio"))
        self.resize(980, 680)
        layout = QVBoxLayout(self)
        self.notice = Notice(desk.language)
        layout.addWidget(self.notice)
        if self.found.empty:
            told = self.tr(
                "Once needs are confirmed or products are sold, this shows who buys what and where they do not meet."
            )
            layout.addWidget(EmptyState(self.tr("Nothing to count yet"), told))
            return
        self._build(layout)
        self.show_all()

    def _build(self, layout: QVBoxLayout) -> None:
        self.by = QComboBox()
        self.by.setAccessibleName(self.tr("People by"))
        for by in SEGMENTS:
            self.by.addItem(words.say(f"portfolio.by.{by}", self.desk.language), by)
        self.by.activated.connect(self.show_all)
        self.export = QPushButton(self.tr("Export…"))
        self.export.clicked.connect(lambda: self.ask_export())
        head = QHBoxLayout()
        head.addWidget(QLabel(self.tr("People by")))
        head.addWidget(self.by)
        head.addStretch()
        head.addWidget(self.export)
        self.chart = Chart(self.tr("Who is insured by our products"), 230)
        self.tabs = QTabWidget()
        for table in self._tables():
            model = make_model(table)
            self.models[table.key] = model
            self.tabs.addTab(self._tab(table, model), table.title)
        layout.addLayout(head)
        layout.addWidget(self.chart, 2)
        layout.addWidget(self.tabs, 3)

    def _tab(self, table: Sheet, model: RowTableModel) -> QWidget:
        view = TableView(model)
        view.setAccessibleName(table.title)
        note = QLabel(portfolio.note(self.found, table.key, self.desk.language))
        note.setProperty("kind", "muted")
        note.setWordWrap(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(note)
        column.addWidget(view, 1)
        return page

    def show_all(self) -> None:
        for table in self._tables():
            self.models[table.key].set_rows(rows_of(table))
        self.chart.show_chart(self._draw)

    def _tables(self) -> tuple[Sheet, ...]:
        return portfolio.sheets(self.found, self.by.currentData(), self.desk.language)

    def _draw(self, axes: Any) -> None:
        """Everybody of a segment, and over it those who have a product of ours."""
        colours, by = theme.colours(), self.by.currentData()
        shown = self.found.segments[by][0][:MOST_BARS]
        places = range(len(shown))
        axes.barh(places, [row.people for row in shown], height=0.66, color=colours.line, label=self.tr("All people"))
        bars = axes.barh(
            places, [row.buyers for row in shown], height=0.66, color=colours.accent,
            label=self.tr("Insured by our products"),
        )  # fmt: skip
        told = [f"{row.buyers} / {row.people}" for row in shown]
        for bar, row, text in zip(bars, shown, told, strict=True):
            axes.annotate(
                text, (row.people, bar.get_y() + bar.get_height() / 2), xytext=(4, 0), textcoords="offset points",
                va="center", color=colours.text, fontsize=9,
            )  # fmt: skip
        axes.set_yticks(places, [portfolio.segment_word(by, row.value, self.desk.language) for row in shown])
        axes.invert_yaxis()
        axes.grid(False)
        axes.margins(x=0.12)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel(self.tr("People"))
        axes.figure.legend(
            frameon=False, labelcolor=colours.text, fontsize=9, loc="outside upper right", ncols=2
        )  # fmt: skip

    def ask_export(self) -> None:
        name = default_name("portfolio", ".xlsx", self.desk.language)
        chosen = ask_where(self, self.desk.preferences, self.tr("Export the portfolio"), name, EXCEL)
        if chosen is None:
            return
        path = chosen[0]
        with self.notice.guard():
            count = portfolio.export_file(self.found, path, self.by.currentData(), self.desk.language)
            self.notice.show_done(self.tr("{count} rows saved: {path}", n=count).format(count=count, path=path))

"""Segments and portfolio: who buys what as a picture, and five tables to sort, copy and export."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app import words
from app.services.base.file_names import default_name
from app.services.offers import portfolio
from app.services.offers.portfolio import Portfolio, Sheet
from app.services.rules.offers.portfolio import SEGMENTS
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.library.portfolio_table import make_model, rows_of
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style, TitledPlot
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

MOST_BARS = 8


class PortfolioDialog(Dialog):
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
            layout.addWidget(EmptyState(self.tr("Nothing to count yet"), told), 1)
            layout.addLayout(self.lay_foot(None))
            return
        self._build(layout)
        layout.addLayout(self.lay_foot(None))
        self.show_all()

    def _build(self, layout: QVBoxLayout) -> None:
        self.by = ComboBox()
        self.by.setAccessibleName(self.tr("People by"))
        for by in SEGMENTS:
            self.by.addItem(words.say(f"portfolio.by.{by}", self.desk.language), by)
        self.by.activated.connect(self.show_all)
        self.export = QPushButton(self.tr("Export…"))
        self.export.clicked.connect(lambda: self.ask_export())
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("People by")))
        head.addWidget(self.by)
        head.addStretch()
        head.addWidget(self.export)
        self.chart = TitledPlot(200)
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
        note = Label(portfolio.note(self.found, table.key, self.desk.language))
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
        self.chart.show_plot(self._plot())

    def _tables(self) -> tuple[Sheet, ...]:
        return portfolio.sheets(self.found, self.by.currentData(), self.desk.language)

    def _plot(self) -> Plot:
        """Everybody of a segment, and over it those who have a product of ours."""
        by = self.by.currentData()
        shown = self.found.segments[by][0][:MOST_BARS]
        everybody, insured = self.tr("All people"), self.tr("Insured by our products")
        people = tuple(
            Mark(place, row.people, f"{row.people:,}", f"{row.buyers:,} / {row.people:,}")
            for place, row in enumerate(shown)
        )
        buyers = tuple(Mark(place, row.buyers, f"{row.buyers:,}") for place, row in enumerate(shown))
        places = tuple(portfolio.segment_word(by, row.value, self.desk.language) for row in shown)
        said = (f"{place} {mark.label}" for place, mark in zip(places, people, strict=True))
        return Plot(
            title=self.tr("Who is insured by our products"),
            said=labels.listed(said, self.desk.language),
            shape=Shape.ROWS,
            places=places,
            series=(Series(everybody, people, Style.BEHIND), Series(insured, buyers)),
            axis=Axis(self.tr("People")),
        )

    def ask_export(self) -> None:
        name = default_name("portfolio", ".xlsx", self.desk.language)
        chosen = ask_where(self, self.desk.preferences, self.tr("Export the portfolio"), name, EXCEL)
        if chosen is None:
            return
        path = chosen[0]
        with self.notice.guard():
            count = portfolio.export_file(self.found, path, self.by.currentData(), self.desk.language)
            self.notice.show_done(self.tr("{count} rows saved: {path}", n=count).format(count=count, path=path))

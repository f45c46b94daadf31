"""The library: what can be sold, what it covers and costs; products come in from Excel with every bad row named."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import Language
from app.services.base.file_names import default_name
from app.services.offers import catalogue
from app.services.offers.catalogue import ProductRow
from app.services.tables.reports import ImportReport
from app.ui.base import labels
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.library.acts import ProductActs
from app.ui.library.card import ProductCard, ages_of
from app.ui.shared.imports import ImportWizard, catalogue_wizard
from app.ui.shared.page import Page
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

EXPORTS = "Excel (*.xlsx);;CSV (*.csv);;ZIP (*.zip)"


class LibraryPage(Page):
    """The list at the left, one product at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[ProductRow] = []
        self.wizard: ImportWizard | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search products"))
        self.search.setAccessibleName(self.tr("Search products"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.cover = ComboBox()
        self.cover.setAccessibleName(self.tr("What it covers"))
        self.cover.activated.connect(self._filter)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Products"))
        self.table.chosen.connect(self._show_product)
        self.acts = ProductActs(self, self.table.current, self._selected, self._changed)
        self.off_sale = self.acts.off_sale
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(
            EmptyState(
                self.tr("No products yet"),
                self.tr("Import your insurer's catalogue from Excel, or start with the fictional sample insurer."),
                [
                    (self.tr("Load the sample catalogue"), self.load_sample),
                    (self.tr("Load the sample goods"), lambda: self.load_sample(catalogue.GOODS)),
                    (self.tr("Import from Excel"), self.ask_import),
                    (self.tr("New product…"), lambda: self.acts.make()),
                ],
            )
        )
        self.body.addWidget(self._stack)

    def refresh(self) -> None:
        self.rows = catalogue.listing(self.desk.store)
        self._stack.setCurrentIndex(0 if self.rows else 1)
        events = sorted({cover.event for row in self.rows for cover in row.product.covers})
        chosen = self.cover.currentData()
        self.cover.clear()
        self.cover.addItem(self.tr("All covers"), None)
        for event in events:
            self.cover.addItem(labels.event(event, self.desk.language), event)
        self.cover.setCurrentIndex(max(0, self.cover.findData(chosen)))
        self._filter()

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.PRODUCT):
            self.reread()

    def load_sample(self, name: str = catalogue.SAMPLE) -> None:
        """A shipped catalogue: the fictional insurer's, or goods, to see that other trades fit as well."""
        with self.guard():
            self._imported(catalogue.load_sample(self.desk.store, self.desk.actor, name))

    def show_product(self, product_id: str) -> None:
        """One product, whatever was searched for."""
        if not self.table.select_id(product_id):
            self.search.clear()
            self.cover.setCurrentIndex(0)
            self._filter()
            self.table.select_id(product_id)

    def ask_import(self) -> None:
        self.wizard = catalogue_wizard(self.desk, self)
        self.wizard.open()

    def ask_export(self) -> None:
        name = default_name("catalogue", ".xlsx", self.desk.language)
        if chosen := ask_where(self, self.desk.preferences, self.tr("Export the catalogue"), name, EXPORTS):
            path = chosen[0]
            with self.guard():
                count = catalogue.export_file(self.desk.store, path)
                self.notice.show_done(self.tr("{count} products saved: {path}", n=count).format(count=count, path=path))

    def _imported(self, report: ImportReport) -> None:
        text = self.tr(
            "{read} products read: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
            n=report.read,
        )
        self.notice.show_done(
            text.format(
                read=report.read,
                added=report.added,
                updated=report.updated,
                unchanged=report.unchanged,
                rejected=len(report.rejected),
            )
        )

    def _filter(self) -> None:
        text, event = self.search.text().strip().casefold(), self.cover.currentData()
        found = [
            row
            for row in self.rows
            if text in self._searched(row)
            and (event is None or any(cover.event == event for cover in row.product.covers))
        ]
        self.model.set_rows(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_product(found[0] if found else None)

    def _searched(self, row: ProductRow) -> str:
        product = row.product
        category = catalogue.say_category(product.category, self.desk.language)
        return f"{product.code} {product.name_zh} {product.name_en} {product.category} {category}".casefold()

    def _selected(self) -> list[ProductRow]:
        numbers = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row(number) for number in numbers]

    def _changed(self, product_id: str) -> None:
        self.desk.hub.settle()
        self.table.select_id(product_id)

    def _show_product(self, row: ProductRow | None) -> None:
        self.acts.show_for(row)
        self.area.setWidget(QWidget() if row is None else ProductCard(row, self.desk.language, self.desk.today()))

    def _both(self) -> QWidget:
        load = QPushButton(self.tr("Import from Excel"))
        load.setProperty("kind", "primary")
        load.clicked.connect(self.ask_import)
        export = QPushButton(self.tr("Export"))
        export.clicked.connect(self.ask_export)
        samples = QMenu(self)
        samples.addAction(self.tr("Load the sample catalogue"), self.load_sample)
        samples.addAction(self.tr("Load the sample goods"), lambda: self.load_sample(catalogue.GOODS))
        self.samples = QPushButton(self.tr("Samples") + "   ")
        self.samples.setMenu(samples)
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.cover)
        head.addWidget(self.samples)
        head.addWidget(export)
        head.addWidget(load)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(head)
        column.addWidget(self.acts)
        column.addWidget(self.table, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.area)
        both.setSizes([820, 500])
        both.setChildrenCollapsible(False)
        return both

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def covers(row: ProductRow) -> str:
            return labels.listed((labels.event(cover.event, language) for cover in row.product.covers), language)

        def name(row: ProductRow) -> str:
            return row.product.name_zh if language == Language.ZH else row.product.name_en

        return [
            Column("code", self.tr("Code"), lambda row: row.product.code, width=60),
            Column("name", self.tr("Product"), name, width=190),
            Column("kind", self.tr("Kind"), lambda row: labels.of(row.product.kind, language), width=72),
            Column("covers", self.tr("Covers"), covers, width=112),
            Column("ages", self.tr("Ages"), lambda row: ages_of(row.product), width=72),
            Column("grade", self.tr("Grade"), lambda row: row.product.grade.value, width=60),
        ]

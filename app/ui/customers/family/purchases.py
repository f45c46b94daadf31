"""What a family bought, year by year: policies and orders in one list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.enums import OrderState, PolicyStatus
from app.services.people import purchases
from app.services.people.customers import HouseholdDetail
from app.services.people.purchases import Purchase, YearSum
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.pane import Pane
from app.ui.widgets.badge import Badge
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

GONE = (OrderState.WITHDRAWN, OrderState.DECLINED, PolicyStatus.ENDED, PolicyStatus.LAPSED)


USUAL = ("on", "product", "premium", "state", "number", "insured", "order")


class PurchasesPane(Pane):
    """Nothing is changed here: policies and orders have pages of their own, a double click leads to an order's."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.model, self.years = RowTableModel(self._columns()), RowTableModel(self._year_columns())
        self.table, self.year_table = TableView(self.model), TableView(self.years)
        self.table.setAccessibleName(self.tr("Purchases"))
        ColumnChoice(self.table, desk.preferences, "purchases/columns", USUAL)
        self.year_table.setAccessibleName(self.tr("Sums of each year"))
        self.table.opened.connect(self._open)
        self.total = Label()
        self.total.setProperty("kind", "muted")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.year_table)
        parts.setSizes([300, 140])
        self.body.addWidget(parts, 1)
        self.body.addWidget(self.total)

    def fill(self, detail: HouseholdDetail) -> None:
        found = purchases.of_household(self.desk.store, detail.row.id)
        self.model.set_rows(found.rows)
        self.years.set_rows(found.years)
        count = sum(year.count for year in found.years)
        said = self.tr("Bought: {count}, first premiums together {premium}")
        self.total.setText(
            said.format(count=count, premium=formats.money(found.premium))
            if found.rows
            else self.tr("Nothing was bought yet: policies and orders stand here as they come.")
        )

    def _open(self, row: Purchase) -> None:
        if row.order:
            self.desk.hub.go("selling", self.detail.row.id)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def state(row: Purchase) -> Badge:
            if row.state in GONE:
                return Badge("✕", labels.of(row.state, language), "calm")
            mark, tone = ("●", "good") if row.counts else ("○", "warn")
            return Badge(mark, labels.of(row.state, language), tone)

        return [
            Column("on", self.tr("Bought on"), lambda row: row.on, formats.day, width=92),
            Column("product", self.tr("Product"), lambda row: row.product, width=200, tip=lambda row: row.product),
            Column("insured", self.tr("For"), lambda row: row.insured, width=74),
            Column("premium", self.tr("First premium"), lambda row: row.premium, formats.money, number=True, width=104),
            Column("state", self.tr("Status"), lambda row: row.state.value, width=104, badge=state),
            Column("order", self.tr("Order"), lambda row: row.order, width=80),
            Column("number", self.tr("Policy number"), lambda row: row.number, width=100),
        ]

    def _year_columns(self) -> list[Column]:
        def year(row: YearSum) -> str:
            return str(row.year) if row.year else self.tr("no date")

        return [
            Column("year", self.tr("Year"), year, width=90),
            Column("count", self.tr("Bought"), lambda row: row.count, number=True, width=80),
            Column(
                "premium", self.tr("First premiums"), lambda row: row.premium, formats.money, number=True, width=120
            ),
            Column("ours", self.tr("Sold by us"), lambda row: row.ours, formats.money, number=True, width=120),
        ]

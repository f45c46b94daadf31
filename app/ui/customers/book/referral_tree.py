"""The tree of referrals over all customers, and what each source brought."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QTabWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.services.people import referrals
from app.services.people.referrals import Referral, SourceRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

INDENT = "　"


def referral_columns(desk: Desk) -> list[Column]:
    """One line for each household; how deep it is shows before its name."""

    def name(row: Referral) -> str:
        return INDENT * max(0, row.depth - 1) + ("└ " if row.depth > 1 else "") + row.name

    return [
        Column("name", QCoreApplication.translate("Referrals", "Customer"), name, width=150),
        Column(
            "stage", QCoreApplication.translate("Referrals", "Stage"), lambda row: labels.of(row.stage, desk.language)
        ),
        Column(
            "direct", QCoreApplication.translate("Referrals", "Referred"), lambda row: row.direct, number=True, width=80
        ),
        Column(
            "total", QCoreApplication.translate("Referrals", "All below"), lambda row: row.total, number=True, width=80
        ),
        Column(
            "signed", QCoreApplication.translate("Referrals", "Bought"), lambda row: row.signed, number=True, width=70
        ),
        Column(
            "premium",
            QCoreApplication.translate("Referrals", "Their premium a year"),
            lambda row: row.premium,
            formats.money,
            number=True,
            width=130,
        ),
    ]


class ReferralsDialog(Dialog):
    """Enter or a double click goes to the customer; the tree is worked with the arrow keys."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Referrals and sources"))
        self.resize(860, 560)
        self._columns = referral_columns(desk)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Who referred whom"))
        self.tree.setHeaderLabels([column.title for column in self._columns])
        self.tree.setAlternatingRowColors(True)
        self.tree.itemActivated.connect(self._go)
        self.sources = RowTableModel(self._source_columns())
        self.source_table = TableView(self.sources)
        self.source_table.setAccessibleName(self.tr("Sources"))
        self.said = Label()
        self.said.setProperty("kind", "muted")
        self.said.setWordWrap(True)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.tree, self.tr("Who referred whom"))
        tabs.addTab(self.source_table, self.tr("Sources"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(tabs, 1)
        layout.addLayout(self.lay_foot(None, leave=self.accept))
        self.reload()

    def reload(self) -> None:
        rows = referrals.tree(self.desk.store, self.desk.today())
        self.tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for row in rows:
            parent = items.get(row.parent_id or "")
            item = QTreeWidgetItem(parent) if parent is not None else QTreeWidgetItem(self.tree)
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            item.setText(0, row.name)
            for number, column in enumerate(self._columns[1:], 1):
                item.setText(number, column.display(column.get(row)))
                if column.number:
                    item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            items[row.id] = item
        self.tree.expandToDepth(1)
        for number, column in enumerate(self._columns):
            self.tree.setColumnWidth(number, 260 if number == 0 else column.width)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self.sources.set_rows(referrals.sources(self.desk.store, self.desk.today()))
        roots = [row for row in rows if row.depth == 0]
        people = sum(row.direct > 0 for row in rows)
        self.said.setText(
            self.tr(
                "{people} customers referred {referred}; {bought} bought, paying {premium} a year.", n=people
            ).format(
                people=people,
                referred=sum(row.total for row in roots),
                bought=sum(row.signed for row in roots),
                premium=formats.money(sum(row.premium for row in roots)),
            )
            if rows
            else self.tr("Nobody was referred yet: say who referred a customer in the customer's contact.")
        )

    def _go(self, item: QTreeWidgetItem) -> None:
        self.desk.choose_household(item.data(0, Qt.ItemDataRole.UserRole))
        self.accept()

    def _source_columns(self) -> list[Column]:
        def name(row: SourceRow) -> str:
            return row.id or self.tr("(none)")

        return [
            Column("name", self.tr("Source"), name, width=170),
            Column("households", self.tr("Customers"), lambda row: row.households, number=True, width=90),
            Column("met", self.tr("Met"), lambda row: row.met, number=True, width=80),
            Column("signed", self.tr("Bought"), lambda row: row.signed, number=True, width=80),
            Column("rate", self.tr("Bought of all"), _rate, number=True, width=110),
            Column(
                "premium", self.tr("Premium a year"), lambda row: row.premium, formats.money, number=True, width=130
            ),
        ]


def _rate(row: SourceRow) -> str:
    return f"{row.signed / row.households:.0%}"

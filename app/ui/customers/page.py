"""Customers: the list at the left, one family at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.enums import Relation
from app.services import customers
from app.services.customers import HouseholdDraft, HouseholdRow
from app.ui import labels
from app.ui.change_hub import NEW, Change, ChangeKind
from app.ui.customers.family import FamilyView
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.widgets.dialog import FormDialog
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.member_form import draft_of_form, member_form
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView

WAIT_MS = 120


class Customers:
    """The list as a source of pages."""

    def __init__(self, desk: Desk, text: str) -> None:
        self._store, self._text = desk.store, text

    def count(self) -> int:
        return customers.count(self._store, search=self._text)

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> Sequence[Any]:
        return customers.page(
            self._store, search=self._text, sort=sort, descending=descending, offset=offset, limit=limit
        )


class CustomersPage(Page):
    """A click on a line makes that family the one every tab speaks of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials or phone"))
        self.search.setAccessibleName(self.tr("Search customers"))
        self.search.setClearButtonEnabled(True)
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._wait.timeout.connect(self.refresh_now)
        self.search.textChanged.connect(lambda: self._wait.start())
        self.add_button = QPushButton(self.tr("Add customer"))
        self.add_button.setProperty("kind", "primary")
        self.add_button.clicked.connect(self.add)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Customers"))
        self.table.chosen.connect(self._choose)
        self.family = FamilyView(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(
            EmptyState(
                self.tr("No customers yet"),
                self.tr(
                    "Add the first family by hand, or bring the sample family to see how everything hangs together."
                ),
                [(self.tr("Add customer"), self.add), (self.tr("Open the sample family"), self.add_sample)],
            )
        )
        self.body.addWidget(self._stack)

    def refresh(self) -> None:
        source = Customers(self.desk, self.search.text().strip())
        self.model.set_source(source)
        empty = not self.model.rowCount() and not self.search.text().strip()
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            return
        if self.desk.household_id is None and self.model.rowCount():
            self.model.row(0)
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show_chosen()

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.HOUSEHOLD, ChangeKind.EVERYTHING):
            self.refresh_now()
        else:
            self.family.show_household(self.desk.household_id)

    def open(self, id: str | None) -> None:
        if id == NEW:
            self.add()
        else:
            self.desk.choose_household(id)

    def add(self) -> None:
        form = member_form(self.desk.language, with_relation=False)

        def save(values: Any) -> None:
            row = customers.add(self.desk.store, self.desk.actor, HouseholdDraft(draft_of_form(values, Relation.SELF)))
            self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))
            self.desk.choose_household(row.id)

        FormDialog(self, self.tr("New customer"), form, save).exec()

    def add_sample(self) -> None:
        from app.services import demo

        with self.guard():
            household_id = demo.sample_family(self.desk.store)
            self.desk.hub.announce(Change(ChangeKind.EVERYTHING))
            self.desk.choose_household(household_id)

    def archive(self, row: HouseholdRow) -> None:
        store, actor, hub = self.desk.store, self.desk.actor, self.desk.hub

        def undo() -> None:
            customers.restore(store, actor, row.id)
            hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))
            self.desk.choose_household(row.id)

        with self.guard():
            customers.archive(store, actor, row.id)
            self.desk.choose_household(None)
            hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))
            hub.offer_undo(self.tr("{name} is archived.").format(name=row.name), undo)

    def _choose(self, row: HouseholdRow | None) -> None:
        if row is not None:
            self.desk.choose_household(row.id)

    def _show_chosen(self) -> None:
        self.table.blockSignals(True)
        self.table.select_id(self.desk.household_id)
        self.table.blockSignals(False)
        self.family.show_household(self.desk.household_id)

    def _on_household(self) -> None:
        """Choosing another family redraws the right side only; the list stays where it is."""
        if self.isVisible() and not self._stack.currentIndex():
            with self.guard():
                self._show_chosen()
        else:
            super()._on_household()

    def _both(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.add_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.family)
        both.setSizes([470, 860])
        both.setChildrenCollapsible(False)
        return both

    def _columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("name", self.tr("Customer"), lambda row: row.name, width=110),
            Column("code", self.tr("Code"), lambda row: row.code, width=80),
            Column("phone", self.tr("Phone"), lambda row: row.phone_masked, width=120),
            Column(
                "stage", self.tr("Stage"), lambda row: row.stage, lambda value: labels.of(value, language), width=120
            ),
        ]

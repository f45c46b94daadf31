"""Customers: the list at the left, one family at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.enums import Relation
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, HouseholdRow, Listing
from app.ui.base.change_hub import NEW
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.customers.acts import CustomerActs
from app.ui.customers.bin import BinActs
from app.ui.customers.family.view import FamilyView
from app.ui.customers.list.columns import ColumnChoice
from app.ui.customers.list.listing import customer_columns
from app.ui.customers.list.shown import Shown
from app.ui.customers.list.views import ViewChooser
from app.ui.shared.duplicates import EntryDialog
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.member_form import draft_of_form, member_form
from app.ui.widgets.keys import on_key
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

WAIT_MS = 120
IN_THE_LIST = (
    ChangeKind.HOUSEHOLD, ChangeKind.LABEL, ChangeKind.ACTIVITY, ChangeKind.OPPORTUNITY, ChangeKind.ORDER,
    ChangeKind.PROPOSAL, ChangeKind.INTERVIEW,
)  # fmt: skip


class CustomersPage(Page):
    """A click on a line makes that family the one every tab speaks of; among the archived it is only looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search, self._wait = QLineEdit(), QTimer(self, interval=WAIT_MS, singleShot=True)
        self._make_search()
        self.add_button = QPushButton(self.tr("Add customer"))
        self.add_button.setProperty("kind", "primary")
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.add)
        on_key(QKeySequence.StandardKey.New, self, self.add, inside=True)
        self.archived = QPushButton(self.tr("Recycle bin"))
        self.archived.setCheckable(True)
        self.archived.setToolTip(self.tr("Show the customers in the recycle bin: to look at, restore, or erase"))
        self.archived.clicked.connect(self._into_bin)
        self.acts, self.bin = CustomerActs(self, self.look), BinActs(self)
        self.bin.brought_back.connect(lambda: self.archived.setChecked(False))
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.clicked.connect(self.acts.ask_import)
        self.duplicates_button = QPushButton(self.tr("Duplicates"))
        self.duplicates_button.setToolTip(self.tr("Look for customers who are here twice"))
        self.duplicates_button.clicked.connect(self.acts.find_duplicates)
        self.export_button = QPushButton(self.tr("Export"))
        self.export_button.clicked.connect(self.acts.ask_export)
        self.bulk_button = QPushButton(self.tr("Change…"))
        self.bulk_button.setToolTip(self.tr("Change the chosen customers, or all that are shown (Ctrl+E)"))
        self.bulk_button.clicked.connect(self.acts.change_many)
        on_key(QKeySequence("Ctrl+E"), self, self.acts.change_many, inside=True)
        self.bin_button = QPushButton(self.tr("Erase…"))
        self.empty_button = QPushButton(self.tr("Empty the bin…"))
        for button, act in ((self.bin_button, self._erase_chosen), (self.empty_button, self.bin.empty)):
            button.setProperty("kind", "danger")
            button.clicked.connect(act)
        self.views = ViewChooser(desk)
        self.views.chosen.connect(self._into_view)
        on_key(QKeySequence("Ctrl+Shift+F"), self, self.views.ask, inside=True)
        self.more_button = QPushButton(self.tr("More"))
        self.more_button.setMenu(QMenu(self))
        self.shown = QLabel()
        self.shown.setProperty("kind", "muted")
        self._columns = customer_columns(desk)
        self.model = RowTableModel(self._columns)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Customers"))
        self.table.chosen.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(lambda: self._show_count())
        self.columns = ColumnChoice(self.table, desk.preferences, QMenu(self.tr("Columns"), self))
        self.acts.fill_menu(self.more_button.menu(), self.columns.menu)
        on_key(QKeySequence.StandardKey.Paste, self.table, self.acts.paste)
        self.family = FamilyView(desk, self.guard)
        self.family.archive_asked.connect(self.bin.archive)
        self.family.restore_asked.connect(self.bin.restore)
        self.table.opened.connect(lambda _: self.family.take_focus())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _make_search(self) -> None:
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials or phone"))
        self.search.setAccessibleName(self.tr("Search customers"))
        self.search.setClearButtonEnabled(True)
        self._wait.timeout.connect(self.refresh_now)
        self.search.textChanged.connect(lambda: self._wait.start())
        self.search.returnPressed.connect(self._into_list)
        on_key(Qt.Key.Key_Down, self.search, self._into_list)

    def refresh(self) -> None:
        text, archived = self.search.text().strip(), self.archived.isChecked()
        self._keep_columns()
        self.views.reload()
        self.views.setEnabled(not archived)
        wanted = customers.EVERYBODY if archived else self.views.wanted
        self.model.set_source(Listing(self.desk.store, text, wanted, archived=archived))
        count = self.model.rowCount()
        nothing = not count and not text and not archived and wanted.empty
        empty = nothing and not customers.count(self.desk.store, archived=True)
        self._stack.setCurrentIndex(1 if empty else 0)
        for button in (self.bin_button, self.empty_button):
            button.setVisible(archived)
            button.setEnabled(count > 0)
        for button in (self.duplicates_button, self.import_button, self.export_button, self.bulk_button):
            button.setHidden(archived)
        self._show_count()
        if empty:
            return
        if archived:
            self.family.show_household(None)
            self._select_first()
        elif self.desk.household_id is None and count:
            self._select_first()
        else:
            self._show_chosen()

    def look(self) -> Shown:
        """What the list shows and what of it is chosen, for those that act on it."""
        archived, count = self.archived.isChecked(), self.model.rowCount()
        numbers = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        every = len(numbers) == count > 1
        chosen = () if every else tuple(row.id for row in map(self.model.row, numbers) if row is not None)
        wanted = customers.EVERYBODY if archived else self.views.wanted
        return Shown(self.search.text().strip(), wanted, count, chosen, every, archived)

    def _erase_chosen(self) -> None:
        row = self.table.current()
        self.bin.erase(self.look().ids(self.desk.store) or ((row.id,) if row is not None else ()))

    def _show_count(self) -> None:
        count, marked = f"{self.model.rowCount():,}", len(self.table.selectionModel().selectedRows())
        if self.archived.isChecked():
            said = self.tr("In the recycle bin: {count}").format(count=count)
        elif self.search.text().strip() or not self.views.wanted.empty:
            said = self.tr("Found: {count}").format(count=count)
        else:
            said = self.tr("Customers: {count}").format(count=count)
        if marked > 1:
            said += self.tr(", chosen: {count}").format(count=f"{marked:,}")
        self.shown.setText(said)

    def _keep_columns(self) -> None:
        """Labels and fields of the user's own may have come or gone."""
        columns = customer_columns(self.desk)
        if columns is not self._columns:
            self._columns = columns
            self.model.set_columns(columns)
            self.columns.show_columns()

    def _into_view(self) -> None:
        """Another view: its first customer, unless the family at hand is in it."""
        self.refresh_now()
        if self.table.current() is None:
            self._select_first()

    def _into_bin(self) -> None:
        if not self.archived.isChecked():
            self.desk.choose_household(None)
        self.refresh_now()

    def react(self, change: Change) -> None:
        if not change.touches(*IN_THE_LIST):
            self.family.show_household(self.desk.household_id)
        elif not self._shown_in_place(change):
            self.reread()

    def _shown_in_place(self, change: Change) -> bool:
        """Whether it was of the family at hand alone, and its line stays where it is in a list of everybody: then what
        is read of the family is the line as well, and nothing else of the list is."""
        id, wide = change.subject, change.touches(ChangeKind.EVERYTHING, ChangeKind.LABEL)
        narrowed = self.archived.isChecked() or self.search.text().strip() or not self.views.wanted.empty
        if id is None or id != self.desk.household_id or wide or narrowed or self._wait.isActive():
            return False
        before = self.table.current()
        if before is None or before.id != id:
            return False
        self.family.show_household(id)
        after = None if self.family.detail is None else self.family.detail.row
        if after is None or after.archived or self._place(after) != self._place(before):
            return False
        self.model.replace_row(after)
        self.views.count_again()
        return True

    def _place(self, row: HouseholdRow) -> tuple[object, ...]:
        """What a line's place in the list follows from. A phone is shown with some of its figures hidden."""
        by = self.model.ordered_by
        return row.name, row.phone if by.key == "phone" else by.get(row)

    def open(self, id: str | None) -> None:
        if id == NEW:
            self.add()
            return
        self.archived.setChecked(False)
        self.desk.choose_household(id)
        self.refresh_now()

    def add(self) -> None:
        form = member_form(self.desk.language, with_relation=False)

        def save(values: Any) -> None:
            row = customers.add(self.desk.store, self.desk.actor, HouseholdDraft(draft_of_form(values, Relation.SELF)))
            self.archived.setChecked(False)
            self.search.clear()
            self.desk.hub.settle()
            self.desk.choose_household(row.id)

        EntryDialog(self.desk, self, self.tr("New customer"), form, save, self.open).exec()

    def add_sample(self) -> None:
        from app.services.front import demo

        with self.guard():
            household_id = demo.sample_family(self.desk.store)
            self.desk.choose_household(household_id)

    # -- the list -------------------------------------------------------------------------------------------
    def _choose(self, row: HouseholdRow | None) -> None:
        if row is None:
            return
        if row.archived:
            self.family.show_household(row.id)
        else:
            self.desk.choose_household(row.id)

    def _select_first(self) -> None:
        if self.model.rowCount():
            self.model.row(0)
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _into_list(self) -> None:
        """From the search box into what it found."""
        self._wait.stop()
        self.refresh_now()
        if self.search.text().strip():
            self._select_first()
        self.table.setFocus()

    def _show_chosen(self) -> None:
        self.table.blockSignals(True)
        self.table.select_id(self.desk.household_id)
        self.table.blockSignals(False)
        self.family.show_household(self.desk.household_id)

    def _on_household(self) -> None:
        """Choosing another family redraws the right side only; the list stays where it is."""
        if self.isVisible() and not self._stack.currentIndex() and not self.archived.isChecked():
            with self.guard():
                self._show_chosen()
        else:
            super()._on_household()

    def _both(self) -> QWidget:
        head, second, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.add_button)
        second.addWidget(self.views, 1)
        second.addWidget(self.bulk_button)
        second.addWidget(self.more_button)
        foot.addWidget(self.shown, 1)
        for button in (self.empty_button, self.bin_button, self.archived, self.duplicates_button):
            foot.addWidget(button)
        for button in (self.import_button, self.export_button):
            foot.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(head)
        column.addLayout(second)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        parts: list[QWidget] = [left, self.family]
        return KeptSplitter(Qt.Orientation.Horizontal, self.desk.preferences, "customers", parts, [520, 810])

    def _empty(self) -> QWidget:
        return EmptyState(
            self.tr("No customers yet"),
            self.tr("Add the first family by hand, or bring the sample family to see how everything hangs together."),
            [
                (self.tr("Add customer"), self.add),
                (self.tr("Import a list from Excel"), self.acts.ask_import),
                (self.tr("Open the sample family"), self.add_sample),
            ],
        )

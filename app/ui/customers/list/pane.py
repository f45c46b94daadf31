"""The list of customers with its search box, its views and the buttons around it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.services.people import customers
from app.services.people.customers import CustomerFilter, HouseholdRow, Listing
from app.ui.base.desk import Desk
from app.ui.customers.list.listing import USUAL, customer_columns
from app.ui.customers.list.shown import Shown
from app.ui.customers.list.views import ViewChooser
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.keys import on_key
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

WAIT_MS = 120


class ListPane(QWidget):
    """Shows what search, view and bin ask for, and says what of it is chosen; acts are the page's."""

    searched = Signal()  # other words were typed
    entered = Signal()  # from the search box into what it found

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search, self._wait = QLineEdit(), QTimer(self, interval=WAIT_MS, singleShot=True)
        self._make_search()
        self.add_button = QPushButton(self.tr("Add customer"))
        self.add_button.setProperty("kind", "primary")
        self.add_button.setToolTip("Ctrl+N")
        self.archived = QPushButton(self.tr("Recycle bin"))
        self.archived.setCheckable(True)
        self.archived.setToolTip(self.tr("Show the customers in the recycle bin: to look at, restore, or erase"))
        self.import_button = QPushButton(self.tr("Import"))
        self.duplicates_button = QPushButton(self.tr("Duplicates"))
        self.duplicates_button.setToolTip(self.tr("Look for customers who are here twice"))
        self.export_button = QPushButton(self.tr("Export"))
        self.bulk_button = QPushButton(self.tr("Change…"))
        self.bulk_button.setToolTip(self.tr("Change the chosen customers, or all that are shown (Ctrl+E)"))
        self.bin_button = QPushButton(self.tr("Erase…"))
        self.empty_button = QPushButton(self.tr("Empty the bin…"))
        for button in (self.bin_button, self.empty_button):
            button.setProperty("kind", "danger")
        self.views = ViewChooser(desk)
        self.more_button = QPushButton(self.tr("More"))
        self.more_button.setMenu(QMenu(self))
        self.shown = Label()
        self.shown.setProperty("kind", "muted")
        self._columns = customer_columns(desk)
        self.model = RowTableModel(self._columns)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Customers"))
        self.table.selectionModel().selectionChanged.connect(lambda: self._show_count())
        self.columns = ColumnChoice(
            self.table, desk.preferences, "customers/columns", USUAL, QMenu(self.tr("Columns"), self)
        )
        self._lay_out()

    # -- what is asked for ----------------------------------------------------------------------------------
    @property
    def words(self) -> str:
        return self.search.text().strip()

    @property
    def in_bin(self) -> bool:
        return self.archived.isChecked()

    @property
    def wanted(self) -> CustomerFilter:
        """The filter in force; the bin shows everybody in it."""
        return customers.EVERYBODY if self.in_bin else self.views.wanted

    @property
    def narrowed(self) -> bool:
        """Whether somebody who is no customer in the bin may not be in the list, or is about to come into it."""
        return self.in_bin or bool(self.words) or not self.views.wanted.empty or self._wait.isActive()

    def look(self) -> Shown:
        """What the list shows and what of it is chosen, for those that act on it."""
        count = self.model.rowCount()
        numbers = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        every = len(numbers) == count > 1
        chosen = () if every else tuple(row.id for row in map(self.model.row, numbers) if row is not None)
        return Shown(self.words, self.wanted, count, chosen, every, self.in_bin)

    # -- showing --------------------------------------------------------------------------------------------
    def reload(self) -> bool:
        """Read the list anew; whether there is no customer at all, in the bin neither."""
        self._keep_columns()
        self.views.reload()
        self.views.setEnabled(not self.in_bin)
        self.model.set_source(Listing(self._desk.store, self.words, self.wanted, archived=self.in_bin))
        count = self.model.rowCount()
        for button in (self.bin_button, self.empty_button):
            button.setVisible(self.in_bin)
            button.setEnabled(count > 0)
        for button in (self.duplicates_button, self.import_button, self.export_button, self.bulk_button):
            button.setHidden(self.in_bin)
        self._show_count()
        nothing = not count and not self.words and not self.in_bin and self.wanted.empty
        return nothing and not customers.count(self._desk.store, archived=True)

    def replace_in_place(self, before: HouseholdRow, after: HouseholdRow) -> bool:
        """Show ``after`` on the line of ``before``, if its place in the list is the same; whether it was."""
        if self._place(after) != self._place(before):
            return False
        self.model.replace_row(after)
        self.views.count_again()
        return True

    def select_first(self) -> None:
        if self.model.rowCount():
            self.model.row(0)
            self.table.setCurrentIndex(self.model.index(0, 0))

    def select_quietly(self, id: str | None) -> None:
        """The line of a family; nobody is told that it was chosen."""
        self.table.blockSignals(True)
        self.table.select_id(id)
        self.table.blockSignals(False)

    def stop_waiting(self) -> None:
        """What was typed is looked for now, not in a moment."""
        self._wait.stop()

    def _show_count(self) -> None:
        count, marked = f"{self.model.rowCount():,}", len(self.table.selectionModel().selectedRows())
        if self.in_bin:
            said = self.tr("In the recycle bin: {count}").format(count=count)
        elif self.words or not self.views.wanted.empty:
            said = self.tr("Found: {count}").format(count=count)
        else:
            said = self.tr("Customers: {count}").format(count=count)
        if marked > 1:
            said += self.tr(", chosen: {count}").format(count=f"{marked:,}")
        self.shown.setText(said)

    def _keep_columns(self) -> None:
        """Labels and fields of the user's own may have come or gone."""
        columns = customer_columns(self._desk)
        if columns is not self._columns:
            self._columns = columns
            self.model.set_columns(columns)
            self.columns.show_columns()

    def _place(self, row: HouseholdRow) -> tuple[object, ...]:
        """What a line's place in the list follows from. A phone is shown with some of its figures hidden."""
        by = self.model.ordered_by
        return row.name, row.phone if by.key == "phone" else by.get(row)

    # -- layout ---------------------------------------------------------------------------------------------
    def _make_search(self) -> None:
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials or phone"))
        self.search.setAccessibleName(self.tr("Search customers"))
        self.search.setClearButtonEnabled(True)
        self._wait.timeout.connect(self.searched)
        self.search.textChanged.connect(lambda: self._wait.start())
        self.search.returnPressed.connect(self.entered)
        on_key(Qt.Key.Key_Down, self.search, self.entered.emit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(_line(self.search, self.add_button))
        column.addLayout(_line(self.views, self.bulk_button, self.more_button))
        column.addWidget(self.table, 1)
        foot, flow = QWidget(), FlowLayout()  # a narrow list takes two lines
        for widget in (
            self.shown, self.empty_button, self.bin_button, self.archived, self.duplicates_button,
            self.import_button, self.export_button,
        ):  # fmt: skip
            flow.addWidget(widget)
        foot.setLayout(flow)
        column.addWidget(foot)


def _line(first: QWidget, *others: QWidget) -> QLayout:
    """``first`` takes the room there is."""
    line = QHBoxLayout()
    line.addWidget(first, 1)
    for widget in others:
        line.addWidget(widget)
    return line

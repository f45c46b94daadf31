"""Customers: the list at the left, one family at the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import Relation
from app.services import customers
from app.services.customers import HouseholdDraft, HouseholdRow
from app.ui.change_hub import NEW, Change, ChangeKind
from app.ui.customers.family import FamilyView
from app.ui.customers.listing import Customers, customer_columns
from app.ui.desk import Desk
from app.ui.duplicates import DuplicatesDialog, EntryDialog
from app.ui.imports import ImportWizard, customers_wizard
from app.ui.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.member_form import draft_of_form, member_form
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.table import RowTableModel
from app.ui.widgets.table_view import TableView

WAIT_MS = 120
FILES = "Excel (*.xlsx *.csv)"


class CustomersPage(Page):
    """A click on a line makes that family the one every tab speaks of; among the archived it is only looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials or phone"))
        self.search.setAccessibleName(self.tr("Search customers"))
        self.search.setClearButtonEnabled(True)
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._wait.timeout.connect(self.refresh_now)
        self.search.textChanged.connect(lambda: self._wait.start())
        self.search.returnPressed.connect(self._into_list)
        QShortcut(Qt.Key.Key_Down, self.search, self._into_list, context=Qt.ShortcutContext.WidgetShortcut)
        self.add_button = QPushButton(self.tr("Add customer"))
        self.add_button.setProperty("kind", "primary")
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.add)
        in_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.New, self, self.add, context=in_page)
        self.archived = QPushButton(self.tr("Archived"))
        self.archived.setCheckable(True)
        self.archived.setToolTip(self.tr("Show the archived customers, to look at or restore"))
        self.archived.clicked.connect(self.refresh_now)
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.clicked.connect(self.ask_import)
        self.duplicates_button = QPushButton(self.tr("Duplicates"))
        self.duplicates_button.setToolTip(self.tr("Look for customers who are here twice"))
        self.duplicates_button.clicked.connect(self.find_duplicates)
        self.wizard: ImportWizard | None = None
        self.duplicates: DuplicatesDialog | None = None
        self.export_button = QPushButton(self.tr("Export"))
        self.export_button.clicked.connect(self.ask_export)
        self.shown = QLabel()
        self.shown.setProperty("kind", "muted")
        self.model = RowTableModel(customer_columns(desk))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Customers"))
        self.table.chosen.connect(self._choose)
        QShortcut(QKeySequence.StandardKey.Paste, self.table, self.paste, context=Qt.ShortcutContext.WidgetShortcut)
        self.family = FamilyView(self)
        self.table.opened.connect(lambda _: self.family.take_focus())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def refresh(self) -> None:
        text, archived = self.search.text().strip(), self.archived.isChecked()
        self.model.set_source(Customers(self.desk, text, archived=archived))
        count = self.model.rowCount()
        empty = not count and not text and not archived and not customers.count(self.desk.store, archived=True)
        self._stack.setCurrentIndex(1 if empty else 0)
        if archived:
            self.shown.setText(self.tr("Archived: {count}").format(count=f"{count:,}"))
        elif text:
            self.shown.setText(self.tr("Found: {count}").format(count=f"{count:,}"))
        else:
            self.shown.setText(self.tr("Customers: {count}").format(count=f"{count:,}"))
        if empty:
            return
        if archived:
            self.family.show_household(None)
            self._select_first()
        elif self.desk.household_id is None and count:
            self._select_first()
        else:
            self._show_chosen()

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.HOUSEHOLD, ChangeKind.EVERYTHING, ChangeKind.ACTIVITY):
            self.refresh_now()
        else:
            self.family.show_household(self.desk.household_id)

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
            self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))
            self.desk.choose_household(row.id)

        EntryDialog(self.desk, self, self.tr("New customer"), form, save, self.open).exec()

    def add_sample(self) -> None:
        from app.services import demo

        with self.guard():
            household_id = demo.sample_family(self.desk.store)
            self.desk.hub.announce(Change(ChangeKind.EVERYTHING))
            self.desk.choose_household(household_id)

    # -- archive and back -----------------------------------------------------------------------------------
    def archive(self, row: HouseholdRow) -> None:
        with self.guard():
            self._archive(row)
            self.desk.hub.offer_undo(
                self.tr("{name} is archived.").format(name=row.name), lambda: self._bring_back(row)
            )

    def restore(self, row: HouseholdRow) -> None:
        with self.guard():
            self._bring_back(row)
            self.desk.hub.offer_undo(self.tr("{name} is restored.").format(name=row.name), lambda: self._archive(row))

    def _archive(self, row: HouseholdRow) -> None:
        customers.archive(self.desk.store, self.desk.actor, row.id)
        self.desk.choose_household(None)
        self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))

    def _bring_back(self, row: HouseholdRow) -> None:
        customers.restore(self.desk.store, self.desk.actor, row.id)
        self.archived.setChecked(False)
        self.desk.choose_household(row.id)
        self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, row.id))

    # -- Excel ----------------------------------------------------------------------------------------------
    def ask_import(self) -> None:
        self.wizard = customers_wizard(self.desk, self)
        self.wizard.open()

    def paste(self) -> None:
        """A block copied in Excel comes in as any other list does: shown first."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.ask_import()
            assert self.wizard is not None
            self.wizard.take_text(text)

    def find_duplicates(self) -> None:
        self.duplicates = DuplicatesDialog(self.desk, self)
        self.duplicates.open()

    def ask_export(self) -> None:
        """Phones are masked in a list; a visiting card has them whole."""
        start = str(Path(self._folder()) / "customers.xlsx")
        kinds = "Excel (*.xlsx);;CSV (*.csv);;vCard (*.vcf)"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export customers"), start, kinds)
        if not path:
            return
        self._keep_folder(path)
        store, language, cards = self.desk.store, self.desk.language, path.lower().endswith(".vcf")
        done = (
            self.tr("{count} visiting cards saved: {path}")
            if cards
            else self.tr("{count} customers saved, phones masked: {path}")
        )
        self.desk.tasks.run(
            self.tr("Exporting customers"),
            lambda progress: (
                customers.export_cards(store, Path(path))
                if cards
                else customers.export_file(store, Path(path), language)
            ),
            lambda count: self.notice.show_done(done.format(count=count, path=path)),
            self.show_error,
        )

    def _folder(self) -> str:
        return self.desk.preferences.text("excel_folder", str(Path.home()))

    def _keep_folder(self, path: str) -> None:
        self.desk.preferences.set_text("excel_folder", str(Path(path).parent))

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
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.add_button)
        foot.addWidget(self.shown, 1)
        for button in (self.archived, self.duplicates_button, self.import_button, self.export_button):
            foot.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(head)
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
                (self.tr("Import a list from Excel"), self.ask_import),
                (self.tr("Open the sample family"), self.add_sample),
            ],
        )

"""Customers: the list at the left, one family at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.enums import Relation
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, HouseholdRow
from app.ui.base.change_hub import NEW
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.customers.acts import CustomerActs
from app.ui.customers.bin import BinActs
from app.ui.customers.family.view import FamilyView
from app.ui.customers.list.pane import ListPane
from app.ui.shared.duplicates import EntryDialog
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.member_form import draft_of_form, member_form
from app.ui.widgets.keys import on_key
from app.ui.widgets.splitter import KeptSplitter

IN_THE_LIST = (
    ChangeKind.HOUSEHOLD, ChangeKind.LABEL, ChangeKind.ACTIVITY, ChangeKind.OPPORTUNITY, ChangeKind.ORDER,
    ChangeKind.PROPOSAL, ChangeKind.INTERVIEW,
)  # fmt: skip


class CustomersPage(Page):
    """A click on a line makes that family the one every tab speaks of; among the archived it is only looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = ListPane(desk)
        self.table, self.model = self.list.table, self.list.model
        self.family = FamilyView(desk, self.guard)
        self.acts, self.bin = CustomerActs(self, self.list.look), BinActs(self)
        self.acts.fill_menu(self.list.more_button.menu(), self.list.columns.menu)
        self._connect()
        self._give_keys()
        self._stack = QStackedWidget()
        parts: list[QWidget] = [self.list, self.family]
        both = KeptSplitter(Qt.Orientation.Horizontal, desk.preferences, "customers", parts, [510, 820])
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        pane = self.list
        for signal, act in (
            (pane.searched, self.refresh_now),
            (pane.entered, self._into_list),
            (pane.add_button.clicked, self.add),
            (pane.archived.clicked, self._into_bin),
            (pane.import_button.clicked, self.acts.ask_import),
            (pane.duplicates_button.clicked, self.acts.find_duplicates),
            (pane.export_button.clicked, self.acts.ask_export),
            (pane.bulk_button.clicked, self.acts.change_many),
            (pane.bin_button.clicked, self._erase_chosen),
            (pane.empty_button.clicked, self.bin.empty),
            (pane.views.chosen, self._into_view),
            (self.table.chosen, self._choose),
            (self.family.archive_asked, self.bin.archive),
            (self.family.restore_asked, self.bin.restore),
        ):
            signal.connect(act)
        self.table.opened.connect(lambda _: self.family.take_focus())
        self.bin.brought_back.connect(lambda: pane.archived.setChecked(False))

    def _give_keys(self) -> None:
        on_key(QKeySequence.StandardKey.New, self, self.add, inside=True)
        on_key(QKeySequence("Ctrl+E"), self, self.acts.change_many, inside=True)
        on_key(QKeySequence("Ctrl+Shift+F"), self, self.list.views.ask, inside=True)
        on_key(QKeySequence.StandardKey.Paste, self.table, self.acts.paste)

    def refresh(self) -> None:
        empty = self.list.reload()
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            return
        if self.list.in_bin:
            self.family.show_household(None)
            self.list.select_first()
        elif self.desk.household_id is None and self.model.rowCount():
            self.list.select_first()
        else:
            self._show_chosen()

    def _erase_chosen(self) -> None:
        row = self.table.current()
        self.bin.erase(self.list.look().ids(self.desk.store) or ((row.id,) if row is not None else ()))

    def _into_view(self) -> None:
        """Another view: its first customer, unless the family at hand is in it."""
        self.refresh_now()
        if self.table.current() is None:
            self.list.select_first()

    def _into_bin(self) -> None:
        if not self.list.in_bin:
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
        if id is None or id != self.desk.household_id or wide or self.list.narrowed:
            return False
        before = self.table.current()
        if before is None or before.id != id:
            return False
        self.family.show_household(id)
        after = None if self.family.detail is None else self.family.detail.row
        return after is not None and not after.archived and self.list.replace_in_place(before, after)

    def open(self, id: str | None) -> None:
        if id == NEW:
            self.add()
            return
        self.list.archived.setChecked(False)
        self.desk.choose_household(id)
        self.refresh_now()

    def show_policy(self, household_id: str | None, policy_id: str) -> None:
        """One policy of a family."""
        self.open(household_id)
        self.family.show_policy(policy_id)

    def show_customer(self, household_id: str) -> bool:
        """The review of what the family holds; False where that is nothing."""
        self.open(household_id)
        return self.family.show_review()

    def add(self) -> None:
        form = member_form(self.desk.language, with_relation=False)

        def save(values: Any) -> None:
            row = customers.add(self.desk.store, self.desk.actor, HouseholdDraft(draft_of_form(values, Relation.SELF)))
            self.list.archived.setChecked(False)
            self.list.search.clear()
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

    def _into_list(self) -> None:
        """From the search box into what it found."""
        self.list.stop_waiting()
        self.refresh_now()
        if self.list.words:
            self.list.select_first()
        self.table.setFocus()

    def _show_chosen(self) -> None:
        self.list.select_quietly(self.desk.household_id)
        self.family.show_household(self.desk.household_id)

    def _on_household(self) -> None:
        """Choosing another family redraws the right side only; the list stays where it is."""
        if self.isVisible() and not self._stack.currentIndex() and not self.list.in_bin:
            with self.guard():
                self._show_chosen()
        else:
            super()._on_household()

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

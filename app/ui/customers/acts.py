"""What is done with the whole list: imports and exports, changes of many, duplicates, labels, fields, referrals, the
bin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.services.base.file_names import default_name
from app.services.people import bulk_edits, customers
from app.services.people.policies import out
from app.ui.base.saving import ask_where
from app.ui.customers.book.bulk import BulkDialog
from app.ui.customers.book.handover import GiveDialog, HandoversDialog
from app.ui.customers.book.label_lists import LabelsDialog
from app.ui.customers.book.own_fields import FieldsDialog
from app.ui.customers.book.referral_tree import ReferralsDialog
from app.ui.customers.list.shown import Shown
from app.ui.shared.duplicates import DuplicatesDialog
from app.ui.shared.imports import ImportWizard, customers_wizard, policies_wizard
from app.ui.shared.page import Page

MANY = 3_000  # changed within a second on an old laptop


class CustomerActs(QObject):
    """Works on what the list shows and has chosen, as ``look`` says it; every act is told at the foot with its undo,
    where there is one. ``page`` is where refusals are shown.
    """

    def __init__(self, page: Page, look: Callable[[], Shown]) -> None:
        super().__init__(page)
        self._look = look
        self._page, self.desk = page, page.desk
        self.wizard: ImportWizard | None = None
        self.duplicates: DuplicatesDialog | None = None

    def fill_menu(self, menu: QMenu, columns: QMenu) -> None:
        menu.addAction(self.tr("Classes and tags…"), self.arrange_labels)
        menu.addAction(self.tr("Own fields…"), self.arrange_fields)
        menu.addMenu(columns)
        menu.addSeparator()
        menu.addAction(self.tr("Referrals and sources…"), self.show_referrals)
        menu.addSeparator()
        menu.addAction(self.tr("Import policies…"), self.ask_import_policies)
        menu.addAction(self.tr("Export policies…"), self.ask_export_policies)
        menu.addSeparator()
        menu.addAction(self.tr("Hand over to another agent…"), self.hand_over)
        menu.addAction(self.tr("Hand-overs…"), self.show_handovers)

    # -- changes of many ------------------------------------------------------------------------------------
    def change_many(self) -> None:
        shown = self._look()
        dialog = BulkDialog(self.desk, self._page, shown.chosen, shown.everybody, shown.count)
        if dialog.exec():
            store, actor = self.desk.store, self.desk.actor
            self._work(
                dialog.many,
                self.tr("Changing customers"),
                lambda: bulk_edits.apply(store, actor, dialog.whom, dialog.change),
                self._tell_changed,
            )

    def _work(self, many: int, title: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """A few at once, so that one sees it at once; many beside the window, with a bar."""
        if many > MANY:
            self.desk.tasks.run(title, lambda _progress: work(), done, self._page.show_error)
            return
        with self._page.guard():
            done(work())

    def _tell_changed(self, count: int) -> None:
        said = self.tr("{count} customers are changed.", n=count).format(count=f"{count:,}")
        self._page.notice.show_done(said)
        self.desk.hub.offer_undo(said)

    # -- what there is to arrange ---------------------------------------------------------------------------
    def arrange_labels(self) -> None:
        LabelsDialog(self.desk, self._page).exec()

    def arrange_fields(self) -> None:
        FieldsDialog(self.desk, self._page).exec()

    def show_referrals(self) -> None:
        ReferralsDialog(self.desk, self._page).exec()

    def find_duplicates(self) -> None:
        self.duplicates = DuplicatesDialog(self.desk, self._page)
        self.duplicates.open()

    # -- Excel ----------------------------------------------------------------------------------------------
    def ask_import(self) -> None:
        self.wizard = customers_wizard(self.desk, self._page)
        self.wizard.open()

    def paste(self) -> None:
        """A block copied in Excel comes in as any other list does: shown first."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.ask_import()
            assert self.wizard is not None
            self.wizard.take_text(text)

    def ask_export(self) -> None:
        """What the view in force shows. Phones are masked in a list; a visiting card has them whole."""
        page, wanted = self._page, self._look().wanted
        name = default_name("customers", ".xlsx", self.desk.language)
        whole = [self.tr("Excel, whole phones (*.xlsx)"), self.tr("CSV, whole phones (*.csv)")]
        kinds = ";;".join(("Excel (*.xlsx)", "CSV (*.csv)", "vCard (*.vcf)", *whole))
        chosen = ask_where(page, self.desk.preferences, self.tr("Export customers"), name, kinds)
        if chosen is None:
            return
        path, full = chosen[0], chosen[1] in whole
        store, language, cards = self.desk.store, self.desk.language, path.suffix.lower() == ".vcf"

        def saved(count: int) -> None:
            done = (
                self.tr("{count} visiting cards saved: {path}", n=count)
                if cards
                else self.tr("{count} customers saved, with whole phones: {path}", n=count)
                if full
                else self.tr("{count} customers saved, phones masked: {path}", n=count)
            )
            page.notice.show_done(done.format(count=count, path=path))

        self.desk.tasks.run(
            self.tr("Exporting customers"),
            lambda _progress: (
                customers.export_cards(store, path, wanted=wanted)
                if cards
                else customers.export_file(store, path, language, full_phones=full, wanted=wanted)
            ),
            saved,
            page.show_error,
        )

    def ask_import_policies(self) -> None:
        self.wizard = policies_wizard(self.desk, self._page)
        self.wizard.open()

    def ask_export_policies(self) -> None:
        """Those of all families; what is written reads back as no change."""
        page, store, language = self._page, self.desk.store, self.desk.language
        name = default_name("policies", ".xlsx", language)
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        chosen = ask_where(page, self.desk.preferences, self.tr("Export policies"), name, kinds)
        if chosen is None:
            return
        path = chosen[0]

        def saved(count: int) -> None:
            done = self.tr("{count} policies saved: {path}", n=count)
            page.notice.show_done(done.format(count=count, path=path))

        self.desk.tasks.run(
            self.tr("Exporting policies"), lambda _progress: out.export_file(store, path, language), saved,
            page.show_error,
        )  # fmt: skip

    # -- away -----------------------------------------------------------------------------------------------
    def hand_over(self) -> None:
        ids = self._look().ids(self.desk.store)
        if ids:
            GiveDialog(self.desk, self._page, ids).exec()

    def show_handovers(self) -> None:
        HandoversDialog(self.desk, self._page).exec()

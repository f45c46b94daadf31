"""Cards in and out of the tab: the wizard, workbooks, folders of Markdown files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.services.base.file_names import default_name
from app.services.knowledge.cards import out
from app.ui.base.saving import EXCEL, ask_where
from app.ui.shared.imports import ImportWizard, cards_wizard
from app.ui.shared.page import Page

KINDS = "Excel (*.xlsx);;CSV (*.csv)"


class CardExchange(QObject):
    """The acts behind the buttons for files; what they say stands on top of the page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self.desk = page, page.desk
        self.wizard: ImportWizard | None = None
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.clicked.connect(self.ask_import)
        self.export_button = QPushButton(self.tr("Export"))
        self.export_button.clicked.connect(self.ask_export)

    def ask_import(self) -> None:
        """The wizard: Excel, CSV, or one Markdown file."""
        self.wizard = cards_wizard(self.desk, self._page)
        self.wizard.open()

    def ask_notes(self) -> None:
        """The wizard over all Markdown files of a folder."""
        if path := QFileDialog.getExistingDirectory(self._page, self.tr("A folder with Markdown files")):
            self.ask_import()
            assert self.wizard is not None
            self.wizard.take_file(Path(path))

    def ask_export(self) -> None:
        """All cards as a workbook."""
        name = default_name("cards", ".xlsx", self.desk.language)
        if chosen := ask_where(self._page, self.desk.preferences, self.tr("Export the cards"), name, KINDS):
            self._export(chosen[0])

    def ask_folder(self) -> None:
        """All cards as Markdown files in a folder."""
        if path := QFileDialog.getExistingDirectory(self._page, self.tr("A folder for the Markdown files")):
            self._export(Path(path))

    def ask_blank(self) -> None:
        """A blank workbook to fill in."""
        name = default_name("template_cards", ".xlsx", self.desk.language)
        if chosen := ask_where(
            self._page, self.desk.preferences, self.tr("Save a blank workbook for cards…"), name, EXCEL
        ):
            with self._page.guard():
                out.write_template(chosen[0], self.desk.language)
                self._page.notice.show_done(self.tr("Saved: {path}").format(path=chosen[0]))

    def _export(self, path: Path) -> None:
        with self._page.guard():
            count = out.export_file(self.desk.store, path, self.desk.language)
            said = self.tr("{count} cards saved: {path}", n=count).format(count=count, path=path)
            self._page.notice.show_done(said)

"""The matrix to Excel and back, each change shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.services import matrix
from app.services.reports import ImportReport
from app.ui.page import Page
from app.ui.widgets.import_dialog import Naming, import_with_preview


class MatrixExchange(QObject):
    """``imported`` is called after a file was written into the store."""

    def __init__(self, page: Page, imported: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._desk, self._on_imported = page, page.desk, imported

    def ask_export(self) -> None:
        start = str(Path(self._folder()) / "matrix.xlsx")
        title = self.tr("Export the matrix")
        path, _ = QFileDialog.getSaveFileName(self._page, title, start, "Excel (*.xlsx);;CSV (*.csv)")
        if not path:
            return
        self._keep_folder(path)
        store, language, today = self._desk.store, self._desk.language, self._desk.today()
        self._desk.tasks.run(
            title,
            lambda progress: matrix.export_file(store, Path(path), language, today),
            lambda count: self._page.notice.show_done(
                self.tr("{count} needs saved: {path}").format(count=count, path=path)
            ),
            self._page.show_error,
        )

    def ask_import(self) -> None:
        title = self.tr("Import the matrix")
        path, _ = QFileDialog.getOpenFileName(self._page, title, self._folder(), "Excel (*.xlsx *.csv)")
        if path:
            self._keep_folder(path)
            naming = Naming(matrix.column_title, matrix.say_change)
            import_with_preview(
                self._desk,
                self._page,
                Path(path),
                matrix.import_file,
                naming,
                self._imported,
                self._page.show_error,
                title,
            )

    def _imported(self, report: ImportReport) -> None:
        self._on_imported()
        text = self.tr("{read} rows: {updated} changed, {unchanged} unchanged, {rejected} rejected.")
        self._page.notice.show_done(
            text.format(
                read=report.read, updated=report.updated, unchanged=report.unchanged, rejected=len(report.rejected)
            )
        )

    def _folder(self) -> str:
        return self._desk.preferences.text("excel_folder", str(Path.home()))

    def _keep_folder(self, path: str) -> None:
        self._desk.preferences.set_text("excel_folder", str(Path(path).parent))

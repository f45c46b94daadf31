"""The matrix to Excel and back, each change shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app.services import matrix
from app.services.base.file_names import default_name
from app.ui.base.saving import ask_where
from app.ui.shared.imports import ImportWizard, matrix_wizard
from app.ui.shared.page import Page


class MatrixExchange(QObject):
    """``which`` gives the code of the matrix shown."""

    def __init__(self, page: Page, which: Callable[[], str]) -> None:
        super().__init__(page)
        self._page, self._desk, self._which = page, page.desk, which
        self.wizard: ImportWizard | None = None

    def ask_export(self) -> None:
        name = default_name("matrix", ".xlsx", self._desk.language)
        title = self.tr("Export the matrix")
        kinds = "Excel (*.xlsx);;CSV (*.csv);;Jira CSV (*.csv);;Redmine CSV (*.csv);;ReqIF (*.reqif)"
        chosen = ask_where(self._page, self._desk.preferences, title, name, kinds)
        if chosen is None:
            return
        path, kind = chosen
        write = self._writer(path, kind)
        self._desk.tasks.run(
            title,
            lambda _progress: write(),
            lambda count: self._page.notice.show_done(
                self.tr("{count} needs saved: {path}", n=count).format(count=count, path=path)
            ),
            self._page.show_error,
        )

    def _writer(self, path: Path, kind: str) -> Callable[[], int]:
        store, language, today = self._desk.store, self._desk.language, self._desk.today()
        code = self._which()
        if path.suffix.lower() == ".reqif":
            return lambda: matrix.export_reqif(store, path, today, code)
        for tracker in matrix.Tracker:
            if kind.casefold().startswith(tracker.value):
                return lambda: matrix.export_tracker(store, path, tracker, today, code)
        return lambda: matrix.export_file(store, path, language, today, code)

    def ask_import(self) -> None:
        self.wizard = matrix_wizard(self._desk, self._page, self._which())
        self.wizard.open()

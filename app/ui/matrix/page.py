"""The needs matrix: filter, sort, edit in place, follow a need's chain, and to Excel and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Coverage, NeedStatus
from app.errors import NeedfolioError
from app.services import matrix
from app.services.matrix import MatrixRow
from app.services.reports import ImportReport
from app.ui import labels
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.matrix.columns import COVERAGE, matrix_columns
from app.ui.matrix.detail import NeedDetail
from app.ui.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.table import RowTableModel
from app.ui.widgets.table_view import TableView

LISTS = (
    "coverage.open",
    "coverage.partial",
    "coverage.covered",
    "coverage.over_covered",
    "date.late",
    "date.due",
    "suspect",
    "no_product",
)


class MatrixPage(Page):
    """All needs are read once; filters and counts work on the same rows, so a number is the length of its list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[MatrixRow] = []
        self.chosen_list = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search needs"))
        self.search.setAccessibleName(self.tr("Search needs"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda: self._filter())
        self.status = QComboBox()
        self.status.setAccessibleName(self.tr("Status"))
        self.status.addItem(self.tr("Every status"), None)
        for value, text in labels.choices(NeedStatus, desk.language):
            self.status.addItem(text, value)
        self.status.activated.connect(lambda: self._filter())
        self.only_family = QCheckBox(self.tr("only this family"))
        self.only_family.clicked.connect(lambda: self._filter())
        self.counts: dict[str, QPushButton] = {}
        self.model = RowTableModel(matrix_columns(desk.language, self._edit))
        self.model.refused.connect(self._refused)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Needs"))
        self.table.chosen.connect(self._show_need)
        self.detail = NeedDetail(desk.language)
        self.detail.cleared.connect(self.clear_suspects)
        self.detail.noted.connect(self.note)
        self.shown = QLabel()
        self.shown.setProperty("kind", "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self._stack.addWidget(
            EmptyState(
                self.tr("No needs yet"),
                self.tr("Needs enter the matrix when a customer confirms them at the end of an interview."),
                [(self.tr("Go to the interview"), lambda: self.desk.hub.go("interview"))],
            )
        )
        self.body.addWidget(self._stack)

    def open(self, id: str | None) -> None:
        """A household: its needs only."""
        self.desk.choose_household(id)
        self.only_family.setChecked(True)
        self._filter()

    def refresh(self) -> None:
        self.rows = matrix.rows(self.desk.store, self.desk.today())
        self._stack.setCurrentIndex(0 if self.rows else 1)
        self._filter(keep=True)

    def react(self, change: Change) -> None:
        if change.kind not in (ChangeKind.ACTIVITY, ChangeKind.TARGET):
            self.refresh_now()

    # -- filtering ------------------------------------------------------------------------------------------
    def _filter(self, *, keep: bool = False) -> None:
        current = self.table.current()
        found = [row for row in self.rows if self._passes(row)]
        summary = matrix.summary(found)
        for code, button in self.counts.items():
            button.setText(f"{self._list_words(code)} {summary.count(code)}")
            button.setChecked(code == self.chosen_list)
        listed = list(summary.lists[self.chosen_list]) if self.chosen_list else found
        self.model.set_rows(listed)
        self.shown.setText(self.tr("{shown} of {all}").format(shown=len(listed), all=len(self.rows)))
        if not (keep and current and self.table.select_id(current.id)) and listed:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not listed:
            self.detail.show_need(None, None)

    def _passes(self, row: MatrixRow) -> bool:
        text = self.search.text().strip().casefold()
        event = labels.event(row.event, self.desk.language)
        words_of = f"{row.number} {row.household} {row.member} {event} {row.description} {row.owner_name} {row.notes}"
        if text and text not in words_of.casefold():
            return False
        if self.status.currentData() is not None and row.status != self.status.currentData():
            return False
        return not self.only_family.isChecked() or row.household_id == self.desk.household_id

    def choose_list(self, code: str) -> None:
        """Click a number to see its list; click again for all."""
        self.chosen_list = "" if self.chosen_list == code else code
        self._filter()

    def _list_words(self, code: str) -> str:
        if code.startswith("coverage."):
            state = Coverage(code.removeprefix("coverage."))
            return f"{COVERAGE[state][0]} {labels.of(state, self.desk.language)}"
        if code.startswith("date."):
            return words.say(f"date_mark.{code.removeprefix('date.')}", self.desk.language)
        return {"suspect": "⚠ " + self.tr("suspect links"), "no_product": "□ " + self.tr("no product")}[code]

    # -- editing --------------------------------------------------------------------------------------------
    def _edit(self, field: str) -> Callable[[MatrixRow, Any], None]:
        def save(row: MatrixRow, value: Any) -> None:
            self._replace(matrix.update_need(self.desk.store, self.desk.actor, row.id, {field: value}, row.version))
            self._offer_undo(row)

        return save

    def _replace(self, row: MatrixRow) -> None:
        self.rows = [row if old.id == row.id else old for old in self.rows]
        self.model.replace_row(row)

    def _offer_undo(self, before: MatrixRow) -> None:
        def undo() -> None:
            self._replace(matrix.restore_need(self.desk.store, self.desk.actor, before))

        self.desk.hub.offer_undo(self.tr("{number} is changed.").format(number=before.number), undo)

    def _refused(self, error: object) -> None:
        self.show_error(error if isinstance(error, NeedfolioError) else None)

    def _show_need(self, row: MatrixRow | None) -> None:
        if row is None:
            self.detail.show_need(None, None)
            return
        with self.guard():
            self.detail.show_need(row, matrix.chain_of(self.desk.store, row.id))

    def clear_suspects(self, links: list[str]) -> None:
        reason, said = QInputDialog.getText(self, self.tr("Still holds"), self.tr("Why does the link still hold?"))
        if said:
            with self.guard():
                matrix.clear_suspects(self.desk.store, self.desk.actor, links, reason)
                self.refresh()

    def note(self, stage: str, part: str, text: str) -> None:
        row = self.table.current()
        if row is not None:
            with self.guard():
                matrix.set_stage_note(self.desk.store, self.desk.actor, row.id, stage, part, text)
                self._show_need(row)

    # -- Excel ----------------------------------------------------------------------------------------------
    def ask_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export the matrix"), "matrix.xlsx", "Excel (*.xlsx)")
        if path:
            with self.guard():
                count = matrix.export_file(self.desk.store, Path(path), self.desk.language, self.desk.today())
                self.notice.show_done(self.tr("{count} needs saved: {path}").format(count=count, path=path))

    def ask_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import the matrix"), "", "Excel (*.xlsx *.csv)")
        if path:
            with self.guard():
                preview = matrix.import_file(self.desk.store, self.desk.actor, Path(path), dry_run=True)
                if self._agreed(preview):
                    self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        with self.guard():
            report = matrix.import_file(self.desk.store, self.desk.actor, path)
            self.refresh()
            self.notice.show_done(self._report_words(report))
            self.desk.hub.announce(Change(ChangeKind.NEED))

    def _agreed(self, preview: ImportReport) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Import the matrix"))
        box.setText(self._report_words(preview))
        lines = [words.explain(problem, self.desk.language) for problem in preview.problems]
        box.setDetailedText("\n".join(lines))
        take = box.addButton(self.tr("Import"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is take

    def _report_words(self, report: ImportReport) -> str:
        text = self.tr("{read} rows: {updated} changed, {unchanged} unchanged, {rejected} unreadable.")
        return text.format(
            read=report.read, updated=report.updated, unchanged=report.unchanged, rejected=len(report.rejected)
        )

    def _at_work(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.status)
        head.addWidget(self.only_family)
        head.addWidget(self.shown)
        head.addStretch()
        for text, act in ((self.tr("Import"), self.ask_import), (self.tr("Export"), self.ask_export)):
            button = QPushButton(text)
            button.clicked.connect(act)
            head.addWidget(button)
        lists = QHBoxLayout()
        for code in LISTS:
            button = QPushButton()
            button.setCheckable(True)
            button.clicked.connect(lambda checked=False, code=code: self.choose_list(code))
            self.counts[code] = button
            lists.addWidget(button)
        lists.addStretch()
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(self.detail)
        both.setSizes([370, 220])
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(lists)
        layout.addWidget(both, 1)
        return whole

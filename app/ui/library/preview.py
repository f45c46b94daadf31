"""Before a catalogue is written: what would be added and changed, and every row that would be left out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import Problem
from app.services.reports import ImportReport
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Fault:
    id: str
    sheet: str
    row: int
    column: str
    text: str
    left_out: bool


def faults(report: ImportReport, language: Language) -> list[Fault]:
    """Each problem of a row left out, then the warnings, in the order of the workbook."""
    pairs = [(problem, True) for problem in report.problems] + [(problem, False) for problem in report.warnings]
    return [_fault(str(number), problem, language, out) for number, (problem, out) in enumerate(pairs)]


def _fault(id: str, problem: Problem, language: Language, left_out: bool) -> Fault:
    place = problem.place
    text = words.say(f"error.{problem.code}", language, **problem.values)
    return Fault(id, place.sheet or "", place.row or 0, place.column or "", text, left_out)


class ImportPreview(QDialog):
    """Accepted: import what is good. The list of faults can be selected and copied into a workbook."""

    def __init__(self, parent: QWidget, language: Language, file: str, report: ImportReport) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import {file}").format(file=file))
        self.resize(760, 460)
        counts = self.tr("{read} products read: {added} new, {updated} changed, {unchanged} as before, {rejected} bad.")
        self.summary = QLabel(
            counts.format(
                read=report.read,
                added=report.added,
                updated=report.updated,
                unchanged=report.unchanged,
                rejected=len(report.rejected),
            )
        )
        self.summary.setProperty("kind", "heading")
        self.summary.setWordWrap(True)
        hint = QLabel(self._hint(report))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.model.set_rows(faults(report, language))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Rows with faults"))
        self.table.setVisible(bool(self.model.rowCount()))
        writes = report.added + report.updated
        self.button = QPushButton(self.tr("Import ({count})").format(count=writes))
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.setEnabled(writes > 0)
        self.button.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        if not self.model.rowCount():
            layout.addStretch()
        layout.addLayout(buttons)

    def _hint(self, report: ImportReport) -> str:
        if not report.added + report.updated:
            return (
                self.tr("There is nothing to import: mend the rows below in the workbook and choose it again.")
                if (report.rejected)
                else self.tr("There is nothing to import: the library already has all of it.")
            )
        if report.rejected:
            return self.tr("Nothing is written yet. Products with faults are left out; products you have stay.")
        return self.tr("Nothing is written yet. Products you have stay; none is removed.")

    def _columns(self) -> list[Column]:
        def fate(row: Fault) -> str:
            return self.tr("not imported") if row.left_out else self.tr("note")

        return [
            Column("fate", self.tr("What happens"), fate, width=120),
            Column("sheet", self.tr("Sheet"), lambda row: row.sheet, width=110),
            Column("row", self.tr("Row"), lambda row: row.row or None, number=True, width=60),
            Column("column", self.tr("Column"), lambda row: row.column, width=110),
            Column("text", self.tr("What is wrong"), lambda row: row.text, width=300, tip=lambda row: row.text),
        ]

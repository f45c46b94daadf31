"""The rows behind one number of a report, each with the way to its record."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.front.reports import Result
from app.services.front.reports.fields import Line
from app.services.team.rollup import keeping
from app.ui.base.desk import Desk
from app.ui.progress.reports.answer import PlainRow, rows_behind
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

WEEKS = "report"
TABS = {"order": "selling", "opportunity": "selling", "activity": "today"}
"""By record, the tab that opens it; the others are found at their family."""


class BehindDialog(Dialog):
    """``went`` is True when a record was opened: whoever asked gets out of the way."""

    def __init__(self, desk: Desk, result: Result, lines: list[Line], title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self._record, self.went = desk, result.source.record, False
        self.setWindowTitle(self.tr("Rows behind the number"))
        self.resize(860, 520)
        head = Label(title)
        head.setProperty("kind", "heading")
        head.setWordWrap(True)
        found = rows_behind(result, lines, desk.language)
        self.model = RowTableModel(found.columns)
        self.model.set_rows(found.rows)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.opened.connect(self.open_row)
        count = Label(self.tr("{count} rows", n=len(lines)).format(count=f"{len(lines):,}"))
        count.setProperty("kind", "strong")
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(None, wide=count))

    def open_row(self, row: PlainRow | None) -> None:
        if row is not None and open_record(self.desk, self._record, row.line):
            self.went = True
            self.accept()


def open_record(desk: Desk, record: str, line: Line) -> bool:
    """Go to the record of a line, or to its family; False where there is neither. Of an agent's week the weekly file
    is opened, and the report stays."""
    if record == WEEKS:
        with desk.guard():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(keeping.file_of(desk.store, line.id))))
        return False
    if line.household_id is None and record not in TABS:
        return False
    if line.household_id is not None:
        desk.choose_household(line.household_id)
    tab = TABS.get(record)
    desk.hub.go(tab or "customers", line.id if tab else line.household_id)
    return True

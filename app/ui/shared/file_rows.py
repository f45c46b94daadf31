"""The rows behind a figure of the team, each with the file and row it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.team.rollup.behind import Behind
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

NOWHERE = (Path(), "", 0)


class FileRowsDialog(Dialog):
    """A double click, or the button, opens the file a row came from."""

    def __init__(self, parent: QWidget, title: str, found: Behind) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(1010, 480)
        head = Label(self.tr("{count} rows", n=len(found.rows)).format(count=len(found.rows)))
        head.setProperty("kind", "heading")
        filled = [at for at in range(len(found.titles)) if any(cells[at] for cells in found.rows) or not found.rows]
        columns = [_column(at, found.titles[at]) for at in filled]  # what no row says takes no room
        if found.places:
            columns.append(
                Column("place", self.tr("Where"), lambda row: row.place, width=190, tip=lambda row: row.place)
            )
        self.model = RowTableModel(columns)
        places = found.places or (NOWHERE,) * len(found.rows)
        rows = zip(found.rows, places, strict=True)
        self.model.set_rows([CellsRow(str(n), cells, self._place(*at), at[0]) for n, (cells, at) in enumerate(rows)])
        self.table: TableView = TableView(self.model)
        self.table.setAccessibleName(title)
        self.file_button = QPushButton(self.tr("Open the weekly file"))
        self.file_button.setEnabled(False)
        self.file_button.clicked.connect(lambda: self.open_file(self.table.current()))
        self.table.opened.connect(self.open_file)
        self.table.chosen.connect(lambda row: self.file_button.setEnabled(row is not None and row.path.is_file()))
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(None, self.file_button))

    def open_file(self, row: CellsRow | None) -> None:
        if row is not None and row.path.is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.path)))

    def _place(self, path: Path, sheet: str, number: int) -> str:
        row = self.tr("row {number}").format(number=number) if number else ""
        return " · ".join(part for part in (sheet, row, path.name) if part)


class CellsRow:
    def __init__(self, id: str, cells: tuple[str, ...], place: str, path: Path) -> None:
        self.id, self.cells, self.place, self.path = id, cells, place, path


def _column(at: int, title: str) -> Column:
    def get(row: Any) -> str:
        return str(row.cells[at])

    return Column(str(at), title, get, width=90)

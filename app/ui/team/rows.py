"""The rows behind a figure, as the agent's file has them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.team.rollup.lead import Behind
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class RowsDialog(Dialog):
    def __init__(self, parent: QWidget, title: str, found: Behind) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(980, 480)
        head = Label(self.tr("{count} rows", n=len(found.rows)).format(count=len(found.rows)))
        head.setProperty("kind", "heading")
        self.model = RowTableModel([_column(at, words) for at, words in enumerate(found.titles)])
        self.model.set_rows([CellsRow(str(number), cells) for number, cells in enumerate(found.rows)])
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(None))


class CellsRow:
    def __init__(self, id: str, cells: tuple[str, ...]) -> None:
        self.id, self.cells = id, cells


def _column(at: int, title: str) -> Column:
    def get(row: Any) -> str:
        return str(row.cells[at])

    return Column(str(at), title, get, width=104)

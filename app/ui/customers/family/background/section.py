"""A part of a pane: a heading with its buttons, a table below it, and what to say when the table is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.people.customers import HouseholdDetail
from app.ui.customers.family.pane import Pane
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MOST_LINES = 6


class Section(QWidget):
    """Subclasses override :meth:`rows`. The table is as high as its rows, to a limit."""

    def __init__(self, pane: Pane, title: str, empty: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self.pane, self.desk = pane, pane.desk
        heading = Label(title)
        heading.setProperty("kind", "heading")
        self._line = QHBoxLayout()
        self._line.addWidget(heading)
        self._line.addStretch()
        self.empty = Label(empty)
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        self.model = RowTableModel(columns)
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        self._buttons: list[tuple[QPushButton, bool]] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.body.addLayout(self._line)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table)

    @property
    def household_id(self) -> str:
        return self.pane.detail.row.id

    def rows(self, detail: HouseholdDetail) -> Sequence[Any]:
        raise NotImplementedError

    def show_detail(self, detail: HouseholdDetail) -> None:
        current = self.table.current()
        rows = self.rows(detail)
        self.model.set_rows(rows)
        if not self.table.select_id(current.id if current is not None else None) and rows:
            self.table.select_id(rows[0].id)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        lines = min(len(rows), MOST_LINES)
        self.table.setFixedHeight(34 + lines * self.table.verticalHeader().defaultSectionSize() + 14)
        for button, of_row in self._buttons:
            button.setVisible(self.pane.editable)
            button.setEnabled(bool(rows) or not of_row)

    def add_button(self, text: str, act: Callable[[], object], *, of_row: bool = False) -> QPushButton:
        """``of_row``: it acts on the row with the cursor."""
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        self._line.addWidget(button)
        self._buttons.append((button, of_row))
        return button

"""The one pattern for a small list that is arranged in a dialog: a table, buttons below it, what went wrong on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class ListDialog(Dialog):
    """Subclasses give the columns, add buttons, and override :meth:`rows`; :meth:`reload` shows them."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, about: str, columns: Sequence[Column]) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.resize(640, 480)
        self.notice = Notice(desk.language)
        explained = Label(about)
        explained.setProperty("kind", "muted")
        explained.setWordWrap(True)
        self.model = RowTableModel(columns)
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        self._buttons = QWidget()
        self._flow = FlowLayout()
        self._buttons.setLayout(self._flow)
        self.body = QVBoxLayout()
        self.body.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(explained)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.lay_foot(None, wide=self._buttons, leave=self.accept))

    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    def reload(self) -> None:
        """The cursor stays on its row."""
        current = self.table.current()
        rows = self.rows()
        self.model.set_rows(rows)
        if not self.table.select_id(current.id if current is not None else None) and rows:
            self.table.select_id(rows[0].id)

    def add_button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        self._flow.addWidget(button)
        return button

    def guard(self) -> AbstractContextManager[None]:
        """Show what a service refuses on top of the dialog."""
        return self.notice.guard()

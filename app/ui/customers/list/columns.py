"""Which columns of the list are shown: chosen from a menu on its header, kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.ui.base.preferences import Preferences
from app.ui.customers.list.listing import USUAL
from app.ui.widgets.tables.table_view import TableView

KEY = "customers/columns"


class ColumnChoice:
    """Hides what is not wanted; the first column, the customer, always stays."""

    def __init__(self, table: TableView, preferences: Preferences, menu: QMenu) -> None:
        self._table, self._preferences, self.menu = table, preferences, menu
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask)
        menu.aboutToShow.connect(self._fill)

    def show_columns(self) -> None:
        """Call when the columns were made anew."""
        wanted = self.wanted()
        for number, column in enumerate(self._table.rows.columns):
            self._table.setColumnHidden(number, number > 0 and column.key not in wanted)
        self._table.fill()

    def wanted(self) -> Sequence[str]:
        kept = self._preferences.text(KEY)
        return kept.split(",") if kept else USUAL

    def set_shown(self, key: str, shown: bool) -> None:
        wanted = [one for one in self.wanted() if one != key] + ([key] if shown else [])
        self._preferences.set_text(KEY, ",".join(["name", *(one for one in wanted if one != "name")]))
        self.show_columns()

    def _fill(self) -> None:
        self.menu.clear()
        for number, column in enumerate(self._table.rows.columns[1:], 1):
            action = self.menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(number))
            action.triggered.connect(lambda shown, key=column.key: self.set_shown(key, shown))

    def _ask(self, at: QPoint) -> None:
        self.menu.popup(self._table.horizontalHeader().mapToGlobal(at))

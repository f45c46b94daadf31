"""Which columns of a list are shown: chosen from a menu on its header, kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.ui.base.preferences import Preferences
from app.ui.widgets.plain import caption
from app.ui.widgets.tables.table_view import TableView


class ColumnChoice(QObject):
    """``usual`` are the columns shown until somebody chooses, the most needed first: where the room is short the last
    of them give way, so that nothing stands half outside. What was chosen, under ``key`` in the preferences, is
    shown whatever the room. The first column always stays.
    """

    def __init__(
        self, table: TableView, preferences: Preferences, key: str, usual: Sequence[str], menu: QMenu | None = None
    ) -> None:
        super().__init__(table)
        self._table, self._preferences, self._key, self._usual = table, preferences, key, usual
        self.menu = menu or QMenu(table)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask)
        self.menu.aboutToShow.connect(self._fill)
        table.viewport().installEventFilter(self)
        table.rows.modelReset.connect(self.show_columns)
        self.show_columns()

    def show_columns(self) -> None:
        """Call when the columns were made anew."""
        wanted = self.shown()
        for number, column in enumerate(self._table.rows.columns):
            hidden = number > 0 and column.key not in wanted
            if hidden != self._table.isColumnHidden(number):
                self._table.setColumnHidden(number, hidden)
        self._table.fill()

    def use(self, key: str, usual: Sequence[str]) -> None:
        """Another choice for the same table, where it now lists something else."""
        if key != self._key:
            self._key, self._usual = key, usual
            self.show_columns()

    def wanted(self) -> Sequence[str]:
        """What was chosen, or what is usual."""
        kept = self._preferences.text(self._key)
        return kept.split(",") if kept else self._usual

    def shown(self) -> Sequence[str]:
        """Of the wanted those there is room for, unless somebody chose them."""
        if self._preferences.text(self._key) or not self._table.isVisible():
            return self.wanted()
        numbers = {column.key: number for number, column in enumerate(self._table.rows.columns)}
        room, shown = self._table.viewport().width(), []
        for key in (one for one in self._usual if one in numbers):
            room -= self._table.least(numbers[key])
            if room < 0:
                break
            shown.append(key)
        return shown

    def set_shown(self, key: str, shown: bool) -> None:
        wanted = [one for one in self.shown() if one != key] + ([key] if shown else [])
        first = self._table.rows.columns[0].key
        self._preferences.set_text(self._key, ",".join([first, *(one for one in wanted if one != first)]))
        self.show_columns()

    def as_usual(self) -> None:
        """Forget what was chosen."""
        self._preferences.set_text(self._key, "")
        self.show_columns()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.show_columns()
        return False

    def _fill(self) -> None:
        self.menu.clear()
        for number, column in enumerate(self._table.rows.columns[1:], 1):
            action = self.menu.addAction(caption(column.title))
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(number))
            action.triggered.connect(lambda shown, key=column.key: self.set_shown(key, shown))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("As many as there is room for")).triggered.connect(self.as_usual)

    def _ask(self, at: QPoint) -> None:
        self.menu.popup(self._table.horizontalHeader().mapToGlobal(at))

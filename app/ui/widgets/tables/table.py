"""The one pattern for tables: frozen rows, a list of columns, a model that never copies a cell.

Rows come whole (:meth:`RowTableModel.set_rows`) or, where a list may be long, page by page from a
:class:`Source`; sorting is then the source's work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from app.errors import NeedfolioError
from app.ui.widgets.badge import Badge
from app.ui.widgets.plain import plain

ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
RATIO_ROLE = Qt.ItemDataRole.UserRole + 2
PAGE = 100
# Asked of every cell that is painted: what has no answer is told before a row is looked for.
ANSWERED = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ToolTipRole,
        ROW_ROLE,
        SORT_ROLE,
        RATIO_ROLE,
    )
)
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column over rows of any frozen type.

    ``get`` takes a row and gives the natural value; ``display`` turns that into text; ``sort_key`` into what is
    compared (the value itself unless given). ``badge`` adds mark and colour; ``ratio`` draws a bar 0..1 behind the
    text; ``tint`` colours the cell. ``edit`` makes the cell editable: it takes the row and the new value and saves;
    ``choices`` are the (value, words) offered then. ``key`` names the column to a :class:`Source` and to saved layouts.
    """

    key: str
    title: str
    get: Callable[[Any], Any]
    display: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    sort_key: Callable[[Any], Any] | None = None
    number: bool = False
    width: int = 110
    badge: Callable[[Any], Badge | None] | None = None
    ratio: Callable[[Any], float | None] | None = None
    tint: Callable[[Any], str | None] | None = None
    edit: Callable[[Any, Any], None] | None = None
    choices: Sequence[tuple[Any, str]] = ()
    kind: str = "text"  # text, date, choice: which editor
    tip: Callable[[Any], str] | None = None


class Source(Protocol):
    """A long list: how many rows there are, and a page of them in an order."""

    def count(self) -> int: ...

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> Sequence[Any]: ...


class RowTableModel(QAbstractTableModel):
    """A table over ``rows``; every row has an ``id``."""

    refused = Signal(object)  # the NeedfolioError an edit raised: for the notice of the page

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._sides = [_alignment(column) for column in self.columns]
        self._rows: list[Any] = []
        self._source: Source | None = None
        self._pages: dict[int, Sequence[Any]] = {}
        self._count = 0
        self._order: tuple[int, bool] | None = None

    # -- what the page gives -------------------------------------------------------------------------------
    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._source, self._pages = None, {}
        self._rows = list(rows)
        self._sort_rows()
        self._count = len(self._rows)
        self.endResetModel()

    def set_source(self, source: Source) -> None:
        """Pages are fetched when their rows are first painted."""
        self.beginResetModel()
        self._source, self._pages, self._rows = source, {}, []
        self._count = source.count()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns for the same rows; an order by a column that stays is kept."""
        if [column.key for column in columns] == [column.key for column in self.columns]:
            self.columns = list(columns)
            return
        kept = self.columns[self._order[0]].key if self._order else None
        self.beginResetModel()
        self.columns, self._pages = list(columns), {}
        self._sides = [_alignment(column) for column in columns]
        at = next((number for number, column in enumerate(columns) if column.key == kept), None)
        self._order = (at, self._order[1]) if at is not None and self._order else None
        self.endResetModel()

    def replace_row(self, row: Any) -> None:
        """Redraw one row in its place, found by its ``id``."""
        number = self.find(row.id)
        if number is None:
            return
        if self._source is None:
            self._rows[number] = row
        else:
            page, offset = divmod(number, PAGE)
            if page in self._pages:
                rows = list(self._pages[page])
                rows[offset] = row
                self._pages[page] = rows
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    # -- what the page asks --------------------------------------------------------------------------------
    def row(self, number: int) -> Any:
        if self._source is None:
            return self._rows[number]
        page, offset = divmod(number, PAGE)
        if page not in self._pages:
            column, descending = self._order or (0, False)
            self._pages[page] = self._source.page(page * PAGE, PAGE, self.columns[column].key, descending)
        rows = self._pages[page]
        return rows[offset] if offset < len(rows) else None

    def find(self, id: str) -> int | None:
        """The number of the row with this ``id``: among those loaded, or wherever a source with ``place`` says."""
        if self._source is None:
            return next((n for n, row in enumerate(self._rows) if row.id == id), None)
        for page, rows in self._pages.items():
            for offset, row in enumerate(rows):
                if row.id == id:
                    return page * PAGE + offset
        place = getattr(self._source, "place", None)
        found: int | None = place(id) if place is not None else None
        return found

    @property
    def ordered_by(self) -> Column:
        """The column whose order the rows have."""
        return self.columns[self._order[0] if self._order else 0]

    # -- what Qt asks --------------------------------------------------------------------------------------
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self.columns[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ANSWERED or not index.isValid() or index.row() >= self._count:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[index.column()]
        row = self.row(index.row())
        if row is None:
            return None
        return _cell(self.columns[index.column()], row, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()]
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or column.edit is None or value == column.get(row):
            return False
        try:
            column.edit(row, value)
        except NeedfolioError as error:
            self.refused.emit(error)
            return False
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        held = [(index, self.row(index.row())) for index in self.persistentIndexList()] if not self._source else []
        self._pages = {}
        self._sort_rows()
        if held:
            numbers = {id(row): number for number, row in enumerate(self._rows)}
            for index, row in held:
                self.changePersistentIndex(index, self.index(numbers[id(row)], index.column()))
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        if self._order is None:
            return
        column, descending = self.columns[self._order[0]], self._order[1]
        key = column.sort_key or (lambda value: value)

        def rank(row: Any) -> tuple[bool, Any]:
            value = column.get(row)
            return (value is None) != descending, 0 if value is None else key(value)

        self._rows.sort(key=rank, reverse=descending)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(column: Column, row: Any, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        badge = column.badge(row) if column.badge else None
        return badge.text if badge else column.display(column.get(row))
    if role == Qt.ItemDataRole.EditRole:
        return column.get(row)
    if role == Qt.ItemDataRole.ForegroundRole and column.badge:
        badge = column.badge(row)
        return QColor(badge.colour) if badge else None
    if role == Qt.ItemDataRole.BackgroundRole and column.tint:
        tint = column.tint(row)
        return QColor(tint) if tint else None
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain(column.tip(row) or "") if column.tip else None
    if role == ROW_ROLE:
        return row
    if role == SORT_ROLE:
        value = column.get(row)
        return column.sort_key(value) if column.sort_key and value is not None else value
    if role == RATIO_ROLE:
        return column.ratio(row) if column.ratio else None
    return None

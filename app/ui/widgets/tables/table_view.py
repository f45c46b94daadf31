"""The view of a :class:`RowTableModel`: sizes, sorting, copying, editors, bars behind amounts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.errors import bad_input
from app.ui.base import theme
from app.ui.base.later import later
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.tables.date_editor import DateEditor
from app.ui.widgets.tables.table import RATIO_ROLE, ROW_ROLE, RowTableModel
from app.ui.widgets.tables.widths import shared, squeezed

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = 26  # pixels: twelve rows fit on a small laptop
PADDING = 18  # of a cell, left and right together
MEASURED = 40  # rows looked at for the width of a column


class TableView(QTableView):
    """Rows are selected whole; Enter or a double click opens one unless its cell is edited."""

    chosen = Signal(object)  # the current row, or None
    opened = Signal(object)

    def __init__(self, model: RowTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(CellEditors(self))
        coloured = CellDelegate(self)
        for number, column in enumerate(model.columns):
            if column.badge or column.tint or column.ratio:
                self.setItemDelegateForColumn(number, coloured)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self.sortByColumn)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, column.width)
        self._wanted = {number: column.width for number, column in enumerate(model.columns)}
        self._sized: set[int] = set()  # by the user
        self.elastic = False
        """Whether columns of words go down to their titles where the room is short: for words in several lines."""
        self._needed: dict[int, int] | None = None
        model.modelReset.connect(self._know_columns)
        self._filling = False
        header.sectionResized.connect(self._on_resized)
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.selectionModel().currentRowChanged.connect(lambda: self.chosen.emit(self.current()))
        self.activated.connect(self._activate)

    def current(self) -> Any:
        """The row the cursor is on, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def setCurrentIndex(self, index: AnyIndex) -> None:
        """The one row chosen, whatever keys are held: with Ctrl down, as Ctrl+Enter leaves it, Qt would add to what is
        chosen."""
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, only)
        self.scrollTo(index)

    def select_id(self, id: str | None) -> bool:
        """Put the cursor on the row with this id, if it is loaded."""
        number = self.rows.find(id) if id else None
        if number is None:
            return False
        self.setCurrentIndex(self.rows.index(number, 0))
        return True

    def copy(self) -> None:
        """The selected rows as shown, tab-separated, with titles: what Excel pastes."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        lines = ["\t".join(column.title for column in self.rows.columns)]
        for number in numbers:
            cells = (self.rows.index(number, column).data() for column in range(len(self.rows.columns)))
            lines.append("\t".join(str(cell or "").replace("\t", " ").replace("\n", " ") for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Share the room among the columns; what is left takes the widest column of words, or all figures."""
        self._follow_columns()
        shown = [number for number in self._wanted if not self.isColumnHidden(number)]
        words = [number for number in shown if not self.rows.columns[number].number]
        takers = [max(words, key=lambda number: self._wanted[number])] if words else shown
        if self._needed is None and self.isVisible():  # what is on the screen is loaded for that anyway
            self._needed = self._measured()
        wanted = {number: self._least(number) for number in shown}
        room = self.viewport().width()
        widths = shared(wanted, self._needed or wanted, room, takers, frozenset(self._sized))
        if self.elastic:
            titles = self._titles()
            widths = squeezed(widths, {number: titles[number] for number in words}, room)
        self._filling = True
        for number, width in widths.items():
            self.setColumnWidth(number, width)
        self._filling = False

    def _least(self, number: int) -> int:
        """What a column is given where the room is short: its title, an amount and a day are never cut."""
        width, column = self._wanted[number], self.rows.columns[number]
        if number in self._sized:
            return width
        whole = self._needed if column.number or column.kind == "date" else None
        return max(width, (whole or self._titles())[number])

    def least(self, number: int) -> int:
        """The width below which the column says too little: its words whole, or as much of them as usual."""
        needed = self.needed(number)
        return min(needed, self._least(number))

    def height_of(self, rows: int) -> int:
        """What the table is high with this many rows and no more."""
        header = self.horizontalHeader()
        header.ensurePolished()
        return header.sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()

    def needed(self, number: int) -> int:
        """The width that cuts nothing of the column's title and of the rows looked at."""
        self._follow_columns()
        return (self._needed or self._measured()).get(number, 0)

    def _measured(self) -> dict[int, int]:
        titles, cells = self._titles(), self.fontMetrics()
        needed = {}
        for number in range(len(self.rows.columns)):
            rows = range(min(MEASURED, self.rows.rowCount()))
            texts = {line for row in rows for line in str(self.rows.index(row, number).data() or "").split("\n")}
            widest = max((cells.horizontalAdvance(text) for text in texts), default=0)
            needed[number] = max(PADDING + widest, titles[number])
        return needed

    def _titles(self) -> dict[int, int]:
        metrics = self.horizontalHeader().fontMetrics()
        return {
            number: PADDING + max(metrics.horizontalAdvance(line) for line in column.title.split("\n"))
            for number, column in enumerate(self.rows.columns)
        }

    def _know_columns(self) -> None:
        """After other rows, or other columns, were set."""
        self._needed = None
        self.fill()

    def _follow_columns(self) -> None:
        """The header follows a reset of the model before we hear of it, and its new height resizes us meanwhile."""
        if len(self._wanted) != len(self.rows.columns):
            self._wanted = {number: column.width for number, column in enumerate(self.rows.columns)}
            self._sized.clear()
            self._needed = None

    def _on_resized(self, number: int, old: int, width: int) -> None:
        if not self._filling and old and width:
            self._wanted[number] = width
            self._sized.add(number)

    def _activate(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(index.data(ROW_ROLE))


class CellEditors(QStyledItemDelegate):
    """A choice or a calendar where the column says so. Painting is Qt's own, which calls nothing of ours."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        column = self._column(index)
        if column.choices:
            box = ComboBox(parent)
            for value, words in column.choices:
                box.addItem(words, value)
            box.activated.connect(lambda: self._finish(box))
            later(box, box.showPopup)  # the choices are what was asked for
            return box
        if column.kind == "date":
            return DateEditor(parent)
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, DateEditor):
            editor.set_value(value)
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, ComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, DateEditor):
            try:
                model.setData(index, editor.value())
            except ValueError:
                assert isinstance(model, RowTableModel)
                model.refused.emit(bad_input("not_a_date", text=editor.text()))
        else:
            super().setModelData(editor, model, index)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _column(self, index: AnyIndex) -> Any:
        view = self.parent()
        assert isinstance(view, TableView)
        return view.rows.columns[index.column()]


class CellDelegate(CellEditors):
    """Colours of a state or a cell, and bars behind amounts."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        ratio = index.data(RATIO_ROLE)
        selected = QStyle.StateFlag.State_Selected
        if option.state & selected and index.data(Qt.ItemDataRole.ForegroundRole) is not None:
            # A coloured state keeps its colour: the sheet would give every selected text the same.
            painter.fillRect(option.rect, QColor(theme.colours().selection))
            option = QStyleOptionViewItem(option)
            option.state &= ~selected
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        if tint is not None:  # the sheet paints the ground of a whole row, never of one cell
            painter.fillRect(option.rect, tint)
            option = QStyleOptionViewItem(option)
            option.state &= ~selected
        super().paint(painter, option, index)
        if ratio is not None:
            colours = theme.colours()
            track = QRect(option.rect.left() + 6, option.rect.bottom() - 5, option.rect.width() - 12, 3)
            painter.fillRect(track, QColor(colours.line))
            track.setWidth(round(track.width() * max(0.0, min(1.0, float(ratio)))))
            painter.fillRect(track, QColor(colours.good if ratio >= 1 else colours.accent))

"""Need × product: one row a need, one column a product; the first columns stay when the rest scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.services.matrix import MatrixRow
from app.services.matrix import grid as grids
from app.services.matrix.grid import Grid, GridCell, GridProduct
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.matrix.source import EntrySource
from app.ui.widgets.badge import Badge
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

FROZEN, HEAD = 3, 48


class FrozenTable(TableView):
    """The first columns lie over the table in a view of their own, on the same model and selection."""

    def __init__(self, model: RowTableModel) -> None:
        super().__init__(model)
        self.frozen = TableView(model, self)
        self.frozen.setSelectionModel(self.selectionModel())
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.frozen.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.frozen.setFrameShape(FrozenTable.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        model.modelReset.connect(self.place)
        self.frozen.viewport().installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Put the frozen columns over the same columns of the table."""
        for number in range(len(self.rows.columns)):
            self.frozen.setColumnHidden(number, number >= FROZEN)
        wide = 0
        for number in range(min(FROZEN, len(self.rows.columns))):
            self.frozen.setColumnWidth(number, self.columnWidth(number))
            wide += self.columnWidth(number)
        edge = self.frameWidth()
        high = self.viewport().height() + self.horizontalHeader().height()
        self.frozen.setGeometry(edge, edge, wide, high)
        self.frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def fill(self) -> None:
        """A grid keeps its columns narrow and scrolls."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.frozen.viewport() and event.type() == QEvent.Type.Wheel:
            self.viewport().event(event)
            return True
        return super().eventFilter(watched, event)


class GridView(QWidget):
    """A page of needs against the products linked to them; a line says when it shows fewer than there are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: list[str] = []
        self._first = 0
        self.grid: Grid | None = None
        self.note = Label()
        self.note.setProperty("kind", "muted")
        self.back, self.on = QPushButton(self.tr("Previous page")), QPushButton(self.tr("Next page"))
        self.back.clicked.connect(lambda: self._turn(-grids.NEEDS))
        self.on.clicked.connect(lambda: self._turn(grids.NEEDS))
        legend = Label(self.tr("○ proposed   ● in force   ⚠ suspect"))
        legend.setProperty("kind", "muted")
        foot = QHBoxLayout()
        foot.addWidget(legend)
        foot.addStretch()
        for widget in (self.note, self.back, self.on):
            foot.addWidget(widget)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.table = self._table([])
        self._layout.addWidget(self.table, 1)
        self._layout.addLayout(foot)

    def show_source(self, source: EntrySource) -> None:
        self._ids, self._first = source.ids, 0
        self._fill()

    def _turn(self, by: int) -> None:
        self._first = max(0, min(self._first + by, len(self._ids) - 1))
        self._fill()

    def _fill(self) -> None:
        found = grids.grid(self._desk.store, self._ids, self._first, self._desk.today())
        self.grid = found
        table = self._table(list(found.products))
        self._layout.replaceWidget(self.table, table)
        self.table.hide()
        self.table.deleteLater()
        self.table = table
        table.show()
        table.rows.set_rows(found.rows)
        self.back.setEnabled(self._first > 0)
        self.on.setEnabled(self._first + grids.NEEDS < found.all_needs)
        self.note.setText(self._note(found))

    def _note(self, found: Grid) -> str:
        text = self.tr("needs {first}–{last} of {all}").format(
            first=found.first + 1 if found.rows else 0, last=found.first + len(found.rows), all=found.all_needs
        )
        if len(found.products) < found.all_products:
            text += " · " + self.tr("cut: {shown} of {all} products, the most used first").format(
                shown=len(found.products), all=found.all_products
            )
        return text

    def _table(self, products: list[GridProduct]) -> FrozenTable:
        language = self._desk.language
        columns = [
            Column("number", self.tr("Number"), lambda row: row.number, width=76),
            Column("member", self.tr("Member"), lambda row: row.member or row.household, width=80),
            Column("need", self.tr("Need"), lambda row: _need(row, language), width=110),
            *(self._product(product) for product in products),
        ]
        table = FrozenTable(RowTableModel(columns))
        table.setAccessibleName(self.tr("Needs by products"))
        return table

    def _product(self, product: GridProduct) -> Column:
        language = self._desk.language
        title = product.name_zh if language == Language.ZH else product.name_en

        def cell(row: MatrixRow) -> GridCell | None:
            return self.grid.cells.get((row.id, product.code)) if self.grid else None

        def amount(row: Any) -> int:
            found = cell(row)
            return max(found.proposed or 0, found.in_force or 0) if found else 0

        return Column(
            product.code, _broken(title), amount, width=132, badge=_badge(cell, language),
            tip=lambda row: f"{row.number} × {title}",
        )  # fmt: skip


def _broken(title: str) -> str:
    """A product's name in two lines, so that narrow columns can tell which is which."""
    middle = (len(title) + 1) // 2
    space = title.rfind(" ", 0, middle + 4)
    at = space if space > 3 else middle
    return title[:at].strip() + "\n" + title[at:].strip()


def _need(row: MatrixRow, language: Language) -> str:
    return row.named[language != Language.ZH].removeprefix(row.number).strip()


def _badge(cell: Callable[[MatrixRow], GridCell | None], language: Language) -> Callable[[Any], Badge | None]:
    def badge(row: Any) -> Badge | None:
        found = cell(row)
        if found is None:
            return Badge("", "", "calm")
        amount = found.in_force if found.in_force is not None else found.proposed
        mark = "●" if found.in_force is not None else "○"
        tone = "warn" if found.suspect else "good" if found.in_force is not None else "accent"
        return Badge(f"⚠ {mark}" if found.suspect else mark, formats.short_money(amount or 0, language), tone)

    return badge

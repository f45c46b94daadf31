"""A small table as a form's field: typed into, pasted from a spreadsheet, each fault at its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError, Problem
from app.ui.widgets.forms.fields import Field
from app.ui.widgets.keys import on_key
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

Paste = Callable[[str], Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class GridRow:
    id: str
    cells: tuple[str, ...]


class GridField(Field):
    """``value()`` is the rows as tuples of texts, wholly empty ones left out. ``paste`` turns a copied block into rows
    and may raise; a block replaces all rows. ``say`` puts what is in a cell in words."""

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        paste: Paste,
        language: Language,
        widths: Sequence[int],
        say: Callable[[str], str] = str,
    ) -> None:
        self._language, self._paste, self._say, self._made = language, paste, say, 0
        self._width = len(titles)
        self.model = RowTableModel(
            [self._column(*each) for each in zip(range(len(titles)), titles, widths, strict=True)]
        )
        self.table = TableView(self.model)
        self.table.setAccessibleName(name)
        self.table.setMinimumHeight(180)
        super().__init__(self.table)
        self.add_button = QPushButton(self.tr("Add a row"))
        self.add_button.clicked.connect(self.add_row)
        self.remove_button = QPushButton(self.tr("Remove the row"))
        self.remove_button.clicked.connect(self.remove_row)
        self.paste_button = QPushButton(self.tr("Paste from Excel"))
        self.paste_button.setToolTip(self.tr("Replaces the rows by what was copied; also Ctrl+V in the table"))
        self.paste_button.clicked.connect(self.paste)
        on_key(QKeySequence.StandardKey.Paste, self.table, self.paste)
        self.told = Label()
        self.told.setProperty("kind", "wrong")
        self.told.setWordWrap(True)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.paste_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        self.told.hide()

    def value(self) -> list[tuple[str, ...]]:
        rows = (self.model.row(number).cells for number in range(self.model.rowCount()))
        return [cells for cells in rows if any(cells)]

    def set_value(self, value: Any) -> None:
        self.model.set_rows([self._row(tuple(cells)) for cells in value or ()])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """All that is wrong with the table, one a line, and the cursor on the first row at fault."""
        lines = []
        for problem in problems:
            row = problem.place.row
            place = words.say("place.row", self._language, row=row) + (": " if self._language == Language.EN else "：")
            lines.append((place if row else "") + words.say(f"error.{problem.code}", self._language, **problem.values))
        self.told.setText("\n".join(lines[:6]))
        self.told.setVisible(bool(lines))
        first = next((problem.place.row for problem in problems if problem.place.row), None)
        if first and first <= self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(first - 1, 0))

    def add_row(self) -> None:
        rows = [self.model.row(number) for number in range(self.model.rowCount())]
        self.model.set_rows([*rows, self._row(("",) * self._width)])
        index = self.model.index(self.model.rowCount() - 1, 0)
        self.table.setCurrentIndex(index)
        self.table.edit(index)
        self.edited.emit()

    def remove_row(self) -> None:
        gone = self.table.current()
        if gone is not None:
            rows = [self.model.row(number) for number in range(self.model.rowCount())]
            self.model.set_rows([row for row in rows if row.id != gone.id])
            self.edited.emit()

    def paste(self) -> None:
        try:
            rows = self._paste(QGuiApplication.clipboard().text())
        except NeedfolioError as error:
            self.show_problems(error.problems)
            return
        self.show_problems(())
        if rows:
            self.set_value(rows)
            self.edited.emit()

    def _row(self, cells: tuple[str, ...]) -> GridRow:
        self._made += 1
        return GridRow(str(self._made), cells)

    def _column(self, at: int, title: str, width: int) -> Column:
        def typed(row: GridRow, value: Any) -> None:
            cells = list(row.cells)
            cells[at] = str(value).strip()
            self.model.replace_row(GridRow(row.id, tuple(cells)))
            self.edited.emit()

        return Column(str(at), title, lambda row: row.cells[at], self._say, width=width, edit=typed)


def stretch(widget: QWidget) -> QWidget:
    """The widget at the top of its own, with the room left below it."""
    outer = QWidget()
    layout = QVBoxLayout(outer)
    layout.addWidget(widget)
    layout.addStretch()
    return outer

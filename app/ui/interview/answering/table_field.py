"""A question answered by rows: one line of fields per row, with one more line to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.enums import Language
from app.errors import Problem
from app.services.needs.interviews.templates import CellKind, Column, pick
from app.ui.widgets.forms.fields import Field, MoneyField, NumberField, TextField
from app.ui.widgets.plain import Label, plain


class TableField(Field):
    """The value is a list of rows {column key: value}; empty rows are no rows, and no row is None."""

    def __init__(self, columns: Sequence[Column], language: Language) -> None:
        self._columns, self._language = columns, language
        box = QWidget()
        super().__init__(box)
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for place, column in enumerate(columns):
            head = Label(pick(column.text, language))
            head.setProperty("kind", "muted")
            head.setWordWrap(True)  # narrow columns must not make the whole step wide
            self._grid.addWidget(head, 0, place)
            self._grid.setColumnStretch(place, 2 if column.kind == CellKind.TEXT else 1)
        self.rows: list[list[Field]] = []
        self._removers: list[QPushButton] = []
        self.add = QPushButton("＋ " + self.tr("Add a row"))
        self.add.setProperty("kind", "link")
        self.add.clicked.connect(self._more)
        self.set_value(None)

    def value(self) -> Any:
        found = []
        for row in self.rows:
            cells = {c.key: field.value() for c, field in zip(self._columns, row, strict=True)}
            cells = {key: value for key, value in cells.items() if value not in (None, "")}
            if cells:
                found.append(cells)
        return found or None

    def set_value(self, value: Any) -> None:
        while self.rows:
            self._drop(len(self.rows) - 1)
        for cells in value or [{}]:
            self._append(cells)
        self._place()

    def problem(self) -> Problem | None:
        wrong = None
        for row in self.rows:
            for field in row:
                problem = field.problem()
                field.mark(problem is not None)
                wrong = wrong or problem
        return wrong

    def mark(self, wrong: bool) -> None:
        """The cells mark themselves."""

    def _more(self) -> None:
        self._append({})
        self._place()
        self.rows[-1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, cells: dict[str, Any]) -> None:
        row: list[Field] = []
        for column in self._columns:
            field: Field = {CellKind.MONEY: MoneyField, CellKind.NUMBER: NumberField}.get(column.kind, TextField)()
            field.editor.setAccessibleName(f"{pick(column.text, self._language)} {len(self.rows) + 1}")
            field.set_value(cells.get(column.key))
            field.edited.connect(self.edited)
            row.append(field)
        remove = QPushButton("✕")
        remove.setProperty("kind", "compact")
        remove.setAccessibleName(self.tr("Remove this row"))
        remove.setToolTip(plain(remove.accessibleName()))
        remove.clicked.connect(lambda: self._remove(remove))
        self.rows.append(row)
        self._removers.append(remove)

    def _remove(self, remover: QPushButton) -> None:
        self._drop(self._removers.index(remover))
        if not self.rows:
            self._append({})
        self._place()
        self.edited.emit()

    def _drop(self, number: int) -> None:
        for widget in (*self.rows.pop(number), self._removers.pop(number)):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _place(self) -> None:
        for line, (row, remover) in enumerate(zip(self.rows, self._removers, strict=True), 1):
            for place, widget in enumerate((*row, remover)):
                self._grid.addWidget(widget, line, place)
        self._grid.addWidget(self.add, len(self.rows) + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.rows[0][0])

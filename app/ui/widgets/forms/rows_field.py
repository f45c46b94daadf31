"""A field of several lines with the same columns: beneficiaries, a table of values, the lines of an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.errors import Problem
from app.ui.widgets.forms.fields import Field
from app.ui.widgets.plain import Label

Line = dict[str, Any]
TALLEST = 260


@dataclass(frozen=True, slots=True)
class Cells:
    """One column: ``make`` gives the editor of a line, ``start`` is what a new line begins with; ``stretch`` shares the
    width that is left."""

    name: str
    title: str
    make: Callable[[], Field]
    start: Any = None
    width: int = 0
    stretch: int = 0


class SaidField(Field):
    """A cell that is only read."""

    def __init__(self) -> None:
        self.label = Label()
        self.label.setWordWrap(True)
        super().__init__(self.label)
        self._said: Any = None

    def value(self) -> Any:
        return self._said

    def set_value(self, value: Any) -> None:
        self._said = value
        self.label.setText("" if value is None else str(value))


class RowsField(Field):
    """The value is a list of dicts, a line each; empty lines are left out. What a line brought beside the columns (its
    id) stays with it. Without ``add`` the lines are those given: none is added or taken away."""

    def __init__(self, columns: Sequence[Cells], add: str = "") -> None:
        self._columns = columns
        self._lines: list[tuple[Line, dict[str, Field], list[QWidget]]] = []
        self._next = 1
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setVerticalSpacing(3)
        self._area.setWidget(self._inside)
        layout.addWidget(self._area)
        super().__init__(whole)
        self.add_button = QPushButton(f"＋ {add}")
        self.add_button.setProperty("kind", "link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add_line)
        self._grows = bool(add)
        self.add_button.setVisible(self._grows)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._titles()
        self.setFocusProxy(self.add_button)

    def value(self) -> list[Line]:
        lines = [{**kept, **{name: one.value() for name, one in cells.items()}} for kept, cells, _ in self._lines]
        return [line for line in lines if not self._grows or self._filled(line)]

    def set_value(self, value: Iterable[Mapping[str, Any]] | None) -> None:
        for line in list(self._lines):
            self._drop(line)
        for given in value or ():
            self._put(dict(given))
        self._fit()

    def problem(self) -> Problem | None:
        """The first of a cell; each cell at fault is marked."""
        found = None
        for _, cells, _ in self._lines:
            for one in cells.values():
                problem = one.problem()
                one.mark(problem is not None)
                found = found or problem
        return found

    def mark(self, wrong: bool) -> None:
        """The sentence below says which line; cells mark themselves."""
        if not wrong:
            for _, cells, _ in self._lines:
                for one in cells.values():
                    one.mark(False)

    def add_line(self) -> None:
        """One more, with the cursor in it."""
        cells = self._put({column.name: column.start for column in self._columns})
        self._fit()
        cells[self._columns[0].name].setFocus()
        self.edited.emit()

    def cells(self, line: int) -> dict[str, Field]:
        """The editors of a line, from 0."""
        return self._lines[line][1]

    def _filled(self, line: Line) -> bool:
        return any(line.get(column.name) not in (None, "", column.start) for column in self._columns)

    def _titles(self) -> None:
        for place, column in enumerate(self._columns):
            label = Label(column.title)
            label.setProperty("kind", "muted")
            self._grid.addWidget(label, 0, place)
            self._grid.setColumnStretch(place, column.stretch)

    def _put(self, line: Line) -> dict[str, Field]:
        cells: dict[str, Field] = {}
        widgets: list[QWidget] = []
        for place, column in enumerate(self._columns):
            cell = column.make()
            cell.set_value(line.get(column.name))
            cell.editor.setAccessibleName(f"{column.title} {len(self._lines) + 1}")
            if column.width:
                cell.setFixedWidth(column.width)
            cell.edited.connect(self.edited.emit)
            self._grid.addWidget(cell, self._next, place)
            cells[column.name] = cell
            widgets.append(cell)
        entry = ({name: value for name, value in line.items() if name not in cells}, cells, widgets)
        if self._grows:
            gone = QPushButton("✕")
            gone.setProperty("kind", "link")
            gone.setAutoDefault(False)
            gone.setAccessibleName(self.tr("Take the line out"))
            gone.clicked.connect(lambda: self._take(entry))
            self._grid.addWidget(gone, self._next, len(self._columns))
            widgets.append(gone)
        editors = [one.editor for _, known, _ in (*self._lines, (line, cells, widgets)) for one in known.values()]
        before: QWidget = self.add_button
        for editor in editors:  # Tab goes through the lines, whatever stood below them first
            if editor.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, editor)
                before = editor
        QWidget.setTabOrder(before, self.add_button)
        self._lines.append(entry)
        self._next += 1
        return cells

    def _take(self, entry: tuple[Line, dict[str, Field], list[QWidget]]) -> None:
        self._drop(entry)
        self._fit()
        self.edited.emit()

    def _drop(self, entry: tuple[Line, dict[str, Field], list[QWidget]]) -> None:
        self._lines = [line for line in self._lines if line is not entry]
        for widget in entry[2]:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _fit(self) -> None:
        """As high as its lines, up to the most; beyond that it scrolls."""
        self._grid.activate()
        self._area.setFixedHeight(min(TALLEST, self._inside.sizeHint().height() + 10))

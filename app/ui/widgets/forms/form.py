"""The one pattern for forms: labelled fields, each error beside its field; a form never saves by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError, Problem
from app.ui.widgets.forms.fields import Field, at_field
from app.ui.widgets.plain import Label


class Form(QWidget):
    """Fields by name in rows. ``values()`` gives what is typed; ``show_problems`` puts errors at their fields."""

    edited = Signal(str)

    def __init__(self, language: Language, columns: int = 1) -> None:
        super().__init__()
        self.language = language
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._errors: dict[str, Label] = {}
        self._captions: dict[str, Label] = {}
        self._place = 0  # the next free one, from the left and on in the next row
        self.fields: dict[str, Field] = {}

    def add(self, name: str, label: str, field: Field, hint: str = "", *, wide: bool = False) -> Field:
        """Append a field; ``hint`` is shown below it in grey. A ``wide`` one has a row of its own."""
        if wide and self._place % self._columns:
            self._place += self._columns - self._place % self._columns
        row, column = 2 * (self._place // self._columns), 2 * (self._place % self._columns)
        span = 2 * self._columns - 1 if wide else 1
        self._place += self._columns if wide else 1
        caption = Label(label)
        caption.setBuddy(field)
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field.editor.setAccessibleName(label)
        field.setObjectName(name)
        below = Label(hint)
        below.setProperty("kind", "muted")
        below.setProperty("hint", hint)
        below.setWordWrap(True)
        self._grid.addWidget(caption, row, column)
        self._grid.addWidget(field, row, column + 1, 1, span)
        self._grid.addWidget(below, row + 1, column + 1, 1, span)
        below.setVisible(bool(hint))  # in its place first: without a parent it would be a window of its own
        self._grid.setColumnStretch(column + 1, 1)
        self.fields[name] = field
        self._errors[name], self._captions[name] = below, caption
        field.edited.connect(lambda: self.edited.emit(name))
        return field

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label and what stands below it."""
        below = self._errors[name]
        below.setVisible(shown and bool(below.text()))
        for widget in (self._captions[name], self.fields[name]):
            widget.setVisible(shown)

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        for name, field in self.fields.items():
            if name in values:
                field.set_value(values[name])
        self.show_problems(())

    def problems(self) -> list[Problem]:
        """What the fields themselves can tell is wrong; shown beside them as well."""
        found = [at_field(p, name) for name, field in self.fields.items() if (p := field.problem())]
        self.show_problems(found)
        return found

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Faults that belong to a field stand beside it; what is left goes to the guard around this one."""
        try:
            yield
        except NeedfolioError as error:
            if left := self.show_problems(error.problems):
                raise NeedfolioError(left) from error

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Mark the fields the problems belong to; returns the problems that belong to none."""
        by_field = {problem.place.field: problem for problem in problems}
        for name, field in self.fields.items():
            problem = by_field.pop(name, None)
            label = self._errors[name]
            hint = str(label.property("hint"))
            text = words.say(f"error.{problem.code}", self.language, **problem.values) if problem else hint
            label.setText(text)
            label.setProperty("kind", "wrong" if problem else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
            label.setVisible(bool(text))
            field.mark(problem is not None)
        return list(by_field.values())

"""Conditions on fields of the user's own: which field, how compared, with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import FieldKind, FieldTest, Language
from app.errors import InputError, Problem
from app.services.people.custom_fields import FieldRow, canonical
from app.services.people.customers import FieldCondition
from app.services.rules.people import custom_values
from app.ui.base import formats, labels, theme
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import Field

WORDS = (FieldTest.IS, FieldTest.IS_NOT, FieldTest.CONTAINS, FieldTest.FILLED, FieldTest.EMPTY)
NUMBERS = (FieldTest.IS, FieldTest.IS_NOT, FieldTest.LEAST, FieldTest.MOST, FieldTest.FILLED, FieldTest.EMPTY)
CHOICES = (FieldTest.IS, FieldTest.IS_NOT, FieldTest.FILLED, FieldTest.EMPTY)
TESTS = {FieldKind.TEXT: WORDS, FieldKind.CHOICE: CHOICES, FieldKind.YES_NO: CHOICES}
ALONE = (FieldTest.FILLED, FieldTest.EMPTY)


class ConditionsField(Field):
    """The value is a tuple of :class:`FieldCondition`; a line whose value cannot be read is a problem, not a guess."""

    def __init__(self, fields: Sequence[FieldRow], language: Language) -> None:
        self._fields, self._language = list(fields), language
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.lines: list[ConditionLine] = []
        super().__init__(inside)
        self.add_button = QPushButton(self.tr("Add condition"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.add_line())
        self._lines.addWidget(self.add_button)

    def value(self) -> Any:
        if self.problem() is not None:
            return ()
        return tuple(line.condition() for line in self.lines)

    def set_value(self, value: Any) -> None:
        for line in list(self.lines):
            self._drop(line)
        for condition in value or ():
            self.add_line(condition)

    def problem(self) -> Problem | None:
        for line in self.lines:
            try:
                line.condition()
            except InputError as error:
                return Problem(error.problems[0].code, values=error.problems[0].values)
        return None

    def add_line(self, condition: FieldCondition | None = None) -> None:
        line = ConditionLine(self._fields, self._language, condition)
        line.gone.clicked.connect(lambda: self._remove(line))
        for part in (line.field, line.test):
            part.activated.connect(lambda: self.edited.emit())
        line.text.textEdited.connect(lambda: self.edited.emit())
        self.lines.append(line)
        self._lines.insertWidget(len(self.lines) - 1, line)
        if condition is None:
            line.field.setFocus()

    def _remove(self, line: ConditionLine) -> None:
        self._drop(line)
        self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, line: ConditionLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()


class ConditionLine(QWidget):
    def __init__(self, fields: Sequence[FieldRow], language: Language, condition: FieldCondition | None) -> None:
        super().__init__()
        self._fields, self._language = list(fields), language
        self.field, self.test, self.text = ComboBox(), ComboBox(), QLineEdit()
        for field in fields:
            self.field.addItem(field.name, field.id)
        self.field.setAccessibleName(self.tr("Field"))
        self.test.setAccessibleName(self.tr("Comparison"))
        self.text.setAccessibleName(self.tr("Value"))
        self.gone = QPushButton(theme.icon("close"), "")
        self.gone.setProperty("kind", "compact")
        self.gone.setAutoDefault(False)
        self.gone.setAccessibleName(self.tr("Remove condition"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.field, 3), (self.test, 2), (self.text, 3), (self.gone, 0)):
            layout.addWidget(widget, stretch)
        self.field.activated.connect(lambda: self._offer_tests())
        self.test.activated.connect(lambda: self._show_text())
        if condition is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(condition.field_id)))
        self._offer_tests()
        if condition is not None:
            self.test.setCurrentIndex(max(0, self.test.findData(condition.test)))
            self.text.setText(self._row().say(condition.text, language).replace(",", ""))
        self._show_text()

    def condition(self) -> FieldCondition:
        """Raises InputError for a value the field could not hold."""
        field, test = self._row(), FieldTest(self.test.currentData())
        if test in ALONE:
            return FieldCondition(field.id, test)
        if test == FieldTest.CONTAINS:
            return FieldCondition(field.id, test, self.text.text().strip())
        text = canonical(field, self._typed(field))
        return FieldCondition(field.id, test, text, custom_values.rank(field.kind, text))

    def _typed(self, field: FieldRow) -> Any:
        text = self.text.text().strip()
        try:
            if field.kind == FieldKind.MONEY:
                return formats.read_money(text)
            if field.kind == FieldKind.DATE:
                return formats.read_day(text)
        except ValueError:
            raise InputError(Problem("not_a_number" if field.kind == FieldKind.MONEY else "not_a_date",
                                     values={"text": text})) from None  # fmt: skip
        return text.casefold() in ("1", "y", "yes", "是", "有") if field.kind == FieldKind.YES_NO else text

    def _row(self) -> FieldRow:
        return next(field for field in self._fields if field.id == self.field.currentData())

    def _offer_tests(self) -> None:
        kept = self.test.currentData()
        self.test.clear()
        for test in TESTS.get(self._row().kind, NUMBERS):
            self.test.addItem(labels.of(test, self._language), test)
        self.test.setCurrentIndex(max(0, self.test.findData(kept)))
        self.text.setPlaceholderText(" / ".join(self._row().choices))
        self._show_text()

    def _show_text(self) -> None:
        self.text.setVisible(self.test.currentData() not in ALONE)

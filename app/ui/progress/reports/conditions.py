"""Which rows a report takes: conditions, one below the other, all of which hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.front.reports.fields import List
from app.services.rules.figures.reports import TESTS, Condition, ReportTest
from app.ui.progress.reports.fields import ValueField, choose, narrow, offer
from app.ui.widgets.boxes import ComboBox


class ConditionRow(QFrame):
    """A field, a test, what it is compared with."""

    edited = Signal()
    dropped = Signal(object)

    def __init__(self, source: List, language: Language) -> None:
        super().__init__()
        self._source, self._language = source, language
        self.field, self.test = ComboBox(), ComboBox()
        self.field.setAccessibleName(self.tr("Column of the condition"))
        self.test.setAccessibleName(self.tr("How it is compared"))
        narrow(self.field, self.test)
        offer(self.field, language, source.fields)
        gone = QPushButton("✕")
        gone.setProperty("kind", "link")
        gone.setAutoDefault(False)
        gone.setAccessibleName(self.tr("Take the condition out"))
        gone.clicked.connect(lambda: self.dropped.emit(self))
        self._value = QVBoxLayout()
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.field, 1)
        first.addWidget(gone)
        second.addWidget(self.test, 2)
        second.addLayout(self._value, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addLayout(second)
        self.field.activated.connect(lambda: self._offer_tests())
        self.test.activated.connect(lambda: self._ask_value())
        self._offer_tests()

    def condition(self) -> Condition | None:
        """None while there is nothing to compare with."""
        values = self.value.values()
        if values is None:
            return None
        return Condition(str(self.field.currentData()), ReportTest(self.test.currentData()), values)

    def show_condition(self, condition: Condition) -> None:
        choose(self.field, condition.field)
        self._offer_tests()
        choose(self.test, condition.test.value)
        self._ask_value()
        self.value.set_values(condition.values)

    def _offer_tests(self) -> None:
        field = self._source.by_key[str(self.field.currentData())]
        before = self.test.currentData()
        self.test.clear()
        for test in TESTS[field.kind]:
            self.test.addItem(words.of(test, self._language), test.value)
        choose(self.test, before)
        self._ask_value()

    def _ask_value(self) -> None:
        while (item := self._value.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        field = self._source.by_key[str(self.field.currentData())]
        self.value = ValueField(field, ReportTest(self.test.currentData()), self._language)
        if self.value.field is not None:
            self.value.field.editor.setAccessibleName(self.tr("Compared with"))
            self.value.field.edited.connect(self.edited)
            self._value.addWidget(self.value.field)
            QWidget.setTabOrder(self.test, self.value.field)
        self.edited.emit()


class Conditions(QWidget):
    """As many as there are."""

    edited = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._source: List | None = None
        self.rows: list[ConditionRow] = []
        self.add_button = QPushButton("＋ " + self.tr("Add a condition"))
        self.add_button.setProperty("kind", "link")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_conditions(self, source: List, conditions: tuple[Condition, ...]) -> None:
        self._source = source
        for row in list(self.rows):
            self._drop(row)
        for condition in conditions:
            self._put().show_condition(condition)

    def conditions(self) -> tuple[Condition, ...]:
        """Those that say something."""
        return tuple(found for row in self.rows if (found := row.condition()) is not None)

    def add(self) -> None:
        """One more, with the cursor in it."""
        self._put().field.setFocus()

    def _put(self) -> ConditionRow:
        assert self._source is not None
        row = ConditionRow(self._source, self._language)
        row.edited.connect(self.edited)
        row.dropped.connect(self._take)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _take(self, row: ConditionRow) -> None:
        self._drop(row)
        self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

"""Form fields: each takes a value and gives a value, and says nothing while it is being filled by the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.errors import Place, Problem
from app.ui.base import formats
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import plain


class Field(QWidget):
    """Base: a widget with a value. ``edited`` is emitted for the user's doing only."""

    edited = Signal()

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(editor)
        self.setFocusProxy(editor)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def problem(self) -> Problem | None:
        """What is wrong with the text as such, before any service sees it."""
        return None

    def mark(self, wrong: bool) -> None:
        self.editor.setProperty("wrong", "true" if wrong else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class TextField(Field):
    def __init__(self, placeholder: str = "") -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        super().__init__(self.line)
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)


class NotesField(Field):
    def __init__(self, placeholder: str = "", height: int = 72) -> None:
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(placeholder)
        self.text.setMaximumHeight(height)
        self.text.setTabChangesFocus(True)
        super().__init__(self.text)
        self.text.textChanged.connect(lambda: self.edited.emit())

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(value or "")


class ChoiceField(Field):
    """``choices`` are (value, words); an empty first choice means "not said"."""

    def __init__(self, choices: Sequence[tuple[Any, str]], *, optional: bool = False) -> None:
        self.box = ComboBox()
        if optional:
            self.box.addItem("—", None)
        for value, words in choices:
            self.box.addItem(words, value)
        super().__init__(self.box)
        self.box.activated.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def offer(self, value: Any) -> None:
        """Make room for a value that is none of the choices (any more), so that filling does not lose it."""
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(str(value), value)


class CheckField(Field):
    def __init__(self, words: str) -> None:
        self.check = QCheckBox(words)
        super().__init__(self.check)
        self.check.clicked.connect(lambda: self.edited.emit())

    def value(self) -> bool:
        return self.check.isChecked()

    def set_value(self, value: Any) -> None:
        self.check.setChecked(bool(value))


class MoneyField(TextField):
    """Typed in yuan (``12,000``, ``20万``, ``三十万``); the value is fen, None when empty."""

    def value(self) -> Any:
        try:
            return formats.read_money(self.line.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else formats.money(value))

    def problem(self) -> Problem | None:
        try:
            amount = formats.read_money(self.line.text())
        except ValueError:
            return Problem("not_an_amount", values={"text": self.line.text()})
        return Problem("negative") if amount is not None and amount < 0 else None


class NumberField(TextField):
    """A whole number, with or without its word (``20``, ``20年``; ``15天`` where it is of days); None when empty."""

    def __init__(self, *, days: bool = False) -> None:
        super().__init__()
        self._days = days

    def value(self) -> Any:
        try:
            return formats.read_whole(self.line.text(), days=self._days)
        except ValueError:
            return None

    def problem(self) -> Problem | None:
        try:
            number = formats.read_whole(self.line.text(), days=self._days)
        except ValueError:
            return Problem("not_days" if self._days else "not_a_count", values={"text": self.line.text().strip()})
        return Problem("negative") if number is not None and number < 0 else None


class PercentField(TextField):
    """Typed as ``50``, ``33.33`` or ``12.5%``; the value is hundredths of a per cent, None when empty."""

    def value(self) -> Any:
        try:
            return formats.read_percent(self.line.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else formats.hundredths(value))

    def problem(self) -> Problem | None:
        try:
            share = formats.read_percent(self.line.text())
        except ValueError:
            return Problem("not_a_percent", values={"text": self.line.text().strip()})
        return Problem("negative") if share is not None and share < 0 else None


class DateField(TextField):
    """Typed as 2026-11-24, 2026.11.24, 2026/11/24, 20261124, or in words (tomorrow, 下周五) which become the date
    when the field is left; the value is a date, None when empty."""

    def __init__(self, example: str = "2026-11-24") -> None:
        """``example`` is a day of the field's own kind: a birthday lies decades back."""
        super().__init__(QCoreApplication.translate("Dates", "yyyy-mm-dd"))
        self._example = example
        self.line.setToolTip(
            plain(QCoreApplication.translate("Dates", "A date, or words such as: tomorrow, next Friday"))
        )
        self.line.editingFinished.connect(self._say_date)

    def _say_date(self) -> None:
        if (day := self.value()) is not None:
            self.set_value(day)

    def value(self) -> Any:
        try:
            return formats.read_day(self.line.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value(value.isoformat() if isinstance(value, date) else value)

    def problem(self) -> Problem | None:
        try:
            formats.read_day(self.line.text())
        except ValueError:
            return Problem("not_a_day", values={"text": self.line.text(), "example": self._example})
        return None


class TimeField(TextField):
    """Typed as 9:30, 930 or 9点半; the value is minutes after midnight, None when empty."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("Dates", "hh:mm"))

    def value(self) -> Any:
        try:
            return formats.read_minute(self.line.text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        super().set_value(formats.minute(value) if isinstance(value, int) else value)

    def problem(self) -> Problem | None:
        try:
            formats.read_minute(self.line.text())
        except ValueError:
            return Problem("not_a_clock_time", values={"text": self.line.text()})
        return None


def at_field(problem: Problem, name: str) -> Problem:
    """The same problem, said of a field."""
    return Problem(problem.code, Place(field=name), problem.values)

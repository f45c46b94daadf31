"""How often an activity comes again, in a form: a frequency, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Frequency, Language
from app.errors import Problem
from app.services.rules.day.recurrence import LAST_DAY
from app.ui.base import labels
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import DateField, Field, NumberField
from app.ui.widgets.plain import Label, plain

NEVER, UNTIL, COUNT = "never", "until", "count"


class RepeatField(Field):
    """The value is a rule's document, None for no repeat."""

    def __init__(self, language: Language) -> None:
        self.box = QWidget()
        super().__init__(self.box)
        self._units = {
            Frequency.DAILY: self.tr("days"),
            Frequency.WEEKLY: self.tr("weeks"),
            Frequency.MONTHLY: self.tr("months"),
            Frequency.YEARLY: self.tr("years"),
        }
        self.frequency = self._choices(
            [("", self.tr("Does not repeat")), *labels.choices(Frequency, language)], self.tr("Repeat")
        )
        self.interval = NumberField()
        self.interval.setMaximumWidth(52)
        self.interval.editor.setAccessibleName(self.tr("Interval"))
        self.unit = Label()
        self.weekdays = [self._weekday(day, language) for day in range(7)]
        self.month_day = self._choices(
            [("", self.tr("on its day")), (LAST_DAY, self.tr("on the last day")), *((n, str(n)) for n in range(1, 32))],
            self.tr("Day of the month"),
        )
        self.ends = self._choices(
            [(NEVER, self.tr("without an end")), (UNTIL, self.tr("until")), (COUNT, self.tr("times"))], self.tr("Ends")
        )
        self.until, self.count = DateField(), NumberField()
        self.until.editor.setAccessibleName(self.tr("Last day"))
        self.count.editor.setAccessibleName(self.tr("How many times"))
        self.count.setMaximumWidth(60)
        for field in (self.interval, self.until, self.count):
            field.edited.connect(lambda: self.edited.emit())
        self.every = Label(self.tr("every"))
        self.setFocusProxy(self.frequency)
        self._lay_out()
        self.set_value(None)

    def value(self) -> Any:
        frequency = self.frequency.currentData()
        if not frequency:
            return None
        ends = self.ends.currentData()
        until = self.until.value() if ends == UNTIL else None
        weekly, monthly = frequency == Frequency.WEEKLY, frequency == Frequency.MONTHLY
        interval = self.interval.value()
        return {
            "frequency": str(frequency),
            "interval": 1 if interval is None else interval,
            "weekdays": [day for day, button in enumerate(self.weekdays) if weekly and button.isChecked()],
            "month_day": (self.month_day.currentData() or None) if monthly else None,
            "until": until.isoformat() if until else None,
            "count": self.count.value() if ends == COUNT else None,
        }

    def set_value(self, value: Any) -> None:
        value = value or {}
        self.frequency.setCurrentIndex(max(0, self.frequency.findData(value.get("frequency", ""))))
        self.interval.set_value(value.get("interval", 1))
        for day, button in enumerate(self.weekdays):
            button.setChecked(day in value.get("weekdays", ()))
        self.month_day.setCurrentIndex(max(0, self.month_day.findData(value.get("month_day") or "")))
        ends = UNTIL if value.get("until") else COUNT if value.get("count") else NEVER
        self.ends.setCurrentIndex(self.ends.findData(ends))
        self.until.set_value(value.get("until") or "")
        self.count.set_value(value.get("count") or "")
        self._show_parts()

    def problem(self) -> Problem | None:
        if not self.frequency.currentData():
            return None
        ends = self.ends.currentData()
        asked = [self.interval, *([self.until] if ends == UNTIL else []), *([self.count] if ends == COUNT else [])]
        wrong = next((problem for field in asked if (problem := field.problem())), None)
        if wrong is None and asked[1:] and asked[1].value() is None:
            wrong = Problem("required")
        return wrong

    def mark(self, wrong: bool) -> None:
        for field in (self.interval, self.until, self.count):
            field.mark(wrong and field.problem() is not None)

    def _choices(self, choices: Any, name: str) -> ComboBox:
        box = ComboBox()
        for value, words in choices:
            box.addItem(words, value)
        box.setAccessibleName(name)
        box.activated.connect(self._chosen)
        return box

    def _weekday(self, day: int, language: Language) -> QPushButton:
        words = labels.say(f"weekday.{day}", language)
        button = QPushButton(words[-1] if language == Language.ZH else words[:2])
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("kind", "day")
        button.setAccessibleName(words)
        button.setToolTip(plain(words))
        button.clicked.connect(self._emit())
        return button

    def _emit(self) -> Callable[[], None]:
        return lambda: self.edited.emit()

    def _chosen(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        frequency = self.frequency.currentData()
        self.unit.setText(self._units[Frequency(frequency)] if frequency else "")
        for widget in (self.every, self.interval, self.unit, self.ends):
            widget.setVisible(bool(frequency))
        for button in self.weekdays:
            button.setVisible(frequency == Frequency.WEEKLY)
        self.month_day.setVisible(frequency == Frequency.MONTHLY)
        self.until.setVisible(bool(frequency) and self.ends.currentData() == UNTIL)
        self.count.setVisible(bool(frequency) and self.ends.currentData() == COUNT)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self.box)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        for parts in (
            (self.frequency, self.every, self.interval, self.unit, self.month_day),
            self.weekdays,
            (self.ends, self.until, self.count),
        ):
            line = QHBoxLayout()
            for part in parts:
                line.addWidget(part)
            line.addStretch()
            outer.addLayout(line)

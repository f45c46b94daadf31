"""A field for each kind of question; like every field, each takes a value and gives a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Language
from app.services.needs.interviews import Question
from app.services.needs.interviews.templates import Kind, Scale, pick
from app.ui.base.later import later
from app.ui.interview.answering.table_field import TableField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.forms.fields import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NotesField,
    NumberField,
    PercentField,
)
from app.ui.widgets.plain import Label, caption, plain

LINE_HEIGHT, LEAST_LINES, MOST_LINES = 22, 2, 8
LEAST_CHOICE = 90
STEP_WIDTH, MANY_STEPS = 40, 7
KEY_ROLE = Qt.ItemDataRole.UserRole


def field_for(question: Question, language: Language, yes: str) -> Field:
    """``yes`` are the words beside a check box."""
    choices = [(value, pick(text, language)) for value, text in question.choices]
    if question.kind == Kind.MONEY:
        return MoneyField()
    if question.kind == Kind.NUMBER:
        return NumberField()
    if question.kind == Kind.PERCENT:
        return PercentField()
    if question.kind == Kind.DATE:
        return IsoDateField()
    if question.kind == Kind.CHECK:
        return YesNoField(yes, no_words(language))
    if question.kind == Kind.CHOICE:
        field = ChoiceField(choices, optional=True)
        field.box.setMinimumWidth(LEAST_CHOICE)  # else its longest words would widen the whole step
        return field
    if question.kind == Kind.CHOICES:
        return ChoicesField(choices)
    if question.kind == Kind.RANKING:
        return RankingField(choices)
    if question.kind == Kind.SCALE and question.scale is not None:
        return ScaleField(question.scale, language)
    if question.kind == Kind.TABLE:
        return TableField(question.columns, language)
    return GrowingNotes()


def no_words(language: Language) -> str:
    """否 beside 是."""
    word = words.say("customers.no", language)
    return word[:1].upper() + word[1:]


class YesNoField(Field):
    """Both answers, and neither while nobody was asked; the chosen one clicked again takes the answer back."""

    def __init__(self, yes: str, no: str) -> None:
        box = QWidget()
        super().__init__(box)
        self.yes, self.no = QCheckBox(yes), QCheckBox(no)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        for one, other in ((self.yes, self.no), (self.no, self.yes)):
            one.clicked.connect(lambda _checked=False, other=other: self._choose(other))
            line.addWidget(one)
        line.addStretch()
        self.editor = self.yes
        self.setFocusProxy(self.yes)

    def _choose(self, other: QCheckBox) -> None:
        other.setChecked(False)
        self.edited.emit()

    def value(self) -> bool | None:
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.yes.setChecked(value is True)
        self.no.setChecked(value is False)


class GrowingNotes(NotesField):
    """As high as what is written in it, from two lines to eight."""

    def __init__(self) -> None:
        super().__init__(height=LINE_HEIGHT * MOST_LINES)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def _fit(self) -> None:
        lines = round(self.text.document().size().height())  # a plain text document measures in lines
        line = max(LINE_HEIGHT, self.text.fontMetrics().lineSpacing())
        self.text.setMaximumHeight(line * MOST_LINES + 14)
        self.setFixedHeight(line * min(MOST_LINES, max(LEAST_LINES, lines)) + 14)


class IsoDateField(DateField):
    """A day kept as ISO text."""

    def value(self) -> Any:
        day = super().value()
        return None if day is None else day.isoformat()


class ChoicesField(Field):
    """Several of the choices; None when there is none."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        box = QWidget()
        super().__init__(box)
        flow = FlowLayout(14)
        box.setLayout(flow)
        self.checks: dict[str, QCheckBox] = {}
        for value, text in choices:
            check = QCheckBox(caption(text))
            check.clicked.connect(lambda: self.edited.emit())
            flow.addWidget(check)
            self.checks[value] = check
        self.setFocusProxy(next(iter(self.checks.values())))

    def value(self) -> Any:
        return [value for value, check in self.checks.items() if check.isChecked()] or None

    def set_value(self, value: Any) -> None:
        for key, check in self.checks.items():
            check.setChecked(key in (value or []))


class ScaleField(Field):
    """One step of a scale, with words below its ends; the chosen one clicked again takes the answer back."""

    def __init__(self, scale: Scale, language: Language) -> None:
        box = QWidget()
        super().__init__(box)
        line, ends = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(4)
        self.steps: dict[int, QPushButton] = {}
        for step in range(scale.least, scale.most + 1):
            button = QPushButton(str(step))
            button.setCheckable(True)
            button.setAccessibleName(f"{step} / {scale.most}")
            button.setFixedWidth(STEP_WIDTH if scale.most - scale.least < MANY_STEPS else STEP_WIDTH * 3 // 4)
            button.setStyleSheet("padding-left: 2px; padding-right: 2px")
            button.clicked.connect(lambda checked, step=step: self._choose(step if checked else None))
            line.addWidget(button)
            self.steps[step] = button
        ends.addWidget(_muted(pick(scale.low, language)))
        ends.addStretch()
        ends.addWidget(_muted(pick(scale.high, language)))
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addLayout(line, 0, 0)
        grid.addLayout(ends, 1, 0)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.steps[scale.least])

    def value(self) -> Any:
        return next((step for step, button in self.steps.items() if button.isChecked()), None)

    def set_value(self, value: Any) -> None:
        for step, button in self.steps.items():
            button.setChecked(step == value)

    def _choose(self, step: int | None) -> None:
        self.set_value(step)
        self.edited.emit()


class RankingField(Field):
    """Choices in the customer's order, dragged or moved by Ctrl and the arrows; None until they were put in order."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        self._choices = list(choices)
        self._ranked = False
        box = QWidget()
        super().__init__(box)
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        # Told after the drop is over, when the rows have come to rest.
        self.list.model().rowsMoved.connect(lambda: later(self, self._moved))
        self.up, self.down = QPushButton("↑ " + self.tr("Move up")), QPushButton("↓ " + self.tr("Move down"))
        self.keep = QPushButton(self.tr("This order is right"))
        self.keep.setProperty("kind", "link")
        self.keep.clicked.connect(self._moved)
        for button, step, keys in ((self.up, -1, "Ctrl+Up"), (self.down, 1, "Ctrl+Down")):
            button.setToolTip(plain(keys))
            button.clicked.connect(lambda _checked=False, step=step: self.move_current(step))
            shortcut = QShortcut(QKeySequence(keys), self.list, lambda step=step: self.move_current(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        line = QHBoxLayout()
        for button in (self.up, self.down):
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.keep)
        layout.addLayout(line)
        self.setFocusProxy(self.list)
        self.set_value(None)

    def value(self) -> Any:
        return self._keys() if self._ranked else None

    def set_value(self, value: Any) -> None:
        self._ranked = bool(value)
        words = dict(self._choices)
        order = [key for key in value or [] if key in words]
        self._show([*order, *(key for key in words if key not in order)], 0)

    def move_current(self, step: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            keys = self._keys()
            keys.insert(row + step, keys.pop(row))
            self._show(keys, row + step)
            self._moved()

    def _moved(self) -> None:
        self._ranked = True
        self._show(self._keys(), self.list.currentRow())
        self.edited.emit()

    def _keys(self) -> list[str]:
        return [self.list.item(row).data(KEY_ROLE) for row in range(self.list.count())]

    def _show(self, keys: Sequence[str], current: int) -> None:
        words = dict(self._choices)
        with QSignalBlocker(self.list):
            self.list.clear()
            for place, key in enumerate(keys, 1):
                item = QListWidgetItem(f"{place}. {words[key]}" if self._ranked else words[key])
                item.setData(KEY_ROLE, key)
                self.list.addItem(item)
            self.list.setCurrentRow(current)
        self.keep.setVisible(not self._ranked)
        row = max(24, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(row * self.list.count() + 12)


def _muted(text: str) -> Label:
    label = Label(text)
    label.setProperty("kind", "muted")
    return label

"""Activities in one line, and the next step after one is done."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.enums import ActivityKind, ActivityStatus
from app.errors import NeedfolioError
from app.services import activities, customers
from app.services.activities import ActivityDraft, ActivityRow
from app.services.rules.next_steps import NextStep
from app.ui import labels
from app.ui.desk import Desk
from app.ui.widgets.fields import DateField, MoneyField

FOUND = 8


class ActivityBar(QWidget):
    """Kind, customer, day, note: Enter records it. The customer is found as one types."""

    added = Signal(object)  # ActivityDraft
    refused = Signal(object)  # NeedfolioError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: dict[str, str] = {}
        self.kind = QComboBox()
        for value, text in labels.choices(ActivityKind, desk.language):
            self.kind.addItem(text, value)
        self.kind.setAccessibleName(self.tr("Kind of activity"))
        self.customer = QLineEdit()
        self.customer.setPlaceholderText(self.tr("Customer"))
        self.customer.setAccessibleName(self.tr("Customer"))
        self.customer.textEdited.connect(self._find)
        self._names = QCompleter([])
        self._names.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.customer.setCompleter(self._names)
        self.day = DateField()
        self.day.set_value(desk.today())
        self.day.editor.setAccessibleName(self.tr("Day"))
        self.day.setMaximumWidth(110)
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("What happened, or what to do"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.returnPressed.connect(self.add)
        self.premium = MoneyField()
        self.premium.line.setPlaceholderText(self.tr("Premium"))
        self.premium.setMaximumWidth(100)
        self.premium.hide()
        self.kind.activated.connect(self._show_premium)
        self.planned = QCheckBox(self.tr("planned"))
        self.button = QPushButton(self.tr("Record"))
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self.add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in (
            (self.kind, 0), (self.customer, 2), (self.day, 0), (self.note, 4), (self.premium, 0), (self.planned, 0),
            (self.button, 0),
        ):  # fmt: skip
            layout.addWidget(widget, stretch)
        self._suggest_current()

    def add(self) -> None:
        day = self.day.value() or self._desk.today()
        kind = ActivityKind(self.kind.currentData())
        future = day > self._desk.today()
        planned = self.planned.isChecked() or future
        draft = ActivityDraft(
            kind,
            day,
            ActivityStatus.PLANNED if planned else ActivityStatus.DONE,
            self._ids.get(self.customer.text().strip()),
            note=self.note.text().strip(),
            premium=self.premium.value() if kind == ActivityKind.CLOSING and not planned else None,
        )
        try:
            activities.add(self._desk.store, self._desk.actor, draft)
        except NeedfolioError as error:
            self.refused.emit(error)
            return
        self.note.clear()
        self.added.emit(draft)

    def _suggest_current(self) -> None:
        if self._desk.household_id is not None:
            row = customers.row(self._desk.store, self._desk.household_id)
            self._ids = {row.name: row.id}
            self.customer.setText(row.name)

    def _find(self, text: str) -> None:
        rows = customers.search(self._desk.store, text.strip(), FOUND) if text.strip() else []
        titles = [row.name if sum(r.name == row.name for r in rows) == 1 else f"{row.name} {row.code}" for row in rows]
        self._ids = {title: row.id for title, row in zip(titles, rows, strict=True)}
        self._names = QCompleter(titles)
        self._names.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.customer.setCompleter(self._names)
        self._names.complete()

    def _show_premium(self) -> None:
        self.premium.setVisible(self.kind.currentData() == ActivityKind.CLOSING)


class NextStepDialog(QDialog):
    """Finish an activity: a note of how it went, and what comes next, filled with the usual."""

    def __init__(self, desk: Desk, parent: QWidget, row: ActivityRow, step: NextStep) -> None:
        super().__init__(parent)
        self._row = row
        self.setWindowTitle(
            self.tr("Done: {what}").format(what=f"{labels.of(row.kind, desk.language)} {row.household_name}")
        )
        self.setMinimumWidth(440)
        self._note = QLineEdit(row.note)
        self._note.setAccessibleName(self.tr("How did it go?"))
        self.next = QRadioButton(self.tr("Next step"))
        self.next.setChecked(True)
        self.none = QRadioButton(self.tr("No next step"))
        self.kind = QComboBox()
        for value, text in labels.choices(ActivityKind, desk.language):
            self.kind.addItem(text, value)
        self.kind.setCurrentIndex(self.kind.findData(step.kind.value))
        self.day = DateField()
        self.day.set_value(max(step.on_date, desk.today() + timedelta(days=1)))
        save = QPushButton(self.tr("Save"))
        save.setProperty("kind", "primary")
        save.setDefault(True)
        save.clicked.connect(self._submit)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.next)
        line.addWidget(self.kind)
        line.addWidget(self.day, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("How did it go?")))
        layout.addWidget(self._note)
        layout.addLayout(line)
        layout.addWidget(self.none)
        layout.addLayout(buttons)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def note(self) -> str:
        return self._note.text().strip()

    def following(self) -> ActivityDraft | None:
        if self.none.isChecked():
            return None
        kind = ActivityKind(self.kind.currentData())
        return ActivityDraft(kind, self.day.value(), ActivityStatus.PLANNED, self._row.household_id)

    def _submit(self) -> None:
        if self.none.isChecked() or self.day.value() is not None:
            self.accept()
        else:
            self.day.mark(True)

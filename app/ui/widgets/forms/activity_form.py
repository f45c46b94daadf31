"""Activities in one line, and the next step after one is done."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.enums import ActivityKind, ActivityStatus
from app.errors import InputError, Problem
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow, Finished
from app.services.rules.day.next_steps import NextStep, usual
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.customer_line import CustomerLine
from app.ui.widgets.forms.fields import DateField, MoneyField, NotesField, TextField
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label

REPORTED = (ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.DEMO, ActivityKind.EVENT)
"""Finishing one of these asks for a report and for who went along."""


class ActivityBar(QWidget):
    """Kind, customer, day, note: Enter records it. The customer is found as one types."""

    added = Signal(object)  # ActivityRow

    def __init__(self, desk: Desk, guard: Guard, *, of_family: bool = False) -> None:
        """``of_family``: always about the family at hand, so that no customer is asked for."""
        super().__init__()
        self._desk, self._guard = desk, guard
        self._of_family = of_family
        self.kind = ComboBox()
        for value, text in labels.choices(ActivityKind, desk.language):
            self.kind.addItem(text, value)
        self.kind.setAccessibleName(self.tr("Kind of activity"))
        self.customer = CustomerLine(desk)
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
        self.customer.setHidden(of_family)
        self._suggest_current()

    def add(self) -> None:
        with self._guard():
            if wrong := self._problems():
                raise InputError(wrong)
            row = activities.add(self._desk.store, self._desk.actor, self._draft())
            self.note.clear()
            self.premium.set_value(None)
            self.added.emit(row)

    def _draft(self) -> ActivityDraft:
        day = self.day.value() or self._desk.today()
        kind = ActivityKind(self.kind.currentData())
        future = day > self._desk.today()
        planned = self.planned.isChecked() or future
        return ActivityDraft(
            kind,
            day,
            ActivityStatus.PLANNED if planned else ActivityStatus.DONE,
            self._desk.household_id if self._of_family else self.customer.household_id,
            note=self.note.text().strip(),
            premium=self.premium.value() if kind == ActivityKind.CLOSING and not planned else None,
        )

    def _problems(self) -> list[Problem]:
        """What was typed and cannot be read: nothing of it is guessed."""
        found = []
        for field in (self.day, self.premium):
            problem = field.problem() if not field.isHidden() else None
            field.mark(problem is not None)
            if problem is not None:
                found.append(problem)
        if not self._of_family and self.customer.unknown:
            found.append(Problem("customer_unknown", values={"text": self.customer.text().strip()}))
        return found

    def _suggest_current(self) -> None:
        if self._desk.household_id is not None and not self._of_family:
            self.customer.choose(self._desk.household_id)

    def _show_premium(self) -> None:
        self.premium.setVisible(self.kind.currentData() == ActivityKind.CLOSING)


class NextStepDialog(Dialog):
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
        self.kind = ComboBox()
        for value, text in labels.choices(ActivityKind, desk.language):
            self.kind.addItem(text, value)
        self.kind.setCurrentIndex(self.kind.findData(step.kind.value))
        self.day = DateField()
        self.day.set_value(max(step.on_date, desk.today() + timedelta(days=1)))
        self.premium = MoneyField()
        self.premium.editor.setAccessibleName(self.tr("Premium a year (yuan)"))
        self._asks_premium = row.kind == ActivityKind.CLOSING
        self._asks_report = row.kind in REPORTED
        self.report = NotesField(self.tr("What was said, what they want, what you noticed"), 84)
        self.report.set_value(row.report)
        self.report.editor.setAccessibleName(self.tr("Visit report"))
        self.companion = TextField()
        self.companion.set_value(row.companion)
        self.companion.editor.setAccessibleName(self.tr("Who went along"))
        save = QPushButton(self.tr("Save"))
        save.clicked.connect(self._submit)
        line = QHBoxLayout()
        line.addWidget(self.next)
        line.addWidget(self.kind)
        line.addWidget(self.day, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(Label(self.tr("How did it go?")))
        layout.addWidget(self._note)
        for words, field, asked in (
            (self.tr("Visit report"), self.report, self._asks_report),
            (self.tr("Who went along"), self.companion, self._asks_report),
            (self.tr("Premium a year (yuan)"), self.premium, self._asks_premium),
        ):
            caption = Label(words)
            for widget in (caption, field):
                layout.addWidget(widget)
                widget.setVisible(asked)
        layout.addLayout(line)
        layout.addWidget(self.none)
        layout.addLayout(self.lay_foot(save))
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def note(self) -> str:
        return self._note.text().strip()

    def premium_closed(self) -> int | None:
        """Fen; None for what is no closing."""
        return self.premium.value() if self._asks_premium else None

    def reported(self) -> dict[str, str]:
        """The report and who went along; nothing where neither is asked for."""
        return {"report": self.report.value(), "companion": self.companion.value()} if self._asks_report else {}

    def following(self) -> ActivityDraft | None:
        if self.none.isChecked():
            return None
        kind = ActivityKind(self.kind.currentData())
        return ActivityDraft(kind, self.day.value(), ActivityStatus.PLANNED, self._row.household_id)

    def _submit(self) -> None:
        premium_wrong = self._asks_premium and self.premium.problem() is not None
        day_wrong = self.next.isChecked() and self.day.value() is None
        self.premium.mark(premium_wrong)
        self.day.mark(day_wrong)
        if not premium_wrong and not day_wrong:
            self.accept()


def finish(desk: Desk, parent: QWidget, row: ActivityRow) -> Finished | None:
    """Done; then the next step is offered, filled in, and "none" must be chosen. None when it was called off.

    Raises NeedfolioError as the service does.
    """
    day = desk.today()
    dialog = NextStepDialog(desk, parent, row, usual(row.kind, day))
    if not dialog.exec():
        return None
    return activities.finish(
        desk.store,
        desk.actor,
        row.id,
        row.version,
        on_date=day,
        note=dialog.note(),
        premium=dialog.premium_closed(),
        **dialog.reported(),
        following=dialog.following(),
    )

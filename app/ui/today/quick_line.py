"""One line that becomes an activity: what was understood is shown while one types, Enter saves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import ActivityStatus
from app.services.day import activities, quick_add
from app.services.day.quick_add import Candidate, Preview
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.notice import Guard

WAIT_MS = 150


class QuickLine(QWidget):
    """Enter saves when all is clear; with several customers of that name the first of them gets the keys instead."""

    added = Signal(object)  # ActivityRow

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self._desk, self._guard = desk, guard
        self.found: Preview | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("One line, such as: tomorrow 3pm visit Wang Fang"))
        self.line.setAccessibleName(self.tr("Quick entry"))
        self.line.setClearButtonEnabled(True)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self.read)
        self.line.textChanged.connect(lambda: self._timer.start())
        self.line.returnPressed.connect(self.save)
        self.preview = QFrame()
        self.preview.setProperty("kind", "band")
        self.understood, self.open = QLabel(), QLabel()
        self.understood.setProperty("kind", "strong")
        self.open.setProperty("kind", "warn")
        for label in (self.understood, self.open):
            label.setWordWrap(True)
        self.offers = QHBoxLayout()
        self.offers.setSpacing(6)
        inside = QVBoxLayout(self.preview)
        inside.setContentsMargins(10, 4, 10, 4)
        inside.setSpacing(2)
        inside.addWidget(self.understood)
        inside.addWidget(self.open)
        inside.addLayout(self.offers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.preview)
        self.preview.hide()
        self.candidates: list[QPushButton] = []

    def read(self) -> None:
        """Show what the line says now."""
        self._timer.stop()
        self.found = quick_add.preview(self._desk.store, self.line.text(), self._desk.today())
        self._show()

    def save(self) -> None:
        self.read()
        if self.found is None:
            return
        if self.found.clear:
            self._add(self.found)
        elif self.candidates:
            self.candidates[0].setFocus()

    def _choose(self, one: Candidate) -> None:
        if self.found is not None:
            draft = replace(self.found.draft, household_id=one.household_id)
            self.found = replace(self.found, draft=draft, customers=(one,))
            self._show()
            if self.found.clear:
                self._add(self.found)

    def _add(self, found: Preview) -> None:
        with self._guard():
            row = activities.add(self._desk.store, self._desk.actor, found.draft)
            self.line.clear()
            self.line.setFocus()
            self.read()
            self.added.emit(row)

    def _show(self) -> None:
        found = self.found
        for button in self.candidates:
            self.offers.removeWidget(button)
            button.deleteLater()
        self.candidates = []
        self.preview.setVisible(found is not None)
        if found is None:
            return
        self.understood.setText(self._said(found))
        doubts = self._doubts(found)
        self.open.setText("⚠ " + "  ".join(doubts) if doubts else "")
        self.open.setVisible(bool(doubts))
        if len(found.customers) > 1:
            for one in found.customers:
                button = QPushButton(f"{one.name} {one.code}")
                button.clicked.connect(self._chooses(one))
                self.candidates.append(button)
                self.offers.insertWidget(len(self.candidates) - 1, button)
                button.show()  # at once: the first of them may get the keys
            if self.offers.count() == len(self.candidates):
                self.offers.addStretch()

    def _chooses(self, one: Candidate) -> Callable[[], None]:
        return lambda: self._choose(one)

    def _said(self, found: Preview) -> str:
        """Kind, day, time, customer, place, note, as it will be saved."""
        draft, language = found.draft, self._desk.language
        day = f"{draft.on_date} {labels.say(f'weekday.{draft.on_date.weekday()}', language)}"
        time = formats.minute(draft.at_minute) or self.tr("all day")
        length = (
            ""
            if draft.duration is None
            else self.tr("{minutes} minutes", n=draft.duration).format(minutes=draft.duration)
        )
        who = found.customers[0].name if len(found.customers) == 1 else ""
        place = f"@{draft.place}" if draft.place else ""
        note = self.tr("note: {text}").format(text=draft.note) if draft.note else ""
        done = self.tr("done") if draft.status == ActivityStatus.DONE else ""
        parts = (labels.of(draft.kind, language), day, time, length, who, place, note, done)
        return "   ·   ".join(part for part in parts if part)

    def _doubts(self, found: Preview) -> list[str]:
        doubts = [self.tr("Not a day or time: “{text}”.").format(text=part.text) for part in found.impossible]
        if len(found.customers) > 1:
            doubts.append(self.tr("Which “{name}”?").format(name=found.called))
        if "kind" in found.assumed:
            doubts.append(self.tr("No kind is said: a call."))
        if "day" in found.assumed:
            doubts.append(self.tr("No day is said: today."))
        if not found.customers:
            doubts.append(self.tr("No customer by that name."))
        return doubts

"""One line that becomes activities: what was understood is shown while one types, Enter saves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import ActivityStatus
from app.services.day import quick_add
from app.services.day.quick_add import Preview
from app.services.front import one_line
from app.services.front.one_line import Kept
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.today.chips import Chips
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label

WAIT_MS = 150


class QuickLine(QWidget):
    """Enter saves when it is clear whom each activity is about; else the first of what is offered gets the keys: the
    customers it may be, a new customer, or nobody. What was put right counts until the line is typed on.
    """

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self._desk, self._guard = desk, guard
        self.found: Preview | None = None
        self._read = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("One line, such as: visited Wang Fang yesterday, meet again Friday"))
        self.line.setAccessibleName(self.tr("Quick entry"))
        self.line.setClearButtonEnabled(True)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self.read)
        self.line.textChanged.connect(lambda: self._timer.start())
        self.line.returnPressed.connect(self.save)
        self.preview = QFrame()
        self.preview.setProperty("kind", "band")
        self.understood, self.open = Chips(desk), Label()
        self.understood.corrected.connect(self._put_right)
        self.open.setProperty("kind", "warn")
        self.open.setWordWrap(True)
        self.offers = QHBoxLayout()
        self.offers.setSpacing(6)
        inside = QVBoxLayout(self.preview)
        inside.setContentsMargins(10, 4, 10, 4)
        inside.setSpacing(3)
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
        """Show what the line says now; what was put right stays while the line does."""
        self._timer.stop()
        text = self.line.text()
        if self.found is None or text != self._read:
            self.found = quick_add.preview(self._desk.store, text, self._desk.today())
            self._read = text
            self._show()

    def save(self) -> None:
        self.read()
        if self.found is None:
            return
        if self.found.clear:
            self._keep(self.found)
        elif self.candidates:
            self.candidates[0].setFocus()

    def _put_right(self, found: Preview) -> None:
        self.found = quick_add.stepped(self._desk.store, found, self._desk.today()) if found.entries else None
        if self.found is None:
            self.line.clear()
        self._show()

    def _keep(self, found: Preview, *, newcomer: bool = False) -> None:
        with self._guard():
            kept = one_line.keep(self._desk.store, self._desk.actor, found, self._desk.language, newcomer=newcomer)
            self.line.clear()
            self.line.setFocus()
            self.read()
            self._tell(kept)

    def _tell(self, kept: Kept) -> None:
        names = [
            f"{labels.of(row.kind, self._desk.language)} {row.household_name} {row.on_date:%m-%d}" for row in kept.rows
        ]
        words = self.tr("Recorded: {what}").format(what="  ·  ".join(" ".join(name.split()) for name in names))
        self._desk.hub.offer_undo(words)

    def _show(self) -> None:
        found = self.found
        for button in self.candidates:
            self.offers.removeWidget(button)
            button.deleteLater()
        self.candidates = []
        self.preview.setVisible(found is not None)
        if found is None:
            return
        self.understood.show_reading(found)
        doubts = self._doubts(found)
        self.open.setText("⚠ " + "  ".join(doubts) if doubts else "")
        self.open.setVisible(bool(doubts))
        for words, act in self._offered(found):
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, act=act: act())
            self.candidates.append(button)
            self.offers.insertWidget(len(self.candidates) - 1, button)
            button.show()  # at once: the first of them may get the keys
        if self.candidates and self.offers.count() == len(self.candidates):
            self.offers.addStretch()

    def _offered(self, found: Preview) -> list[tuple[str, Callable[[], None]]]:
        """What one may choose where the line leaves it open; the choice saves when it was the last thing open."""
        if (entry := found.doubtful) is not None:
            chosen = [(f"{one.name} {one.code}", found.choose(entry.called, one)) for one in entry.customers]
            return [(words, self._takes(right)) for words, right in chosen]
        if found.impossible or all(entry.linked for entry in found.entries):
            return []
        offers: list[tuple[str, Callable[[], None]]] = []
        if found.newcomer is not None:
            words = self.tr("Add {name} as a new customer").format(name=found.newcomer.name)
            offers.append((words, lambda: self._keep(found, newcomer=True)))
        offers.append((self.tr("Save without a customer"), lambda: self._keep(found)))
        return offers

    def _takes(self, found: Preview) -> Callable[[], None]:
        def take() -> None:
            self._put_right(found)
            if self.found is not None and self.found.clear:
                self._keep(self.found)
            elif self.candidates:
                self.candidates[0].setFocus()

        return take

    def _doubts(self, found: Preview) -> list[str]:
        doubts = [self.tr("Not a day or time: “{text}”.").format(text=part.text) for part in found.impossible]
        if (doubtful := found.doubtful) is not None:
            doubts.append(self.tr("Which “{name}”?").format(name=doubtful.called))
        assumed = {name for entry in found.entries for name in entry.assumed}
        if "kind" in assumed:
            doubts.append(self.tr("No kind is said: a call."))
        if "day" in assumed:
            doubts.append(self.tr("No day is said: today."))
        doubts += self._turned(found)
        if found.newcomer is not None:
            doubts.append(self.tr("No customer is called “{name}”.").format(name=found.newcomer.name))
        elif any(not entry.customers for entry in found.entries):
            doubts.append(self.tr("No customer is named."))
        return doubts

    def _turned(self, found: Preview) -> list[str]:
        told = []
        for entry in found.entries:
            off = entry.draft.status == ActivityStatus.CANCELLED
            if entry.turn is None or (entry.step is None and not off):
                continue
            if entry.step is None:
                told.append(self.tr("No planned step fits this; it is kept as a note and counts nowhere."))
            elif off:
                told.append(self.tr("Calls off the step planned for {day}.").format(day=entry.step.on_date))
            else:
                told.append(self.tr("Moves the step planned for {day}.").format(day=entry.step.on_date))
        return told

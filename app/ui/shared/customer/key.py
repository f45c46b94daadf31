"""The way out of the customer view: a field for the agent's key."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from app.services.needs import agent_key
from app.ui.base.desk import Desk
from app.ui.widgets.plain import Label

TRIES, REST_MS = 3, 5000


class KeyPanel(QFrame):
    """``opened`` when the key was right, ``closed`` when the conversation goes on. After three wrong tries it rests for
    a few seconds; nothing is ever locked or lost."""

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._wrong = desk, 0
        self.setProperty("kind", "card")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(self.tr("Password or PIN"))
        with_pin = agent_key.has_pin(desk.store)
        self.line.setPlaceholderText(self.tr("Password or PIN") if with_pin else self.tr("Password"))
        self.line.returnPressed.connect(self.submit)
        self.leave = QPushButton(self.tr("Leave the customer view"))
        self.leave.setProperty("kind", "primary")
        self.leave.clicked.connect(self.submit)
        self.stay = QPushButton(self.tr("Go on talking"))
        self.stay.clicked.connect(self._stay)
        self.said = Label()
        self.said.setProperty("kind", "wrong")
        self.said.hide()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        line = QHBoxLayout()
        for widget, stretch in (
            (Label(self.tr("For the agent:")), 0),
            (self.line, 1),
            (self.leave, 0),
            (self.stay, 0),
        ):
            line.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.said)

    def ask(self) -> None:
        self.show()
        self.line.setFocus()

    def submit(self) -> None:
        text = self.line.text()
        if not text or not self.line.isEnabled():
            return
        self.line.clear()
        self._enable(False)
        store = self._desk.store
        self._desk.tasks.run(
            self.tr("Checking the key"),
            lambda _progress: agent_key.opens(store, text),
            self._checked,
            lambda _error: self._checked(False),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stay()
        else:
            super().keyPressEvent(event)

    def _checked(self, right: bool) -> None:
        if right:
            self.opened.emit()
            return
        self._wrong += 1
        if self._wrong % TRIES == 0:
            self._say(self.tr("Three times wrong. Please wait five seconds; everything said is saved."))
            self._rest.start()
            return
        self._enable(True)
        self._say(self.tr("That is not the password or PIN. Everything said is saved; try again."))

    def _rested(self) -> None:
        self._enable(True)
        self.said.hide()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    def _enable(self, on: bool) -> None:
        for widget in (self.line, self.leave):
            widget.setEnabled(on)
        if on:
            self.line.setFocus()

    def _stay(self) -> None:
        self.line.clear()
        self.said.hide()
        self.hide()
        self.closed.emit()

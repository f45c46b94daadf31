"""The first page: choose a password for a new store, or give the password of the one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base.task_runner import Progress, TaskRunner

if TYPE_CHECKING:
    from app.services.base.store import Actor, Store

LEAST_PASSWORD = 8


class StoreGate(Protocol):
    """The way to the store, given by the composition root. Nothing here imports a service."""

    def exists(self) -> bool: ...

    def warm_up(self) -> None:
        """Import what opening needs; called on a worker while the user types."""

    def create(self, password: str, name: str, code: str, sample: bool) -> tuple[Store, Actor]:
        """``code`` "" is a provisional one."""

    def open(self, password: str) -> tuple[Store, Actor]: ...


class UnlockPage(QWidget):
    """Emits ``opened`` with (store, actor). Errors stand below the field."""

    opened = Signal(object)

    def __init__(self, gate: StoreGate, tasks: TaskRunner, language: Language) -> None:
        super().__init__()
        self._gate, self._tasks, self._language = gate, tasks, language
        self._new = not gate.exists()
        self.password = self._secret(self.tr("Password"))
        self.again = self._secret(self.tr("Password again"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Your name, as it stands on proposals"))
        self.name.setAccessibleName(self.tr("Your name"))
        self.code = QLineEdit()
        self.code.setPlaceholderText(self.tr("Agent code, such as 10023456"))
        self.code.setAccessibleName(self.tr("Agent code"))
        self.no_code = QCheckBox(self.tr("I do not have one yet"))
        self.no_code.setToolTip(self.tr("A provisional one is made; change it later in My details."))
        self.no_code.toggled.connect(self.code.setDisabled)
        self.sample = QCheckBox(self.tr("Put in the sample family and the sample catalogue"))
        self.sample.setChecked(True)
        self.error = QLabel()
        self.error.setProperty("kind", "wrong")
        self.error.setWordWrap(True)
        self.button = QPushButton(self.tr("Start") if self._new else self.tr("Open"))
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.clicked.connect(self.submit)
        self.password.returnPressed.connect(self._next_or_submit)
        self.again.returnPressed.connect(self.submit)
        self.language = QPushButton("English" if language == Language.ZH else "中文")
        self.language.setProperty("kind", "link")
        self._lay_out()
        QTimer.singleShot(0, self._warm_up)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor is where one types first; before a widget stands in its window, a focus would be lost."""
        super().showEvent(event)
        (self.name if self._new else self.password).setFocus()

    def submit(self) -> None:
        password = self.password.text()
        if self._new and len(password) < LEAST_PASSWORD:
            self._fail(words.say("error.password_short", self._language, least=LEAST_PASSWORD))
        elif self._new and password != self.again.text():
            self._fail(words.say("error.passwords_differ", self._language))
        elif self._new and not self.no_code.isChecked() and not self.code.text().strip():
            self._fail(self.tr("Your agent code, please, or tick that you do not have one yet."), self.code)
        else:
            self._start(password)

    def _start(self, password: str) -> None:
        self.button.setEnabled(False)
        self.error.setText("")
        name, sample, gate, new = self.name.text().strip(), self.sample.isChecked(), self._gate, self._new
        code = "" if self.no_code.isChecked() else self.code.text()

        def work(_progress: Progress) -> Any:
            return gate.create(password, name, code, sample) if new else gate.open(password)

        self._tasks.run(self.tr("Opening the store"), work, self._done, self._failed)

    def _done(self, opened: object) -> None:
        self.opened.emit(opened)

    def _failed(self, error: NeedfolioError | None) -> None:
        if error is None:
            self._fail(self.tr("Something went wrong; the log file tells more."))
        else:
            at_code = any(problem.place.field == "code" for problem in error.problems)
            self._fail("\n".join(words.explain_all(error, self._language)), self.code if at_code else None)

    def _fail(self, text: str, field: QLineEdit | None = None) -> None:
        self.error.setText(text)
        self.button.setEnabled(True)
        wrong = field or self.password
        wrong.setFocus()
        wrong.selectAll()

    def _next_or_submit(self) -> None:
        if self._new and not self.again.text():
            self.again.setFocus()
        else:
            self.submit()

    def _warm_up(self) -> None:
        gate = self._gate
        self._tasks.run(
            self.tr("Getting ready"), lambda _progress: gate.warm_up(), lambda _result: None, lambda _error: None
        )

    def _secret(self, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        return line

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(440)
        box = QVBoxLayout(card)
        box.setContentsMargins(32, 28, 32, 28)
        box.setSpacing(10)
        title = QLabel("需合 Needfolio")
        title.setStyleSheet("font-size: 24px; font-weight: 600;")
        if self._new:
            text = self.tr(
                "Choose a password of at least 8 characters. Everything you enter is encrypted with it on this "
                "computer; without it nobody can open it, and nobody can recover it for you."
            )
        else:
            text = self.tr("Your customers' data is encrypted on this computer.")
        explanation = QLabel(text)
        explanation.setProperty("kind", "muted")
        explanation.setWordWrap(True)
        explanation.setMinimumHeight(explanation.heightForWidth(card.width() - 64))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.language)
        box.addLayout(head)
        box.addWidget(explanation)
        box.addSpacing(6)
        if self._new:
            box.addWidget(self.name)
            line = QHBoxLayout()
            line.addWidget(self.code, 1)
            line.addWidget(self.no_code)
            box.addLayout(line)
        box.addWidget(self.password)
        if self._new:
            box.addWidget(self.again)
            box.addWidget(self.sample)
        box.addWidget(self.error)
        box.addWidget(self.button)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

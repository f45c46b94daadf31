"""The first page: choose a password for a new store, or give the password of the one there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base.later import later
from app.ui.base.task_runner import Progress, TaskRunner
from app.ui.shell.gate import StoreGate
from app.ui.widgets.plain import Label

LACKING = {"steps_missing", "history_differs"}
"""What a store can be opened with all the same, once it was told."""


class UnlockPage(QWidget):
    """Emits ``opened`` with (store, actor), and ``born`` after it for a new one; ``afresh`` when the page is to be made
    anew. Errors stand below the field, and below them the ways out of each."""

    opened = Signal(object)
    born = Signal()
    afresh = Signal()

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
        self.error = Label()
        self.error.setProperty("kind", "wrong")
        self.error.setWordWrap(True)
        self._verb = self.tr("Start") if self._new else self.tr("Open")
        self.button = QPushButton(self._verb)
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.clicked.connect(self.submit)
        self.name.returnPressed.connect(lambda: (self.code if self.code.isEnabled() else self.password).setFocus())
        self.code.returnPressed.connect(lambda: self.password.setFocus())
        self.password.returnPressed.connect(self._next_or_submit)
        self.again.returnPressed.connect(self.submit)
        self.as_it_is = self._link(self.tr("Open what is here"), lambda: self._start(self.password.text(), True))
        self.anew = self._link(self.tr("Put it aside and begin anew"), self._begin_anew)
        for way in (self.as_it_is, self.anew):
            way.hide()
        self.forgotten = self._link(self.tr("Forgot the password"), self.recover)
        self.forgotten.setVisible(not self._new)
        self.restoring = self._link(self.tr("Restore a backup…"), self.restore)
        self.language = QPushButton("English" if language == Language.ZH else "中文")
        self.language.setProperty("kind", "link")
        self._lay_out()
        later(self, self._warm_up)

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor is where one types first; before a widget stands in its window, a focus would be lost."""
        super().showEvent(event)
        (self.name if self._new else self.password).setFocus()

    def submit(self) -> None:
        password = self.password.text()
        if self._new and password != self.again.text():
            self._fail(words.say("error.passwords_differ", self._language))
        elif self._new and not self.no_code.isChecked() and not self.code.text().strip():
            self._fail(self.tr("Your agent code, please, or tick that you do not have one yet."), self.code)
        else:
            self._start(password)

    def recover(self) -> None:
        """A new password by the recovery key, which then opens the store."""
        from app.ui.shell.safety.passwords import RecoverDialog

        dialog = RecoverDialog(self._language, self, self._gate.recover)
        if dialog.exec():
            self._start(dialog.form.values()["new"])

    def restore(self) -> None:
        """Choose a backup, look into it, and put it in the place of what is there."""
        from app.ui.shell.safety.restoring import RestoreDialog

        gate = self._gate
        dialog = RestoreDialog(self._language, self, self._tasks, gate.copies(), gate.preview, asks=True)
        if dialog.exec() and (copy := dialog.chosen) is not None:
            password = dialog.password.text()

            def act() -> tuple[Any, Any, Any]:
                kept = gate.restore(copy, password)
                return *gate.open(password), kept

            self.bring_back(act)

    def bring_back(self, act: Callable[[], tuple[Any, Any, Any]], title: str = "") -> None:
        """Do what restores and opens; then say where what was there before is now."""
        title = title or self.tr("Restoring the backup")
        self.button.setEnabled(False)
        self.error.setText(title + "…")

        def done(result: object) -> None:
            assert isinstance(result, tuple)
            store, actor, kept = result
            self.opened.emit((store, actor, kept))

        self._tasks.run(title, lambda _progress: act(), done, self._failed)

    def _begin_anew(self) -> None:
        try:
            self._gate.put_aside()
        except NeedfolioError as error:
            self._failed(error)
        else:
            self.afresh.emit()

    def _start(self, password: str, as_it_is: bool = False) -> None:
        self.button.setEnabled(False)
        self.button.setText(self.tr("Setting everything up…") if self._new else self.tr("Opening…"))
        self.error.setText("")
        for way in (self.as_it_is, self.anew):
            way.hide()
        name, sample, gate, new = self.name.text().strip(), self.sample.isChecked(), self._gate, self._new
        code = "" if self.no_code.isChecked() else self.code.text()

        def work(_progress: Progress) -> Any:
            return gate.create(password, name, code, sample) if new else gate.open(password, as_it_is)

        self._tasks.run(self.tr("Opening the store"), work, self._done, self._failed)

    def _done(self, opened: object) -> None:
        self.opened.emit(opened)
        if self._new:
            self.born.emit()

    def _failed(self, error: NeedfolioError | None) -> None:
        if error is None:
            self._fail(self.tr("Something went wrong; the log file tells more."))
        else:
            codes = {problem.code for problem in error.problems}
            self.as_it_is.setVisible(bool(codes & LACKING))
            self.anew.setVisible("store_unborn" in codes)
            at_code = any(problem.place.field == "code" for problem in error.problems)
            self._fail("\n".join(words.explain_all(error, self._language)), self.code if at_code else None)

    def _fail(self, text: str, field: QLineEdit | None = None) -> None:
        self.error.setText(text)
        self.error.setMinimumHeight(self.error.heightForWidth(self.error.width()))  # the card itself would cut it
        self.button.setEnabled(True)
        self.button.setText(self._verb)
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

    def _link(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "link")
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(440)
        box = QVBoxLayout(card)
        box.setContentsMargins(32, 28, 32, 28)
        box.setSpacing(10)
        title = Label("需合 Needfolio")
        title.setStyleSheet("font-size: 24px; font-weight: 600;")
        if self._new:
            text = self.tr(
                "Choose a password of at least 12 characters, or four words. Everything you enter is encrypted with it "
                "on this computer. If you forget it, only the recovery key you get next opens it; nobody else can."
            )
        else:
            text = self.tr("Your customers' data is encrypted on this computer.")
        explanation = Label(text)
        explanation.setProperty("kind", "muted")
        explanation.setWordWrap(True)
        explanation.setMinimumHeight(explanation.heightForWidth(card.width() - 64))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.language)
        box.addLayout(head)
        box.addWidget(explanation)
        box.addSpacing(6)
        box.addWidget(self.name)
        line = QHBoxLayout()
        line.addWidget(self.code, 1)
        line.addWidget(self.no_code)
        box.addLayout(line)
        box.addWidget(self.password)
        box.addWidget(self.again)
        box.addWidget(self.sample)
        for field in (self.name, self.code, self.no_code, self.again, self.sample):
            field.setVisible(self._new)
        box.addWidget(self.error)
        box.addWidget(self.as_it_is)
        box.addWidget(self.anew)
        box.addWidget(self.button)
        ways = QHBoxLayout()
        ways.addWidget(self.forgotten)
        ways.addStretch()
        ways.addWidget(self.restoring)
        box.addLayout(ways)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

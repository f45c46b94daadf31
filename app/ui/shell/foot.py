"""The window's foot: a message, an offer to undo, and what is running with its cancel button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QStatusBar, QWidget

from app.errors import NeedfolioError
from app.ui.base import theme
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.base.task_runner import Task
from app.ui.shell.field_undo import FieldUndo, has_own, text_of
from app.ui.shell.history import History, Step
from app.ui.widgets.plain import Label

SHOW_AFTER_MS = 600
UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")


class Foot(QStatusBar):
    """Ctrl+Z takes back the last thing done, whatever it was, then the one before; Ctrl+Y does it again. The button
    belongs to the message it stands beside.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self.history = History(desk, self)
        self.history.changed.connect(self._show_offer)
        self._offered: Step | None = None
        self._task: Task | None = None
        self._turning: Step | None = None
        self._message = Label()
        self._undo = QPushButton()
        self._undo.setProperty("kind", "link")
        self._undo.clicked.connect(self._undo_offered)
        self._title = Label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self._cancel_task)
        self.addWidget(self._message)
        self.addWidget(self._undo)
        for widget in (self._title, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self._show_task(False)
        self._undo.hide()
        self.listen(window)
        FieldUndo(self)
        desk.hub.told.connect(self.tell)
        desk.hub.undo_offered.connect(self.offer)
        desk.hub.step_offered.connect(self.offer_step)
        desk.tasks.started.connect(self._on_started)
        desk.tasks.finished.connect(self._on_finished)
        self.retranslate()

    def retranslate(self) -> None:
        self._undo.setIcon(theme.icon("undo"))
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip("Ctrl+Z")
        self._cancel.setText(self.tr("Cancel"))
        self.tell("")

    def listen(self, window: QWidget) -> None:
        """The keys of undo and redo work in this window too."""
        for keys, act in ((UNDO, self.undo), (REDO, self.redo)):
            shortcut = QShortcut(window)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.activated.connect(act)

    @property
    def message(self) -> str:
        return self._message.text()

    def tell(self, message: str) -> None:
        self._message.setText(message)
        self._offered = None
        self._show_offer()

    def offer(self, words: str) -> None:
        """Beside ``words`` a button that takes back what was just done."""
        self.tell(words)
        self._offered = self.history.last
        self._show_offer()

    def offer_step(self, words: str, back: Callable[[], None], forth: Callable[[], None]) -> None:
        self.history.add(Step(words=words, back=back, forth=forth))
        self.offer(words)

    def undo(self) -> None:
        """Take back the last thing done. In a text field that was typed into, the keys are its own."""
        if self.history.last is not None:
            self._take_back(self.history.last)

    def redo(self) -> None:
        text = text_of(QApplication.focusWidget())
        if text is not None and has_own(text):
            text.redo()  # not every field knows every key of redo as its own
            return
        step = self.history.next
        if step is not None:
            self._turn(step, self.history.do_again, self.tr("Done again: {what}"))

    def _undo_offered(self) -> None:
        if self._offered is not None:
            self._take_back(self._offered)

    def _take_back(self, step: Step) -> None:
        """A refusal is said, not raised; what cannot be taken back ends the way."""
        if step.fixed:
            self.tell(
                self.tr("This cannot be taken back with Ctrl+Z: {what}").format(what=step.say(self._desk.language))
            )
            return
        self._turn(step, self.history.take_back, self.tr("Undone: {what}"))

    def _turn(self, step: Step, at_once: Callable[[Step], None], words: str) -> None:
        """A small step at once, a large one beside the window, one at a time."""
        said = words.format(what=step.say(self._desk.language))
        if not step.large:
            with self._desk.guard():
                at_once(step)
                self.tell(said)
        elif self._turning is None:
            self._turning = step
            self._turn_beside(step, said)

    def _turn_beside(self, step: Step, said: str) -> None:
        work = self.history.work(step)

        def done(units: list[int]) -> None:
            self.history.turned(step, units)
            self.tell(said)

        def failed(error: NeedfolioError | None) -> None:
            if error is not None:
                self._desk.say_error(error)

        def ended() -> None:
            self._turning = None

        self.tell("")
        task = self._desk.tasks.run(step.say(self._desk.language), lambda progress: work(progress.step), done, failed)
        task.ended.connect(ended)

    def _show_offer(self) -> None:
        step = self._offered
        self._undo.setVisible(step is not None and not step.fixed and step in self.history.done)

    def _on_started(self, task: Task) -> None:
        self._task = task
        task.progress.moved.connect(self._on_moved)
        self._title.setText(task.title)
        self._bar.setRange(0, 0)
        later(self, lambda: self._show_task(self._task is task), SHOW_AFTER_MS)

    def _on_moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_finished(self, task: Task) -> None:
        if self._task is task:
            self._task = None
            self._show_task(False)

    def _cancel_task(self) -> None:
        if self._task is not None:
            self._task.progress.cancel()

    def _show_task(self, visible: bool) -> None:
        for widget in (self._title, self._bar, self._cancel):
            widget.setVisible(visible)

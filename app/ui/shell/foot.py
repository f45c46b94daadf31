"""The window's foot: a message, an offer to undo, and what is running with its cancel button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.errors import NeedfolioError
from app.ui.base import labels, theme
from app.ui.base.desk import Desk
from app.ui.base.task_runner import Task

SHOW_AFTER_MS = 600


class Foot(QStatusBar):
    """Undo steps are a stack: Ctrl+Z takes back the last, then the one before."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 2, 10, 2)
        self._steps: list[tuple[str, Callable[[], None]]] = []
        self._task: Task | None = None
        self._message = QLabel()
        self._undo = QPushButton()
        self._undo.setProperty("kind", "link")
        self._undo.clicked.connect(self.undo)
        self._title = QLabel()
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
        QShortcut(QKeySequence.StandardKey.Undo, window, self.undo, context=Qt.ShortcutContext.WindowShortcut)
        desk.hub.told.connect(self._message.setText)
        desk.hub.undo_offered.connect(self.offer)
        desk.tasks.started.connect(self._on_started)
        desk.tasks.finished.connect(self._on_finished)
        self.retranslate()

    def retranslate(self) -> None:
        self._undo.setIcon(theme.icon("undo"))
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip("Ctrl+Z")
        self._cancel.setText(self.tr("Cancel"))
        self._message.clear()
        self._steps.clear()
        self._undo.hide()

    def offer(self, words: str, undo: Callable[[], None]) -> None:
        self._steps.append((words, undo))
        self._message.setText(words)
        self._undo.show()

    def undo(self) -> None:
        """Take back the last step; a refusal is said, not raised."""
        if not self._steps:
            return
        words, step = self._steps.pop()
        try:
            with self._desk.hub.act():
                step()
        except NeedfolioError as error:
            self._message.setText("  ".join(labels.explain(error, self._desk.language)))
        else:
            self._message.setText(self.tr("Undone: {what}").format(what=words))
        self._undo.setVisible(bool(self._steps))

    def _on_started(self, task: Task) -> None:
        self._task = task
        task.progress.moved.connect(self._on_moved)
        self._title.setText(task.title)
        self._bar.setRange(0, 0)
        QTimer.singleShot(SHOW_AFTER_MS, self, lambda: self._show_task(self._task is task))

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

"""The frame of a wizard: steps above, work beside the window with its progress and cancel, buttons below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.ui.base.desk import Desk
from app.ui.base.task_runner import Progress, Task
from app.ui.shared.imports.steps import Steps
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice


class WizardFrame(Dialog):
    """Subclasses add their pages, connect ``back_button``, ``next_button`` and ``write_button``, and override
    :meth:`show_buttons`. What is final never stands where "next" stood a click before: while ``write_button`` is there,
    the place of "next" is empty.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, names: Sequence[str]) -> None:
        super().__init__(parent)
        self.desk = desk
        self._task: Task | None = None
        self.setWindowTitle(title)
        self.resize(1000, 660)
        self.steps, self.notice, self.stack = Steps(names), Notice(desk.language), QStackedWidget()
        self.bar, self.cancel_button = QProgressBar(), QPushButton(self.tr("Cancel"))
        self.back_button, self.next_button = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self.write_button = QPushButton()
        self.cancel_button.clicked.connect(self.cancel)
        desk.tasks.finished.connect(self._on_finished)
        self._lay_out()

    @property
    def busy(self) -> bool:
        return self._task is not None

    def show_buttons(self) -> None:
        """What can be pressed now."""
        for widget in (self.bar, self.cancel_button):
            widget.setVisible(self.busy)
        self.stack.setEnabled(not self.busy)
        self.back_button.setEnabled(not self.busy)

    def go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.show_buttons()

    def work(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Run ``work`` beside the window; ``done`` gets its result."""
        self.notice.clear()
        task = self.desk.tasks.run(title, work, done, self.failed)
        self._task = task
        task.progress.moved.connect(self._on_moved)
        self.bar.setRange(0, 0)
        self.show_buttons()

    def failed(self, error: NeedfolioError | None) -> None:
        """Say what is wrong; None is a fault of our own, already in the log."""
        self.notice.show_error(error)

    def cancel(self) -> None:
        if self._task is not None:
            self._task.progress.cancel()

    def reject(self) -> None:
        """Closing while something runs cancels it: nothing is left behind."""
        self.cancel()
        super().reject()

    def _on_moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_finished(self, task: Task) -> None:
        if self._task is task:
            self._task = None
            self.show_buttons()

    def _lay_out(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.next_button.setProperty("kind", "primary")
        self.next_button.setDefault(True)
        self.write_button.setProperty("kind", "primary")
        for button in (self.cancel_button, self.back_button, self.write_button):
            button.setAutoDefault(False)
        kept = self.next_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.next_button.setSizePolicy(kept)
        foot = QHBoxLayout()
        foot.addWidget(self.bar)
        foot.addWidget(self.cancel_button)
        foot.addStretch()
        foot.addWidget(self.write_button)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self.steps)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

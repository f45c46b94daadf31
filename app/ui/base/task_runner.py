"""Every thread, progress bar and cancel button of the program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from app.errors import NeedfolioError
from app.log import LOGGER


class Cancelled(Exception):
    """Raised inside the work by :meth:`Progress.step` after the user pressed cancel."""


class Progress(QObject):
    """Given to the work; call :meth:`step` often. Safe to use from the worker's thread."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cancel = threading.Event()

    def step(self, done: int, total: int = 0) -> None:
        """Report progress (``total`` 0 = unknown). Raises Cancelled when the user asked to stop."""
        if self._cancel.is_set():
            raise Cancelled
        self.moved.emit(done, total)

    def cancel(self) -> None:
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()


Work = Callable[[Progress], Any]
RUNNERS: WeakSet[TaskRunner] = WeakSet()
"""Every runner there is: whoever ends a program or a test can ask whether one is at work."""


class Task(QObject):
    """One piece of work in flight."""

    succeeded = Signal(object)
    failed = Signal(object)  # NeedfolioError, or None for a fault of our own
    ended = Signal()

    def __init__(self, title: str, work: Work) -> None:
        super().__init__()
        self.title = title
        self.progress = Progress()
        self._work = work
        self.given_up = False

    def execute(self) -> None:
        try:
            result = self._work(self.progress)
        except Cancelled:
            pass
        except NeedfolioError as error:
            self.failed.emit(error)
        except Exception:
            LOGGER.exception("task failed")
            self.failed.emit(None)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class _Runnable(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.execute()


class TaskRunner(QObject):
    """Runs work beside the window; the window shows what is running from the two signals."""

    started = Signal(object)  # Task
    finished = Signal(object)  # Task

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Task] = set()
        RUNNERS.add(self)

    def run(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[NeedfolioError | None], None],
    ) -> Task:
        """Start ``work`` on a worker; ``done`` or ``failed`` is called on the window's thread, unless the widget it is
        a method of, or closes over, was deleted meanwhile: then nobody is there to be told."""
        task = Task(title, work)
        task.succeeded.connect(lambda result: _tell(task, done, result))
        task.failed.connect(lambda error: _tell(task, failed, error))
        task.ended.connect(lambda: self._forget(task))
        self._running.add(task)
        self.started.emit(task)
        self._pool.start(_Runnable(task))
        return task

    def busy(self) -> bool:
        return bool(self._running)

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Cancel everything and wait; True when nothing runs any more. Nobody is told what came of it: the store behind
        the pages is about to close."""
        for task in self._running:
            task.given_up = True
            task.progress.cancel()
        return self._pool.waitForDone(milliseconds)

    def _forget(self, task: Task) -> None:
        self._running.discard(task)
        for signal in (task.succeeded, task.failed, task.ended):  # they hold who is told, and that holds the task
            signal.disconnect()
        if isValid(self):
            self.finished.emit(task)


def _tell(task: Task, callback: Callable[[Any], None], outcome: Any) -> None:
    if not task.given_up and all(isValid(owner) for owner in _owners(callback)):
        callback(outcome)


def _owners(callback: Callable[[Any], None]) -> Iterator[QObject]:
    """The objects of Qt that a method is of and a function closes over."""
    closed = getattr(callback, "__closure__", None) or ()
    inside = [cell.cell_contents for cell in closed]
    for one in (getattr(callback, "__self__", None), *inside):
        if isinstance(one, QObject):
            yield one
        elif callable(one) and hasattr(one, "__self__") and isinstance(one.__self__, QObject):
            yield one.__self__

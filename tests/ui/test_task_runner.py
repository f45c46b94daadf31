"""The one task runner: results on the window's thread, errors as sentences, a cancel that stops the work."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.errors import NeedfolioError, bad_input
from app.ui.base.task_runner import Progress, TaskRunner


class Outcome:
    def __init__(self) -> None:
        self.results: list[Any] = []
        self.failures: list[NeedfolioError | None] = []
        self.threads: list[QThread] = []

    def done(self, result: Any) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error: NeedfolioError | None) -> None:
        self.failures.append(error)


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot) -> None:
    runner, outcome = TaskRunner(), Outcome()
    worker: list[int] = []

    def work(_progress: Progress) -> int:
        worker.append(threading.get_ident())
        return 42

    with qtbot.waitSignal(runner.finished):
        runner.run("x", work, outcome.done, outcome.failed)
    assert outcome.results == [42]
    assert outcome.threads == [QThread.currentThread()]
    assert worker != [threading.get_ident()]
    assert not runner.busy()


def test_an_error_for_the_user_and_a_fault_of_our_own(qtbot: QtBot) -> None:
    runner, outcome = TaskRunner(), Outcome()

    def refuse(_progress: Progress) -> None:
        raise bad_input("required")

    def break_down(_progress: Progress) -> None:
        raise ZeroDivisionError

    for work in (refuse, break_down):
        with qtbot.waitSignal(runner.finished):
            runner.run("x", work, outcome.done, outcome.failed)
    assert isinstance(outcome.failures[0], NeedfolioError)
    assert outcome.failures[1] is None
    assert outcome.results == []


def test_cancel_stops_the_work_and_calls_nobody(qtbot: QtBot) -> None:
    runner, outcome = TaskRunner(), Outcome()
    steps: list[int] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        for number in range(1_000_000):
            progress.step(number, 1_000_000)
            steps.append(number)
            begun.set()

    with qtbot.waitSignal(runner.finished):
        task = runner.run("x", work, outcome.done, outcome.failed)
        assert begun.wait(5)
        task.progress.cancel()
    assert 0 < len(steps) < 1_000_000
    assert outcome.results == []
    assert outcome.failures == []

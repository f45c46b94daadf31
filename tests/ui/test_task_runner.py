"""The one task runner: results on the window's thread, errors as sentences, a cancel that stops the work."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

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


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def hear(self, outcome: Any) -> None:
        self.heard.append(outcome)
        self.setObjectName("told")  # a fault when it is deleted


def test_who_was_deleted_meanwhile_is_told_nothing(qtbot: QtBot) -> None:
    """A page may be built anew, or its window closed, while work goes on: a method, and a function that closes over
    it."""
    runner, gone, there = TaskRunner(), Listener(), Listener()
    go_on = threading.Event()

    def inside(outcome: Any) -> None:
        gone.hear(outcome)

    def fault(_progress: Progress) -> None:
        go_on.wait(5)
        raise bad_input("required")

    tasks = [
        runner.run("x", lambda _progress: go_on.wait(5), gone.hear, gone.hear),
        runner.run("x", lambda _progress: go_on.wait(5), inside, inside),
        runner.run("x", fault, lambda outcome: gone.hear(outcome), lambda outcome: gone.hear(outcome)),
        runner.run("x", lambda _progress: go_on.wait(5), there.hear, there.hear),
    ]
    assert len(tasks) == 4
    delete(gone)
    go_on.set()
    qtbot.waitUntil(lambda: not runner.busy())
    assert (gone.heard, there.heard) == ([], [True])


def test_a_runner_deleted_before_its_work_ended_says_nothing(qtbot: QtBot) -> None:
    runner = TaskRunner()
    go_on = threading.Event()
    task = runner.run("x", lambda _progress: go_on.wait(5), lambda _outcome: None, lambda _error: None)
    with qtbot.waitSignal(task.ended):
        go_on.set()
        delete(runner)  # waits for its threads; what they said comes later

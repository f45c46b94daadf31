"""What is closed is given back: windows, dialogs, tasks and rows do not stay in memory, however long the day is."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Gate
from app.services.base import agents
from app.services.base.store import Store
from app.ui.base.preferences import Preferences
from app.ui.base.task_runner import TaskRunner
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.widgets.forms.household_field import HouseholdField
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

ROUNDS = 4


def gone() -> None:
    """All that was deleted or let go of is away."""
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()


def widgets() -> Counter[str]:
    return Counter(type(widget).__name__ for widget in QApplication.allWidgets())


def of_ours() -> Counter[str]:
    """Objects of the program, by class."""
    return Counter(
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in gc.get_objects()
        if str(getattr(type(one), "__module__", "")).startswith("app.ui")
    )


def through_the_tabs(qtbot: QtBot, window: MainWindow) -> None:
    for key in window.pages:
        window.go(key)
        qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=20_000)


def test_a_window_that_was_closed_is_gone(qtbot: QtBot, family_file: Path, preferences: Preferences) -> None:
    """Named fault: a connection to the window's own function kept the window, and each of its tasks as well."""
    window = make_window(Gate(family_file), preferences)
    window.show()
    store = Store.open(family_file, PASSWORD)
    window.open_desk(store, agents.me(store))
    through_the_tabs(qtbot, window)
    assert window.desk is not None
    kept = [weakref.ref(one) for one in (window, window.desk.hub, *window.pages.values())]
    window.close()
    window.deleteLater()
    del window
    gone()
    assert [one() for one in kept if one() is not None] == []


def test_a_task_lets_go_of_whom_it_told(qtbot: QtBot) -> None:
    class Told:
        def hear(self, _result: object) -> None: ...

    runner, told = TaskRunner(), Told()
    kept = weakref.ref(told)
    runner.run("", lambda _progress: 1, lambda result, told=told: told.hear(result), lambda _error: None)
    qtbot.waitUntil(lambda: not runner.busy())
    del told
    gone()
    assert kept() is None


@pytest.mark.parametrize("act", ["tabs", "theme", "language"])
def test_a_long_day_keeps_nothing_more(qtbot: QtBot, open_family: OpenWindow, act: str) -> None:
    """Each round leaves as many widgets and objects of ours as the one before: what grows, grows for ever."""
    window = open_family()

    def do() -> None:
        if act == "theme":
            window.switch_theme()
        elif act == "language":
            window.switch_language()
        through_the_tabs(qtbot, window)

    def both() -> tuple[Counter[str], Counter[str]]:
        for _ in range(2):  # there and back: each round ends as it began
            do()
        gone()
        return widgets(), of_ours()

    both()
    before = both()
    for _ in range(ROUNDS - 2):
        after = both()
    assert {**(after[0] - before[0]), **(after[1] - before[1])} == {}


def test_a_customer_looked_for_key_by_key_leaves_no_list_behind(qtbot: QtBot, open_family: OpenWindow) -> None:
    """Named fault: each key made another list of names, which stayed."""
    window = open_family()
    assert window.desk is not None
    field = HouseholdField(window.desk)
    qtbot.addWidget(field)
    field.show()
    type_text(qtbot, field.line, "王")
    before = {widget for widget in QApplication.allWidgets() if isinstance(widget, QWidget)}
    type_text(qtbot, field.line, "芳")
    assert set(QApplication.allWidgets()) <= before

"""A real window over a fresh real store, offscreen."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.base.store import Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.ui.base.desk import Desk
from app.ui.base.preferences import Preferences
from app.ui.base.task_runner import RUNNERS
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from tests.conftest import NOW, PASSWORD

OpenWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """After each test, when its fixtures are gone: no window is left and no work is under way, and no timer fires into
    what is deleted: a fault in a slot fails the test that left it."""
    before, busy = windows(), {runner for runner in RUNNERS if runner.busy()}
    yield
    for _ in range(2):  # what is deleted may let others go
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    assert {runner for runner in RUNNERS if isValid(runner) and runner.busy()} - busy == set(), "work is under way"
    assert windows() - before == set(), "a window is left, or a widget that was made and put nowhere"


def windows() -> set[QWidget]:
    """What stands in no other widget, shown or not, and whatever is on the screen."""
    return {
        widget
        for widget in QApplication.topLevelWidgets()
        if isValid(widget)
        and (widget.parent() is None or isinstance(widget, (QMainWindow, QDialog)) or widget.isVisible())
    }


@pytest.fixture(scope="session")
def family_template(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample family and the sample catalogue, made once; see :func:`family_file`."""
    path = tmp_path_factory.mktemp("family") / "needfolio.db"
    copied(empty_store_file, path)
    with contextlib.closing(Store.open(path, PASSWORD)) as store:
        demo.sample_family(store)
    return path


@pytest.fixture
def family_file(family_template: Path, store_file: Path) -> Path:
    """``store_file`` with the sample family in it: ask for it before ``open_window``."""
    copied(family_template, store_file)
    return store_file


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


@pytest.fixture
def language() -> Language:
    """Of the window; a test in both languages is parametrised by this name."""
    return Language.ZH


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def open_window(qtbot: QtBot, store_file: Path, preferences: Preferences) -> Iterator[OpenWindow]:
    """``open_window(language=..., dark=...)``: the window with the store already open."""
    windows: list[MainWindow] = []

    def open_it(language: Language = Language.ZH, *, dark: bool = False) -> MainWindow:
        preferences.language = language
        preferences.dark = dark
        window = make_window(Gate(store_file), preferences)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        store = Store.open(store_file, PASSWORD)
        window.open_desk(store, agents.me(store))
        return window

    yield open_it
    for window in windows:
        window.close()


@pytest.fixture
def open_family(family_file: Path, open_window: OpenWindow) -> OpenWindow:
    """``open_window`` over the sample family."""
    assert family_file.exists()
    return open_window


@pytest.fixture
def desk(store: Store, preferences: Preferences) -> Iterator[Desk]:
    """A desk without a window, for the test of one page."""
    made = Desk(store, agents.me(store), preferences)
    yield made
    made.tasks.wait()


class TuesdaysDesk(Desk):
    """A desk whose calendar stands where the clock of the ``store`` fixture does."""

    def today(self) -> date:
        return NOW.date()


@pytest.fixture
def tuesdays_desk(store: Store, preferences: Preferences) -> Iterator[Desk]:
    """A desk without a window on 2026-11-24."""
    made = TuesdaysDesk(store, agents.me(store), preferences)
    yield made
    made.tasks.wait()

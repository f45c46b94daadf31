"""A real window over a fresh real store, offscreen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import Gate
from app.enums import Language
from app.services import agents
from app.services.store import Store
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.start import make_window
from tests.conftest import PASSWORD

OpenWindow = Callable[..., MainWindow]


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
def desk(qtbot: QtBot, store: Store, preferences: Preferences) -> Iterator[Desk]:
    """A desk without a window, for the test of one page."""
    made = Desk(store, agents.me(store), preferences)
    yield made
    made.tasks.wait()

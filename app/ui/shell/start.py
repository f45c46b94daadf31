"""Start the window: preferences, face, language, theme; then paint before anything heavy loads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.ui.base import fonts, languages, theme
from app.ui.base.preferences import Preferences
from app.ui.shell.gate import StoreGate
from app.ui.shell.main_window import MainWindow

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
BUSY_MS = 120_000  # the self-test waits for what runs beside the window
FRAME = 40  # of a title bar, at most
SELF_TEST_PASSWORD = "self-test password"


def make_window(gate: StoreGate, preferences: Preferences) -> MainWindow:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Needfolio")
    fonts.apply(app)
    languages.apply(app, preferences.language)
    theme.apply(app, dark=preferences.dark)
    return MainWindow(gate, preferences)


def run(gate: StoreGate, preferences_file: Path) -> int:
    """Show the window and run until it is closed."""
    window = make_window(gate, Preferences(preferences_file))
    sys.excepthook = last_resort(window, sys.excepthook)
    appear(window)
    watch(window)
    return QApplication.exec()


def appear(window: MainWindow) -> None:
    """The first time it fills a screen that has no room for it with its frame, so that its foot is to be seen."""
    room = window.screen().availableSize()
    if window.placed or (room.width() > window.width() and room.height() > window.height() + FRAME):
        window.show()
    else:
        window.showMaximized()


def watch(window: MainWindow) -> None:
    """From the first opening on the program locks, makes backups and looks after the shared folder by itself."""
    from app.ui.shell.post_rounds import PostRounds
    from app.ui.shell.safety.watching import Watch

    Watch(window)
    PostRounds(window)


def last_resort(window: MainWindow, before: Hook) -> Hook:
    """What no guard caught is said at the foot, after ``before`` has logged it: nothing fails silently."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        window.say_fault(error)

    return hook


def self_test(gate: StoreGate, preferences_file: Path) -> None:
    """Open the window on a store of its own, open each tab, close."""
    window = make_window(gate, Preferences(preferences_file))
    window.show()
    store, actor = gate.create(SELF_TEST_PASSWORD, "Self Test", "", sample=True)
    window.open_desk(store, actor)
    opened = window.self_test()
    loop, patience = QEventLoop(), QDeadlineTimer(BUSY_MS)
    QTimer.singleShot(200, loop.quit)
    loop.exec()
    while window.tasks.busy() and not patience.hasExpired():  # on a slow machine plans are still computed
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    window.close()
    for key in opened:
        print(f"ok {key}")

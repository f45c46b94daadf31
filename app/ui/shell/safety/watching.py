"""What a running program does by itself for safety: it locks when nobody works, and makes its backups."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QWindow

from app.errors import NeedfolioError, Problem, StoreError
from app.log import LOGGER
from app.ui.base.desk import Desk
from app.ui.base.preferences import Preferences
from app.ui.base.task_runner import Progress
from app.ui.shell.safety.page import LOCK_DEFAULT, LOCK_SETTING

if TYPE_CHECKING:
    from app.services.base.store import Store

TICK_MS, CALM_SECONDS, BACKUP_MS = 10_000, 30, 30 * 60 * 1000
SLEPT = 60  # seconds by which the wall clock ran on while the program did not
WORK = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Watched(Protocol):
    """What is known here of the window."""

    desk: Desk | None
    preferences: Preferences
    desk_closing: SignalInstance

    def lock(self) -> None: ...


class Watch(QObject):
    """Belongs to the window of a running program. Input is seen at the windows of the system, not at each widget: it
    costs nothing while one works."""

    def __init__(self, window: Watched) -> None:
        assert isinstance(window, QObject)
        super().__init__(window)
        self._window = window
        self._worked = time.monotonic()
        self._wall = time.time()
        self._rested = True
        self._looked_through: Store | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._look_at)
        self._look_at(app.focusWindow())
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.tick)
        self._tick.start()
        self._backups = QTimer(self, interval=BACKUP_MS)
        self._backups.timeout.connect(self.back_up)
        self._backups.start()
        window.desk_closing.connect(self.last_backup)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORK:
            self._worked, self._rested = time.monotonic(), False
        return super().eventFilter(watched, event)

    @property
    def idle(self) -> float:
        """Seconds since somebody worked."""
        return time.monotonic() - self._worked

    def tick(self) -> None:
        """Lock after the time that is set, or when the machine slept; bring the log into the file in a calm moment."""
        wall, before, self._wall = time.time(), self._wall, time.time()
        minutes = int(self._window.preferences.text(LOCK_SETTING, LOCK_DEFAULT) or 0)
        slept = wall - before > TICK_MS / 1000 + SLEPT
        if minutes and (slept or self.idle >= minutes * 60):
            self._window.lock()
        elif self._window.desk is not None and self._window.desk.store is not self._looked_through:
            self.look_through(self._window.desk)
        elif self.idle >= CALM_SECONDS and not self._rested and self._window.desk is not None:
            self._rested = True
            try:
                self._window.desk.store.rest()
            except NeedfolioError:
                LOGGER.warning("the log could not be brought into the file")

    def look_through(self, desk: Desk) -> None:
        """Beside the work, once: a store that was too large to be gone through when it was opened."""
        from app.services.base.store import door

        if desk.tasks.busy():
            return
        self._looked_through = store = desk.store
        if store.path.stat().st_size <= door.QUICKLY_CHECKED:
            return

        def done(faults: object) -> None:
            if isinstance(faults, list) and faults and self._window.desk is desk:
                desk.say_error(StoreError(Problem("store_damaged", values={"detail": faults[0]})))

        desk.tasks.run(self.tr("Checking the data file"), lambda _progress: store.faults(), done, lambda _error: None)

    def back_up(self) -> None:
        """Beside the work: a copy if something changed, and once a month the drill."""
        from app.services.base import ladder

        desk = self._window.desk
        if desk is None or desk.store.only_looking is not None or desk.tasks.busy():
            return
        store = desk.store

        def work(_progress: Progress) -> None:
            ladder.step(store)
            if ladder.drill_is_due(ladder.state(store), store.now()):
                ladder.drill(store)

        def failed(error: NeedfolioError | None) -> None:
            if error is not None and self._window.desk is desk:
                desk.say_error(error)

        desk.tasks.run(self.tr("Making a backup"), work, lambda _: None, failed)

    def last_backup(self) -> None:
        """Before the store is closed, if something changed since the last one."""
        from app.services.base import ladder

        desk = self._window.desk
        if desk is None:
            return
        try:
            ladder.step(desk.store)
        except NeedfolioError:
            LOGGER.exception("the backup at closing was not made")

    def _look_at(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

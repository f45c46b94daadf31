"""The shared folder looked after while the program is open: once a minute, beside the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from app.enums import Arrival
from app.errors import InputError, NeedfolioError, Problem
from app.ui.base.desk import Desk
from app.ui.base.task_runner import Progress

if TYPE_CHECKING:
    from app.services.front.post_office import Round

ROUND_MS = 60_000
Seen = tuple[tuple[str, int, int], ...]


class Watched(Protocol):
    """What is known here of the window."""

    desk: Desk | None


class PostRounds(QObject):
    """Belongs to the window of a running program. A folder in which nothing changed is not read again, unless a report
    is due."""

    def __init__(self, window: Watched) -> None:
        assert isinstance(window, QObject)
        super().__init__(window)
        self._window = window
        self._seen: dict[int, Seen] = {}
        self._told: tuple[Problem, ...] = ()
        self._timer = QTimer(self, interval=ROUND_MS)
        self._timer.timeout.connect(self.go)
        self._timer.start()

    def go(self) -> None:
        """One round, where there is something to do."""
        from app.services.front import post_office

        desk = self._window.desk
        if desk is None or desk.store.only_looking is not None or desk.tasks.busy():
            return
        folder = post_office.of_store(desk.store).folder
        if folder is None:
            return
        store, actor, language = desk.store, desk.actor, desk.language
        seen = self._look(folder)
        if seen == self._seen.get(id(desk)) and post_office.due(store) is None:
            return

        def work(_progress: Progress) -> Round:
            return post_office.go_round(store, actor, language)

        def done(found: Round) -> None:
            self._seen = {} if found.problems else {id(desk): seen}  # as it was before: what came meanwhile is news
            if self._window.desk is desk:
                self._tell(desk, found)

        def failed(error: NeedfolioError | None) -> None:
            if error is not None and self._window.desk is desk:
                desk.say_error(error)

        desk.tasks.run(self.tr("Sending and taking"), work, done, failed)

    def _tell(self, desk: Desk, found: Round) -> None:
        if found.problems:
            if found.problems != self._told:  # once, not at each round
                desk.say_error(InputError(list(found.problems)))
            self._told = found.problems
            return
        self._told = ()
        if found.workbook is not None:
            desk.hub.tell(self.tr("The weekly report was written and sent: {path}").format(path=found.workbook))
        elif any(came.arrival is Arrival.NEW and came.items for came in found.came):
            told = self.tr("{count} things wait in the team post.", n=found.waiting)
            desk.hub.tell(told.format(count=found.waiting))

    def _look(self, folder: Path) -> Seen:
        from app.services.front.post_office import listed

        return listed(folder)

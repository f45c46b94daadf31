"""What happened, told to whoever shows it: the store's notices as changes, instead of tabs that know each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from app.ui.base.changes import Change, kinds_of

if TYPE_CHECKING:
    from app.services.base.store import Committed, Store

NEW = "new"
"""Gone to in place of a record's id: a tab that can make a record asks for a new one."""


class ChangeHub(QObject):
    """Changes, navigation, and the two lines at the window's foot: a message, an offer to undo.

    Nobody announces a change: :meth:`follow` hears of every unit of work, whichever thread committed it. What one act
    commits is told once, as one change: when the act ends, at the latest when the program comes back to its event loop.
    """

    noted = Signal(object)  # Change, as soon as it is known: to forget what was kept of it, not to read it anew
    recorded = Signal(object, int)  # Committed, and the number of the act it is part of (0: of none)
    changed = Signal(object)  # Change, once for all an act committed: now what is shown may be read anew
    navigated = Signal(str, object)  # tab key, id or None
    household_chosen = Signal(object)  # id or None
    told = Signal(str)
    undo_offered = Signal(str)  # words of what was just done
    step_offered = Signal(str, object, object)  # words of what is no record, the ways back and forth
    _committed = Signal(object)  # Committed; from a worker's thread it is queued to this one

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        """How many units of work were heard of: a page that remembers it knows what it has seen."""
        self._acts: list[tuple[int, int]] = []  # number, and how deep in event loops it began
        self._begun = 0
        self._untold: Change | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.settle)
        self._committed.connect(self._note)

    def follow(self, store: Store) -> None:
        store.committed.subscribe(self._committed.emit)

    @contextmanager
    def act(self) -> Iterator[None]:
        """What is committed in the block is told when it ends, also when it ends badly; an act may be part of one."""
        self._begun += 1
        self._acts.append((self._begun, QThread.currentThread().loopLevel()))
        try:
            yield
        finally:
            self._acts.pop()
            if not self._acts:
                self.settle()

    def settle(self) -> None:
        """Tell now what was committed so far: for an act that goes on with what the pages then show."""
        self._soon.stop()
        change, self._untold = self._untold, None
        if change is not None:
            self.changed.emit(change)

    def go(self, tab: str, id: str | None = None) -> None:
        self.navigated.emit(tab, id)

    def tell(self, message: str) -> None:
        self.told.emit(message)

    def offer_undo(self, words: str) -> None:
        """Say what was just done and committed, with a button to take it back."""
        self.undo_offered.emit(words)

    def offer_step(self, words: str, back: Callable[[], None], forth: Callable[[], None]) -> None:
        """Say what was just done that is no record – a choice on a page – and how it goes back and forth."""
        self.step_offered.emit(words, back, forth)

    def _note(self, notice: Committed) -> None:
        subject = None if notice.details.get("others") else notice.subject
        change = Change(kinds_of(notice.action), subject)
        self.count += 1
        self._untold = change if self._untold is None else self._untold.and_then(change)
        self._soon.start()
        self.noted.emit(change)
        self.recorded.emit(notice, self._act_here())

    def _act_here(self) -> int:
        """The outermost act begun in this event loop: what is done in a dialog is not what opened the dialog."""
        level = QThread.currentThread().loopLevel()
        return next((number for number, begun in self._acts if begun == level), 0)

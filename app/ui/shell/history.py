"""The last things done, whatever they were and on whatever page: one chain per open store, to go back and forth on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base import labels
from app.ui.base.desk import Desk

if TYPE_CHECKING:
    from app.services.base.store import Actor, Committed, Store

Told = Callable[[int, int], None]
"""How many rows of how many are put back; it may raise to stop."""

LONGEST = 200  # steps
MANY = 3_000  # rows put back within a second on an old laptop


@dataclass(slots=True, eq=False)
class Step:
    """One thing done: the units of work it committed, told by their first ``action``, with the number of ``rows`` they
    changed; or what is no record, with its ``words`` and the ways ``back`` and ``forth``. ``fixed`` when it cannot be
    taken back.
    """

    action: str = ""
    act: int = 0
    units: list[int] = field(default_factory=list)
    words: str = ""
    subject: str | None = None
    rows: int = 0
    fixed: bool = False
    back: Callable[[], None] | None = None
    forth: Callable[[], None] | None = None

    @property
    def large(self) -> bool:
        """Too much to be turned while one waits."""
        return self.rows > MANY

    def say(self, language: Language) -> str:
        return self.words or labels.say(f"act.{self.action}", language)


class History(QObject):
    """Hears of every unit of work and keeps it as a step; those of one act are one step."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.done: list[Step] = []
        self.undone: list[Step] = []
        desk.hub.recorded.connect(self._record)

    @property
    def last(self) -> Step | None:
        return self.done[-1] if self.done else None

    def add(self, step: Step) -> None:
        """Something new was done: what was taken back before cannot be done again any more."""
        self.undone.clear()
        self.done.append(step)
        del self.done[:-LONGEST]
        self.changed.emit()

    def take_back(self, step: Step) -> None:
        """Raises what :func:`undo.take_back` raises; then the step stays, and nothing of it is taken back."""
        if step.fixed or step not in self.done:
            return
        self._turn(step, step.back)
        self._moved(step)

    @property
    def next(self) -> Step | None:
        """The step taken back last: the one to be done again."""
        return self.undone[-1] if self.undone else None

    def do_again(self, step: Step) -> None:
        """Raises as :meth:`take_back`."""
        self._turn(step, step.forth)
        self._moved(step)

    def work(self, step: Step) -> Callable[[Told], list[int]]:
        """Turns a large step beside the window, back or forth; :meth:`turned` takes what comes of it."""
        store, actor, units = self._desk.store, self._desk.actor, tuple(step.units)
        return lambda told: _turned(store, actor, units, told)

    def turned(self, step: Step, units: list[int]) -> None:
        step.units = units
        self._at_hand(None)
        self._moved(step)

    def _moved(self, step: Step) -> None:
        if step in self.done:
            self.done.remove(step)
            self.undone.append(step)
        elif step in self.undone:
            self.undone.remove(step)
            self.done.append(step)
        self.changed.emit()

    def _turn(self, step: Step, way: Callable[[], None] | None) -> None:
        """Take its units of work back, the last first; those that did so are its units then."""
        with self._desk.hub.act():
            alive = self._alive(step.subject)
            if way is not None:
                way()
            step.units = _turned(self._desk.store, self._desk.actor, step.units, lambda _done, _total: None)
            self._at_hand(None if alive else step.subject)

    def _at_hand(self, came_back: str | None) -> None:
        """The family every tab speaks of may have gone, or be in the bin, by now; one that came back is shown."""
        if self._alive(came_back):
            self._desk.choose_household(came_back)
        elif not self._alive(self._desk.household_id):
            self._desk.choose_household(None)

    def _alive(self, household_id: str | None) -> bool:
        from app.services.people import customers  # the first paint waits for no service

        try:
            return household_id is not None and not customers.row(self._desk.store, household_id).archived
        except NeedfolioError:
            return False

    def _record(self, notice: Committed, act: int) -> None:
        from app.services.base import undo

        if notice.action in undo.QUIET or notice.action.startswith(("undo.", "redo.")) or notice.changed == 0:
            return
        last, fixed = self.last, notice.changed is None
        if last is not None and act and last.act == act and last.back is None:
            last.units.append(notice.audit_id)
            last.fixed = last.fixed or fixed
            last.rows += notice.changed or 0
            return
        rows = notice.changed or 0
        self.add(Step(notice.action, act, [notice.audit_id], subject=notice.subject, rows=rows, fixed=fixed))


def _turned(store: Store, actor: Actor, units: Sequence[int], told: Told) -> list[int]:
    """Take units of work back, the last first; those that did so. One refused, or stopped by ``told``: all stay."""
    from app.services.base import undo

    turned: list[int] = []
    try:
        turned.extend(undo.take_back(store, actor, audit_id, told).audit_id for audit_id in reversed(units))
    except Exception:
        for audit_id in reversed(turned):
            undo.take_back(store, actor, audit_id)
        raise
    return turned

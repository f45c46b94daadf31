"""What happened, told to whoever shows it: typed notices instead of tabs that know each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

NEW = "new"
"""Gone to in place of a record's id: a tab that can make a record asks for a new one."""


class ChangeKind(StrEnum):
    HOUSEHOLD = "household"
    POLICY = "policy"
    INTERVIEW = "interview"
    NEED = "need"
    PROPOSAL = "proposal"
    OPPORTUNITY = "opportunity"
    ORDER = "order"
    ACTIVITY = "activity"
    TARGET = "target"
    PRODUCT = "product"
    SERVICE = "service"  # clocks, cases, satisfaction
    TEAM = "team"  # a roll-up, a meeting, an action
    EVERYTHING = "everything"  # an import, the sample data


@dataclass(frozen=True, slots=True)
class Change:
    """``id`` is the record's, or None when many changed."""

    kind: ChangeKind
    id: str | None = None


class ChangeHub(QObject):
    """Announcements, navigation, and the two lines at the window's foot: a message, an offer to undo."""

    changed = Signal(object)  # Change
    navigated = Signal(str, object)  # tab key, id or None
    household_chosen = Signal(object)  # id or None
    told = Signal(str)
    undo_offered = Signal(str, object)  # words, Callable[[], None]

    def announce(self, change: Change) -> None:
        self.changed.emit(change)

    def go(self, tab: str, id: str | None = None) -> None:
        self.navigated.emit(tab, id)

    def tell(self, message: str) -> None:
        self.told.emit(message)

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        self.undo_offered.emit(words, undo)

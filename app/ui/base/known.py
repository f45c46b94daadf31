"""What seldom changes and is asked for all the time: read once, forgotten when a notice says that it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.ui.base.change_hub import ChangeHub
from app.ui.base.changes import Change, ChangeKind

Value = TypeVar("Value")


class Known(QObject):
    """One per desk. What is kept here must follow from the store alone, and be told of by the kinds it is kept with."""

    def __init__(self, hub: ChangeHub) -> None:
        super().__init__()
        self._kept: dict[str, tuple[object, tuple[ChangeKind, ...]]] = {}
        hub.noted.connect(self._forget)

    def once(self, key: str, read: Callable[[], Value], *kinds: ChangeKind) -> Value:
        """What ``read`` gives, read again only after a change of one of ``kinds``."""
        if key not in self._kept:
            self._kept[key] = (read(), kinds)
        found: Value = self._kept[key][0]  # type: ignore[assignment]
        return found

    def _forget(self, change: Change) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if not change.touches(*kept[1])}

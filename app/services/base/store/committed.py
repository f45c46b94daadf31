"""What was committed, told to whoever asked to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.log import LOGGER


@dataclass(frozen=True, slots=True)
class Committed:
    """One unit of work that is on the disk. ``details`` are those of its audit row: ids and codes, nothing else.

    ``changed`` counts the rows it changed and can put back; None when it cannot be taken back.
    """

    action: str
    subject: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    audit_id: int = 0
    changed: int | None = None


Listener = Callable[[Committed], None]


class Notices:
    """Listeners are called in the order they came, on the thread that committed, when both doors are open again: they
    may read and write themselves."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Returns what ends the subscription."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def tell(self, notice: Committed) -> None:
        """What is committed stays so, whatever becomes of the telling: a fault of a listener goes to the log."""
        for listener in list(self._listeners):
            try:
                listener(notice)
            except Exception:
                LOGGER.exception("a listener failed at %s", notice.action)

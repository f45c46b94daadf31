"""Do something a little later, while its owner is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, act: Callable[[], object], milliseconds: int = 0) -> None:
    """Once the event loop has gone on so long; never after ``owner`` is deleted. ``QTimer.singleShot`` with an owner
    does the same, and keeps ``act`` and so the owner in memory for good."""
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()

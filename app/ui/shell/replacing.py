"""What takes the place of the store while it is closed: a copy brought back, or itself with a new data key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.ui.base.desk import Desk
from app.ui.shell.gate import StoreGate
from app.ui.shell.unlock import UnlockPage

if TYPE_CHECKING:
    from app.services.base.store import Actor, Store


class Replaced(Protocol):
    """What is known here of the window."""

    desk: Desk | None
    unlock: UnlockPage

    def close_desk(self) -> None: ...


class Replacing(QObject):
    """Belongs to the window. What was there before is kept, and said by :meth:`tell` once the new one is open."""

    def __init__(self, gate: StoreGate, window: Replaced) -> None:
        assert isinstance(window, QObject)
        super().__init__(window)
        self._gate, self._window = gate, window
        self._renewed = False

    def restore(self, copy: Path, password: str) -> None:
        """Bring a copy back; where that fails the store is opened again as it was."""
        assert self._window.desk is not None
        key, gate = self._window.desk.store.data_key, self._gate
        self._window.close_desk()
        self._window.unlock.bring_back(
            (lambda: gate.restore_own(copy, key)) if not password else lambda: _restored(gate, copy, password)
        )

    def renew(self, password: str) -> None:
        """Encrypt everything with a new key."""
        self._window.close_desk()
        self._renewed = True
        words = self.tr("Encrypting everything with a new key")
        self._window.unlock.bring_back(lambda: self._gate.renew(password), words)

    def tell(self, kept: Path | None) -> None:
        """Where what was there before is now."""
        renewed, self._renewed = self._renewed, False
        if kept is None or self._window.desk is None:
            return
        said = self.tr("The backup is back. What was there is kept as {path}")
        if renewed:
            said = self.tr(
                "Everything is encrypted with a new key. The old file is kept as {path}: once all is well, delete it "
                "and the older backups, and make a new recovery key."
            )
        self._window.desk.hub.tell(said.format(path=kept))


def _restored(gate: StoreGate, copy: Path, password: str) -> tuple[Store, Actor, Path | None]:
    kept = gate.restore(copy, password)
    return *gate.open(password), kept

"""The window's way to the store, given by the composition root. Nothing here imports a service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.base.restoring import Copy, Preview
    from app.services.base.store import Actor, Store


class StoreGate(Protocol):
    """What can be done before a store is open, and to bring another one."""

    def exists(self) -> bool: ...

    def warm_up(self) -> None:
        """Import what opening needs; called on a worker while the user types."""

    def create(self, password: str, name: str, code: str, sample: bool) -> tuple[Store, Actor]:
        """``code`` "" is a provisional one."""

    def open(self, password: str, as_it_is: bool = False) -> tuple[Store, Actor]:
        """``as_it_is``: also without steps it had saved."""

    def put_aside(self) -> Path:
        """An empty store makes room for a new beginning; where its files are now."""

    def recover(self, recovery_key: str, password: str) -> None:
        """A new password by the recovery key."""

    def copies(self) -> list[Copy]:
        """The backups that lie beside the store, the newest first."""

    def preview(self, copy: Path, password: str) -> Preview:
        """What is in a backup."""

    def restore(self, copy: Path, password: str) -> Path | None:
        """Put a backup in the place of the store, which is not open; where what stood there is now."""

    def restore_own(self, copy: Path, key: bytes) -> tuple[Store, Actor, Path | None]:
        """The same for a backup of the store that was open until now, whose key is still known; opened again."""

    def renew(self, password: str) -> tuple[Store, Actor, Path | None]:
        """Encrypt the store, which is not open, with a new key; opened again, and where what stood there is now."""

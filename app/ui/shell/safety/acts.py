"""What is done for safety from the search box and the menu of settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.base.desk import Desk
from app.ui.shell.commands import Command


class SafetyActs(QObject):
    """``window`` is what the dialogs belong to; it locks and restores when it is asked to. What an act needs is
    imported when it is done."""

    lock = Signal()
    restore = Signal(object, str)  # a copy, and its password where it is of another store
    renew = Signal(str)  # the password

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def commands(self) -> list[Command]:
        ways = (self.tr("Password"), self.tr("Recovery key"), self.tr("Restore a backup"), self.tr("Second place"),
                self.tr("Encrypt everything with a new key"))  # fmt: skip
        return [
            Command(self.tr("Safety and backups"), self.open, ways),
            Command(self.tr("Lock now"), self.lock.emit, ("Ctrl+L",)),
            Command(self.tr("Help an agent who lost the password"), self.help_agent, (self.tr("Help by the lead"),)),
        ]

    def open(self) -> None:
        """How safe the data is, passwords, backups and the way back."""
        from app.ui.shell.safety.page import SafetyDialog

        dialog = SafetyDialog(self._desk, self._window)
        dialog.lock.connect(self.lock)
        dialog.restore.connect(self.restore)
        dialog.renew.connect(self.renew)
        dialog.exec()

    def help_agent(self) -> None:
        """The lead's side of it: the card, and the key file."""
        from app.ui.shell.safety.helping import HelpAgentDialog

        HelpAgentDialog(self._desk, self._window).exec()

"""What is done from the search box: the agent's details, PIN and backup, the weekly template, service."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.base.desk import Desk
from app.ui.shell.command_box import Command


class WindowActs(QObject):
    """``window`` is what the dialogs belong to. What an act needs is imported when it is done."""

    profile_changed = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def commands(self) -> list[Command]:
        return [
            Command(self.tr("Change my details"), self.edit_profile),
            Command(self.tr("PIN for the customer view"), self.choose_pin),
            Command(self.tr("Make a backup"), self.back_up),
            Command(self.tr("Edit the weekly template"), self.edit_template),
            Command(self.tr("All clocks"), partial(self.open_service, 0)),
            Command(self.tr("All service cases"), partial(self.open_service, 1)),
            Command(self.tr("Satisfaction of the customers"), partial(self.open_service, 2)),
            Command(self.tr("New service case"), self.new_case),
            Command(self.tr("Statutory and market data"), self.open_statutes),
        ]

    def edit_profile(self) -> None:
        from app.ui.shell.profile import ProfileDialog

        if ProfileDialog(self._desk, self._window).exec():
            self.profile_changed.emit()

    def choose_pin(self) -> None:
        from app.ui.shell.profile import PinDialog

        PinDialog(self._desk, self._window).exec()

    def back_up(self) -> None:
        from app.ui.shell.profile import back_up

        back_up(self._desk, self._window)

    def edit_template(self) -> None:
        from app.ui.shell.weekly_template import edit_template

        edit_template(self._desk)

    def open_service(self, part: int) -> None:
        from app.ui.shared.service.window import open_service

        open_service(self._desk, self._window, part)

    def open_statutes(self) -> None:
        from app.ui.shared.statutory import StatuteList

        StatuteList(self._desk, self._window).exec()

    def new_case(self) -> None:
        """Of the family at hand."""
        from app.ui.shared.service.cases.table import add_case

        if self._desk.household_id is None:
            self._desk.hub.tell(self.tr("Choose the family first, in the customers or by the search (Ctrl+K)."))
        else:
            add_case(self._desk, self._window, self._desk.household_id)

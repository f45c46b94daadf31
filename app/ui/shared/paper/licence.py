"""The agent's licence number, asked where a paper lacks it: once, in a line above the paper, and in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.errors import Place, bad_input
from app.services.base import agents
from app.services.tables.paper import Paper
from app.ui.base.desk import Desk
from app.ui.shared.paper.dialog import PaperDialog
from app.ui.widgets.plain import Label

LATER = "licence/later"
Write = Callable[[], tuple[Paper, Paper | None]]
"""The paper, and the same as one page for the phone, where there is such a page."""


def paper_dialog(
    parent: QWidget, desk: Desk, write: Write, name: Callable[[Paper], str], *, licensed: bool
) -> PaperDialog:
    """``write`` makes the paper, again once the licence is known; an unlicensed one says so and may be saved as it is.
    Whoever said "later" is reminded, not asked."""
    paper, phone = write()
    dialog = PaperDialog(parent, paper, name(paper), desk.preferences, phone)
    if not licensed:
        dialog.notice.show_problem(
            QCoreApplication.translate(
                "LicenceLine", "Your licence number is not on this paper: add it in your profile."
            )
        )
        if not desk.preferences.text(LATER):
            dialog.insert(LicenceLine(desk, dialog, write))
    return dialog


class LicenceLine(QFrame):
    """Typed here it is kept in the profile and stands on the paper at once."""

    def __init__(self, desk: Desk, dialog: PaperDialog, write: Write) -> None:
        super().__init__()
        self._desk, self._dialog, self._write = desk, dialog, write
        self.setProperty("kind", "band")
        label = Label(self.tr("Licence number"))
        self.line = QLineEdit()
        self.line.setMaxLength(40)
        label.setBuddy(self.line)
        self.keep_button, self.later_button = (
            QPushButton(self.tr("Put it on the paper")),
            QPushButton(self.tr("Not now")),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        for widget in (label, self.line, self.keep_button, self.later_button):
            layout.addWidget(widget, int(widget is self.line))
        for button in (self.keep_button, self.later_button):
            button.setAutoDefault(False)
        self.line.returnPressed.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        self.later_button.clicked.connect(self.later)

    def keep(self) -> None:
        """Into the profile, and the paper written anew."""
        with self._dialog.notice.guard():
            licence = self.line.text().strip()
            if not licence:
                raise bad_input("required", Place(field=self.tr("Licence number")))
            row = replace(agents.profile(self._desk.store), licence=licence)
            agents.change_profile(self._desk.store, self._desk.actor, row)
            self._dialog.show_paper(*self._write())
            self.line.setModified(False)
            self.hide()

    def later(self) -> None:
        """Not asked again; the profile has a place for it."""
        self._desk.preferences.set_text(LATER, "1")
        self.line.clear()
        self.hide()

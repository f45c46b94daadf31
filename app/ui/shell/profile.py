"""The agent's own details, and a backup by hand: the two things done from the search box only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.enums import Grade
from app.errors import NeedfolioError, Place, bad_input
from app.services.base import agents, backup, recoding
from app.services.needs import agent_key
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import CheckField, ChoiceField, TextField
from app.ui.widgets.forms.form import Form


class ProfileDialog(FormDialog):
    """Name, code, licence, grade and team, as they are printed on proposals and reports."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._row = agents.profile(desk.store)
        form = Form(desk.language)
        super().__init__(parent, self.tr("My details"), form, self._keep, width=460)
        form.add("name", self.tr("Name"), TextField())
        hint = self.tr("Changed here, it is changed in everything recorded so far.")
        form.add("code", self.tr("Agent code"), TextField(), hint)
        form.add("licence", self.tr("Licence number"), TextField())
        grades = ChoiceField([(grade, grade.value) for grade in Grade])
        form.add("grade", self.tr("Highest product grade"), grades)
        form.add("team", self.tr("Team"), TextField())
        form.add("lead", "", CheckField(self.tr("I lead this team: show the tab Team")))
        names = ("name", "code", "licence", "grade", "team")
        own = {name: getattr(self._row, name) for name in names}
        form.set_values(own | {"lead": agents.leads_a_team(desk.store)})

    def _keep(self, values: Mapping[str, Any]) -> None:
        code = recoding.checked(values["code"])
        row = agents.AgentRow(self._row.code, values["name"], values["licence"], Grade(values["grade"]), values["team"])
        agents.change_profile(self._desk.store, self._desk.actor, row, lead=values["lead"])
        recoding.change_code(self._desk.store, agents.me(self._desk.store), code)
        self._desk.actor = agents.me(self._desk.store)


def back_up(desk: Desk, parent: QWidget) -> None:
    """Ask for a folder and put a verified copy there."""
    folder = QFileDialog.getExistingDirectory(parent, QCoreApplication.translate("Backup", "Folder for the backup"))
    if not folder:
        return

    def failed(error: NeedfolioError | None) -> None:
        if error is not None:
            desk.say_error(error)
        else:
            desk.hub.tell(QCoreApplication.translate("Backup", "The backup could not be made."))

    desk.tasks.run(
        QCoreApplication.translate("Backup", "Making a backup"),
        lambda _progress: backup.back_up(desk.store, Path(folder)),
        lambda path: desk.hub.tell(QCoreApplication.translate("Backup", "Backup made: {path}").format(path=path)),
        failed,
    )


class PinDialog(FormDialog):
    """A PIN to leave the customer view by, beside the password; left empty there is none."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        form = Form(desk.language)

        def save(values: Mapping[str, Any]) -> None:
            if values["pin"] != values["again"]:
                raise bad_input("passwords_differ", Place(field="again"))
            agent_key.choose_pin(desk.store, desk.actor, values["pin"])

        super().__init__(parent, self.tr("PIN for the customer view"), form, save)
        hint = self.tr("Four to twelve digits. Left empty, only the password leaves the customer view.")
        for name, label, below in (("pin", self.tr("PIN"), hint), ("again", self.tr("PIN once more"), "")):
            field = TextField()
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
            form.add(name, label, field, below)

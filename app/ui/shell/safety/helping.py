"""Help by the lead, from both sides: the agent takes a card or gives it back; the lead shows a card and helps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.errors import InputError, Place, bad_input
from app.services.base import access, escrow
from app.ui.base.desk import Desk
from app.ui.shell.safety.passwords import SecretField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class HelperDialog(FormDialog):
    """Who could help when password and recovery key are lost: by the card the lead sent, and nobody unasked."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        form = Form(desk.language)
        super().__init__(parent, self.tr("Help by the lead"), form, self._keep, width=640)
        hint = self.tr("The line your lead sent you. Left empty, nobody could help.")
        self._card = form.add("card", self.tr("Card of the lead"), TextField(), hint)
        form.add("lead", self.tr("Name of the lead"), TextField())
        self.spoken = Label(wrap=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.spoken)
        form.edited.connect(lambda _: self._speak())
        form.set_values({"lead": access.state(desk.store).escrow})

    def _speak(self) -> None:
        try:
            said = escrow.spoken(self._card.value())
        except InputError:
            self.spoken.clear()
        else:
            ask = self.tr("Read these numbers to your lead on the phone; they must be the same there: {numbers}")
            self.spoken.setText(ask.format(numbers=said))

    def _keep(self, values: Mapping[str, Any]) -> None:
        if values["card"]:
            escrow.opt_in(self._desk.store, self._desk.actor, values["card"], values["lead"])
        else:
            escrow.opt_out(self._desk.store, self._desk.actor)


class HelpAgentDialog(FormDialog):
    """At the lead's: the own card to send, and a new password into the key file of an agent who lost everything."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        form = Form(desk.language)
        super().__init__(parent, self.tr("Help an agent who lost the password"), form, self._help, width=640)
        own = escrow.card(desk.store, desk.actor)
        told = self.tr("Send it to your agents. On the phone it reads {numbers}").format(numbers=escrow.spoken(own))
        card = TextField()
        card.line.setReadOnly(True)
        form.add("card", self.tr("My card"), card, told)
        form.set_values({"card": own})
        hint = self.tr("The key file the agent sent: only that, never the data. Send it back when it is done.")
        self._file = form.add("file", self.tr("Key file"), TextField(), hint)
        rule = self.tr("At least 12 characters, or four words with blanks between them.")
        form.add("new", self.tr("New password"), SecretField(), rule)
        form.add("again", self.tr("New password again"), SecretField())
        choose = QPushButton(self.tr("Choose the file…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.foot_line.insertWidget(0, choose)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Key file"), "", "*.keys")
        if name:
            self._file.set_value(name)

    def _help(self, values: Mapping[str, Any]) -> None:
        if not values["file"]:
            raise bad_input("required", Place(field="file"))
        if values["new"] != values["again"]:
            raise bad_input("passwords_differ", Place(field="again"))
        escrow.help_with(self._desk.store, Path(values["file"]), values["new"])
        self._desk.hub.tell(self.tr("Done. Send the file back and tell the password on the phone."))

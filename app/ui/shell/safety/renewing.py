"""A new data key: after a laptop or a copy came into wrong hands, everything is encrypted anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.base.desk import Desk
from app.ui.shell.safety.passwords import SecretField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.form import Form


class NewKeyDialog(FormDialog):
    """Says what it does and what it does not; asks for the password. After ``exec`` accepted, ``password`` is it."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self.password = ""
        form = Form(desk.language)
        super().__init__(parent, self.tr("Encrypt everything with a new key"), form, self._keep, width=560)
        form.add("old", self.tr("Password"), SecretField(), self._about())
        self.button.setText(self.tr("Encrypt anew"))

    def _about(self) -> str:
        return self.tr(
            "For when a laptop or a backup may be in wrong hands. The data file is written anew and compared, "
            "then takes the place of the old one; the password stays. Afterwards make a new recovery key, and "
            "choose the lead who could help again. What somebody has copied before still opens with the old key: "
            "change the password too, and delete the old backups."
        )

    def _keep(self, values: Mapping[str, Any]) -> None:
        from app.services.base import access

        access.confirm(self._desk.store, values["old"])
        self.password = values["old"]

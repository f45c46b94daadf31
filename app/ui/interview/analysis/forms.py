"""The small form of an analysis: its assumptions as a set under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services.needs import assumption_sets
from app.services.needs.analysis import Basis, shipped_basis
from app.services.needs.assumption_sets import SetRow
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField, TextField
from app.ui.widgets.forms.form import Form


class SetDialog(FormDialog):
    """A name for the assumptions as they stand; a name there is already gets its next edition."""

    def __init__(self, parent: QWidget, desk: Desk, values: Mapping[str, Any], basis: Basis) -> None:
        form = Form(desk.language)
        hint = self.tr("A name there is already gets its next edition; interviews keep the one they have.")
        form.add("name", self.tr("Name of the set"), TextField(), hint)
        form.add("note", self.tr("What it is for"), NotesField())
        self.row: SetRow | None = None

        def save(said: Mapping[str, Any]) -> None:
            self.row = assumption_sets.save(desk.store, desk.actor, said["name"], values, said["note"])

        super().__init__(parent, self.tr("Save the assumptions as a set"), form, save)
        if basis.name != shipped_basis().name:
            form.set_values({"name": basis.name})


def ask_set(parent: QWidget, desk: Desk, values: Mapping[str, Any], basis: Basis) -> SetRow | None:
    dialog = SetDialog(parent, desk, values, basis)
    dialog.exec()
    return dialog.row

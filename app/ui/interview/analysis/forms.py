"""The two small forms of an analysis: a set under a name, and something that happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.enums import LifeEventKind
from app.services import assumption_sets, life_events
from app.services.analysis import Basis, shipped_basis
from app.services.assumption_sets import SetRow
from app.ui import labels
from app.ui.desk import Desk
from app.ui.widgets.dialog import FormDialog
from app.ui.widgets.fields import ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.form import Form


class SetDialog(FormDialog):
    """A name for the assumptions as they stand; a name there is already gets its next edition."""

    def __init__(self, parent: QWidget, desk: Desk, values: Mapping[str, Any], basis: Basis) -> None:
        form = Form(desk.language)
        hint = self.tr("A name there is already gets its next edition; interviews keep the one they have.")
        form.add("name", self.tr("Name"), TextField(), hint)
        form.add("note", self.tr("What it is for"), NotesField())
        self.row: SetRow | None = None

        def save(said: Mapping[str, Any]) -> None:
            self.row = assumption_sets.save(desk.store, desk.actor, said["name"], values, said["note"])

        super().__init__(parent, self.tr("Save the assumptions as a set"), form, save)
        if basis.name != shipped_basis().name:
            form.set_values({"name": basis.name})


class EventDialog(FormDialog):
    """What happened, when, and to whom."""

    def __init__(self, parent: QWidget, desk: Desk, household_id: str, people: Sequence[tuple[str, str]]) -> None:
        form = Form(desk.language)
        form.add("kind", self.tr("What happened"), ChoiceField(labels.choices(LifeEventKind, desk.language)))
        form.add("happened_on", self.tr("Day"), DateField())
        form.add("member_id", self.tr("Who"), ChoiceField(people, optional=True))
        form.add("note", self.tr("Note"), NotesField())
        form.set_values({"happened_on": desk.today()})

        def save(said: Mapping[str, Any]) -> None:
            life_events.record(
                desk.store, desk.actor, household_id, LifeEventKind(said["kind"]), said["happened_on"] or desk.today(),
                member_id=said["member_id"], note=said["note"],
            )  # fmt: skip

        super().__init__(parent, self.tr("Something happened in the family"), form, save)


def ask_set(parent: QWidget, desk: Desk, values: Mapping[str, Any], basis: Basis) -> SetRow | None:
    dialog = SetDialog(parent, desk, values, basis)
    dialog.exec()
    return dialog.row


def ask_event(parent: QWidget, desk: Desk, household_id: str, people: Sequence[tuple[str, str]]) -> bool:
    return EventDialog(parent, desk, household_id, people).exec() == QDialog.DialogCode.Accepted

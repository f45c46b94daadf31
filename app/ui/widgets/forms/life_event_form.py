"""The form of something that happened in a family: asked on the customer's page and beside an analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.enums import LifeEventKind
from app.services.needs import life_events
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NotesField
from app.ui.widgets.forms.form import Form


class EventDialog(FormDialog):
    """What happened, when, and to whom."""

    def __init__(self, parent: QWidget, desk: Desk, household_id: str, people: Sequence[tuple[str, str]]) -> None:
        form = Form(desk.language)
        form.add("kind", self.tr("Happening"), ChoiceField(labels.choices(LifeEventKind, desk.language)))
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


def ask_event(parent: QWidget, desk: Desk, household_id: str, people: Sequence[tuple[str, str]]) -> bool:
    return EventDialog(parent, desk, household_id, people).exec() == QDialog.DialogCode.Accepted
